"""Results of an open round on both databases: told in steps, the same until twice as many have answered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import LiveStep, Response
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import uuid7
from surveyapp.services import access, answering, showing
from surveyapp.services.showing import LiveResults
from tests.surveyapp.stage import NOW, Stage, set_up

AFTERWARDS = datetime(2026, 4, 2, 12, tzinfo=UTC)


def answer(stage: Stage, *chosen: str) -> None:
    for each in chosen:
        key = stage.begin()
        answering.save_page(stage.session, key, "plan", {"har": each}, revision=0, now=NOW)
        answering.submit(stage.session, key, NOW)


def see(stage: Stage, at: datetime = NOW, group: str | None = None) -> LiveResults:
    """What is to be seen once the worker has been there."""
    showing.tell_due(stage.session, at)
    return look(stage, at, group)


def look(stage: Stage, at: datetime = NOW, group: str | None = None) -> LiveResults:
    return showing.live(stage.session, stage.survey_id, stage.round_ids[0], at, group=group, language="nb")


def test_nothing_is_told_of_few(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    assert (see(stage).answered, see(stage).told) == (0, None)
    answer(stage, *["yes"] * 19)
    found = see(stage)
    assert (found.answered, found.told, found.next_at, found.sections) == (19, None, 20, ())


def test_one_more_answer_changes_no_number_and_twice_as_many_do(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    answer(stage, *["yes"] * 12, *["no"] * 8)
    first = see(stage)
    assert (first.told, first.next_at) == (20, 40)
    assert "12" in str(first.sections)
    answer(stage, "no")
    again = see(stage)
    assert (again.answered, again.sections) == (21, first.sections)
    answer(stage, *["no"] * 9, *["yes"] * 10)
    assert see(stage).told == 40


def test_what_is_hidden_is_nowhere_in_the_database_either(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    answer(stage, *["yes"] * 18, *["no"] * 2)
    see(stage)
    told = session.scalars(select(LiveStep.told)).one()
    assert '"har":{"*":[null,null,' in told


def test_results_stay_when_the_round_is_over(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    answer(stage, *["yes"] * 12, *["no"] * 8)
    before = see(stage)
    after = see(stage, AFTERWARDS)
    assert (before.over, after.over) == (False, True)
    assert after.sections == before.sections


def test_looking_tells_nothing_new_and_says_what_it_waits_for(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    answer(stage, *["yes"] * 12, *["no"] * 8)
    found = look(stage)
    assert (found.told, found.waits) == (None, True)
    assert session.scalars(select(LiveStep)).all() == []
    assert showing.tell_due(session, NOW) == 1
    assert (look(stage).told, look(stage).waits) == (20, False)


def test_a_step_that_was_told_is_not_told_again(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    answer(stage, *["yes"] * 12, *["no"] * 8)
    assert [showing.tell_due(session, NOW) for _ in range(2)] == [1, 0]


def test_a_round_that_cannot_be_counted_keeps_no_other_waiting(session: Session) -> None:
    broken = set_up(session, privacy="anonymous")
    answer(broken, *["yes"] * 20)
    strange = session.scalars(select(Response).limit(1)).one()
    strange.answers = {**strange.answers, "har": "perhaps"}
    session.commit()
    whole = set_up(session, privacy="anonymous", owner="Andre kommune")
    answer(whole, *["yes"] * 20)
    assert showing.tell_due(session, NOW) == 1
    assert (look(broken).told, look(whole).told) == (None, 20)


def test_who_looks_cannot_choose_when_a_step_is_told(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    access.act_as(session, access.Person(uuid7()))
    with pytest.raises(NotFoundError):
        showing.tell_due(stage.session, NOW)


def test_what_hangs_on_another_answer_is_not_told_for_it_would_tell_how_many_gave_that_answer(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    answer(stage, *["yes"] * 12, *["no"] * 8)
    told = str(see(stage).sections)
    assert "Har dere en plan?" in told
    assert "Hvem var med?" not in told
