"""Pilots have surveys, and units whose courses count; each writing is counted, so that two do not undo each other's."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

KEPT = ("pilot_unit", "milestone", "training", "hearing", "meeting")


def upgrade() -> None:
    op.create_table(
        "pilot_survey",
        sa.Column("pilot_id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name=op.f("fk_pilot_survey_pilot_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_pilot_survey_survey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pilot_id", "survey_id", name=op.f("pk_pilot_survey")),
    )
    op.create_index(op.f("ix_pilot_survey_survey_id"), "pilot_survey", ["survey_id"])
    for table in KEPT:
        op.add_column(table, sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("revision", existing_type=sa.Integer(), server_default=None)
            batch.create_check_constraint(op.f(f"ck_{table}_revisions_are_counted"), "revision >= 1")
    with op.batch_alter_table("pilot_unit") as batch:
        batch.add_column(sa.Column("unit_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(op.f("fk_pilot_unit_unit_id"), "organisation", ["unit_id"], ["id"])
        batch.create_unique_constraint(op.f("uq_pilot_unit_pilot_id_unit_id"), ["pilot_id", "unit_id"])
    op.create_index(op.f("ix_pilot_unit_unit_id"), "pilot_unit", ["unit_id"])
    op.add_column("milestone", sa.Column("shows_coverage", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("milestone") as batch:
        batch.alter_column("shows_coverage", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    op.drop_table("pilot_survey")
    with op.batch_alter_table("milestone") as batch:
        batch.drop_column("shows_coverage")
    op.drop_index(op.f("ix_pilot_unit_unit_id"), "pilot_unit")
    with op.batch_alter_table("pilot_unit") as batch:
        batch.drop_constraint(op.f("uq_pilot_unit_pilot_id_unit_id"), type_="unique")
        batch.drop_constraint(op.f("fk_pilot_unit_unit_id"), type_="foreignkey")
        batch.drop_column("unit_id")
    for table in KEPT:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_revisions_are_counted"), type_="check")
            batch.drop_column("revision")
