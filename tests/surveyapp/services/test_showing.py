"""Results of an open round on both databases: told in steps, the same until twice as many have answered."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import LiveStep
from surveyapp.services import answering, showing
from surveyapp.services.showing import LiveResults
from tests.surveyapp.stage import NOW, Stage, set_up

AFTERWARDS = datetime(2026, 4, 2, 12, tzinfo=UTC)


def answer(stage: Stage, *chosen: str) -> None:
    for each in chosen:
        key = stage.begin()
        answering.save_page(stage.session, key, "plan", {"har": each}, revision=0, now=NOW)
        answering.submit(stage.session, key, NOW)


def see(stage: Stage, at: datetime = NOW, group: str | None = None) -> LiveResults:
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
