"""Action plans: their years, goals and measures, and the statuses that owners give by links of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0016"

LIST = sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_plan_has_a_title")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_plan_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("organisation_id", "title", name=op.f("uq_plan_organisation_id_title")),
    )
    op.create_index(op.f("ix_plan_organisation_id"), "plan", ["organisation_id"])
    op.create_table(
        "plan_year",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rolled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_plan_year_year_is_near")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_year_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan_id", "year", name=op.f("pk_plan_year")),
    )
    op.create_table(
        "closed_quarter",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_closed_quarter_quarter_is_one_of_four")),
        sa.ForeignKeyConstraint(
            ["plan_id", "year"],
            ["plan_year.plan_id", "plan_year.year"],
            name=op.f("fk_closed_quarter_plan_id_year"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("plan_id", "year", "quarter", name=op.f("pk_closed_quarter")),
    )
    op.create_table(
        "plan_goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.CheckConstraint("area <> '' AND title <> ''", name=op.f("ck_plan_goal_has_words")),
        sa.ForeignKeyConstraint(
            ["plan_id", "year"],
            ["plan_year.plan_id", "plan_year.year"],
            name=op.f("fk_plan_goal_plan_id_year"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_goal")),
        sa.UniqueConstraint("plan_id", "year", "area", "title", name=op.f("uq_plan_goal_plan_id_year_area_title")),
        sa.UniqueConstraint("plan_id", "year", "id", name=op.f("uq_plan_goal_plan_id_year_id")),
        sa.UniqueConstraint("plan_id", "year", "number", name=op.f("uq_plan_goal_plan_id_year_number")),
    )
    op.create_table(
        "measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("from_value", sa.Double(), nullable=True),
        sa.Column("to_value", sa.Double(), nullable=True),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("sub_goals", LIST, nullable=False),
        sa.Column("challenges", LIST, nullable=False),
        sa.Column("indicators", LIST, nullable=False),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("fate", sa.String(length=8), nullable=True),
        sa.Column("fate_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "fate IN ('carried', 'changed', 'finished', 'dropped')", name=op.f("ck_measure_fate_is_known")
        ),
        sa.CheckConstraint(
            "fate IS NULL OR fate <> 'dropped' OR fate_reason <> ''", name=op.f("ck_measure_dropped_for_a_reason")
        ),
        sa.CheckConstraint("kind IN ('once', 'yearly', 'continuous')", name=op.f("ck_measure_kind_is_known")),
        sa.CheckConstraint("title <> '' AND owner <> ''", name=op.f("ck_measure_has_words_and_an_owner")),
        sa.CheckConstraint("to_value IS NULL OR unit <> ''", name=op.f("ck_measure_target_counts_something")),
        sa.CheckConstraint("(from_value IS NULL) = (to_value IS NULL)", name=op.f("ck_measure_target_is_whole")),
        sa.ForeignKeyConstraint(
            ["plan_id", "year", "goal_id"],
            ["plan_goal.plan_id", "plan_goal.year", "plan_goal.id"],
            name=op.f("fk_measure_plan_id_year_goal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["previous_id"], ["measure.id"], name=op.f("fk_measure_previous_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("plan_id", "year", "number", name=op.f("uq_measure_plan_id_year_number")),
        sa.UniqueConstraint("previous_id", name=op.f("uq_measure_previous_id")),
    )
    _make_statuses()


def _make_statuses() -> None:
    op.create_table(
        "measure_contact",
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("destroy_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_contact_measure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("measure_id", name=op.f("pk_measure_contact")),
    )
    op.create_index(op.f("ix_measure_contact_destroy_on"), "measure_contact", ["destroy_on"])
    op.create_table(
        "measure_status",
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("progress", sa.String(length=11), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("reached", sa.Double(), nullable=True),
        sa.Column("given_by", sa.String(length=11), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("given_by IN ('owner', 'coordinator')", name=op.f("ck_measure_status_giver_is_known")),
        sa.CheckConstraint(
            "progress IN ('not_started', 'planned', 'in_progress', 'done', 'stopped')",
            name=op.f("ck_measure_status_progress_is_known"),
        ),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_measure_status_quarter_is_one_of_four")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_measure_status_revisions_are_counted")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_measure_status_measure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("measure_id", "quarter", "revision", name=op.f("pk_measure_status")),
    )
    op.create_table(
        "status_request",
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("token_code", sa.LargeBinary(length=32), nullable=False),
        sa.Column("queued", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_status_request_editions_are_counted")),
        sa.CheckConstraint("length(token_code) = 32", name=op.f("ck_status_request_has_a_whole_code")),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_status_request_quarter_is_one_of_four")),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_status_request_measure_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("measure_id", "quarter", name=op.f("pk_status_request")),
        sa.UniqueConstraint("token_code", name=op.f("uq_status_request_token_code")),
    )


def downgrade() -> None:
    op.drop_table("status_request")
    op.drop_table("measure_status")
    op.drop_index(op.f("ix_measure_contact_destroy_on"), table_name="measure_contact")
    op.drop_table("measure_contact")
    op.drop_table("measure")
    op.drop_table("plan_goal")
    op.drop_table("closed_quarter")
    op.drop_table("plan_year")
    op.drop_index(op.f("ix_plan_organisation_id"), table_name="plan")
    op.drop_table("plan")
