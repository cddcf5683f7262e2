"""How a migration meets a database: on one connection, in one transaction, one at a time."""

import os

from alembic import context
from sqlalchemy import Connection, text

from surveyapp.models import Base
from surveyapp.models.engine import open_engine

# Any number will do, as long as every upgrade of a PostgreSQL database waits for the same one.
ADVISORY_LOCK = 7_031_950


def migrate(connection: Connection) -> None:
    """Run what was asked for; two at once wait for each other."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
        # SQLite can too, once the driver leaves transactions to us; else each migration would be one of its own,
        # and a second upgrade could come in between.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with open_engine(os.environ["DATABASE_URL"]).connect() as own:
        migrate(own.execution_options(will_write=True))
