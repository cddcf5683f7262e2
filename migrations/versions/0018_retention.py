"""When a survey's answers go."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "deletion_plan",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("answers_go_on", sa.Date(), nullable=False),
        sa.Column("manner", sa.String(length=6), nullable=False),
        sa.Column("contact_days", sa.Integer(), nullable=False),
        sa.Column("unlinked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("manner IN ('erase', 'unlink')", name=op.f("ck_deletion_plan_manner_is_known")),
        sa.CheckConstraint(
            "manner = 'erase' OR privacy = 'confidential'",
            name=op.f("ck_deletion_plan_only_the_confidential_is_unlinked"),
        ),
        sa.CheckConstraint(
            "unlinked_on IS NULL OR manner = 'unlink'", name=op.f("ck_deletion_plan_unlinked_as_planned")
        ),
        sa.CheckConstraint("contact_days BETWEEN 0 AND 90", name=op.f("ck_deletion_plan_contact_data_goes_in_time")),
        sa.ForeignKeyConstraint(
            ["survey_id", "privacy"],
            ["survey.id", "survey.privacy"],
            name=op.f("fk_deletion_plan_survey_id_privacy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_deletion_plan")),
    )


def downgrade() -> None:
    op.drop_table("deletion_plan")
