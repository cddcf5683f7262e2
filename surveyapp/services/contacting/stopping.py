"""Those who want no more messages, and addresses that take none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from surveyapp.models import Dispatch, Organisation, Recipient, Survey
from surveyapp.models.errors import UnknownTokenError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import Privacy
from surveyapp.models.tokens import recipient_of
from surveyapp.models.transactions import writing
from surveyapp.services import access


@dataclass(frozen=True, slots=True)
class Stopping:
    """What a recipient says no to; a public body that answers in its own name cannot."""

    survey_title: str
    owner: str
    privacy: Privacy
    stopped: bool


@dataclass(frozen=True, slots=True)
class Bounced:
    """How many messages a report of non-delivery was about, and how many addresses that ends."""

    messages: int
    recipients: int


def stopping(session: Session, token: str, key: bytes) -> Stopping:
    """What this token's recipient can say no to; changes nothing. Raises `UnknownTokenError`."""
    row = session.execute(
        select(Survey.title, Organisation.name, Survey.privacy, Recipient.stopped_on)
        .join(Survey, Survey.id == Recipient.survey_id)
        .join(Organisation, Organisation.id == Survey.organisation_id)
        .where(*_this(token, key))
    ).one_or_none()
    if row is None:
        raise UnknownTokenError("The address is not on any list: it was deleted, or the link is not whole.")
    title, owner, privacy, stopped_on = row
    return Stopping(title, owner, privacy, stopped_on is not None)


def stop(session: Session, token: str, key: bytes, now: datetime, *, again: bool = False) -> None:
    """Send this recipient nothing more in the survey; twice changes nothing. `again`: they changed their mind."""
    found = stopping(session, token, key)
    if found.privacy == "identified":
        return
    with writing(session):
        day = None if again else norwegian_date(now)
        wanted = Recipient.stopped_on.is_not(None) if again else Recipient.stopped_on.is_(None)
        session.execute(update(Recipient).where(*_this(token, key), wanted).values(stopped_on=day))


def note_bounce(session: Session, token: str, key: bytes, now: datetime) -> Bounced:
    """Note that what was sent to this recipient could not be delivered, so that nothing more is. For the operator."""
    access.require_operator(session)
    named = recipient_of(token, key)
    if named is None:
        return Bounced(0, 0)
    survey_id, recipient_id = named
    with writing(session):
        ended = session.execute(
            update(Recipient).where(*_named(survey_id, recipient_id)).values(bounced_on=norwegian_date(now))
        )
        told = session.execute(
            update(Dispatch)
            .where(
                Dispatch.survey_id == survey_id,
                Dispatch.recipient_id == recipient_id,
                Dispatch.state == "sent",
            )
            .values(state="bounced")
        )
        return Bounced(cast("CursorResult[Any]", told).rowcount, cast("CursorResult[Any]", ended).rowcount)


def _this(token: str, key: bytes) -> tuple[Any, ...]:
    named = recipient_of(token, key)
    if named is None:
        raise UnknownTokenError("The link is not whole, or not ours.")
    return _named(*named)


def _named(survey_id: UUID, recipient_id: UUID) -> tuple[Any, ...]:
    return Recipient.survey_id == survey_id, Recipient.id == recipient_id
