"""A name, a colour and a logo of the owner's for each survey."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=True),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("logo_type", sa.String(length=10), nullable=True),
        sa.Column("logo_width", sa.Integer(), nullable=True),
        sa.Column("logo_height", sa.Integer(), nullable=True),
        sa.Column("logo_words", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("colour LIKE '#______'", name=op.f("ck_look_colour_is_whole")),
        sa.CheckConstraint("length(logo) BETWEEN 1 AND 40960", name=op.f("ck_look_logo_is_small")),
        sa.CheckConstraint(
            "logo_type IN ('image/jpeg', 'image/png', 'image/webp')", name=op.f("ck_look_logo_is_a_picture")
        ),
        sa.CheckConstraint(
            "logo_width BETWEEN 1 AND 1200 AND logo_height BETWEEN 1 AND 1200",
            name=op.f("ck_look_logo_unpacks_small"),
        ),
        sa.CheckConstraint(
            "(logo IS NULL) = (logo_type IS NULL) AND (logo IS NULL) = (logo_width IS NULL) "
            "AND (logo IS NULL) = (logo_height IS NULL) AND (logo IS NULL) = (fingerprint IS NULL)",
            name=op.f("ck_look_logo_is_whole"),
        ),
        sa.CheckConstraint("(logo IS NULL) = (logo_words = '')", name=op.f("ck_look_logo_has_words")),
        sa.CheckConstraint("length(fingerprint) = 64", name=op.f("ck_look_has_a_whole_fingerprint")),
        sa.CheckConstraint(
            "name <> '' OR colour IS NOT NULL OR logo IS NOT NULL", name=op.f("ck_look_changes_something")
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_look_survey_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_look")),
    )
    op.create_index(op.f("ix_look_fingerprint"), "look", ["fingerprint"])


def downgrade() -> None:
    op.drop_table("look")
