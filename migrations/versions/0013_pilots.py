"""Pilots: units, training, milestones, feedback and dialogue meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

STATUSES = "'planned', 'under_way', 'reached', 'dropped'"


def upgrade() -> None:
    op.create_table(
        "pilot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_pilot_has_a_title")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_pilot_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot")),
        sa.UniqueConstraint("organisation_id", "title", name=op.f("uq_pilot_organisation_id_title")),
    )
    op.create_table(
        "pilot_unit",
        sa.Column("pilot_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_pilot_unit_has_a_name")),
        _of_a_pilot("pilot_unit"),
        sa.PrimaryKeyConstraint("pilot_id", "number", name=op.f("pk_pilot_unit")),
        sa.UniqueConstraint("pilot_id", "name", name=op.f("uq_pilot_unit_pilot_id_name")),
    )
    op.create_table(
        "milestone",
        sa.Column("pilot_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("evidence", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_milestone_has_words")),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_milestone_status_is_known")),
        sa.CheckConstraint("status <> 'reached' OR evidence <> ''", name=op.f("ck_milestone_what_is_reached_is_shown")),
        _of_a_pilot("milestone"),
        sa.PrimaryKeyConstraint("pilot_id", "number", name=op.f("pk_milestone")),
    )
    op.create_table(
        "training",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pilot_id", sa.Uuid(), nullable=False),
        sa.Column("unit_number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("attended", sa.Integer(), nullable=False),
        sa.CheckConstraint("attended >= 1", name=op.f("ck_training_somebody_came")),
        sa.ForeignKeyConstraint(
            ["pilot_id", "unit_number"],
            ["pilot_unit.pilot_id", "pilot_unit.number"],
            name=op.f("fk_training_pilot_id_unit_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    op.create_table(
        "hearing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pilot_id", sa.Uuid(), nullable=False),
        sa.Column("asked", sa.String(length=200), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("advice", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("asked <> ''", name=op.f("ck_hearing_names_who_is_asked")),
        sa.CheckConstraint("answers >= 0", name=op.f("ck_hearing_answers_are_counted")),
        _of_a_pilot("hearing"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pilot_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("participants", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("advice", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("place <> ''", name=op.f("ck_meeting_has_a_place")),
        _of_a_pilot("meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    for table in ("hearing", "meeting"):
        op.create_index(op.f(f"ix_{table}_pilot_id"), table, ["pilot_id"])


def _of_a_pilot(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f(f"fk_{table}_pilot_id"), ondelete="CASCADE")


def downgrade() -> None:
    for table in ("meeting", "hearing", "training", "milestone", "pilot_unit", "pilot"):
        op.drop_table(table)
