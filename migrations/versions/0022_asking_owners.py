"""Owners of measures are asked by the clock: when a plan rests from it, and when an owner was reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("plan", sa.Column("paused_at", moment, nullable=True))
    op.add_column("status_request", sa.Column("reminded_at", moment, nullable=True))
    # Nobody is written to by plans from before until somebody says so.
    plans = sa.table("plan", sa.column("paused_at", moment), sa.column("created_at", moment))
    op.execute(sa.update(plans).values(paused_at=plans.c.created_at))
