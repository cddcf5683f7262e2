"""Bringing a database to the tables of this version, and telling whether it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from surveyapp.models import Base

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def upgrade(engine: Engine, to: str = "head") -> None:
    """Run every migration that the database has not had, up to one of them; on none left, nothing happens."""
    with engine.connect().execution_options(will_write=True) as connection:
        config = _config()
        config.attributes["connection"] = connection
        with _tables_made_anew(connection):
            command.upgrade(config, to)
            connection.commit()


@contextmanager
def _tables_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a constraint by making the table anew; the old one must go without what hangs on its rows."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # A pragma does nothing inside a transaction, and our connections begin one at the first statement.
    driver = connection.connection.dbapi_connection
    if driver is None:
        raise ConnectionError("The connection to the database is closed.")
    driver.cursor().execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()
        driver.cursor().execute("PRAGMA foreign_keys = ON")


def problems(engine: Engine) -> list[str]:
    """Why this version can't run on the database, one line each; nothing when it can."""
    wanted = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        met = MigrationContext.configure(connection, opts={"include_name": _is_ours})
        stands = met.get_current_revision()
        if stands != wanted:
            return [f"The database is at migration {stands or 'none'}, not {wanted}. Run: surveyapp db upgrade"]
        return [
            f"The tables are not as the migrations left them: {change}"
            for change in compare_metadata(met, Base.metadata)
        ]


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether our migrations make it; the worker's queue may have tables in the same database."""
    return kind != "table" or not (name or "").startswith("huey_")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
