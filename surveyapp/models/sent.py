"""Forms that have done what they were sent for, so that a second press does it no second time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import CheckConstraint, LargeBinary, String, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from surveyapp.models.base import Base
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.transactions import writing

KEPT_FOR = timedelta(days=1)
_ASKS, _TOOK = "sent form", "form that did it"


class SentBeforeError(SurveyAppError):
    """The same form with the same words has been sent, and what it asked for is done."""

    def __init__(self, key: bytes) -> None:
        super().__init__("This form was sent before, and is saved.")
        self.key = key


class SentForm(Base):
    """One form that was sent from one page, by a hash of what it said; `led_to`: the page that came of it."""

    __tablename__ = "sent_form"

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(index=True)
    led_to: Mapped[str | None] = mapped_column(String(2000))

    __table_args__ = (CheckConstraint("length(key) = 32", name="has_a_whole_key"),)


def only_once(session: Session, key: bytes) -> None:
    """Let what this session changes next be done once for this form; all that it changes in one request is one."""
    if session.info.get(_TOOK) != key:
        session.info[_ASKS] = key


def take(session: Session) -> None:
    """In the transaction that does it: refuse what the form has done before; raises `SentBeforeError`."""
    key = session.info.pop(_ASKS, None)
    if key is None:
        return
    at = datetime.now(UTC)
    session.execute(delete(SentForm).where(SentForm.sent_at < at - KEPT_FOR))
    try:
        session.execute(insert(SentForm).values(key=key, sent_at=at))
    except IntegrityError as there:
        raise SentBeforeError(key) from there
    session.info[_TOOK] = key


def taken(session: Session) -> bytes | None:
    """The form that this session has changed something for."""
    found: bytes | None = session.info.get(_TOOK)
    return found


def note(session: Session, key: bytes, led_to: str) -> None:
    """Remember the page that came of it, for whoever presses again."""
    with writing(session):
        session.execute(update(SentForm).where(SentForm.key == key).values(led_to=led_to))


def forget(session: Session, key: bytes) -> None:
    """Let the form do it again: no page came of it that could be come back to, such as what was looked up."""
    with writing(session):
        session.execute(delete(SentForm).where(SentForm.key == key))


def led_to(session: Session, key: bytes) -> str | None:
    """The page that came of it, once it is known."""
    session.rollback()
    return session.scalar(select(SentForm.led_to).where(SentForm.key == key))
