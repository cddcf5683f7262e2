"""An action plan for the tests of pages: a goal with a measure that has a target, an owner by mail, and a status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import Quarter
from surveyapp.services import planning
from surveyapp.services.access import Action

OF_OWNERS = {"owners.offer", "owners.begin", "owners.status", "owners.leave"}
"""What an owner's link opens."""

OF_PLANS: Mapping[str, Action | Literal["signing in"]] = {
    "plans.plans": "signing in",
    "plan_making.new_plan": "signing in",
    **dict.fromkeys(("plans.year", "plans.measure", "plans.report", "plans.quarter_report"), "plan.see"),
    **dict.fromkeys(("plan_asking.ask", "plan_asking.send", "plan_asking.renew", "plan_asking.rest"), "plan.change"),
    "plan_making.roll": "plan.change",
    **dict.fromkeys(
        (
            *("plan_changes.new_goal", "plan_changes.change_goal", "plan_changes.new_measure"),
            *("plan_changes.change_measure", "plan_changes.end", "plan_changes.resume", "plan_changes.delete"),
            *("plan_changes.status", "plan_changes.close", "plan_changes.reopen"),
        ),
        "plan.change",
    ),
}
"""What each address of the plans needs."""

POSTS = planning.Wanted(
    "Øke ergoterapiressursen fra 1 til 2 stillinger",
    "once",
    "Enhetsleder rehabilitering",
    planning.Target(1, 2, "stillinger"),
    sub_goals=("c",),
    challenges=(3,),
    indicators=("F1",),
    address="leder@example.org",
)
MEETINGS = planning.Wanted("Årlige møter med brukerorganisasjonene", "yearly", "Kommunalsjef")


@dataclass(frozen=True)
class PutPlan:
    """The ids of what was put there; the quarter is the one that it is now."""

    plan_id: UUID
    goal_id: UUID
    measure_id: UUID
    meetings_id: UUID
    title: str
    now: Quarter

    @property
    def ids(self) -> Mapping[str, object]:
        """As addresses name them."""
        known = {"plan_id": self.plan_id, "goal_id": self.goal_id, "measure_id": self.measure_id}
        return {**known, "year": self.now.year, "quarter": self.now.number}

    @property
    def path(self) -> str:
        """The page of its year."""
        return f"/planer/{self.plan_id}/{self.now.year}"


def put_plan(session: Session, organisation_id: UUID, *, told: bool = True) -> PutPlan:
    """A plan of this year with two measures; `told`: the first has a status for this quarter."""
    now = datetime.now(UTC)
    quarter = Quarter.of(norwegian_date(now))
    title = f"Handlingsplan {uuid4().hex[:6]}"
    plan_id = planning.create_plan(session, organisation_id, planning.NewPlan(title, quarter.year), now)
    goal_id = planning.add_goal(session, plan_id, quarter.year, "Kapasitet og kompetanse", "Nok folk med kunnskap")
    measure_id = planning.add_measure(session, plan_id, goal_id, POSTS)
    other = planning.add_goal(session, plan_id, quarter.year, "Brukermedvirkning", "Bedre samarbeid")
    meetings = planning.add_measure(session, plan_id, other, MEETINGS)
    if told:
        word = planning.Told("in_progress", "Stillingen er lyst ut", 1)
        planning.give_status(session, plan_id, measure_id, quarter.number, word, now=now)
    return PutPlan(plan_id, goal_id, measure_id, meetings, title, quarter)
