"""Bringing a database to the tables of this version, and telling whether it is there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from surveyapp.models import Base

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def upgrade(engine: Engine) -> None:
    """Run every migration that the database has not had; on none left, nothing happens."""
    with engine.connect().execution_options(will_write=True) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def problems(engine: Engine) -> list[str]:
    """Why this version can't run on the database, one line each; nothing when it can."""
    wanted = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        met = MigrationContext.configure(connection)
        stands = met.get_current_revision()
        if stands != wanted:
            return [f"The database is at migration {stands or 'none'}, not {wanted}. Run: surveyapp db upgrade"]
        return [
            f"The tables are not as the migrations left them: {change}"
            for change in compare_metadata(met, Base.metadata)
        ]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
