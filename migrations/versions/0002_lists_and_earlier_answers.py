"""Contact data, lists that come with a participant, and what a response asks of the earlier round."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    # A constant default, so that rows from before are filled without rewriting the table; new rows bring their own.
    op.add_column("participant", sa.Column("lists", JSON, nullable=False, server_default="{}"))
    op.add_column("participant", sa.Column("former_lists", JSON, nullable=False, server_default="{}"))
    op.add_column("response", sa.Column("earlier", JSON, nullable=False, server_default="{}"))
    op.create_table(
        "contact",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.String(length=60), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("destroy_on", sa.Date(), nullable=False),
        sa.CheckConstraint("privacy <> 'anonymous'", name=op.f("ck_contact_anonymous_has_no_contact_data")),
        sa.ForeignKeyConstraint(
            ["survey_id", "privacy"],
            ["survey.id", "survey.privacy"],
            name=op.f("fk_contact_survey_id_privacy"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id", "response_id"],
            ["response.survey_id", "response.id"],
            name=op.f("fk_contact_survey_id_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "response_id", "question_id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_destroy_on"), "contact", ["destroy_on"], unique=False)


def downgrade() -> None:
    op.drop_table("contact")
    op.drop_column("response", "earlier")
    op.drop_column("participant", "former_lists")
    op.drop_column("participant", "lists")
