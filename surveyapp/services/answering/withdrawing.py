"""Taking back what was handed in, by its reference code, until the round closes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from surveyapp.models import Organisation, Response, Round, Survey
from surveyapp.models.errors import RoundClosedError, UnknownTokenError
from surveyapp.models.ids import ResponseKey, norwegian_date
from surveyapp.models.looks import Branding, look_of
from surveyapp.models.tokens import reference_of
from surveyapp.models.transactions import writing


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An answer that may be taken back, as its reference code finds it."""

    key: ResponseKey
    reference: str
    owner: str
    look: Branding
    survey_title: str
    round_label: str


def find_handed_in(session: Session, written: str, now: datetime) -> HandedIn:
    """The answer with this reference code. A public body corrects its answer instead, so it is not found here.

    Raises `UnknownTokenError`, or `RoundClosedError` once the round takes no more answers.
    """
    rows: Any = session.execute(
        select(Response.survey_id, Response.id, Response.reference, Survey.title, Organisation.name, Round)
        .join(Round, (Round.survey_id == Response.survey_id) & (Round.id == Response.round_id))
        .join(Survey, Survey.id == Response.survey_id)
        .join(Organisation, Organisation.id == Survey.organisation_id)
        .where(Response.reference == reference_of(written), Response.state == "submitted")
        .where(Survey.privacy != "identified")
    ).all()
    # Two surveys may have given the same code: then neither is shown to somebody who may mean the other.
    if len(rows) != 1:
        raise UnknownTokenError("No answer has this reference code.")
    ((survey_id, response_id, reference, title, owner, asked),) = rows
    if asked.state_on(norwegian_date(now)) != "open":
        raise RoundClosedError(asked.closes_on if asked.closed_at is None else norwegian_date(asked.closed_at))
    look = look_of(session, survey_id)
    return HandedIn(ResponseKey(survey_id, response_id), reference, owner, look, title, asked.label)


def withdraw(session: Session, written: str, now: datetime) -> HandedIn:
    """Delete the answer with this reference code, with all that hangs on it; raises what `find_handed_in` raises."""
    with writing(session):
        found = find_handed_in(session, written, now)
        take_out(session, found.key)
    return found


def take_out(session: Session, key: ResponseKey) -> None:
    """Delete an answer that was handed in, and count it as withdrawn; in the caller's transaction."""
    here = (Response.survey_id == key.survey_id, Response.id == key.id)
    # Two at once wait for each other here; the second finds nothing.
    round_id = session.scalar(select(Response.round_id).where(*here).with_for_update())
    if round_id is None:
        raise UnknownTokenError("No answer has this reference code.")
    session.execute(delete(Response).where(*here).execution_options(synchronize_session=False))
    session.execute(
        update(Round)
        .where(Round.survey_id == key.survey_id, Round.id == round_id)
        .values(withdrawn=Round.withdrawn + 1)
        .execution_options(synchronize_session=False)
    )
