"""Whether the clock can be deleted by: what goes by a clock that is years ahead is gone for good."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from surveyapp.models import AuditEvent
from surveyapp.models.errors import SurveyAppError
from surveyapp.services import access

MOST_AHEAD = timedelta(days=7)
MOST_BEHIND = timedelta(minutes=10)
DELETED, CONFIRMED = "data.retain", "clock.confirm"
"""What the log tells when the clock was found right; each is what the next night is compared with."""


class WrongClockError(SurveyAppError):
    """The clock is far from the times that are stored."""


def require_right_clock(session: Session, now: datetime) -> None:
    """Refuse a clock that is far from the log; for the operator. Raises `WrongClockError` with what to do.

    Ahead: of the night that deleted last, which only a right clock has; others may have written by a wrong one since.
    Behind: the newest event.
    """
    access.require_operator(session)
    newest = _newest(session)
    right = _newest(session, AuditEvent.action.in_((DELETED, CONFIRMED))) or newest
    if newest is None or right is None:
        return
    known = right if now > right + MOST_AHEAD else newest
    if now > right + MOST_AHEAD or now < newest - MOST_BEHIND:
        raise WrongClockError(
            f"The clock says {now:%Y-%m-%d %H:%M} UTC, and what is stored last is from {known:%Y-%m-%d %H:%M}. "
            "Nothing is deleted by such a clock, for that cannot be undone. Set it right; if it is right, because "
            "nothing has run here for a while, say so once: surveyapp data retain --trust-clock."
        )


def confirm_clock(session: Session) -> None:
    """An operator has looked at the clock, and it is right."""
    with access.operating(session, CONFIRMED):
        return


def note_deleted(session: Session) -> None:
    """All that was due went, by a clock that was right."""
    with access.operating(session, DELETED):
        return


def _newest(session: Session, *which: ColumnElement[bool]) -> datetime | None:
    """When the newest event was, by its number: a clock that was put back is no older for it."""
    return session.scalar(select(AuditEvent.at).where(*which).order_by(AuditEvent.number.desc()).limit(1))
