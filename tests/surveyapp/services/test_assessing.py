"""No course begins before the unit has told of its assessment of health data, which is asked for once."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import AuditEvent, Course, Round, Survey
from surveyapp.models.ids import norwegian_date
from surveyapp.services import access, coursing, preparing, surveying
from surveyapp.services.coursing import (
    AssessedAlreadyError,
    Assessment,
    ImpossibleAssessmentError,
    NationalIdError,
    NotAssessedError,
)
from tests.databases import Database
from tests.surveyapp.stage import NOW
from tests.surveyapp.wards import ASSESSED, Ward, taken_up

TODAY = norwegian_date(NOW)


@pytest.fixture
def unit(session: Session) -> Ward:
    """It has taken PSFS up, and nothing more."""
    made = surveying.create_organisation(session, "Eksempel døgnrehabilitering", NOW, kind="unit")
    return taken_up(session, made, assessed=False)


def states(session: Session) -> set[str]:
    return {asked.state_on(TODAY) for asked in session.scalars(select(Round))}


def test_without_an_assessment_no_course_begins_and_the_rounds_are_drafts(session: Session, unit: Ward) -> None:
    with pytest.raises(NotAssessedError, match="surveyapp course assess"):
        unit.opens()
    assert session.scalars(select(Course)).all() == []
    assert states(session) == {"draft"}
    assert not coursing.board(session, unit.survey_id, NOW).assessed


def test_told_once_courses_begin_and_the_rounds_open(session: Session, unit: Ward) -> None:
    coursing.assess(session, unit.survey_id, ASSESSED, NOW)
    assert coursing.board(session, unit.survey_id, NOW).assessed
    unit.opens()
    unit.opens()
    assert states(session) == {"open"}


def test_it_stands_where_surveys_keep_theirs_and_the_gate_sees_it(session: Session, unit: Ward) -> None:
    coursing.assess(session, unit.survey_id, Assessment(" Personvernombudet ", date(2026, 2, 1), "Sak 26/123"), NOW)
    survey = session.get_one(Survey, unit.survey_id)
    assert survey.assessment == "Vurdert av: Personvernombudet. Dato: 01.02.2026. Ligger: Sak 26/123."
    passed = {gate.name: gate.passed for gate in preparing.gates(session, unit.survey_id, unit.round_id(1), NOW)}
    assert passed["assessment"]


def test_an_assessment_that_the_owner_wrote_with_the_survey_is_enough(session: Session, unit: Ward) -> None:
    said = preparing.Description("Følge pasienter", health_data=True, assessment="DPIA i sak 26/9")
    preparing.describe(session, unit.survey_id, said)
    unit.opens()
    assert states(session) == {"open"}


def test_taken_away_again_it_is_asked_for_again(session: Session, unit: Ward) -> None:
    coursing.assess(session, unit.survey_id, ASSESSED, NOW)
    unit.opens()
    preparing.describe(session, unit.survey_id, preparing.Description("Følge pasienter", health_data=False))
    with pytest.raises(NotAssessedError):
        unit.opens()


def test_nobodys_assessment_is_written_over(session: Session, unit: Ward) -> None:
    coursing.assess(session, unit.survey_id, ASSESSED, NOW)
    with pytest.raises(AssessedAlreadyError) as refused:
        coursing.assess(session, unit.survey_id, Assessment("Lederen", TODAY, "Perm 3"), NOW)
    assert "Personvernombudet" in refused.value.words
    assert "Personvernombudet" in session.get_one(Survey, unit.survey_id).assessment


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (Assessment(" ", TODAY, "Sak 26/123"), ImpossibleAssessmentError),
        (Assessment("Lederen", TODAY, " "), ImpossibleAssessmentError),
        (Assessment("Lederen", TODAY + timedelta(days=1), "Sak 26/123"), ImpossibleAssessmentError),
        # A test number of Nav's (month + 40): nobody's.
        (Assessment("Lederen", TODAY, "Sak 15507600333"), NationalIdError),
    ],
)
def test_too_little_tomorrow_and_a_persons_number_are_refused(
    session: Session, unit: Ward, said: Assessment, error: type[Exception]
) -> None:
    with pytest.raises(error):
        coursing.assess(session, unit.survey_id, said, NOW)
    assert session.get_one(Survey, unit.survey_id).assessment == ""


def test_the_log_tells_that_it_was_told_and_not_the_words(session: Session, unit: Ward) -> None:
    coursing.assess(session, unit.survey_id, ASSESSED, NOW)
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.number.desc()).limit(1)).one()
    assert (event.action, event.survey_id, event.about) == (
        "course.open",
        unit.survey_id,
        {"assessed_on": "2026-02-01"},
    )


def test_of_two_who_tell_at_once_one_is_told_of_the_other(database: Database, session: Session, unit: Ward) -> None:
    ready, came_of = Barrier(2), list[str]()
    survey_id = unit.survey_id
    session.rollback()

    def tells(by: str) -> None:
        with Session(database.engine) as own:
            access.act_as(own, access.OPERATOR)
            ready.wait(timeout=10)
            try:
                coursing.assess(own, survey_id, Assessment(by, TODAY, "Arkivet"), NOW)
                came_of.append("told")
            except AssessedAlreadyError:
                came_of.append("was told already")

    threads = [Thread(target=tells, args=(by,)) for by in ("Kari", "Ola")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came_of) == ["told", "was told already"]
