"""What was told of a round while answers still came, step by step."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "live_step",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("respondents", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_live_step_numbers_start_at_one")),
        sa.CheckConstraint("respondents >= 1", name=op.f("ck_live_step_somebody_answered")),
        sa.ForeignKeyConstraint(
            ["survey_id", "round_id"],
            ["round.survey_id", "round.id"],
            name=op.f("fk_live_step_survey_id_round_id_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "round_id", "number", name=op.f("pk_live_step")),
    )


def downgrade() -> None:
    op.drop_table("live_step")
