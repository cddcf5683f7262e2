"""Reading an action plan: its years, what stands in each, and what a measure was in every year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import (
    ClosedQuarter,
    Measure,
    MeasureContact,
    MeasureStatus,
    Organisation,
    Plan,
    PlanGoal,
    PlanYear,
    StatusRequest,
)
from surveyapp.models.errors import NotFoundError
from surveyapp.models.marks import mark_of
from surveyapp.services import access
from surveyapp.services.planning.owning import plan_of
from surveyapp.services.planning.results import (
    GoalLine,
    MeasureLine,
    PlanLine,
    Status,
    Target,
    YearOfMeasure,
    YearOfPlan,
)

CONTENT = (
    *("goal_id", "title", "kind", "owner", "from_value", "to_value", "unit"),
    *("sub_goals", "challenges", "indicators"),
)


def plans(session: Session) -> list[PlanLine]:
    """The plans that may be seen, by their organisations and titles."""
    own = access.organisations(session, "plan.see")
    rows = session.execute(
        select(Plan.id, Plan.title, Organisation.name, func.max(PlanYear.year), Plan.synthetic)
        .join(Organisation, Organisation.id == Plan.organisation_id)
        .join(PlanYear, PlanYear.plan_id == Plan.id)
        .where(Plan.organisation_id.in_(own))
        .group_by(Plan.id, Plan.title, Organisation.name, Plan.synthetic)
        .order_by(Organisation.name, Plan.title)
    )
    return [PlanLine(*row) for row in rows]


def makers(session: Session) -> list[tuple[UUID, str]]:
    """The organisations that the actor may make plans for: ids and names."""
    own = access.organisations(session, "plan.change")
    rows = session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.id.in_(own)).order_by(Organisation.name)
    )
    return [(found, name) for found, name in rows]


def year_of(session: Session, plan_id: UUID, year: int | None = None) -> YearOfPlan:
    """The plan in one year; without a year, in its newest."""
    plan = plan_of(session, "plan.see", plan_id)
    years = session.scalars(select(PlanYear).where(PlanYear.plan_id == plan_id).order_by(PlanYear.year)).all()
    found = next((each for each in years if each.year == year), None) if year is not None else years[-1]
    if found is None:
        raise NotFoundError(f"The plan has no year {year}.")
    here = (PlanGoal.plan_id == plan_id, PlanGoal.year == found.year)
    goals = session.scalars(select(PlanGoal).where(*here).order_by(PlanGoal.number)).all()
    measures = session.scalars(
        select(Measure).where(Measure.plan_id == plan_id, Measure.year == found.year).order_by(Measure.number)
    ).all()
    lines = _lines(session, measures)
    by_goal: dict[UUID, list[MeasureLine]] = defaultdict(list)
    for line in lines:
        by_goal[line.goal_id].append(line)
    closed = select(ClosedQuarter.quarter).where(ClosedQuarter.plan_id == plan_id, ClosedQuarter.year == found.year)
    return YearOfPlan(
        plan_id,
        plan.organisation_id,
        session.get_one(Organisation, plan.organisation_id).name,
        plan.title,
        plan.source,
        plan.synthetic,
        found.year,
        tuple(each.year for each in years),
        rolled=found.rolled_at is not None,
        paused=plan.paused_at is not None,
        closed=frozenset(session.scalars(closed)),
        goals=_in_areas(GoalLine(goal.id, goal.area, goal.title, tuple(by_goal[goal.id])) for goal in goals),
    )


def _in_areas(goals: Iterable[GoalLine]) -> tuple[GoalLine, ...]:
    """The goals of an area together, the areas in the order they came."""
    areas: dict[str, list[GoalLine]] = {}
    for goal in goals:
        areas.setdefault(goal.area, []).append(goal)
    return tuple(goal for together in areas.values() for goal in together)


def history(session: Session, plan_id: UUID, measure_id: UUID) -> tuple[YearOfMeasure, ...]:
    """What the measure was in each year of the plan, the newest first, with every status that was given."""
    plan_of(session, "plan.see", plan_id)
    chain = _chain(session, plan_id, measure_id)
    goals = {goal.id: goal for goal in session.scalars(select(PlanGoal).where(PlanGoal.plan_id == plan_id))}
    told: dict[UUID, list[Status]] = defaultdict(list)
    rows = session.scalars(
        select(MeasureStatus)
        .where(MeasureStatus.measure_id.in_([each.id for each in chain]))
        .order_by(MeasureStatus.quarter, MeasureStatus.revision)
    )
    for row in rows:
        told[row.measure_id].append(status_of(row))
    return tuple(
        YearOfMeasure(line, goals[line.goal_id].area, goals[line.goal_id].title, tuple(told[line.id]))
        for line in _lines(session, chain)
    )


def _chain(session: Session, plan_id: UUID, measure_id: UUID) -> list[Measure]:
    """The measure in all years, the newest first."""
    found = session.get(Measure, measure_id)
    if found is None or found.plan_id != plan_id:
        raise NotFoundError("The plan has no such measure.")
    everyone = session.scalars(select(Measure).where(Measure.plan_id == plan_id, Measure.number == found.number))
    return sorted(everyone, key=lambda each: each.year, reverse=True)


def _lines(session: Session, measures: Iterable[Measure]) -> list[MeasureLine]:
    known = list(measures)
    ids = [each.id for each in known]
    reachable = set(session.scalars(select(MeasureContact.measure_id).where(MeasureContact.measure_id.in_(ids))))
    asked: dict[UUID, set[int]] = defaultdict(set)
    requests = select(StatusRequest.measure_id, StatusRequest.quarter).where(StatusRequest.measure_id.in_(ids))
    for measure_id, quarter in session.execute(requests):
        asked[measure_id].add(quarter)
    statuses: dict[UUID, dict[int, Status]] = defaultdict(dict)
    # The last word of each quarter comes last.
    told = select(MeasureStatus).where(MeasureStatus.measure_id.in_(ids)).order_by(MeasureStatus.revision)
    for row in session.scalars(told):
        statuses[row.measure_id][row.quarter] = status_of(row)
    return [
        MeasureLine(
            each.id,
            each.year,
            each.number,
            each.title,
            each.kind,
            each.owner,
            target_of(each),
            tuple(each.sub_goals),
            tuple(each.challenges),
            tuple(each.indicators),
            each.goal_id,
            each.previous_id,
            each.fate,
            each.fate_reason,
            each.ended_on,
            reachable=each.id in reachable,
            asked=frozenset(asked[each.id]),
            statuses=statuses[each.id],
            mark=mark_of(content_of(each)),
        )
        for each in known
    ]


def content_of(measure: Measure) -> dict[str, Any]:
    """What may be changed of a measure, by its columns."""
    return {name: getattr(measure, name) for name in CONTENT}


def target_of(measure: Measure) -> Target | None:
    """The measure's target, if it has one."""
    if measure.from_value is None or measure.to_value is None:
        return None
    return Target(measure.from_value, measure.to_value, measure.unit)


def status_of(row: MeasureStatus) -> Status:
    """A status as it is told."""
    return Status(row.quarter, row.revision, row.progress, row.comment, row.reached, row.given_by, row.given_at)
