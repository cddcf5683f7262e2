"""A code to type for each invitation; those from before have none until they are issued anew."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    kind = "BLOB" if op.get_bind().dialect.name == "sqlite" else "BYTEA"
    # Written out, since SQLite takes a CHECK with a new column only inside it.
    op.execute(
        f"ALTER TABLE invitation ADD COLUMN entry_code {kind} "
        "CONSTRAINT ck_invitation_has_a_whole_entry_code CHECK (length(entry_code) = 32)"
    )
    op.create_index("uq_invitation_entry_code", "invitation", ["entry_code"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_invitation_entry_code", "invitation")
    op.drop_column("invitation", "entry_code")
