"""Codes to come back to a draft with."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "return_code",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.LargeBinary(32), nullable=False),
        sa.CheckConstraint("length(code) = 32", name=op.f("ck_return_code_is_whole")),
        sa.ForeignKeyConstraint(
            ["survey_id", "response_id"],
            ["response.survey_id", "response.id"],
            name=op.f("fk_return_code_survey_id_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "response_id", name=op.f("pk_return_code")),
        sa.UniqueConstraint("code", name=op.f("uq_return_code_code")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("return_code")
