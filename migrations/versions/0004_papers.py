"""Answers on paper while they are keyed in, and how each response was collected."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    # Written out, since SQLite takes a CHECK with a new column only inside it; both databases read it alike.
    op.execute(
        "ALTER TABLE response ADD COLUMN mode VARCHAR(5) DEFAULT 'web' NOT NULL "
        "CONSTRAINT ck_response_mode_is_known CHECK (mode IN ('web', 'paper'))"
    )
    op.create_table(
        "paper",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=5), nullable=False),
        sa.Column("first", sa.LargeBinary(), nullable=True),
        sa.Column("first_by", sa.Uuid(), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("second", sa.LargeBinary(), nullable=True),
        sa.Column("compared", sa.Integer(), nullable=True),
        sa.Column("agreed", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=9), nullable=True),
        sa.CheckConstraint(
            "(privacy = 'anonymous') = (participant_id IS NULL)", name=op.f("ck_paper_anonymous_is_unlinked")
        ),
        sa.CheckConstraint("(participant_id IS NULL) = (number IS NOT NULL)", name=op.f("ck_paper_is_known_again")),
        sa.CheckConstraint("number <> ''", name=op.f("ck_paper_number_is_written")),
        sa.CheckConstraint("state IN ('once', 'twice', 'done')", name=op.f("ck_paper_state_is_known")),
        sa.CheckConstraint("(state = 'done') = (first IS NULL)", name=op.f("ck_paper_entries_go_when_done")),
        sa.CheckConstraint(
            "(state = 'twice') = (second IS NOT NULL)", name=op.f("ck_paper_second_stays_while_they_differ")
        ),
        sa.CheckConstraint("(first IS NULL) = (first_at IS NULL)", name=op.f("ck_paper_first_has_a_time")),
        sa.CheckConstraint("first IS NOT NULL OR first_by IS NULL", name=op.f("ck_paper_keyer_goes_with_the_entry")),
        sa.CheckConstraint("(state = 'once') = (compared IS NULL)", name=op.f("ck_paper_two_entries_are_compared")),
        sa.CheckConstraint("(compared IS NULL) = (agreed IS NULL)", name=op.f("ck_paper_comparison_is_whole")),
        sa.CheckConstraint("agreed >= 0 AND agreed <= compared", name=op.f("ck_paper_agreement_is_a_share")),
        sa.CheckConstraint(
            "(reference IS NOT NULL) = (state = 'done' AND privacy <> 'anonymous')",
            name=op.f("ck_paper_anonymous_has_no_reference"),
        ),
        sa.ForeignKeyConstraint(["first_by"], ["account.id"], name=op.f("fk_paper_first_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["survey_id", "privacy"],
            ["survey.id", "survey.privacy"],
            name=op.f("fk_paper_survey_id_privacy"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id", "round_id"],
            ["round.survey_id", "round.id"],
            name=op.f("fk_paper_survey_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id", "participant_id"],
            ["participant.survey_id", "participant.id"],
            name=op.f("fk_paper_survey_id_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "id", name=op.f("pk_paper")),
        sa.UniqueConstraint(
            "survey_id", "round_id", "participant_id", name=op.f("uq_paper_survey_id_round_id_participant_id")
        ),
        sa.UniqueConstraint("survey_id", "round_id", "number", name=op.f("uq_paper_survey_id_round_id_number")),
    )


def downgrade() -> None:
    op.drop_table("paper")
    op.drop_column("response", "mode")
