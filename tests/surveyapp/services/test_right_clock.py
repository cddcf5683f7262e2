"""Nothing is deleted by a clock that is far from what is stored, until an operator says that it is right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from surveyapp.services import retaining, surveying
from surveyapp.services.retaining import WrongClockError


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def stored(session: Session) -> Session:
    """Something was done here just now."""
    surveying.create_organisation(session, "Prøve kommune", now())
    return session


def test_where_nothing_is_stored_there_is_nothing_to_compare_with(session: Session) -> None:
    retaining.require_right_clock(session, now() + timedelta(days=26_000))


@pytest.mark.parametrize("off", [timedelta(days=6, hours=23), timedelta(0), timedelta(minutes=-9)])
def test_a_clock_near_what_is_stored_is_right(stored: Session, off: timedelta) -> None:
    retaining.require_right_clock(stored, now() + off)


@pytest.mark.parametrize("off", [timedelta(days=8), timedelta(days=26_000), timedelta(minutes=-11)])
def test_a_clock_far_from_what_is_stored_is_refused_with_what_to_do(stored: Session, off: timedelta) -> None:
    with pytest.raises(WrongClockError, match="surveyapp data retain --trust-clock"):
        retaining.require_right_clock(stored, now() + off)


def test_what_others_wrote_by_the_wrong_clock_makes_it_no_righter(
    stored: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    retaining.note_deleted(stored)
    wrong = now() + timedelta(days=26_000)
    _clock(monkeypatch, wrong)
    surveying.create_organisation(stored, "En annen", wrong)
    with pytest.raises(WrongClockError):
        retaining.require_right_clock(stored, wrong)


@pytest.mark.parametrize("right", [timedelta(days=60), timedelta(days=-60)])
def test_an_operator_who_has_looked_at_the_clock_says_so_once(
    stored: Session, monkeypatch: pytest.MonkeyPatch, right: timedelta
) -> None:
    wall = now() + right
    _clock(monkeypatch, wall)
    retaining.confirm_clock(stored)
    retaining.require_right_clock(stored, wall)


def _clock(monkeypatch: pytest.MonkeyPatch, wall: datetime) -> None:
    """What the log is dated by."""

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return wall

    monkeypatch.setattr("surveyapp.models.audit.datetime", Wrong)
