"""Messages that are planned by a round's last day follow it; the day shown is the day that they really go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from surveyapp.models import Round, Wave
from surveyapp.models.days import Hours, day_of_sending
from surveyapp.models.planned import Followed, MessageInTheWayError
from surveyapp.services import contacting, preparing
from surveyapp.services.contacting import WavePlan, WaveRefusedError
from surveyapp.services.preparing import Dates
from tests.surveyapp.services.contacted import MORNING, TODAY, Contacted, contact, contacted
from tests.surveyapp.stage import KEY

BY_DAY = (8, 20)
LAST = date(2026, 3, 31)
"""The stage's last day, a Tuesday."""


def plan(there: Contacted, when: date | int, *, now: datetime = MORNING) -> None:
    contacting.plan_wave(*there.ids, WavePlan("reminder", when, {}), now)


def moved_to(there: Contacted, last: date, now: datetime = MORNING, hours: Hours = None) -> tuple[Followed, ...]:
    asked = there.session.scalars(select(Round).where(Round.id == there.stage.round_ids[0])).one()
    return preparing.move(*there.ids, replace(Dates.of(asked), closes_on=last), now, hours=hours)


def days(there: Contacted) -> list[date]:
    return [each.due_on for each in contacting.waves_of(*there.ids)]


@pytest.mark.parametrize("last", [date(2026, 4, 7), date(2026, 3, 24)])
def test_reminders_keep_their_distance_when_the_last_day_is_moved(session: Session, last: date) -> None:
    # Seven days: each lands where the other one stood.
    there = contacted(session)
    there.plan()
    plan(there, 7)
    plan(there, 14)
    followed = moved_to(there, last)
    assert days(there) == [TODAY, last - timedelta(14), last - timedelta(7)]
    assert followed == (
        Followed("reminder", date(2026, 3, 17), last - timedelta(14)),
        Followed("reminder", date(2026, 3, 24), last - timedelta(7)),
    )


def test_whoever_moves_the_last_day_is_told_the_day_that_a_message_really_goes(session: Session) -> None:
    there = contacted(session)
    there.plan()
    plan(there, 7)
    # 5 April 2026 is Easter Sunday.
    (followed,) = moved_to(there, date(2026, 4, 12), hours=BY_DAY)
    assert (days(there)[-1], followed.goes_on) == (date(2026, 4, 5), date(2026, 4, 6))


def test_what_is_planned_for_a_date_or_has_begun_stays(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    plan(there, date(2026, 3, 3))
    plan(there, 14)
    there.send()
    there.send(datetime(2026, 3, 17, 9, tzinfo=UTC))
    assert moved_to(there, date(2026, 4, 30), datetime(2026, 3, 18, 9, tzinfo=UTC)) == ()
    assert days(there) == [TODAY, date(2026, 3, 3), date(2026, 3, 17)]


def test_other_dates_are_changed_without_moving_a_message(session: Session) -> None:
    there = contacted(session)
    there.plan()
    plan(there, 7)
    asked = there.session.scalars(select(Round)).one()
    assert preparing.move(*there.ids, replace(Dates.of(asked), denominator=100), MORNING) == ()
    assert days(there) == [TODAY, date(2026, 3, 24)]


@pytest.mark.parametrize(
    ("fixed", "last", "reason"),
    [
        (date(2026, 3, 3), date(2026, 3, 10), "twice"),
        (None, date(2026, 2, 16), "past"),
        (None, date(2026, 2, 17), "twice"),
    ],
)
def test_a_last_day_that_would_put_a_reminder_where_none_may_be_is_refused_whole(
    session: Session, fixed: date | None, last: date, reason: str
) -> None:
    there = contacted(session)
    there.plan()
    plan(there, 7)
    if fixed:
        plan(there, fixed)
    before = days(there)
    with pytest.raises(MessageInTheWayError) as refused:
        moved_to(there, last)
    session.rollback()
    assert refused.value.reason == reason
    assert days(there) == before
    assert session.scalars(select(Round.closes_on)).one() == LAST


def test_a_last_day_that_would_remind_before_inviting_is_refused(session: Session) -> None:
    there = contacted(session)
    there.plan(day=date(2026, 3, 10))
    plan(there, 7)
    with pytest.raises(MessageInTheWayError, match="on 2026-03-08, before anybody is invited"):
        moved_to(there, date(2026, 3, 15))


def test_a_last_day_that_would_send_two_messages_on_one_monday_is_refused(session: Session) -> None:
    there = contacted(session)
    there.plan()
    plan(there, 7)
    plan(there, date(2026, 3, 30))
    asked = there.session.scalars(select(Round)).one()
    # Seven days before 5 April is Sunday 29 March.
    later = replace(Dates.of(asked), closes_on=date(2026, 4, 5))
    with pytest.raises(MessageInTheWayError, match="on 2026-03-29, when something else is sent"):
        preparing.move(*there.ids, later, MORNING, hours=BY_DAY)


def test_a_message_that_was_moved_goes_on_its_new_day_alone(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    there.send()
    plan(there, 7)
    moved_to(there, date(2026, 4, 7))
    # 24 March, when it would have gone before.
    assert there.send(datetime(2026, 3, 24, 9, tzinfo=UTC)) == []
    assert there.send(datetime(2026, 3, 31, 9, tzinfo=UTC)) == ["post4204@example.org"]


def test_a_round_that_is_moved_past_a_date_of_its_own_has_no_day_for_it(session: Session) -> None:
    there = contacted(session)
    there.plan()
    plan(there, date(2026, 3, 30))
    moved_to(there, date(2026, 3, 20))
    asked = session.scalars(select(Round)).one()
    going = [day_of_sending(each, asked, MORNING, BY_DAY) for each in days(there)]
    assert going == [TODAY, None]


@pytest.mark.parametrize(
    ("due_on", "now", "hours", "goes_on"),
    [
        # 15 February and 8 March 2026 are Sundays.
        (date(2026, 2, 15), MORNING, BY_DAY, date(2026, 2, 16)),
        (date(2026, 2, 15), MORNING, None, date(2026, 2, 15)),
        (date(2026, 2, 14), MORNING, BY_DAY, date(2026, 2, 14)),
        # 18:59 and 19:00 UTC are 19:59 and 20:00 in Norway in winter.
        (TODAY, datetime(2026, 2, 10, 18, 59, tzinfo=UTC), BY_DAY, TODAY),
        (TODAY, datetime(2026, 2, 10, 19, 0, tzinfo=UTC), BY_DAY, date(2026, 2, 11)),
        # A Saturday evening: the next day is a Sunday.
        (date(2026, 3, 7), datetime(2026, 3, 7, 19, 30, tzinfo=UTC), BY_DAY, date(2026, 3, 9)),
        # A day that went by while it could not be sent.
        (date(2026, 2, 2), MORNING, BY_DAY, TODAY),
        (LAST, datetime(2026, 3, 31, 18, 30, tzinfo=UTC), BY_DAY, None),
        (date(2026, 4, 1), MORNING, BY_DAY, None),
    ],
)
def test_a_message_goes_on_the_first_day_that_people_are_written_to(
    session: Session, due_on: date, now: datetime, hours: tuple[int, int] | None, goes_on: date | None
) -> None:
    contacted(session)
    asked = session.scalars(select(Round)).one()
    assert day_of_sending(due_on, asked, now, hours) == goes_on


def test_a_reminder_on_a_last_sunday_is_refused_and_two_that_would_go_on_one_monday(session: Session) -> None:
    there = contacted(session)
    there.plan()
    session.execute(update(Round).values(closes_on=date(2026, 3, 29)))
    session.commit()
    with pytest.raises(WaveRefusedError, match="Sundays are none"):
        contacting.plan_wave(*there.ids, WavePlan("reminder", 0, {}), MORNING, hours=BY_DAY)
    contacting.plan_wave(*there.ids, WavePlan("reminder", date(2026, 3, 8), {}), MORNING, hours=BY_DAY)
    with pytest.raises(WaveRefusedError, match="Something is sent on that day already"):
        contacting.plan_wave(*there.ids, WavePlan("reminder", date(2026, 3, 9), {}), MORNING, hours=BY_DAY)


def test_a_second_invitation_is_refused_while_the_first_waits_and_when_all_were_invited(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"))
    there.plan()
    with pytest.raises(WaveRefusedError, match="The invitation is planned already"):
        there.plan(day=date(2026, 2, 12))
    there.send()
    with pytest.raises(WaveRefusedError, match="nobody was added since"):
        there.plan(day=date(2026, 2, 12))


def test_a_second_invitation_goes_to_those_alone_who_were_added_since(session: Session) -> None:
    there = contacted(session)
    there.add(contact("4204"), contact("4205"))
    there.plan()
    there.send()
    there.add(contact("4206"))
    assert contacting.uninvited(*there.ids) == 1
    there.plan(day=date(2026, 2, 12))
    assert there.send(datetime(2026, 2, 12, 9, tzinfo=UTC)) == ["post4206@example.org"]


def test_a_second_invitation_of_another_round_goes_to_all(session: Session) -> None:
    there = contacted(session, rounds=2)
    there.add(contact())
    there.plan()
    there.send()
    second = session, there.stage.survey_id, there.stage.round_ids[1]
    contacting.add_contacts(*second, [contact()], key=KEY)
    assert contacting.uninvited(*second) == 1


def test_two_invitations_from_before_this_rule_invite_nobody_twice(session: Session) -> None:
    there = contacted(session)
    there.add(contact())
    there.plan()
    old = Wave(
        survey_id=there.stage.survey_id, round_id=there.stage.round_ids[0], kind="invitation", due_on=date(2026, 2, 12)
    )
    session.add(old)
    session.commit()
    there.send()
    assert there.send(datetime(2026, 2, 12, 9, tzinfo=UTC)) == []
