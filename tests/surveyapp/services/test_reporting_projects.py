"""Reports on plans, pilots and meetings are written from what the other services keep."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Report, Survey
from surveyapp.models.plans import Quarter
from surveyapp.services import importing, piloting, planning, reporting, surveying
from surveyapp.services.importing import ImportLimits
from surveyapp.services.piloting import HearingTold, MeetingTold, MilestoneTold, TrainingTold
from surveyapp.services.planning import Decision, NewPlan, Told
from surveyapp.services.reporting import SOURCES, Order
from surveyapp.services.surveying import RoundPlan
from tests.rounds import add_released
from tests.surveyapp.services.answered import answered
from tests.surveyapp.services.recipes_pilots import put_pilot
from tests.surveyapp.services.test_planning import JUNE, MEETINGS, POSTS
from tests.surveyapp.stage import NOW, Stage, set_up

if TYPE_CHECKING:
    from analysis.facts.pilots import PilotFacts
    from analysis.facts.plans import PlanFacts
    from analysis.reports.material import Material

DECEMBER = JUNE.replace(month=12, day=28)


@pytest.fixture
def owner(session: Session) -> UUID:
    return surveying.create_organisation(session, "Vår kommune", JUNE).id


@pytest.fixture
def plan_id(session: Session, owner: UUID) -> UUID:
    """A plan with two measures, of which one was told of in two quarters."""
    made = planning.create_plan(session, owner, NewPlan("Handlingsplan", 2026), JUNE)
    goal = planning.add_goal(session, made, 2026, "Kapasitet", "Nok folk")
    posts = planning.add_measure(session, made, goal, POSTS)
    planning.add_measure(session, made, goal, MEETINGS)
    planning.give_status(session, made, posts, 1, Told("planned"), now=JUNE)
    planning.give_status(session, made, posts, 2, Told("in_progress", "Lyst ut", 1.5), now=JUNE)
    return made


def gathered(session: Session, wanted: Order) -> Material:
    report = session.get_one(Report, reporting.order(session, wanted, NOW))
    return SOURCES[wanted.kind].gather(session, report, NOW)


def planned(session: Session, plan_id: UUID, **of: int) -> PlanFacts:
    kind = "plan_quarter" if "quarter" in of else "plan_year"
    facts = gathered(session, Order(kind=kind, plan_id=plan_id, **({"year": 2026} | of))).plan  # type: ignore[arg-type]
    assert facts is not None
    return facts


def built(session: Session, wanted: Order, folder: Path) -> str:
    made = reporting.order(session, wanted, NOW)
    reporting.build(session, made, folder, NOW, faces=("html",))
    return reporting.file_of(session, made, "html", folder).read_text("utf-8")


def test_a_plans_quarter_is_told_from_its_measures_and_statuses(session: Session, plan_id: UUID) -> None:
    facts = planned(session, plan_id, quarter=2)

    posts, meetings = facts.measures
    assert (facts.quarter, posts.number, posts.area, posts.goal) == (2, 1, "Kapasitet", "Nok folk")
    assert [(each.quarter, each.progress, each.comment, each.reached) for each in posts.statuses] == [
        (1, "planned", "", None),
        (2, "in_progress", "Lyst ut", 1.5),
    ]
    assert (posts.sub_goals, posts.challenges, posts.expected_to) == (("c",), ("KAP",), 4)
    assert (posts.target.to_value if posts.target else None, meetings.target, meetings.statuses) == (2, None, ())


def test_a_measure_that_ended_is_expected_until_then(session: Session, plan_id: UUID) -> None:
    (posts, *_) = planning.year_of(session, plan_id).measures
    planning.end_measure(session, plan_id, posts.id, "dropped", "Ingen midler", now=JUNE)

    told = planned(session, plan_id, quarter=2).measures[0]

    assert (told.fate, told.fate_reason, told.ended_on, told.expected_to) == (
        "dropped",
        "Ingen midler",
        date(2026, 6, 20),
        1,
    )


def test_the_next_years_first_quarter_knows_where_measures_stood_before(session: Session, plan_id: UUID) -> None:
    measures = [*planning.year_of(session, plan_id).measures]
    planning.roll(session, plan_id, 2026, {each.id: Decision("carried") for each in measures}, DECEMBER)

    facts = planned(session, plan_id, year=2027, quarter=1)

    assert [each.before for each in facts.measures] == ["in_progress", None]
    assert planned(session, plan_id).rolled


def test_a_year_goes_as_far_as_anything_was_told_or_is_over(session: Session, plan_id: UUID) -> None:
    year = planning.year_of(session, plan_id)

    told = [
        reporting.told_to(year, day)
        for day in (date(2026, 1, 5), Quarter(2026, 3).after.first_day, date(2027, 1, 1), date(2030, 1, 1))
    ]

    assert told == [2, 3, 4, 4]


@pytest.mark.parametrize("quarter", [None, 2])
def test_a_plans_report_is_a_page(session: Session, plan_id: UUID, tmp_path: Path, quarter: int | None) -> None:
    kind = "plan_quarter" if quarter else "plan_year"

    page = built(session, Order(kind=kind, plan_id=plan_id, year=2026, quarter=quarter), tmp_path)

    assert "Øke ergoterapiressursen" in page
    assert "1 er under arbeid" in page


def about_pilot(session: Session, pilot_id: UUID, kind: str = "pilot") -> tuple[Material, PilotFacts]:
    material = gathered(session, Order(kind=kind, pilot_id=pilot_id))
    assert material.pilot is not None
    return material, material.pilot


def test_a_pilot_is_told_from_what_its_project_group_wrote(session: Session, owner: UUID) -> None:
    pilot_id = put_pilot(session, owner)
    piloting.add_part(session, pilot_id, TrainingTold(1, date(2018, 2, 8), 14))
    piloting.add_part(session, pilot_id, HearingTold("Eldrerådet", date(2018, 9, 1), 7, "Ta med pårørende"))
    piloting.add_part(session, pilot_id, MeetingTold("Bodø", date(2018, 11, 1), {"lege": 2}, "Avklar ansvaret"))
    piloting.change_part(
        session, pilot_id, 1, MilestoneTold("Gruppa", "M1", date(2018, 1, 31), "reached", "Referat"), seen=1
    )

    _, facts = about_pilot(session, pilot_id)

    assert [(each.name, each.sessions, each.attended, each.coverage) for each in facts.units][:2] == [
        ("Kløvertun rehabiliteringsavdeling", 1, 14, None),
        ("Rehabilitering i hjemmet", 0, 0, None),
    ]
    assert (facts.milestones[0].label, facts.milestones[0].state, facts.milestones[0].evidence) == (
        "Gruppa: M1",
        "reached",
        "Referat",
    )
    assert (facts.hearings[-1].answers, facts.hearings[-1].advice) == (7, "Ta med pårørende")
    assert [(each.place, each.people, each.advice) for each in facts.meetings] == [("Bodø", 2, "Avklar ansvaret")]


def piloted(stage: Stage) -> UUID:
    """A pilot of whoever owns the stage's survey, followed by it."""
    survey = stage.session.get_one(Survey, stage.survey_id)
    pilot_id = put_pilot(stage.session, survey.organisation_id)
    piloting.attach(stage.session, pilot_id, stage.survey_id)
    return pilot_id


def test_a_pilots_survey_of_two_rounds_is_compared_and_of_one_is_told_alone(session: Session) -> None:
    (compared,) = about_pilot(session, piloted(answered(session)))[0].comparisons
    assert (compared.alone, compared.baseline.respondents, compared.pairing.both) == (False, 30, 30)


def test_a_pilots_survey_with_one_answered_round_is_told_alone(session: Session) -> None:
    (told,) = about_pilot(session, piloted(answered(session, rounds=1)))[0].comparisons
    assert told.alone


def test_of_a_pilots_survey_the_first_and_the_last_round_are_compared(session: Session) -> None:
    stage = answered(session, rounds=3)
    (compared,) = about_pilot(session, piloted(stage))[0].comparisons
    assert (compared.baseline.label, compared.followup.label) == ("Runde 1", "Runde 3")


def test_a_pilots_survey_that_nobody_answered_is_named(session: Session) -> None:
    stage = set_up(session, privacy="confidential", rounds=1)
    material, facts = about_pilot(session, piloted(stage))
    assert material.comparisons == ()
    assert facts.unanswered == (session.get_one(Survey, stage.survey_id).title,)


def test_a_pilots_anonymous_survey_is_not_told_of_while_answers_come(session: Session) -> None:
    stage = set_up(session, privacy="anonymous", rounds=1)
    material, facts = about_pilot(session, piloted(stage))
    assert (material.comparisons, facts.unanswered) == ((), ())
    assert facts.left_out == (session.get_one(Survey, stage.survey_id).title,)


def test_a_survey_of_others_is_not_told_of_in_a_pilots_report(session: Session, owner: UUID) -> None:
    stage = answered(session)
    pilot_id = put_pilot(session, owner)
    piloting.attach(session, pilot_id, stage.survey_id)

    material, facts = about_pilot(session, pilot_id)

    assert material.comparisons == ()
    assert facts.left_out == (session.get_one(Survey, stage.survey_id).title,)


def test_a_report_on_meetings_leaves_other_forms_alone(session: Session) -> None:
    material, facts = about_pilot(session, piloted(answered(session)), "meetings")
    assert (material.comparisons, facts.unanswered, facts.left_out) == ((), (), ())


@pytest.mark.parametrize("kind", ["pilot", "meetings"])
def test_a_pilots_report_is_a_page(session: Session, tmp_path: Path, kind: str) -> None:
    page = built(session, Order(kind=kind, pilot_id=piloted(answered(session))), tmp_path)
    assert "Fremtidsrettet rehabilitering" in page


COLUMNS = ("hjemmet", "dag", "korttid", "egen_enhet", "ambulant", "akutt", "nasjonal")
PLACES = {
    date(2017, 10, 16): {"1001": 10, "1017": 2, "1018": 3, "0301": 40},
    date(2020, 10, 16): {"4204": 20, "0301": 44, "4601": 7},
}
"""Places for day treatment, as municipalities gave them; three of the first are Kristiansand in the second."""


@pytest.fixture
def mapped(session: Session, tmp_path: Path) -> Stage:
    """A mapping in two phases."""
    found = set_up(session, load_file(paths()["kartlegging"]), rounds=0)
    ids = []
    for day, places in PLACES.items():
        plan = RoundPlan(found.version_id, str(day.year), date(2026, 2, 1), date(2026, 3, 31), None, day)
        ids.append(add_released(session, found.survey_id, plan))
        file = tmp_path / "svar.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            there = [f"finnes.{each}" for each in COLUMNS]
            rows = [(nr, "municipality", *(["yes"] * len(COLUMNS)), n) for nr, n in places.items()]
            csv.writer(opened).writerows([("kommune", "niva", *there, "plasser.dag"), *rows])
        limits = ImportLimits(max_bytes=100_000, max_rows=1000)
        importing.import_round(session, found.survey_id, ids[-1], file, key_column=None, limits=limits, now=NOW)
    return Stage(session, found.organisation_id, found.questionnaire_id, found.version_id, found.survey_id, tuple(ids))


def test_a_mapping_adds_places_up_through_mergers_from_phase_to_phase(mapped: Stage, tmp_path: Path) -> None:
    first, second = mapped.round_ids
    wanted = Order(kind="mapping", survey_id=mapped.survey_id, baseline_id=first, followup_id=second)

    words = re.sub(r"<[^>]*>", " ", built(mapped.session, wanted, tmp_path))

    assert "55 (n = 4) 71 (n = 3) 55 (n = 2) 64 (n = 2)" in re.sub(r"\s+", " ", words)


def test_a_mappings_first_phase_is_told_alone(mapped: Stage) -> None:
    wanted = Order(kind="mapping", survey_id=mapped.survey_id, baseline_id=mapped.round_ids[0])
    (told,) = gathered(mapped.session, wanted).comparisons
    assert (told.alone, told.grouped_by, told.baseline.respondents) == (True, "niva", 4)
