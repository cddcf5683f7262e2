"""A message says how many days before the round's last day it goes; of those from before, nobody knows."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    with op.batch_alter_table("wave") as batch:
        batch.add_column(sa.Column("days_before", sa.Integer(), nullable=True))
        batch.create_check_constraint(op.f("ck_wave_days_before_are_few"), "days_before BETWEEN 0 AND 365")


def downgrade() -> None:
    with op.batch_alter_table("wave") as batch:
        batch.drop_constraint(op.f("ck_wave_days_before_are_few"), type_="check")
        batch.drop_column("days_before")
