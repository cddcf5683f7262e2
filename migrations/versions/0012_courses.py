"""Courses that a unit follows: when each is rated, why it was not, and what its activities are about."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0014"

REASONS = "'discharged', 'moved', 'died', 'unwilling', 'unable', 'forgotten'"
CHAPTERS = "'d4', 'd5', 'd6', 'd7-d9'"


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.CheckConstraint("privacy = 'confidential'", name=op.f("ck_programme_is_confidential")),
        sa.CheckConstraint("weeks BETWEEN 1 AND 104", name=op.f("ck_programme_weeks_are_few")),
        sa.ForeignKeyConstraint(
            ["survey_id", "privacy"],
            ["survey.id", "survey.privacy"],
            name=op.f("fk_programme_survey_id_privacy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_programme")),
    )
    op.create_table(
        "course",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["programme.survey_id"], name=op.f("fk_course_survey_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id", "participant_id"],
            ["participant.survey_id", "participant.id"],
            name=op.f("fk_course_survey_id_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "participant_id", name=op.f("pk_course")),
    )
    op.create_table(
        "time_point",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("missing", sa.String(length=10), nullable=True),
        sa.CheckConstraint(f"missing IN ({REASONS})", name=op.f("ck_time_point_reason_is_known")),
        _of_a_course("time_point"),
        sa.ForeignKeyConstraint(
            ["survey_id", "round_id"],
            ["round.survey_id", "round.id"],
            name=op.f("fk_time_point_survey_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "participant_id", "round_id", name=op.f("pk_time_point")),
    )
    op.create_index(op.f("ix_time_point_survey_id_round_id"), "time_point", ["survey_id", "round_id"])
    op.create_table(
        "coded_activity",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.String(length=10), nullable=False),
        sa.Column("chapter", sa.String(length=5), nullable=False),
        sa.CheckConstraint(f"chapter IN ({CHAPTERS})", name=op.f("ck_coded_activity_chapter_is_known")),
        _of_a_course("coded_activity"),
        sa.PrimaryKeyConstraint("survey_id", "participant_id", "slot", name=op.f("pk_coded_activity")),
    )


def _of_a_course(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["survey_id", "participant_id"],
        ["course.survey_id", "course.participant_id"],
        name=op.f(f"fk_{table}_survey_id_participant_id"),
        ondelete="CASCADE",
    )


def downgrade() -> None:
    for table in ("coded_activity", "time_point", "course", "programme"):
        op.drop_table(table)
