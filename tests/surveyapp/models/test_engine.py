from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from surveyapp.models.engine import engine_options
from tests.databases import Database


def test_sqlite_keeps_foreign_keys_and_lets_readers_read_beside_a_writer(database: Database, session: Session) -> None:
    if database.kind == "sqlite":
        pragmas = [session.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "foreign_keys")]
        assert pragmas == ["wal", 1]
    else:
        assert session.execute(text("SHOW server_version")).scalar_one().startswith("18")


def test_postgresql_prepares_nothing_that_a_pooler_would_lose() -> None:
    behind = engine_options("postgresql+psycopg://localhost/medvirk", pgbouncer=True)
    assert behind["connect_args"] == {"prepare_threshold": None}


def test_letters_are_stored_as_they_are_written() -> None:
    assert engine_options("sqlite://")["json_serializer"]({"a": "gå i trapp"}) == '{"a":"gå i trapp"}'
