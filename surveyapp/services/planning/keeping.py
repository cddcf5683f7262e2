"""Keeping an action plan: its goals and measures, and how to reach those who own them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.mail import is_address
from surveyapp.models import Measure, MeasureContact, MeasureStatus, Plan, PlanGoal, PlanYear
from surveyapp.models.contacts import KEPT_DAYS
from surveyapp.models.errors import DuplicateKeyError, NotFoundError
from surveyapp.models.ids import norwegian_date, uuid7
from surveyapp.models.marks import require_unchanged
from surveyapp.models.plans import CHALLENGES, FIRST_YEAR, LAST_YEAR, SUB_GOALS, MeasureKind, last_day_of, place_of
from surveyapp.models.vault import vault_of
from surveyapp.services import access
from surveyapp.services.planning.owning import changing_plan
from surveyapp.services.planning.reading import content_of
from surveyapp.services.planning.refusals import (
    ImpossibleMeasureError,
    MeasureHasHistoryError,
    YearRolledError,
    without_national_id,
)
from surveyapp.services.planning.results import Target

QUESTION = re.compile("[A-Za-z][A-Za-z0-9_]{0,59}")
LENGTHS = {"title": 500, "owner": 200, "area": 200, "goal": 300, "plan": 200, "reason": 500}


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan that is begun; `source`: where its measures stand written."""

    title: str
    year: int
    source: str = ""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a measure is to be; `address`: its owner's e-mail address, "" for none, None to keep what there is."""

    title: str
    kind: MeasureKind
    owner: str
    target: Target | None = None
    sub_goals: Sequence[str] = ()
    challenges: Sequence[int] = ()
    indicators: Sequence[str] = ()
    address: str | None = None


def create_plan(session: Session, organisation_id: UUID, wanted: NewPlan, now: datetime) -> UUID:
    """A plan without measures, in its first year."""
    plan_id = uuid7()
    with access.changing(session, "plan.change", organisation_id, plan=str(plan_id)):
        begin_plan(session, organisation_id, plan_id, wanted, now)
    return plan_id


def add_goal(session: Session, plan_id: UUID, year: int, area: str, title: str) -> UUID:
    """A goal at the end of a year's plan."""
    with changing_plan(session, plan_id, year=year):
        open_year(session, plan_id, year)
        return put_goal(session, plan_id, year, area, title)


def change_goal(session: Session, plan_id: UUID, goal_id: UUID, area: str, title: str, *, seen: str = "") -> None:
    """Other words for a goal or its area.

    `seen`: the mark of its area and title before; raises `ChangedMeanwhileError` when they are others now.
    """
    with changing_plan(session, plan_id, goal=str(goal_id)):
        goal = session.get(PlanGoal, goal_id)
        if goal is None or goal.plan_id != plan_id:
            raise NotFoundError("The plan has no such goal.")
        open_year(session, plan_id, goal.year)
        session.refresh(goal)
        area, title = words(area, "area"), words(title, "goal")
        require_unchanged((goal.area, goal.title), seen, (area, title))
        if (goal.area, goal.title) != (area, title):
            _refuse_same_goal(session, plan_id, goal.year, area, title)
            goal.area, goal.title = area, title


def add_measure(session: Session, plan_id: UUID, goal_id: UUID, wanted: Wanted) -> UUID:
    """A measure at the end of a goal."""
    measure_id = uuid7()
    with changing_plan(session, plan_id, measure=str(measure_id)):
        goal = session.get(PlanGoal, goal_id)
        if goal is None or goal.plan_id != plan_id:
            raise NotFoundError("The plan has no such goal.")
        open_year(session, plan_id, goal.year)
        put_measure(session, goal, measure_id, wanted)
    return measure_id


def change_measure(
    session: Session, plan_id: UUID, measure_id: UUID, goal_id: UUID, wanted: Wanted, *, seen: str = ""
) -> None:
    """Other words for a measure, another goal, target, owner or address; its statuses stay.

    `seen`: its line's mark before; raises `ChangedMeanwhileError` when it is another now.
    """
    with changing_plan(session, plan_id, measure=str(measure_id)):
        measure = changeable(session, plan_id, measure_id)
        goal = session.get(PlanGoal, goal_id)
        if goal is None or (goal.plan_id, goal.year) != (plan_id, measure.year):
            raise NotFoundError("The plan has no such goal in this year.")
        content = {"goal_id": goal_id, **columns(wanted)}
        require_unchanged(content_of(measure), seen, content)
        for name, value in content.items():
            setattr(measure, name, value)
        if session.is_modified(measure) and measure.previous_id is not None:
            session.get_one(Measure, measure.previous_id).fate = "changed"
        keep_address(session, measure, wanted.address)


def end_measure(
    session: Session,
    plan_id: UUID,
    measure_id: UUID,
    fate: Literal["finished", "dropped"],
    reason: str,
    *,
    now: datetime,
) -> None:
    """Nothing more is expected of it: it is finished, or dropped for a reason. What was told of it stays."""
    with changing_plan(session, plan_id, measure=str(measure_id), fate=fate):
        measure = changeable(session, plan_id, measure_id)
        measure.fate, measure.fate_reason = fate, reason_for(fate, reason)
        measure.ended_on = norwegian_date(now)


def resume_measure(session: Session, plan_id: UUID, measure_id: UUID) -> None:
    """It had not ended after all."""
    with changing_plan(session, plan_id, measure=str(measure_id), fate=None):
        measure = changeable(session, plan_id, measure_id)
        measure.fate, measure.fate_reason, measure.ended_on = None, "", None


def delete_measure(session: Session, plan_id: UUID, measure_id: UUID) -> None:
    """Take out what was put in by mistake; raises `MeasureHasHistoryError` once something was told of it."""
    with changing_plan(session, plan_id, measure=str(measure_id), deleted=True):
        measure = changeable(session, plan_id, measure_id)
        told = session.scalar(select(func.count()).where(MeasureStatus.measure_id == measure_id))
        if told or measure.previous_id is not None:
            raise MeasureHasHistoryError("The measure has a history. End it with a reason instead of deleting it.")
        session.delete(measure)


def open_year(session: Session, plan_id: UUID, year: int) -> PlanYear:
    """The year, held until the transaction ends; raises `YearRolledError` when it is history."""
    found = held_year(session, plan_id, year)
    if found.rolled_at is not None:
        raise YearRolledError(year)
    return found


def held_year(session: Session, plan_id: UUID, year: int) -> PlanYear:
    """The year, held until the transaction ends."""
    found = session.get(PlanYear, (plan_id, year), with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFoundError(f"The plan has no year {year}.")
    return found


def changeable(session: Session, plan_id: UUID, measure_id: UUID) -> Measure:
    """The measure of a year that is no history, which is held until the transaction ends."""
    measure = session.get(Measure, measure_id)
    if measure is None or measure.plan_id != plan_id:
        raise NotFoundError("The plan has no such measure.")
    open_year(session, plan_id, measure.year)
    session.refresh(measure)
    return measure


def begin_plan(session: Session, organisation_id: UUID, plan_id: UUID, wanted: NewPlan, now: datetime) -> None:
    """A plan without measures, in a transaction that is begun."""
    title = words(wanted.title, "plan")
    if not FIRST_YEAR <= wanted.year <= LAST_YEAR:
        raise ImpossibleMeasureError("year", f"The year is from {FIRST_YEAR} to {LAST_YEAR}.")
    if session.scalar(select(Plan.id).where(Plan.organisation_id == organisation_id, Plan.title == title)):
        raise DuplicateKeyError(f"The organisation has an action plan called {title!r} already.")
    session.add(
        Plan(
            id=plan_id,
            organisation_id=organisation_id,
            title=title,
            source=without_national_id(wanted.source, "source").strip()[:300],
            synthetic=wanted.synthetic,
            created_at=now,
        )
    )
    session.flush()
    session.add(PlanYear(plan_id=plan_id, year=wanted.year))
    session.flush()


def put_goal(session: Session, plan_id: UUID, year: int, area: str, title: str) -> UUID:
    """A goal at the end of a year that is held."""
    area, title, goal_id = words(area, "area"), words(title, "goal"), uuid7()
    _refuse_same_goal(session, plan_id, year, area, title)
    here = (PlanGoal.plan_id == plan_id, PlanGoal.year == year)
    last = session.scalar(select(func.max(PlanGoal.number)).where(*here)) or 0
    session.add(PlanGoal(id=goal_id, plan_id=plan_id, year=year, number=last + 1, area=area, title=title))
    session.flush()
    return goal_id


def put_measure(session: Session, goal: PlanGoal, measure_id: UUID, wanted: Wanted) -> None:
    """A measure with the next number, in a year that is held."""
    # A number is never used again, also not that of a measure that ended in an earlier year.
    last = session.scalar(select(func.max(Measure.number)).where(Measure.plan_id == goal.plan_id)) or 0
    measure = Measure(
        id=measure_id, plan_id=goal.plan_id, year=goal.year, goal_id=goal.id, number=last + 1, **columns(wanted)
    )
    session.add(measure)
    session.flush()
    keep_address(session, measure, wanted.address)


def keep_address(session: Session, measure: Measure, address: str | None) -> None:
    """Seal the owner's address apart from the measure, until some time after its year; None keeps what there is."""
    if address is None:
        return
    kept = session.get(MeasureContact, measure.id)
    if kept is not None:
        session.delete(kept)
        session.flush()
    if address.strip():
        if not is_address(address.strip()):
            raise ImpossibleMeasureError("address", "That is not one e-mail address, such as name@municipality.no.")
        sealed = vault_of(session).seal(address.strip(), place_of(measure.id))
        goes_on = last_day_of(measure.year) + timedelta(days=KEPT_DAYS)
        session.add(MeasureContact(measure_id=measure.id, sealed=sealed, destroy_on=goes_on))


def columns(wanted: Wanted) -> dict[str, Any]:
    """The measure's columns; raises `ImpossibleMeasureError`."""
    target = wanted.target
    if target is not None and not target.unit.strip():
        raise ImpossibleMeasureError("unit", "Write what the target counts, such as posts.")
    if strange := [each for each in wanted.indicators if not QUESTION.fullmatch(each)]:
        raise ImpossibleMeasureError("indicators", f"{strange[0]!r} is not the id of a question, such as C5.")
    if not set(wanted.sub_goals) <= set(SUB_GOALS):
        raise ImpossibleMeasureError("sub_goals", f"A sub-goal is one of {', '.join(SUB_GOALS)}.")
    if not set(wanted.challenges) <= set(CHALLENGES):
        raise ImpossibleMeasureError("challenges", f"A challenge is one of {', '.join(map(str, CHALLENGES))}.")
    return {
        "title": words(wanted.title, "title"),
        "kind": wanted.kind,
        "owner": words(wanted.owner, "owner"),
        "from_value": target.from_value if target else None,
        "to_value": target.to_value if target else None,
        "unit": without_national_id(target.unit, "unit").strip()[:60] if target else "",
        "sub_goals": sorted(set(wanted.sub_goals)),
        "challenges": sorted(set(wanted.challenges)),
        "indicators": list(dict.fromkeys(wanted.indicators)),
    }


def words(text: str, field: str) -> str:
    """What was written, on one line; raises `ImpossibleMeasureError` when it is nothing or too much."""
    found = " ".join(text.replace("\x00", "").split())
    if not found:
        raise ImpossibleMeasureError(field, f"Write the {field}.")
    if len(found) > LENGTHS[field]:
        raise ImpossibleMeasureError(field, f"Write the {field} in at most {LENGTHS[field]} letters.")
    return without_national_id(found, field)


def reason_for(fate: str, reason: str) -> str:
    """The reason, which what is dropped must have."""
    return words(reason, "reason") if fate == "dropped" or reason.strip() else ""


def _refuse_same_goal(session: Session, plan_id: UUID, year: int, area: str, title: str) -> None:
    here = (PlanGoal.plan_id == plan_id, PlanGoal.year == year, PlanGoal.area == area, PlanGoal.title == title)
    if session.scalar(select(PlanGoal.id).where(*here)):
        raise ImpossibleMeasureError("goal", "The plan has this goal already.")
