"""What is done with action plans, for the tests of who may do what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Measure, Plan, PlanGoal
from surveyapp.models.plans import Quarter
from surveyapp.services import access, planning
from surveyapp.services.access import Action
from surveyapp.services.planning.keeping import columns
from tests.surveyapp.stage import KEY, NOW

WANTED = planning.Wanted("Møter med brukerorganisasjonene", "yearly", "Koordinerende enhet")
MINE, PURE = "the goal or measure is in a plan that was asked for", "it touches no rows"
OPEN: Mapping[str, str] = {
    **dict.fromkeys(("planning.asking.find", "planning.asking.offer"), "an owner acts by the token of a link"),
    "planning.asking.asked_measure": "an owner acts by the token of a link",
    "planning.reporting.answer": "an owner acts by the token of a link",
    **dict.fromkeys(
        (
            *("planning.keeping.open_year", "planning.keeping.held_year", "planning.keeping.changeable"),
            *("planning.keeping.begin_plan", "planning.keeping.put_goal", "planning.keeping.put_measure"),
            "planning.keeping.keep_address",
        ),
        MINE,
    ),
    **dict.fromkeys(
        (
            *("planning.keeping.columns", "planning.keeping.words"),
            *("planning.keeping.reason_for", "planning.reading.target_of", "planning.reading.status_of"),
            *("planning.rolling.suggested", "planning.taking_in.read_rows", "planning.reminding.letters"),
            *("planning.asking.token_of", "planning.reading.content_of", "planning.refusals.without_national_id"),
        ),
        PURE,
    ),
    "planning.asking.address_of": "the measure comes from a caller who asked for it",
}
"""Functions of the plans that ask nobody, and why."""


def plan(scene: Any) -> tuple[UUID, UUID, UUID]:
    """The ids of a plan that the operator made, its goal and its measure; the same in one test."""
    session, actor = scene.session, access.actor_of(scene.session)
    access.act_as(session, access.OPERATOR)
    organisation_id = scene.stage.organisation_id
    plan_id = session.scalar(select(Plan.id).where(Plan.title == "Plan"))
    if plan_id is None:
        plan_id = planning.create_plan(session, organisation_id, planning.NewPlan("Plan", NOW.year), NOW)
        goal_id = planning.add_goal(session, plan_id, NOW.year, "Medvirkning", "Møter")
        planning.add_measure(session, plan_id, goal_id, WANTED)
    here = (Measure.plan_id == plan_id, Measure.fate.is_(None))
    measure = session.scalars(select(Measure).where(*here).order_by(Measure.number)).first()
    access.act_as(session, actor)
    return plan_id, measure.goal_id, measure.id


def change(does: Callable[[Session, UUID, UUID, UUID], object]) -> Callable[[Any], object]:
    """The recipe on a plan that is there already: session, plan, goal, measure."""
    return lambda scene: does(scene.session, *plan(scene))


def roll(session: Session, plan_id: UUID, goal_id: UUID, _measure: UUID) -> None:
    year = session.get_one(PlanGoal, goal_id).year
    going_on = session.scalars(select(Measure.id).where(Measure.year == year, Measure.fate.is_(None)))
    planning.roll(session, plan_id, year, {each: planning.Decision("carried") for each in going_on}, NOW)


def delete(session: Session, plan_id: UUID, _goal: UUID, _measure: UUID) -> None:
    """What was put in by mistake, straight into the tables."""
    goal = session.scalars(select(PlanGoal).where(PlanGoal.plan_id == plan_id)).first()
    assert goal is not None
    extra = Measure(plan_id=plan_id, year=NOW.year, goal_id=goal.id, number=99, **columns(WANTED))
    session.add(extra)
    session.commit()
    planning.delete_measure(session, plan_id, extra.id)


AT: Mapping[str, Any] = {"token_key": KEY, "now": NOW}


def letter(plan_id: UUID) -> planning.OwnerLetter:
    """To nobody, about nothing."""
    return planning.OwnerLetter(plan_id, "Plan", False, Quarter(NOW.year, 1), "leder@example.org", ())


def new(scene: Any, title: str) -> tuple[Session, UUID, planning.NewPlan]:
    return scene.session, scene.stage.organisation_id, planning.NewPlan(title, NOW.year)


DOES: Mapping[Action, tuple[Callable[[Any], object], ...]] = {
    "plan.see": (
        change(lambda session, plan_id, _goal, _measure: planning.year_of(session, plan_id)),
        change(lambda session, plan_id, _goal, measure: planning.history(session, plan_id, measure)),
        change(lambda session, plan_id, *_: planning.coming(session, plan_id, NOW)),
    ),
    "plan.change": (
        lambda scene: planning.create_plan(*new(scene, "Ny"), NOW),
        lambda scene: planning.take_in(*new(scene, "Fra fil"), (), NOW),
        change(lambda session, plan_id, _goal, _: planning.add_goal(session, plan_id, NOW.year, "Kapasitet", "Nok")),
        change(lambda session, plan_id, goal, _: planning.change_goal(session, plan_id, goal, "Medvirkning", "Nye")),
        change(lambda session, plan_id, goal, _: planning.add_measure(session, plan_id, goal, WANTED)),
        change(lambda session, plan_id, goal, each: planning.change_measure(session, plan_id, each, goal, WANTED)),
        change(
            lambda session, plan_id, _goal, each: planning.give_status(
                session, plan_id, each, 1, planning.Told("planned"), now=NOW
            )
        ),
        change(lambda session, plan_id, *_: planning.ask(session, plan_id, NOW.year, 1, token_key=KEY, now=NOW)),
        change(lambda session, plan_id, *_: planning.queue_letter(session, letter(plan_id), "", **AT)),
        change(lambda session, plan_id, *_: planning.pause_asking(session, plan_id, NOW)),
        change(lambda session, plan_id, *_: planning.resume_asking(session, plan_id)),
        change(lambda session, plan_id, _, each: planning.link(session, plan_id, each, 1, token_key=KEY, now=NOW)),
        change(lambda session, plan_id, *_: planning.close_quarter(session, plan_id, NOW.year, 1, NOW)),
        change(lambda session, plan_id, *_: planning.reopen_quarter(session, plan_id, NOW.year, 1)),
        change(lambda session, plan_id, _, each: planning.end_measure(session, plan_id, each, "finished", "", now=NOW)),
        change(lambda session, plan_id, _, each: planning.resume_measure(session, plan_id, each)),
        change(delete),
        change(roll),
    ),
}
"""Real calls, each on a plan that is there."""
