"""Owners are asked when a quarter has ended, and reminded once: one letter each about all that is theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import Outgoing, StatusRequest
from surveyapp.models.errors import NotFoundError
from surveyapp.models.plans import Quarter
from surveyapp.services import access, planning
from surveyapp.services.planning import Coming, OwnerLetter, Told
from tests.databases import Database
from tests.surveyapp.services.test_planning import JUNE, POSTS, Kept, kept
from tests.surveyapp.services.test_planning_at_once import at_once
from tests.surveyapp.stage import KEY

__all__ = ["kept"]

SECOND = Quarter(2026, 2)
ENDED = datetime(2026, 7, 2, 8, tzinfo=UTC)
"""The day that the second quarter is asked about."""


@pytest.fixture
def theirs(kept: Kept) -> Kept:
    """The leader has two measures, and writes her address in two ways; another has one, and one has no address."""
    for number, address in ((3, "Leder@example.org"), (4, "andre@example.org")):
        wanted = replace(POSTS, title=f"Tiltak {number}", address=address)
        planning.add_measure(kept.session, kept.plan_id, kept.goal_id, wanted)
    return kept


def due(kept: Kept, now: datetime = ENDED) -> tuple[OwnerLetter, ...]:
    return planning.due_letters(kept.session, KEY, now)


def queue(kept: Kept, now: datetime = ENDED) -> list[bool]:
    """Queue all that is due, as the worker does."""
    return [planning.queue_letter(kept.session, each, "et brev", token_key=KEY, now=now) for each in due(kept, now)]


def days(number: int) -> datetime:
    return ENDED + timedelta(days=number)


def in_outbox(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Outgoing)) or 0


def told_of(letters: tuple[OwnerLetter, ...]) -> dict[str, list[int]]:
    return {each.address.casefold(): [link.number for link in each.links] for each in letters}


def test_each_owner_gets_one_letter_about_all_her_measures(theirs: Kept) -> None:
    assert told_of(due(theirs)) == {"leder@example.org": [1, 3], "andre@example.org": [4]}


@pytest.mark.parametrize(("now", "letters"), [(JUNE, 0), (days(-1), 0), (ENDED, 2), (days(90), 2), (days(92), 0)])
def test_a_quarter_is_asked_about_from_its_second_day_after_until_the_next_has_ended(
    theirs: Kept, now: datetime, letters: int
) -> None:
    assert len([each for each in due(theirs, now) if each.quarter == SECOND]) == letters


def test_a_letters_links_open_the_measures(theirs: Kept) -> None:
    queue_these = due(theirs)
    assert queue(theirs) == [True, True]
    opened = {
        planning.find(theirs.session, link.token, KEY).number: link.number
        for letter in queue_these
        for link in letter.links
    }
    assert opened == {1: 1, 3: 3, 4: 4}


def test_nobody_is_asked_twice(theirs: Kept) -> None:
    (first, *_rest) = due(theirs)
    queue(theirs)
    assert due(theirs) == ()
    assert not planning.queue_letter(theirs.session, first, "et brev", token_key=KEY, now=ENDED)
    assert in_outbox(theirs.session) == 2


def test_two_workers_at_once_queue_one_letter(database: Database, kept: Kept) -> None:
    (letter,) = due(kept)
    queued: list[bool] = []

    def queues(session: Session) -> None:
        queued.append(planning.queue_letter(session, letter, "et brev", token_key=KEY, now=ENDED))

    assert at_once(database, queues, queues) == ["", ""]
    assert sorted(queued) == [False, True]
    assert in_outbox(kept.session) == 1


def test_a_letter_that_cannot_be_queued_leaves_her_unasked(kept: Kept) -> None:
    (letter,) = due(kept)
    with pytest.raises(UnicodeEncodeError):
        planning.queue_letter(kept.session, letter, "\ud800", token_key=KEY, now=ENDED)
    assert kept.session.scalars(select(StatusRequest)).all() == []
    assert queue(kept) == [True]


def test_whoever_has_not_told_after_ten_days_is_reminded_once_with_the_same_links(theirs: Kept) -> None:
    asked = due(theirs)
    queue(theirs)
    planning.give_status(theirs.session, theirs.plan_id, theirs.posts, 2, Told("done"), now=ENDED)
    assert due(theirs, days(9)) == ()
    reminders = due(theirs, days(10))
    assert [each.reminder for each in reminders] == [True, True]
    links = {link for each in asked for link in each.links if link.asked.measure_id != theirs.posts}
    assert {link for each in reminders for link in each.links} == links
    assert queue(theirs, days(10)) == [True, True]
    assert due(theirs, days(60)) == ()


def test_whoever_was_asked_by_hand_is_reminded_when_the_quarter_has_ended(kept: Kept) -> None:
    found = planning.plan_of(kept.session, "plan.change", kept.plan_id)
    for letter in planning.letters(found, SECOND, kept.asks()):
        assert planning.queue_letter(kept.session, letter, "et brev", token_key=KEY, now=JUNE)
    assert [each.reminder for each in due(kept)] == [True]


def test_a_link_that_was_replaced_meanwhile_is_not_sent(kept: Kept) -> None:
    (letter,) = due(kept)
    planning.link(kept.session, kept.plan_id, kept.posts, 2, token_key=KEY, now=ENDED)
    planning.link(kept.session, kept.plan_id, kept.posts, 2, token_key=KEY, now=ENDED, fresh=True)
    assert not planning.queue_letter(kept.session, letter, "et brev", token_key=KEY, now=ENDED)
    assert in_outbox(kept.session) == 0
    assert queue(kept) == [True]


def test_a_plan_that_rests_a_closed_quarter_and_a_plan_begun_later_ask_nobody(kept: Kept) -> None:
    planning.pause_asking(kept.session, kept.plan_id, JUNE)
    assert due(kept) == ()
    planning.resume_asking(kept.session, kept.plan_id)
    assert len(due(kept)) == 1
    planning.close_quarter(kept.session, kept.plan_id, 2026, 2, ENDED)
    assert due(kept) == ()
    begin_plan(kept, ENDED)
    assert due(kept) == ()


def begin_plan(kept: Kept, now: datetime) -> UUID:
    plan_id = planning.create_plan(kept.session, kept.organisation_id, planning.NewPlan("Ny plan", 2026), now)
    goal_id = planning.add_goal(kept.session, plan_id, 2026, "Kapasitet", "Nok folk")
    planning.add_measure(kept.session, plan_id, goal_id, POSTS)
    return plan_id


def test_only_the_operator_asks_for_all_plans(kept: Kept) -> None:
    access.act_as(kept.session, access.Person(UUID(int=1)))
    with pytest.raises(NotFoundError):
        due(kept)


def test_what_comes_is_told_before_it_is_sent(theirs: Kept) -> None:
    def coming(now: datetime) -> Coming | None:
        return planning.coming(theirs.session, theirs.plan_id, now)

    assert coming(JUNE) == Coming(SECOND, date(2026, 7, 2), reminder=False, owners=2, measures=3, unreachable=1)
    queue(theirs)
    reminded = Coming(SECOND, date(2026, 7, 12), reminder=True, owners=2, measures=3, unreachable=1)
    assert coming(days(1)) == reminded
    queue(theirs, days(10))
    third = Coming(Quarter(2026, 3), date(2026, 10, 2), reminder=False, owners=2, measures=3, unreachable=1)
    assert coming(days(11)) == third
    assert coming(datetime(2027, 5, 1, tzinfo=UTC)) is None
