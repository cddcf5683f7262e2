"""Links to a new password, and the language that an account is written to in."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "password_reset",
        sa.Column("address_code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.LargeBinary(length=32), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(address_code) = 32", name=op.f("ck_password_reset_has_a_whole_address_code")),
        sa.CheckConstraint("length(code) = 32", name=op.f("ck_password_reset_has_a_whole_code")),
        sa.CheckConstraint(
            "account_id IS NULL OR code IS NOT NULL", name=op.f("ck_password_reset_an_account_has_a_link")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_password_reset_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("address_code", name=op.f("pk_password_reset")),
        sa.UniqueConstraint("code", name=op.f("uq_password_reset_code")),
    )
    op.create_index(op.f("ix_password_reset_account_id"), "password_reset", ["account_id"])
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("language", sa.String(length=2), nullable=False, server_default="nb"))
    with op.batch_alter_table("account") as account:
        account.alter_column("language", server_default=None)
        account.create_check_constraint(op.f("ck_account_language_is_one_of_ours"), "language IN ('nb', 'nn', 'en')")


def downgrade() -> None:
    with op.batch_alter_table("account") as account:
        account.drop_constraint(op.f("ck_account_language_is_one_of_ours"), type_="check")
        account.drop_column("language")
    op.drop_table("password_reset")
