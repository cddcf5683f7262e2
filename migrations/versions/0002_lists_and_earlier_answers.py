"""Lists that come with a participant, and what a response asks of the earlier round."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")


def upgrade() -> None:
    # A constant default, so that rows from before are filled without rewriting the table; new rows bring their own.
    op.add_column("participant", sa.Column("lists", JSON, nullable=False, server_default="{}"))
    op.add_column("response", sa.Column("earlier", JSON, nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("response", "earlier")
    op.drop_column("participant", "lists")
