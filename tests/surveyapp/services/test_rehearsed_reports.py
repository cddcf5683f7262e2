"""A plan's, a pilot's and its meetings' reports are looked at before anybody has told of anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Base, Pilot, Report
from surveyapp.models.organisations import Organisation
from surveyapp.services import piloting, planning, reporting, surveying
from surveyapp.services.planning import NewPlan
from surveyapp.services.reporting import SOURCES, Order
from tests.surveyapp.services.recipes_pilots import put_pilot
from tests.surveyapp.services.test_planning import JUNE, MEETINGS, POSTS
from tests.surveyapp.stage import NOW, set_up

if TYPE_CHECKING:
    from analysis.reports.material import Material


@pytest.fixture
def owner(session: Session) -> UUID:
    return surveying.create_organisation(session, "Vår kommune", JUNE).id


@pytest.fixture
def plan_id(session: Session, owner: UUID) -> UUID:
    """A plan of two measures, of which nobody has told."""
    made = planning.create_plan(session, owner, NewPlan("Handlingsplan", 2026), JUNE)
    goal = planning.add_goal(session, made, 2026, "Kapasitet", "Nok folk")
    for each in (POSTS, MEETINGS):
        planning.add_measure(session, made, goal, each)
    return made


def gathered(session: Session, wanted: Order) -> Material:
    report = session.get_one(Report, reporting.order(session, replace(wanted, rehearsed=True), NOW))
    return SOURCES[wanted.kind].gather(session, report, NOW)


def rows(session: Session) -> dict[str, int]:
    """How much there is of everything but reports and what tells that they were ordered."""
    kept = (each for each in Base.metadata.sorted_tables if each.name not in {"report", "audit_event"})
    return {each.name: session.scalar(select(func.count()).select_from(each)) or 0 for each in kept}


def test_each_measure_of_the_plan_is_told_of_though_nobody_has(session: Session, plan_id: UUID) -> None:
    facts = gathered(session, Order(kind="plan_quarter", plan_id=plan_id, year=2026, quarter=3)).plan

    assert facts is not None
    assert [each.title for each in facts.measures] == [POSTS.title, MEETINGS.title]
    assert all(each.statuses and max(told.quarter for told in each.statuses) <= 3 for each in facts.measures)
    assert {told.comment for each in facts.measures for told in each.statuses} <= {"", "Prøvesvar"}


def test_a_year_says_what_became_of_each_measure(session: Session, plan_id: UUID) -> None:
    facts = gathered(session, Order(kind="plan_year", plan_id=plan_id, year=2026)).plan

    assert facts is not None
    assert (facts.quarter, facts.rolled) == (4, True)
    assert None not in {each.fate for each in facts.measures}


def test_a_pilot_without_anything_is_shown_with_units_courses_replies_and_meetings(
    session: Session, owner: UUID
) -> None:
    empty = Pilot(organisation_id=owner, title="Ny pilot", source="", synthetic=False, created_at=NOW)
    session.add(empty)
    session.commit()
    material = gathered(session, Order(kind="pilot", pilot_id=empty.id, language="en"))

    facts = material.pilot
    assert facts is not None
    assert [each.name for each in facts.units] == ["Trial answers 1", "Trial answers 2", "Trial answers 3"]
    assert all(each.answers for each in facts.hearings)
    assert all(each.people and each.advice == "Trial answers" for each in facts.meetings)
    assert [(each.questionnaire, each.alone, each.synthetic) for each in material.comparisons] == [
        ("psfs", False, True)
    ]


def test_a_pilots_own_units_and_milestones_keep_their_names(session: Session, owner: UUID) -> None:
    pilot_id = put_pilot(session, owner)
    facts = gathered(session, Order(kind="pilot", pilot_id=pilot_id)).pilot

    own = piloting.pilot(session, pilot_id)
    assert facts is not None
    assert [each.name for each in facts.units] == [each.name for each in own.units]
    assert [each.due for each in facts.milestones] == [each.due_on for each in own.milestones]
    assert {each.evidence for each in facts.milestones} <= {"", "Prøvesvar"}


def test_a_survey_of_the_pilot_that_nobody_was_asked_in_is_answered_for_the_rehearsal(session: Session) -> None:
    stage = set_up(session, load_file(paths()["dialogmote"]), rounds=1)
    pilot_id = put_pilot(session, session.get_one(Organisation, stage.organisation_id).id)
    piloting.attach(session, pilot_id, stage.survey_id)

    material = gathered(session, Order(kind="meetings", pilot_id=pilot_id))

    (told,) = material.comparisons
    assert (told.questionnaire, told.alone, told.synthetic, told.grouped_by) == (
        "dialogmote",
        True,
        True,
        "tjenesteniva",
    )
    assert told.baseline.label == "Runde 1"


@pytest.mark.parametrize("kind", ["pilot", "meetings", "plan_quarter", "plan_year"])
def test_nothing_that_is_made_up_is_kept_and_the_report_says_that_it_is(
    session: Session, owner: UUID, plan_id: UUID, tmp_path: Path, kind: str
) -> None:
    pilot_id = put_pilot(session, owner)
    subject = next(each for each in reporting.subjects(session, kind) if each.rehearsed)
    before = rows(session)

    made = reporting.order(session, subject.order(kind, "nb"), NOW)
    found = reporting.build(session, made, tmp_path, NOW, faces=("html",))

    page = reporting.file_of(session, made, "html", tmp_path).read_text("utf-8")
    assert rows(session) == before
    assert (found.rehearsed, found.plan_id or found.pilot_id) == (True, plan_id if "plan" in kind else pilot_id)
    assert "Prøvesvar: alt i rapporten er oppdiktet" in page
