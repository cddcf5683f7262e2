"""Opening a database so that concurrent writers wait for each other instead of failing."""

from __future__ import annotations

import json
import math
import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from surveyapp.models.vault import Vault

REST_SECONDS = 1.0
"""How long a connection to PostgreSQL may rest before it is asked whether it is still there."""

PREPARED_AFTER = 3
"""So many times a statement is run before PostgreSQL keeps its plan."""

BUSY_SECONDS = 20
"""How long a writer waits for another on SQLite before it gives up."""


def engine_options(url: str, vault: Vault | None = None, *, pgbouncer: bool = False) -> dict[str, Any]:
    """What the engine of this database is made with (also Flask-SQLAlchemy's `SQLALCHEMY_ENGINE_OPTIONS`).

    `vault`: what contact data is sealed with; migrations need none. Services find it with `vault_of`. `pgbouncer`:
    whether one stands before PostgreSQL in transaction mode.
    """
    # An error's text goes to a log, so it must not hold answers or codes of links.
    options: dict[str, Any] = {
        "json_serializer": _compact,
        "hide_parameters": True,
        "execution_options": {"vault": vault},
    }
    if make_url(url).get_backend_name() == "sqlite":
        return {**options, "connect_args": {"timeout": BUSY_SECONDS}}
    # Planning a statement costs more than running it, so each is planned once per connection. pgbouncer in transaction
    # mode gives a statement to another connection than the one that planned it.
    return {**options, "connect_args": {"prepare_threshold": None if pgbouncer else PREPARED_AFTER}}


def open_engine(url: str, vault: Vault | None = None) -> Engine:
    """An engine of our own, for commands, migrations and tests."""
    return tune(create_engine(url, **engine_options(url, vault)))


def tune(engine: Engine) -> Engine:
    """Give an engine the behaviour that services count on."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        _ask_after_rest(engine)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` does.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", f"busy_timeout = {BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later can't wait for another writer: it fails at once.
    # Those that will write say so at their start (see transactions.writing); what reads once needs none (reading).
    asked = connection.get_execution_options()
    if not asked.get("reads_once"):
        # Straight to the driver: SQLAlchemy's way costs more than SQLite's own work.
        run = connection.connection.driver_connection.execute  # type: ignore[union-attr]
        if asked.get("will_write"):
            run(f"PRAGMA synchronous = {'NORMAL' if asked.get('power_cut_may_undo') else 'FULL'}").close()
        run(f"BEGIN {'IMMEDIATE' if asked.get('will_write') else 'DEFERRED'}").close()


def _ask_after_rest(engine: Engine) -> None:
    """Ask whether a connection is still there, but only when it has rested: asking costs as much as a small query."""
    dialect = engine.dialect

    @event.listens_for(engine, "checkin")
    def rests(_connection: Any, entry: ConnectionPoolEntry) -> None:
        entry.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def ask(connection: Any, entry: ConnectionPoolEntry, _proxy: object) -> None:
        if time.monotonic() - entry.info.get("rests_since", math.inf) <= REST_SECONDS:
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as gone:
            # Then the others are gone too: the pool begins anew, and this one is taken out again.
            raise InvalidatePoolError from gone


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
