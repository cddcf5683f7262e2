"""One service call that writes is one transaction; one that reads needs none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.orm import Session


class UnsavedChangesError(RuntimeError):
    """A service was called with changes that nobody had saved; only services change rows."""


@contextmanager
def writing(session: Session) -> Iterator[None]:
    """A fresh transaction that may write: committed once at the end, or undone whole.

    What was read before is let go first: on SQLite, a transaction that began by reading cannot wait for its
    turn to write, and on both databases the row that decides must be read inside.
    """
    if session.new or session.dirty or session.deleted:
        raise UnsavedChangesError("The session holds changes that no service made. Change rows through a service.")
    session.rollback()
    session.connection(execution_options={"will_write": True})
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise


def reading(session: Session) -> Connection:
    """The session's connection; a fresh one to PostgreSQL begins no transaction, which spares two trips of three.

    There a transaction would not have made two queries see the same either (READ COMMITTED).
    """
    if session.in_transaction() or session.get_bind().dialect.name == "sqlite":
        return session.connection()
    return session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
