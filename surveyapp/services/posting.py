"""Messages that wait in the outbox: queued once, sent at least once, tried again with longer and longer waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from surveyapp.mail import MailNotSentError, MailServerGoneError, Message
from surveyapp.models import Outgoing
from surveyapp.models.outgoing import MOST_ATTEMPTS, put
from surveyapp.models.telling import told
from surveyapp.models.transactions import writing
from surveyapp.models.vault import read_or_pass
from surveyapp.services import access

FIRST_WAIT = timedelta(minutes=10)
"""Doubled after each attempt: 10 minutes to about 21 hours."""


AT_ANY_HOUR = ("back:", "member:", "password:")
"""How the keys begin of what somebody has just asked for, and waits for; all else waits for the morning."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of looking through the outbox; `given_up` are messages that no attempt is left for."""

    sent: int = 0
    waiting: int = 0
    given_up: int = 0


def queue(session: Session, message: Message, key: str, now: datetime) -> bool:
    """Put a message into the outbox; False when the same thing (`key`) waits there already."""
    with writing(session):
        return put(session, key, message.sealed_words(), now)


def send_due(
    session: Session, send: Callable[[Message], None], now: datetime, *, key: str = "", at_night: bool = False
) -> Posted:
    """Send what is due, or only the message with this key; `send` raises `MailNotSentError` when it fails.

    `at_night`: only what somebody has just asked for.

    Each message is a transaction of its own: a crash in between sends at most that one twice.
    """
    if not key:
        access.require_operator(session)
    send = _until_gone(send)
    due = select(Outgoing.id).where(Outgoing.due_at <= now).order_by(Outgoing.due_at)
    if at_night:
        due = due.where(or_(*(Outgoing.key.startswith(each) for each in AT_ANY_HOUR)))
    places = session.scalars(due.where(Outgoing.key == key) if key else due).all()
    came_of = [_send(session, place, send, now) for place in told(session, "Sending mail", places, len(places))]
    return Posted(*(came_of.count(word) for word in ("sent", "waiting", "given_up")))


def _until_gone(send: Callable[[Message], None]) -> Callable[[Message], None]:
    """Once the server does not answer, the rest is not tried: each would wait for it in vain."""
    gone: list[MailServerGoneError] = []

    def send_unless_gone(message: Message) -> None:
        if gone:
            raise gone[0]
        try:
            send(message)
        except MailServerGoneError as away:
            gone.append(away)
            raise

    return send_unless_gone


def _send(session: Session, place: UUID, send: Callable[[Message], None], now: datetime) -> str:
    with writing(session):
        row = session.execute(
            select(Outgoing.sealed, Outgoing.attempts)
            .where(Outgoing.id == place, Outgoing.due_at <= now)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return "taken by another"
        gone = delete(Outgoing).where(Outgoing.id == place)
        try:
            words = read_or_pass(session, row.sealed, place.bytes, outbox_id=place)
            if words is None:
                # The key may be put right meanwhile; the others do not wait for it.
                raise MailNotSentError("The message cannot be read.")
            send(Message.from_words(words))
        except MailNotSentError:
            if row.attempts + 1 >= MOST_ATTEMPTS:
                session.execute(gone)
                return "given_up"
            session.execute(
                update(Outgoing)
                .where(Outgoing.id == place)
                .values(attempts=row.attempts + 1, due_at=now + FIRST_WAIT * 2**row.attempts)
            )
            return "waiting"
        session.execute(gone)
        return "sent"
