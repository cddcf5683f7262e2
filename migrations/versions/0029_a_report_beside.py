"""A report on what users say may name the survey of their relatives, which is told beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    with op.batch_alter_table("report") as batch:
        batch.add_column(sa.Column("beside_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_report_beside_id_survey"), "survey", ["beside_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(op.f("ix_report_beside_id"), ["beside_id"])
        batch.create_check_constraint(op.f("ck_report_is_beside_another"), "beside_id <> survey_id")


def downgrade() -> None:
    with op.batch_alter_table("report") as batch:
        batch.drop_constraint(op.f("ck_report_is_beside_another"), type_="check")
        batch.drop_index(op.f("ix_report_beside_id"))
        batch.drop_constraint(op.f("fk_report_beside_id_survey"), type_="foreignkey")
        batch.drop_column("beside_id")
