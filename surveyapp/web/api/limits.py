"""How often one key may ask. Each process counts for itself, so with four workers it may be four times as often."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from threading import Lock
from uuid import UUID

from surveyapp.web.api.refusals import TooFastError

WITHIN = timedelta(minutes=1)


@dataclass
class Limit:
    """The moments that each key asked at within the last minute."""

    most: int = 120
    _asked: dict[UUID, deque[datetime]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, key_id: UUID, now: datetime) -> None:
        """Count one request of the key; raises `TooFastError`."""
        with self._lock:
            asked = self._asked.setdefault(key_id, deque())
            while asked and now - asked[0] >= WITHIN:
                asked.popleft()
            if len(asked) >= self.most:
                raise TooFastError(ceil((asked[0] + WITHIN - now).total_seconds()))
            asked.append(now)


LIMIT = Limit()
