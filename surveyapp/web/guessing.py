"""Slowing down those who guess codes, without keeping anything about who they are."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

from surveyapp.models.errors import SurveyAppError

MOST_WRONG = 30
WITHIN = timedelta(minutes=1)
"""So many wrong codes in one process, from everybody together, before all must wait; right ones are not counted."""


class TooManyTriesError(SurveyAppError):
    """Too many wrong codes were typed lately. Wait a minute."""


class Tries:
    """The moments of the latest wrong codes."""

    def __init__(self) -> None:
        self._wrong: deque[datetime] = deque(maxlen=MOST_WRONG)
        self._lock = Lock()

    def require_patience(self, now: datetime) -> None:
        """Raises `TooManyTriesError` when the latest wrong codes came too fast."""
        with self._lock:
            if len(self._wrong) == MOST_WRONG and now - self._wrong[0] < WITHIN:
                raise TooManyTriesError("Too many wrong codes were typed lately. Wait a minute.")

    def note(self, now: datetime) -> None:
        """Count a wrong code."""
        with self._lock:
            self._wrong.append(now)

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._wrong.clear()


TRIES = Tries()
SIGN_INS = Tries()
FORGOTTEN = Tries()
"""Codes from letters, passwords with second steps, and all who ask for a new password: none makes another wait."""
