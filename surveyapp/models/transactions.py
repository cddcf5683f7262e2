"""One service call that writes is one transaction; one that reads needs none, and a caller may let several be one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from threading import RLock

from sqlalchemy import Connection, Delete, Insert, Update, func, select, text
from sqlalchemy.orm import Session


class UnsavedChangesError(RuntimeError):
    """A service was called with changes that nobody had saved; only services change rows."""


@contextmanager
def writing(session: Session, *, power_cut_may_undo: bool = False) -> Iterator[None]:
    """A fresh transaction that may write: committed once at the end, or undone whole.

    What was read before is let go first: on SQLite, a transaction that began by reading cannot wait for its
    turn to write, and on both databases the row that decides must be read inside.

    Inside another one it is a part of that: so a caller lets what several services do be done whole, or not at all.

    `power_cut_may_undo`: it does not wait for the disk. Others see it at once, and it outlives this process, but not a
    power cut before something else is written.
    """
    if _LAST in session.info:
        with _part(session, session.info[_LAST]):
            yield
        return
    if session.new or session.dirty or session.deleted:
        raise UnsavedChangesError("The session holds changes that no service made. Change rows through a service.")
    session.rollback()
    with _TURN if session.get_bind().dialect.name == "sqlite" else nullcontext():
        options = {"will_write": True, "power_cut_may_undo": power_cut_may_undo}
        connection = session.connection(execution_options=options)
        if power_cut_may_undo and connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL synchronous_commit = off"))
        last: list[Callable[[], None]] = []
        session.info[_LAST] = last
        try:
            yield
            for each in last:
                each()
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            del session.info[_LAST]


@contextmanager
def _part(session: Session, last: list[Callable[[], None]]) -> Iterator[None]:
    """A part of a transaction; undone, it leaves nothing for the end either."""
    before = len(last)
    try:
        with session.begin_nested():
            yield
    except BaseException:
        del last[before:]
        raise


def last_of_all(session: Session, do: Callable[[], None]) -> None:
    """Do this when all else in the transaction is done: it takes what others wait for, and may then wait for nobody."""
    session.info[_LAST].append(do)


_LAST = "what the transaction does last"


_TURN = RLock()
"""On SQLite the threads of a process write in turn: SQLite itself lets those that wait sleep, longer each time."""


def count_anew(session: Session, *tables: str) -> None:
    """Let PostgreSQL look at tables that have just grown: it may plan for a few rows until it does so by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ANALYZE (SKIP_LOCKED) {', '.join(tables)}"))


class Together:
    """Changes that do not see each other's work, in their order; in one trip to PostgreSQL, which takes them as one."""

    def __init__(self, *changes: Insert | Update | Delete) -> None:
        self._each = [(one, [name for name, bind in one.compile().binds.items() if bind.required]) for one in changes]
        *before, last = changes
        changed = last.returning(*last.table.primary_key).cte("changed")
        first = [change.cte(f"change_{number}") for number, change in enumerate(before)]
        self._at_once = select(func.count()).select_from(changed).add_cte(*first)

    def run(self, connection: Connection, values: Mapping[str, object]) -> int:
        """Make them with these values of their parameters; how many rows the last one changed."""
        if connection.dialect.name == "postgresql":
            return int(connection.execute(self._at_once, values).scalar_one())
        made = [connection.execute(change, {name: values[name] for name in names}) for change, names in self._each]
        return made[-1].rowcount


def reading(session: Session) -> Connection:
    """The session's connection; a fresh one begins no transaction, which on PostgreSQL spares two trips of three.

    So it is for one query: two may see different answers, as they would in PostgreSQL's READ COMMITTED too.
    """
    if session.in_transaction():
        return session.connection()
    sqlite = session.get_bind().dialect.name == "sqlite"
    return session.connection(execution_options={"reads_once": True} if sqlite else {"isolation_level": "AUTOCOMMIT"})
