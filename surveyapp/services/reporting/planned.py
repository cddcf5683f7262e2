"""What a report on an action plan is written from: its year as the planning tells it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from questionnaires.codebook import CHALLENGES
from surveyapp.models import Report
from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import QUARTERS, Progress, Quarter
from surveyapp.services import planning
from surveyapp.services.planning import GoalLine, MeasureLine, YearOfPlan
from surveyapp.services.reporting import rehearsed

if TYPE_CHECKING:
    from analysis.facts.plans import MeasureFacts
    from analysis.reports.material import Material

LAST = QUARTERS[-1]


def plan(session: Session, found: Report, now: datetime) -> Material:
    """The year of the plan, to the end of the report's quarter, else as far as it has come."""
    from analysis.facts.plans import PlanFacts
    from analysis.reports.material import Material

    if found.plan_id is None or found.year is None:
        raise ValueError(f"The report {found.id} is not of a plan.")
    year = planning.year_of(session, found.plan_id, found.year)
    before = _before(session, year)
    facts = PlanFacts(
        year.title,
        year.year,
        found.quarter or (LAST if found.rehearsed else told_to(year, norwegian_date(now))),
        tuple(_measure(each, goal, before.get(each.previous_id)) for goal in year.goals for each in goal.measures),
        source=year.source,
        rolled=year.rolled,
    )
    if found.rehearsed:
        facts = rehearsed.plan_of(facts, rehearsed.word_of(found), whole_year=found.quarter is None)
    return Material(title=year.title, subject=year.organisation, synthetic=year.synthetic, plan=facts)


def told_to(year: YearOfPlan, today: date) -> int:
    """The last quarter that is over, or that anything was told of."""
    over = (each for each in QUARTERS if Quarter(year.year, each).after.first_day <= today)
    told = (quarter for each in year.measures for quarter in each.statuses)
    return max((1, *over, *told))


def _before(session: Session, year: YearOfPlan) -> dict[UUID | None, Progress]:
    """How far each measure had come when the year before ended, where that is a year of the plan."""
    if year.year - 1 not in year.years:
        return {}
    former = planning.year_of(session, year.plan_id, year.year - 1)
    return {each.id: each.latest.progress for each in former.measures if each.latest is not None}


def _measure(line: MeasureLine, goal: GoalLine, before: Progress | None) -> MeasureFacts:
    from analysis.facts.plans import MeasureFacts, StatusFacts, TargetFacts

    codes = tuple(CHALLENGES)
    target = line.target
    return MeasureFacts(
        line.number,
        line.title,
        line.kind,
        line.owner,
        goal.area,
        goal.title,
        sub_goals=line.sub_goals,
        challenges=tuple(codes[each - 1] for each in line.challenges),
        target=TargetFacts(target.from_value, target.to_value, target.unit) if target is not None else None,
        statuses=tuple(
            StatusFacts(each.quarter, each.progress, each.comment, each.reached)
            for _, each in sorted(line.statuses.items())
        ),
        before=before,
        fate=line.fate,
        fate_reason=line.fate_reason,
        ended_on=line.ended_on,
        expected_to=max((each for each in QUARTERS if line.expected(each)), default=0),
    )
