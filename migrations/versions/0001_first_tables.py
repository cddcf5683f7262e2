"""The first tables: organisations, questionnaires, surveys, rounds, responses and reports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("email = lower(email) AND email LIKE '%_@_%'", name=op.f("ck_account_email_is_normal")),
        sa.CheckConstraint("failed_logins >= 0", name=op.f("ck_account_failures_are_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_organisation_has_a_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
    )
    op.create_table(
        "membership",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "organisation_id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_organisation_id"), "membership", ["organisation_id"], unique=False)

    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_questionnaire_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("organisation_id", "slug", name=op.f("uq_questionnaire_organisation_id_slug")),
    )
    op.create_table(
        "survey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "privacy IN ('anonymous', 'confidential', 'identified')", name=op.f("ck_survey_privacy_is_a_mode")
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_survey_has_a_title")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_survey_organisation_id")),
        sa.ForeignKeyConstraint(["questionnaire_id"], ["questionnaire.id"], name=op.f("fk_survey_questionnaire_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("id", "privacy", "synthetic", name=op.f("uq_survey_id_privacy_synthetic")),
        sa.UniqueConstraint("id", "privacy", name=op.f("uq_survey_id_privacy")),
    )
    op.create_index(op.f("ix_survey_organisation_id"), "survey", ["organisation_id"], unique=False)

    op.create_table(
        "version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_version_has_a_whole_sha256")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_version_numbers_start_at_one")),
        sa.ForeignKeyConstraint(["questionnaire_id"], ["questionnaire.id"], name=op.f("fk_version_questionnaire_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("questionnaire_id", "number", name=op.f("uq_version_questionnaire_id_number")),
        sa.UniqueConstraint("questionnaire_id", "sha256", name=op.f("uq_version_questionnaire_id_sha256")),
    )
    op.create_table(
        "participant",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.CheckConstraint("key <> ''", name=op.f("ck_participant_has_a_key")),
        sa.CheckConstraint("privacy <> 'anonymous'", name=op.f("ck_participant_anonymous_has_no_participants")),
        sa.ForeignKeyConstraint(
            ["survey_id", "privacy"],
            ["survey.id", "survey.privacy"],
            name=op.f("fk_participant_survey_id_privacy"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "id", name=op.f("pk_participant")),
        sa.UniqueConstraint("survey_id", "key", name=op.f("uq_participant_survey_id_key")),
    )
    op.create_table(
        "round",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("denominator", sa.Integer(), nullable=True),
        sa.Column("denominator_date", sa.Date(), nullable=True),
        sa.Column("caveat", sa.Text(), nullable=False),
        sa.Column("source_name", sa.String(length=255), nullable=True),
        sa.Column("source_sha256", sa.String(length=64), nullable=True),
        sa.CheckConstraint("label <> ''", name=op.f("ck_round_has_a_label")),
        sa.CheckConstraint("(source_name IS NULL) = (source_sha256 IS NULL)", name=op.f("ck_round_source_is_whole")),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_round_opens_before_it_closes")),
        sa.CheckConstraint("denominator > 0", name=op.f("ck_round_denominator_is_positive")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_round_numbers_start_at_one")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_round_survey_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_round_version_id")),
        sa.PrimaryKeyConstraint("survey_id", "id", name=op.f("pk_round")),
        sa.UniqueConstraint("survey_id", "label", name=op.f("uq_round_survey_id_label")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_round_survey_id_number")),
    )
    op.create_table(
        "invitation",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("token_code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(privacy = 'anonymous') = (participant_id IS NULL)", name=op.f("ck_invitation_anonymous_is_unlinked")
        ),
        sa.CheckConstraint("length(token_code) = 32", name=op.f("ck_invitation_has_a_whole_code")),
        sa.ForeignKeyConstraint(
            ["survey_id", "participant_id"],
            ["participant.survey_id", "participant.id"],
            name=op.f("fk_invitation_survey_id_participant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id", "privacy"],
            ["survey.id", "survey.privacy"],
            name=op.f("fk_invitation_survey_id_privacy"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id", "round_id"],
            ["round.survey_id", "round.id"],
            name=op.f("fk_invitation_survey_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "survey_id", "participant_id", "round_id", name=op.f("uq_invitation_survey_id_participant_id_round_id")
        ),
    )
    op.create_index(op.f("ix_invitation_survey_id_round_id"), "invitation", ["survey_id", "round_id"], unique=False)
    op.create_index(op.f("ix_invitation_token_code"), "invitation", ["token_code"], unique=False)
    op.create_index(
        "uq_invitation_open_link",
        "invitation",
        ["survey_id", "round_id"],
        unique=True,
        sqlite_where=sa.text("participant_id IS NULL"),
        postgresql_where=sa.text("participant_id IS NULL"),
    )

    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("baseline_id", sa.Uuid(), nullable=False),
        sa.Column("followup_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("folder", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("baseline_id <> followup_id", name=op.f("ck_report_compares_two_rounds")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_report_has_a_whole_sha256")),
        sa.ForeignKeyConstraint(
            ["survey_id", "baseline_id"],
            ["round.survey_id", "round.id"],
            name=op.f("fk_report_survey_id_baseline_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id", "followup_id"],
            ["round.survey_id", "round.id"],
            name=op.f("fk_report_survey_id_followup_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_report_survey_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_survey_id_baseline_id"), "report", ["survey_id", "baseline_id"], unique=False)
    op.create_index(op.f("ix_report_survey_id_followup_id"), "report", ["survey_id", "followup_id"], unique=False)

    op.create_table(
        "response",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("carried", JSON, nullable=False),
        sa.Column("reference", sa.String(length=9), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(privacy = 'anonymous') = (participant_id IS NULL)", name=op.f("ck_response_anonymous_is_unlinked")
        ),
        sa.CheckConstraint(
            "(state = 'submitted') = (reference IS NOT NULL)", name=op.f("ck_response_submitted_has_a_reference")
        ),
        sa.CheckConstraint(
            "(state = 'submitted') = (submitted_on IS NOT NULL)", name=op.f("ck_response_submitted_is_dated")
        ),
        sa.CheckConstraint(
            "privacy <> 'anonymous' OR (started_at IS NULL AND submitted_at IS NULL)",
            name=op.f("ck_response_anonymous_has_no_clock"),
        ),
        sa.CheckConstraint(
            "privacy <> 'anonymous' OR substr(replace(CAST(id AS TEXT), '-', ''), 13, 1) = '4'",
            name=op.f("ck_response_anonymous_id_is_random"),
        ),
        sa.CheckConstraint("state IN ('draft', 'submitted')", name=op.f("ck_response_state_is_known")),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_response_revisions_are_counted")),
        sa.ForeignKeyConstraint(
            ["survey_id", "participant_id"],
            ["participant.survey_id", "participant.id"],
            name=op.f("fk_response_survey_id_participant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id", "privacy", "synthetic"],
            ["survey.id", "survey.privacy", "survey.synthetic"],
            name=op.f("fk_response_survey_id_privacy_synthetic"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id", "round_id"],
            ["round.survey_id", "round.id"],
            name=op.f("fk_response_survey_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "id", name=op.f("pk_response")),
        sa.UniqueConstraint(
            "survey_id", "participant_id", "round_id", name=op.f("uq_response_survey_id_participant_id_round_id")
        ),
        sa.UniqueConstraint("survey_id", "reference", name=op.f("uq_response_survey_id_reference")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_response_survey_id_round_id_state"), "response", ["survey_id", "round_id", "state"], unique=False
    )

    op.create_table(
        "revision",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changes", JSON, nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_numbers_start_at_one")),
        sa.ForeignKeyConstraint(
            ["survey_id", "response_id"],
            ["response.survey_id", "response.id"],
            name=op.f("fk_revision_survey_id_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", "response_id", "number", name=op.f("pk_revision")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in (
        "revision",
        "response",
        "report",
        "invitation",
        "round",
        "participant",
        "version",
        "survey",
        "questionnaire",
        "membership",
        "organisation",
        "account",
    ):
        op.drop_table(table)
