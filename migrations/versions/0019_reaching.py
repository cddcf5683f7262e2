"""A round is a draft until it is released; whom to write to, what is written when, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0013"

TO_SEND = "state IN ('waiting', 'sending')"
NOBODY = "participant_id IS NULL"
STATES = "'waiting', 'sending', 'sent', 'answered', 'stopped', 'refused', 'bounced', 'given_up'"


def upgrade() -> None:
    _prepare_surveys()
    _prepare_rounds()
    _count_links()
    _make_recipients()
    _make_waves()
    _make_dispatches()


def _prepare_surveys() -> None:
    op.add_column("survey", sa.Column("purpose", sa.Text(), nullable=False, server_default=""))
    op.add_column("survey", sa.Column("health_data", sa.Boolean(), nullable=True))
    op.add_column("survey", sa.Column("assessment", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("survey") as survey:
        survey.alter_column("purpose", server_default=None)
        survey.alter_column("assessment", server_default=None)


def _prepare_rounds() -> None:
    moment = sa.DateTime(timezone=True)
    for name in ("rehearsed_at", "released_at", "paused_at"):
        op.add_column("round", sa.Column(name, moment, nullable=True))
    # What was there before was open by its dates.
    sqlite = op.get_bind().dialect.name == "sqlite"
    since = sa.text("opens_on || ' 00:00:00.000000'" if sqlite else "CAST(opens_on AS timestamptz)")
    rounds = sa.table("round", sa.column("released_at"))
    op.execute(sa.update(rounds).values(released_at=since))


def _count_links() -> None:
    op.add_column("invitation", sa.Column("issue", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("invitation", sa.Column("quota", sa.Integer(), nullable=True))
    with op.batch_alter_table("invitation") as batch:
        batch.alter_column("issue", existing_type=sa.Integer(), server_default=None)
        batch.create_check_constraint(op.f("ck_invitation_issues_are_counted"), "issue >= 0")
        batch.create_check_constraint(
            op.f("ck_invitation_only_an_open_link_has_a_quota"),
            "quota IS NULL OR (quota >= 1 AND privacy = 'anonymous')",
        )


def _make_recipients() -> None:
    op.create_table(
        "recipient",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.String(length=4), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("address_code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("destroy_on", sa.Date(), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("bounced_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(privacy = 'anonymous') = (participant_id IS NULL)", name=op.f("ck_recipient_anonymous_is_unlinked")
        ),
        sa.CheckConstraint("channel IN ('mail', 'sms')", name=op.f("ck_recipient_channel_is_known")),
        sa.CheckConstraint("length(address_code) = 32", name=op.f("ck_recipient_has_a_whole_code")),
        sa.ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["survey_id", "participant_id"], ["participant.survey_id", "participant.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "id", name=op.f("pk_recipient")),
        sa.UniqueConstraint("survey_id", "participant_id", "address_code"),
    )
    op.create_index(op.f("ix_recipient_destroy_on"), "recipient", ["destroy_on"])
    op.create_index(
        "uq_recipient_of_an_anonymous_survey",
        "recipient",
        ["survey_id", "address_code"],
        unique=True,
        sqlite_where=sa.text(NOBODY),
        postgresql_where=sa.text(NOBODY),
    )


def _make_waves() -> None:
    op.create_table(
        "wave",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("texts", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('invitation', 'reminder')", name=op.f("ck_wave_kind_is_known")),
        sa.ForeignKeyConstraint(["survey_id", "round_id"], ["round.survey_id", "round.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("survey_id", "id", name=op.f("pk_wave")),
        sa.UniqueConstraint("survey_id", "round_id", "due_on"),
    )
    op.create_index(op.f("ix_wave_started_at_due_on"), "wave", ["started_at", "due_on"])


def _make_dispatches() -> None:
    op.create_table(
        "dispatch",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_dispatch_state_is_known")),
        sa.CheckConstraint("attempts BETWEEN 0 AND 8", name=op.f("ck_dispatch_attempts_are_counted")),
        sa.CheckConstraint(
            "state NOT IN ('sent', 'bounced') OR sent_on IS NOT NULL", name=op.f("ck_dispatch_sent_is_dated")
        ),
        sa.ForeignKeyConstraint(["survey_id", "wave_id"], ["wave.survey_id", "wave.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["survey_id", "recipient_id"], ["recipient.survey_id", "recipient.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("survey_id", "wave_id", "recipient_id", name=op.f("pk_dispatch")),
    )
    op.create_index(
        "ix_dispatch_to_send",
        "dispatch",
        ["due_at"],
        sqlite_where=sa.text(TO_SEND),
        postgresql_where=sa.text(TO_SEND),
    )
    op.create_index(op.f("ix_dispatch_survey_id_recipient_id"), "dispatch", ["survey_id", "recipient_id"])
