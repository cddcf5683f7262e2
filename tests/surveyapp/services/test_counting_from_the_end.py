"""When the follow-ups of a course are due: counted from the planned end, and from the day it was rated once it is."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from surveyapp.services import coursing
from surveyapp.services.coursing import AlreadyGivenError
from tests.surveyapp.services.test_coursing import due_dates, on
from tests.surveyapp.wards import Ward, ward


@pytest.fixture
def unit(session: Session) -> Ward:
    return ward(session)


@pytest.mark.parametrize(
    ("rated_on", "later"),
    [
        # Planned six weeks after 2 March: 13 April.
        (date(2026, 3, 30), ["2026-06-30", "2026-09-30"]),
        (date(2026, 4, 13), ["2026-07-13", "2026-10-13"]),
        (date(2026, 5, 31), ["2026-08-31", "2026-11-30"]),
    ],
)
def test_follow_ups_are_counted_from_the_day_when_the_end_was_rated(
    unit: Ward, rated_on: date, later: list[str]
) -> None:
    made = unit.opens()
    unit.rates(made, 1, 2, 4, 5)
    assert due_dates(unit, made)[1:] == ["2026-04-13", "2026-07-13", "2026-10-13"]
    unit.rates(made, 2, 5, 6, 7, on=rated_on)
    assert due_dates(unit, made)[2:] == later
    third = date.fromisoformat(later[0])
    told = coursing.board(unit.session, unit.survey_id, on(third)).due
    assert [(due.point.number, due.haste) for due in told] == [(3, "today")]


def test_a_follow_up_that_was_moved_by_hand_stays_when_the_end_is_rated(unit: Ward) -> None:
    made = unit.opens()
    there = (unit.session, unit.survey_id, made)
    unit.rates(made, 1, 2, 4, 5)
    coursing.change_dates(*there, dates={3: date(2026, 8, 3)}, note="")
    unit.rates(made, 2, 5, 6, 7, on=date(2026, 5, 11))
    assert due_dates(unit, made)[2:] == ["2026-08-03", "2026-11-11"]
    # Also to just where it was planned before the end was rated.
    coursing.change_dates(*there, dates={4: date(2026, 10, 13)}, note="")
    assert due_dates(unit, made)[2:] == ["2026-08-03", "2026-10-13"]


def test_an_end_that_is_rated_was_on_that_day(unit: Ward) -> None:
    made = unit.opens()
    unit.rates(made, 1, 2, 4, 5)
    unit.rates(made, 2, 5, 6, 7, on=date(2026, 5, 11))
    with pytest.raises(AlreadyGivenError, match="2026-05-11"):
        coursing.change_dates(unit.session, unit.survey_id, made, dates={2: date(2026, 4, 13)}, note="")
    coursing.change_dates(unit.session, unit.survey_id, made, dates={}, note="rom 4")
    assert due_dates(unit, made) == ["2026-03-02", "2026-05-11", "2026-08-11", "2026-11-11"]
