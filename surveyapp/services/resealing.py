"""Sealing anew, under the newest key, whatever lies sealed under a former one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select, tuple_, update
from sqlalchemy.orm import Session

from surveyapp.models.audit import Done, append
from surveyapp.models.base import table_of
from surveyapp.models.sealing import SEALED, SealedColumn
from surveyapp.models.transactions import writing
from surveyapp.models.vault import WrongContactKeyError, vault_of
from surveyapp.services import access

BATCH = 500
"""Rows in one transaction: others who write wait for no more than that."""


@dataclass(frozen=True, slots=True)
class Resealed:
    """What became of some rows of a column. `current`: under the newest key already; `shut`: no key opens them."""

    column: str
    resealed: int
    current: int
    shut: int


def sealed_rows(session: Session) -> int:
    """How much lies sealed."""
    access.require_operator(session)
    columns = ((table_of(each.model), each.name) for each in SEALED)
    counts = [select(func.count(table.c[name])).scalar_subquery() for table, name in columns]
    return sum(session.execute(select(*counts)).one())


def reseal(session: Session) -> Iterator[Resealed]:
    """Seal all anew that lies under a former key, so many rows in each transaction.

    Stopped half-way, what was done is done, and another run does the rest. What no key opens is counted and left.
    """
    access.require_operator(session)
    for column in SEALED:
        after: Sequence[Any] = ()
        while True:
            with writing(session):
                rows = _rows(session, column, after)
                done = _reseal(session, column, rows) if rows else None
            if done is None:
                break
            yield done
            after = rows[-1][1:]


def _rows(session: Session, column: SealedColumn, after: Sequence[Any]) -> Sequence[Row[Any]]:
    """What is sealed and its key, of the next rows: held, so that nobody changes them meanwhile."""
    table = table_of(column.model)
    sealed, key = table.c[column.name], table.primary_key.columns
    following = select(sealed, *key).where(sealed.is_not(None)).order_by(*key).limit(BATCH).with_for_update()
    return session.execute(following.where(tuple_(*key) > tuple_(*after)) if after else following).all()


def _reseal(session: Session, column: SealedColumn, rows: Sequence[Row[Any]]) -> Resealed:
    vault, names = vault_of(session), [each.name for each in table_of(column.model).primary_key.columns]
    anew: list[dict[str, Any]] = []
    shut = 0
    for row in rows:
        sealed, key = row[0], row[1:]
        try:
            made = vault.reseal(sealed, column.place(*key))
        except WrongContactKeyError:
            shut += 1
            continue
        if made is not None:
            anew.append({**dict(zip(names, key, strict=True)), column.name: made})
    if anew:
        session.execute(update(column.model), anew)
        append(session, Done("data.reseal", about={"column": str(column), "resealed": len(anew), "shut": shut}))
    return Resealed(str(column), len(anew), len(rows) - len(anew) - shut, shut)
