"""What somebody saw is marked, and saving over what another has changed since is refused."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy.orm import Session

from surveyapp.models import Survey
from surveyapp.models.errors import ChangedMeanwhileError
from surveyapp.models.looks import look_of
from surveyapp.models.marks import mark_of
from surveyapp.services import access, looking, preparing, retaining, surveying
from surveyapp.services.preparing import Dates, Description
from surveyapp.services.retaining import Wanted
from tests.databases import Database
from tests.surveyapp.stage import NOW, Stage, set_up

UNSEEN = mark_of("what was there before")


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session, privacy="confidential")


def test_a_description_is_not_written_over(session: Session, stage: Stage) -> None:
    seen = mark_of(Description.of(session.get_one(Survey, stage.survey_id)))
    preparing.describe(session, stage.survey_id, Description("Karis", health_data=False), seen=seen)
    with pytest.raises(ChangedMeanwhileError):
        preparing.describe(session, stage.survey_id, Description("Olas", health_data=False), seen=seen)
    assert session.get_one(Survey, stage.survey_id).purpose == "Karis"
    preparing.describe(session, stage.survey_id, Description("Fra kommandolinja", health_data=False))


def test_dates_are_not_written_over(session: Session, stage: Stage) -> None:
    ids = stage.survey_id, stage.round_ids[0]
    seen, before = mark_of(Dates.of(surveying.find_round(session, *ids))), surveying.find_round(session, *ids).opens_on
    preparing.move(session, *ids, Dates(before, date(2026, 5, 1), 4, date(2026, 1, 1)), NOW, seen=seen)
    with pytest.raises(ChangedMeanwhileError):
        preparing.move(session, *ids, Dates(before, date(2026, 6, 1), 4, date(2026, 1, 1)), NOW, seen=seen)
    assert surveying.find_round(session, *ids).closes_on == date(2026, 5, 1)


def test_a_plan_and_a_look_are_not_written_over(session: Session, stage: Stage) -> None:
    with pytest.raises(ChangedMeanwhileError):
        retaining.change_plan(session, stage.survey_id, Wanted(date(2030, 1, 1), "erase", 9), NOW, seen=UNSEEN)
    with pytest.raises(ChangedMeanwhileError):
        looking.change_look(session, stage.survey_id, looking.Change(name="Vi"), NOW, seen=UNSEEN)
    assert look_of(session, stage.survey_id).name == ""


def test_the_same_as_is_stored_is_no_conflict(session: Session, stage: Stage) -> None:
    preparing.describe(session, stage.survey_id, Description("Felles", health_data=False))
    preparing.describe(session, stage.survey_id, Description(" Felles ", health_data=False), seen=UNSEEN)


def test_of_two_who_describe_at_once_one_is_told(database: Database, session: Session, stage: Stage) -> None:
    survey_id = stage.survey_id
    seen = mark_of(Description.of(session.get_one(Survey, survey_id)))
    session.rollback()
    ready, came_of = Barrier(2), list[str]()

    def describes(purpose: str) -> None:
        with Session(database.engine) as own:
            access.act_as(own, access.OPERATOR)
            ready.wait(timeout=10)
            try:
                preparing.describe(own, survey_id, Description(purpose, health_data=False), seen=seen)
                came_of.append("saved")
            except ChangedMeanwhileError:
                came_of.append("told")

    threads = [Thread(target=describes, args=(purpose,)) for purpose in ("Karis", "Olas")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came_of) == ["saved", "told"]
