"""When people are written to: by day in Norway, and not on Sundays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from surveyapp.models.ids import NORWAY, norwegian_date
from surveyapp.models.surveys import Round

SUNDAY = 6

Hours = tuple[int, int] | None
"""From which hour to which people are written to; None: always, on Sundays too."""


def within_hours(now: datetime, hours: Hours) -> bool:
    """Whether people may be written to: between these hours and not on Sundays; None: always."""
    here = now.astimezone(NORWAY)
    return hours is None or (hours[0] <= here.hour < hours[1] and here.weekday() != SUNDAY)


def day_of_sending(due_on: date, asked: Round, now: datetime, hours: Hours) -> date | None:
    """The day that a message which is planned for `due_on` really begins to go out; None when the round ends before."""
    day = max(due_on, asked.opens_on, norwegian_date(now))
    if hours is not None and day == norwegian_date(now) and now.astimezone(NORWAY).hour >= hours[1]:
        day += timedelta(days=1)
    if hours is not None and day.weekday() == SUNDAY:
        day += timedelta(days=1)
    return None if asked.closed_at is not None or day > asked.closes_on else day
