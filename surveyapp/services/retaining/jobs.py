"""What every part of the job does alike: change rows, and tell the audit log how many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, Delete, Update
from sqlalchemy.orm import Session

from surveyapp.models.audit import Done, append

BATCH = 1000
"""Responses in one transaction: others who write wait for no more than that."""


@dataclass(frozen=True, slots=True)
class Job:
    """One survey whose rows go today."""

    session: Session
    survey_id: UUID
    organisation_id: UUID
    today: date

    def change(self, statement: Delete | Update) -> int:
        """How many rows the statement changed."""
        made = self.session.execute(statement.execution_options(synchronize_session=False))
        return cast("CursorResult[Any]", made).rowcount

    def done(self, action: str, counts: Mapping[str, int]) -> int:
        """Tell the audit log, in the transaction that did it; how many rows that was."""
        told = {kind: rows for kind, rows in counts.items() if rows}
        if told:
            about = {"on": self.today.isoformat(), "counts": told}
            append(self.session, Done(action, None, self.organisation_id, self.survey_id, about))
        return sum(told.values())


def batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """The ids, so many at a time."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
