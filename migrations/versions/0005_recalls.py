"""Earlier numbers that were shown while a person rated again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "recall",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=121), nullable=False),
        sa.CheckConstraint("field <> ''", name=op.f("ck_recall_names_a_field")),
        sa.ForeignKeyConstraint(
            ["survey_id", "response_id"],
            ["response.survey_id", "response.id"],
            name=op.f("fk_recall_survey_id_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "response_id", "field", name=op.f("pk_recall")),
    )


def downgrade() -> None:
    op.drop_table("recall")
