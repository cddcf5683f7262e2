"""A plan is its organisation's: who may see it, and who may change it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.models import Plan
from surveyapp.models.errors import NotFoundError
from surveyapp.services import access
from surveyapp.services.access import Action


def plan_of(session: Session, action: Action, plan_id: UUID) -> Plan:
    """The plan, if the actor may do this with it; raises as `access.require`, in the plan's name."""
    access.actor_of(session)
    found = session.get(Plan, plan_id)
    if found is None:
        raise NotFoundError(f"There is no action plan {plan_id}.")
    try:
        access.require(session, action, found.organisation_id)
    except NotFoundError as hidden:
        raise NotFoundError(f"There is no action plan {plan_id}.") from hidden
    return found


@contextmanager
def changing_plan(session: Session, plan_id: UUID, **about: Any) -> Iterator[Plan]:
    """A transaction that changes the plan, if the actor may, and tells the audit log of it."""
    organisation_id = plan_of(session, "plan.change", plan_id).organisation_id
    with access.changing(session, "plan.change", organisation_id, plan=str(plan_id), **about):
        yield session.get_one(Plan, plan_id)
