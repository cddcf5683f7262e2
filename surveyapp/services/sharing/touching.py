"""Who last saved which page of a shared draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from surveyapp.models import LastChange, Response
from surveyapp.models.ids import ResponseKey
from surveyapp.models.transactions import writing


@dataclass(frozen=True, slots=True)
class Touched:
    """The last save of a page."""

    who: str
    at: datetime


def touch(session: Session, key: ResponseKey, page_id: str, who: str, now: datetime) -> None:
    """Note who saved a page; only a public body's answer has more than one pair of hands."""
    with writing(session):
        # Two saves at once wait for each other here.
        held = select(Response.privacy).where(Response.survey_id == key.survey_id, Response.id == key.id)
        if session.scalar(held.with_for_update()) != "identified":
            return
        here = (LastChange.survey_id == key.survey_id, LastChange.response_id == key.id, LastChange.page_id == page_id)
        session.execute(delete(LastChange).where(*here).execution_options(synchronize_session=False))
        session.execute(
            insert(LastChange).values(
                survey_id=key.survey_id,
                response_id=key.id,
                page_id=page_id,
                privacy="identified",
                who=who[:100],
                changed_at=now,
            )
        )


def last_changes(session: Session, key: ResponseKey) -> dict[str, Touched]:
    """Page id -> its last save."""
    rows = session.scalars(
        select(LastChange).where(LastChange.survey_id == key.survey_id, LastChange.response_id == key.id)
    )
    return {row.page_id: Touched(row.who, row.changed_at) for row in rows}
