"""Messages on their way out, and answers taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    # A column brings its own check, so that SQLite need not make the whole table anew.
    op.execute(
        "ALTER TABLE round ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 "
        "CONSTRAINT ck_round_withdrawals_are_counted CHECK (withdrawn >= 0)"
    )
    op.create_index(op.f("ix_response_reference"), "response", ["reference"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("key <> ''", name=op.f("ck_outbox_has_a_key")),
        sa.CheckConstraint("attempts BETWEEN 0 AND 8", name=op.f("ck_outbox_attempts_are_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(op.f("ix_outbox_due_at"), "outbox", ["due_at"], unique=False)


def downgrade() -> None:
    op.drop_table("outbox")
    op.drop_index(op.f("ix_response_reference"), table_name="response")
    op.drop_column("round", "withdrawn")
