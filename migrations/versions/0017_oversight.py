"""Which surveys the county governors may follow."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "oversight",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("privacy", sa.String(length=12), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("privacy = 'identified'", name=op.f("ck_oversight_is_of_public_bodies")),
        sa.ForeignKeyConstraint(
            ["survey_id", "privacy"],
            ["survey.id", "survey.privacy"],
            name=op.f("fk_oversight_survey_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_oversight")),
    )


def downgrade() -> None:
    op.drop_table("oversight")
