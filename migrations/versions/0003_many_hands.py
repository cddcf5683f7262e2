"""One answer by many hands: who has which pages, comments, approvals, and corrections as new editions."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
MOMENT = sa.DateTime(timezone=True)

BEFORE = {
    "state_is_known": "state IN ('draft', 'submitted')",
    "submitted_is_dated": "(state = 'submitted') = (submitted_on IS NOT NULL)",
    "submitted_has_a_reference": "(state = 'submitted') = (reference IS NOT NULL)",
}
AFTER = {
    "state_is_known": "state IN ('draft', 'submitted', 'replaced')",
    "submitted_is_dated": "(state <> 'draft') = (submitted_on IS NOT NULL)",
    "submitted_has_a_reference": "(state <> 'draft') = (reference IS NOT NULL)",
    "editions_start_at_one": "edition >= 1",
    "a_correction_has_a_reason": "(edition = 1) = (reason = '')",
    "only_a_public_body_corrects": "edition = 1 OR privacy = 'identified'",
}
ONE_EACH = ["survey_id", "participant_id", "round_id"]
UNIQUE = "uq_response_survey_id_participant_id_round_id"


def upgrade() -> None:
    op.add_column("response", sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("response", sa.Column("reason", sa.String(length=500), nullable=False, server_default=""))
    _constrain(BEFORE, AFTER, (UNIQUE, ONE_EACH), (f"{UNIQUE}_edition", [*ONE_EACH, "edition"]))
    for state in ("draft", "submitted"):
        where = sa.text(f"state = '{state}' AND participant_id IS NOT NULL")
        op.create_index(
            f"uq_response_one_{state}",
            "response",
            ONE_EACH,
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )
    _make_assignments()
    _make_comments()
    op.create_table(
        "last_change",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("page_id", sa.String(length=60), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        *_of_a_public_body("last_change"),
        sa.PrimaryKeyConstraint("survey_id", "response_id", "page_id", name=op.f("pk_last_change")),
    )
    op.create_table(
        "approval",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *_of_a_public_body("approval"),
        sa.CheckConstraint("name <> '' AND title <> ''", name=op.f("ck_approval_is_signed_by_somebody")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_approval_has_a_whole_sha256")),
        sa.PrimaryKeyConstraint("survey_id", "response_id", name=op.f("pk_approval")),
    )


def downgrade() -> None:
    for table in ("approval", "last_change", "comment", "assignment"):
        op.drop_table(table)
    for state in ("draft", "submitted"):
        op.drop_index(f"uq_response_one_{state}", "response")
    # What was corrected goes: one answer to a round is all there was room for.
    op.execute("DELETE FROM response WHERE state = 'replaced' OR (state = 'draft' AND edition > 1)")
    _constrain(AFTER, BEFORE, (f"{UNIQUE}_edition", [*ONE_EACH, "edition"]), (UNIQUE, ONE_EACH))
    op.drop_column("response", "reason")
    op.drop_column("response", "edition")


def _constrain(
    gone: dict[str, str], come: dict[str, str], unique_gone: tuple[str, list[str]], unique_come: tuple[str, list[str]]
) -> None:
    """Change the constraints of `response`; SQLite makes the table anew."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("response", table_kwargs={"sqlite_with_rowid": False}, recreate="always") as table:
            table.drop_constraint(op.f(unique_gone[0]), type_="unique")
            table.create_unique_constraint(op.f(unique_come[0]), unique_come[1])
            for name in gone:
                table.drop_constraint(op.f(f"ck_response_{name}"), type_="check")
            for name, rule in come.items():
                table.create_check_constraint(op.f(f"ck_response_{name}"), rule)
        return
    op.drop_constraint(op.f(unique_gone[0]), "response", type_="unique")
    op.create_unique_constraint(op.f(unique_come[0]), "response", unique_come[1])
    for name in gone:
        op.drop_constraint(op.f(f"ck_response_{name}"), "response", type_="check")
    for name, rule in come.items():
        op.create_check_constraint(op.f(f"ck_response_{name}"), "response", rule)


def _make_assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("destroy_on", sa.Date(), nullable=True),
        sa.Column("pages", JSON, nullable=False),
        sa.Column("token_code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        *_of_a_public_body("assignment"),
        sa.CheckConstraint("kind IN ('contribute', 'approve')", name=op.f("ck_assignment_kind_is_known")),
        sa.CheckConstraint("state IN ('asked', 'done', 'revoked')", name=op.f("ck_assignment_state_is_known")),
        sa.CheckConstraint("label <> ''", name=op.f("ck_assignment_has_a_label")),
        sa.CheckConstraint("length(token_code) = 32", name=op.f("ck_assignment_has_a_whole_code")),
        sa.CheckConstraint(
            "(sealed IS NULL) = (destroy_on IS NULL)", name=op.f("ck_assignment_address_has_a_last_day")
        ),
        sa.PrimaryKeyConstraint("survey_id", "id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("token_code", name=op.f("uq_assignment_token_code")),
    )
    op.create_index(op.f("ix_assignment_destroy_on"), "assignment", ["destroy_on"])
    op.create_index(op.f("ix_assignment_survey_id_response_id"), "assignment", ["survey_id", "response_id"])


def _make_comments() -> None:
    op.create_table(
        "comment",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=130), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=True),
        sa.Column("author", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        *_of_a_public_body("comment"),
        sa.ForeignKeyConstraint(
            ["survey_id", "assignment_id"],
            ["assignment.survey_id", "assignment.id"],
            name=op.f("fk_comment_survey_id_assignment_id"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_comment_says_something")),
        sa.PrimaryKeyConstraint("survey_id", "id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_survey_id_response_id"), "comment", ["survey_id", "response_id"])
    op.create_index(op.f("ix_comment_survey_id_assignment_id"), "comment", ["survey_id", "assignment_id"])


def _of_a_public_body(table: str) -> tuple[Any, ...]:
    return (
        sa.CheckConstraint("privacy = 'identified'", name=op.f(f"ck_{table}_is_of_a_public_body")),
        sa.ForeignKeyConstraint(
            ["survey_id", "privacy"],
            ["survey.id", "survey.privacy"],
            name=op.f(f"fk_{table}_survey_id_privacy"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["survey_id", "response_id"],
            ["response.survey_id", "response.id"],
            name=op.f(f"fk_{table}_survey_id_response_id"),
            ondelete="CASCADE",
        ),
    )
