"""A report is an order that can be built again: of a survey, a pilot or a plan, with its authors' paragraphs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

Kind = sa.types.TypeEngine[Any]
MOMENT = sa.DateTime(timezone=True)
CHECKS = {
    "has_a_kind_and_a_title": "kind <> '' AND title <> ''",
    "language_is_known": "language IN ('nb', 'nn', 'en')",
    "is_of_one_thing": "(CASE WHEN survey_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN pilot_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN plan_id IS NULL THEN 0 ELSE 1 END) = 1",
    "is_of_a_round_of_a_survey": "(survey_id IS NULL) = (baseline_id IS NULL)",
    "follows_up_a_baseline": "followup_id IS NULL OR baseline_id IS NOT NULL",
    "is_of_a_year_of_a_plan": "(plan_id IS NULL) = (year IS NULL)",
    "quarter_is_one": "quarter IS NULL OR year IS NOT NULL AND quarter BETWEEN 1 AND 4",
    "state_is_known": "state IN ('waiting', 'building', 'ready', 'failed')",
    "building_began": "state <> 'building' OR started_at IS NOT NULL",
    "ready_has_files": "state <> 'ready' OR folder IS NOT NULL",
    "files_are_whole": "(folder IS NULL) = (sha256 IS NULL) AND (folder IS NULL) = (built_at IS NULL)",
    "published_has_files": "published_at IS NULL OR folder IS NOT NULL",
}
LEADS: dict[str, str | None] = {"organisation": None, "pilot": "CASCADE", "plan": "CASCADE"}
NOT_NULL: dict[str, Kind] = dict.fromkeys(("survey_id", "baseline_id", "followup_id"), sa.Uuid())
FILES: dict[str, Kind] = {"folder": sa.String(300), "sha256": sa.String(64)}


def _added() -> tuple[sa.Column[Any], ...]:
    """The new columns, anew each time: a table takes its own."""
    return (
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False, server_default="change"),
        sa.Column("language", sa.String(2), nullable=False, server_default="nb"),
        sa.Column("pilot_id", sa.Uuid(), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("quarter", sa.Integer(), nullable=True),
        sa.Column("area", sa.String(100), nullable=False, server_default=""),
        sa.Column("rehearsed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("counted", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("state", sa.String(8), nullable=False, server_default="ready"),
        sa.Column("problem", sa.String(20), nullable=False, server_default=""),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("built_at", MOMENT, nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
    )


def upgrade() -> None:
    with op.batch_alter_table("report") as batch:
        for column in _added():
            batch.add_column(column)
    op.execute("UPDATE report SET built_at = created_at")
    op.execute(
        "UPDATE report SET organisation_id = (SELECT organisation_id FROM survey WHERE survey.id = report.survey_id)"
    )
    with op.batch_alter_table("report") as batch:
        batch.alter_column("organisation_id", existing_type=sa.Uuid(), nullable=False)
        for name, kind in {**NOT_NULL, **FILES}.items():
            batch.alter_column(name, existing_type=kind, nullable=True)
        for column in _added():
            if column.server_default is not None:
                batch.alter_column(column.name, existing_type=column.type, server_default=None)
        for name, goes in LEADS.items():
            batch.create_foreign_key(op.f(f"fk_report_{name}_id"), name, [f"{name}_id"], ["id"], ondelete=goes)
            batch.create_index(op.f(f"ix_report_{name}_id"), [f"{name}_id"])
        for name, rule in CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_report_{name}"), rule)
    op.create_table(
        "report_note",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("section <> '' AND text <> ''", name=op.f("ck_report_note_says_something")),
        sa.CheckConstraint("length(text) <= 10000", name=op.f("ck_report_note_is_not_too_long")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_report_note_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_note_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "section", name=op.f("pk_report_note")),
    )


def downgrade() -> None:
    op.drop_table("report_note")
    op.execute("DELETE FROM report WHERE followup_id IS NULL OR folder IS NULL OR kind <> 'change'")
    with op.batch_alter_table("report") as batch:
        for name in CHECKS:
            batch.drop_constraint(op.f(f"ck_report_{name}"), type_="check")
        for name in LEADS:
            batch.drop_index(op.f(f"ix_report_{name}_id"))
            batch.drop_constraint(op.f(f"fk_report_{name}_id"), type_="foreignkey")
        for name, kind in {**NOT_NULL, **FILES}.items():
            batch.alter_column(name, existing_type=kind, nullable=False)
        for column in _added():
            batch.drop_column(column.name)
