"""Stopping, and coming back by a code: the only key to an anonymous draft outside the browser that began it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Response, ReturnCode, Round
from surveyapp.models.errors import UnknownTokenError
from surveyapp.models.ids import ResponseKey, norwegian_date
from surveyapp.models.tokens import entry_code, return_code_of
from surveyapp.models.transactions import writing
from surveyapp.services.answering.drafts import load


def stop_for_now(session: Session, key: ResponseKey, secret: bytes, now: datetime) -> str:
    """The code that opens this draft again, on whatever machine; a second call tells the same one."""
    code = return_code_of(key, secret)
    with writing(session):
        load(session, key, now=now, lock=True)
        place = {"survey_id": key.survey_id, "response_id": key.id}
        if session.get(ReturnCode, place) is None:
            session.add(ReturnCode(**place, code=entry_code(code, secret)))
    return code


def return_code(session: Session, key: ResponseKey, secret: bytes) -> str | None:
    """The code of a draft that somebody has asked to go on with later, else None."""
    asked = session.get(ReturnCode, {"survey_id": key.survey_id, "response_id": key.id})
    return None if asked is None else return_code_of(key, secret)


def come_back(session: Session, code: bytes, now: datetime) -> ResponseKey:
    """The response that a return code (`entry_code`) opens, while its round is open; raises `UnknownTokenError`."""
    row: Any = session.execute(
        select(ReturnCode.survey_id, ReturnCode.response_id, Round)
        .join(Response, (Response.survey_id == ReturnCode.survey_id) & (Response.id == ReturnCode.response_id))
        .join(Round, (Round.survey_id == Response.survey_id) & (Round.id == Response.round_id))
        .where(ReturnCode.code == code)
    ).one_or_none()
    if row is None or row.Round.state_on(norwegian_date(now)) != "open":
        raise UnknownTokenError("No draft that can be answered now has this code.")
    return ResponseKey(row.survey_id, row.response_id)
