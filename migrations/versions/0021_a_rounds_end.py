"""A round is reported, and erased: when, and how many answers there were."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    for name, kind in (
        ("reported_on", sa.Date()),
        ("erased_on", sa.Date()),
        ("kept_invited", sa.Integer()),
        ("kept_submitted", sa.Integer()),
    ):
        op.add_column("round", sa.Column(name, kind, nullable=True))
    with op.batch_alter_table("round") as batch:
        for name, condition in (
            ("opens_before_it_is_reported", "reported_on >= opens_on"),
            (
                "counts_are_kept_of_the_erased",
                "(erased_on IS NULL) = (kept_invited IS NULL) AND (erased_on IS NULL) = (kept_submitted IS NULL)",
            ),
            ("kept_counts_are_counts", "kept_invited >= 0 AND kept_submitted >= 0"),
            ("the_erased_stays_closed", "erased_on IS NULL OR closed_at IS NOT NULL"),
        ):
            batch.create_check_constraint(op.f(f"ck_round_{name}"), condition)
