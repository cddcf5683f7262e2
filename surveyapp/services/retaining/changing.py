"""The owner moves dates: sooner always, later only while nobody has been promised anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import DeletionPlan, Response, Round, Survey
from surveyapp.models.contacts import KEPT_DAYS
from surveyapp.models.deletion import Manner, let_contacts_follow
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.marks import require_unchanged
from surveyapp.services import access
from surveyapp.services.retaining.plans import MOST_YEARS, Promise, last_day, promise_of, years_after


class BrokenPromiseError(SurveyAppError):
    """The wanted plan keeps something longer than those who answered were told, or takes it from those who answer."""

    def __init__(self, field: str, told: str) -> None:
        super().__init__(told)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the owner wants."""

    answers_go_on: date
    manner: Manner
    contact_days: int

    @classmethod
    def of(cls, promise: Promise) -> Self:
        """What was wanted last, or is so by itself."""
        return cls(promise.answers_go_on, promise.manner, promise.contact_days)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the owner may choose: the first and last date, the most days, and whether answers may be unlinked."""

    first: date
    last: date
    most_days: int
    may_unlink: bool
    answered: bool


def limits(session: Session, survey_id: UUID, now: datetime) -> Limits:
    """What may be chosen now; once somebody has answered, dates only move forward."""
    survey = access.survey(session, "survey.see", survey_id)
    promise = promise_of(session, survey_id)
    answered = session.scalar(select(Response.id).where(Response.survey_id == survey_id).limit(1)) is not None
    last = promise.answers_go_on if answered else years_after(last_day(session, survey), MOST_YEARS)
    rounds = session.scalars(select(Round).where(Round.survey_id == survey_id)).all()
    free = max((asked.over_on + timedelta(days=1) for asked in rounds), default=date.min)
    today = norwegian_date(now)
    return Limits(
        first=min(max(today, free), max(last, today)),
        last=max(last, today),
        most_days=promise.contact_days if answered else KEPT_DAYS,
        may_unlink=survey.privacy == "confidential",
        answered=answered,
    )


def change_plan(session: Session, survey_id: UUID, wanted: Wanted, now: datetime, *, seen: str = "") -> None:
    """Keep what the owner wants; contact data that is there follows. Raises `BrokenPromiseError`.

    `seen`: the mark of what was promised before; raises `ChangedMeanwhileError` when it is something else now.
    """
    told = {"answers_go_on": wanted.answers_go_on.isoformat(), "manner": wanted.manner, "days": wanted.contact_days}
    with access.changing_survey(session, "survey.erase", survey_id, plan=told) as survey:
        # Nobody begins to answer, or changes the plan, while it is decided.
        session.scalars(select(Survey.id).where(Survey.id == survey_id).with_for_update()).one()
        require_unchanged(Wanted.of(promise_of(session, survey_id)), seen, wanted)
        _require(limits(session, survey_id, now), wanted)
        plan = session.get(DeletionPlan, survey_id) or DeletionPlan(survey_id=survey_id, privacy=survey.privacy)
        plan.answers_go_on, plan.manner = wanted.answers_go_on, wanted.manner
        plan.contact_days = wanted.contact_days
        if wanted.manner == "erase":
            plan.unlinked_on = None
        session.add(plan)
        let_contacts_follow(session, survey_id)


def _require(limit: Limits, wanted: Wanted) -> None:
    if not limit.first <= wanted.answers_go_on <= limit.last:
        raise BrokenPromiseError("answers_go_on", f"Choose a date from {limit.first} to {limit.last}.")
    if wanted.manner == "unlink" and not limit.may_unlink:
        raise BrokenPromiseError("manner", "Only the answers of a confidential survey can be unlinked.")
    if not 0 <= wanted.contact_days <= limit.most_days:
        raise BrokenPromiseError("contact_days", f"Choose from 0 to {limit.most_days} days.")
