"""Telling how far a measure has come in a quarter: by the coordinator, or by its owner through a link of her own."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import ClosedQuarter, Measure, MeasureStatus, Plan
from surveyapp.models.audit import Done, append
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import LONGEST_COMMENT, PROGRESS, QUARTERS, Giver, Progress, Quarter
from surveyapp.models.transactions import writing
from surveyapp.services.planning.asking import Asked, asked_measure
from surveyapp.services.planning.keeping import held_year
from surveyapp.services.planning.owning import changing_plan
from surveyapp.services.planning.reading import status_of
from surveyapp.services.planning.refusals import (
    ImpossibleMeasureError,
    QuarterClosedError,
    QuarterNotBegunError,
    StatusConflictError,
    without_national_id,
)
from surveyapp.services.planning.results import Status


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells of a measure; `seen`: the revision of the status that she had before her, 0 for none."""

    progress: Progress
    comment: str = ""
    reached: float | None = None
    seen: int = 0


def give_status(
    session: Session, plan_id: UUID, measure_id: UUID, quarter: int, told: Told, *, now: datetime
) -> Status:
    """The coordinator tells how far a measure came; raises `StatusConflictError` if somebody did so meanwhile."""
    with changing_plan(session, plan_id, measure=str(measure_id), quarter=quarter, progress=told.progress):
        measure = session.get(Measure, measure_id)
        if measure is None or measure.plan_id != plan_id:
            raise NotFoundError("The plan has no such measure.")
        return _give(session, measure, quarter, told, given_by="coordinator", now=now)


def answer(session: Session, asked: Asked, told: Told, *, now: datetime) -> Status:
    """The owner tells it, by her link; the same twice is told once."""
    with writing(session):
        measure = asked_measure(session, asked)
        status = _give(session, measure, asked.quarter, told, given_by="owner", now=now)
        organisation_id = session.get_one(Plan, measure.plan_id).organisation_id
        about = {"plan": str(measure.plan_id), "measure": str(measure.id), "quarter": asked.quarter, "by": "owner"}
        append(session, Done("plan.status", None, organisation_id, None, {**about, "progress": told.progress}))
    return status


def close_quarter(session: Session, plan_id: UUID, year: int, quarter: int, now: datetime) -> None:
    """Take no more statuses for a quarter; a second time changes nothing."""
    with changing_plan(session, plan_id, year=year, quarter=quarter, closed=True):
        held_year(session, plan_id, year)
        _begun(Quarter(year, quarter), now)
        if session.get(ClosedQuarter, (plan_id, year, quarter)) is None:
            session.add(ClosedQuarter(plan_id=plan_id, year=year, quarter=quarter, closed_at=now))


def reopen_quarter(session: Session, plan_id: UUID, year: int, quarter: int) -> None:
    """Take statuses for it again."""
    with changing_plan(session, plan_id, year=year, quarter=quarter, closed=False):
        held_year(session, plan_id, year)
        closed = session.get(ClosedQuarter, (plan_id, year, quarter))
        if closed is not None:
            session.delete(closed)


def _begun(quarter: Quarter, now: datetime) -> None:
    if quarter.number not in QUARTERS:
        raise NotFoundError("A year has four quarters.")
    if norwegian_date(now) < quarter.first_day:
        raise QuarterNotBegunError(quarter.first_day)


def _give(session: Session, measure: Measure, quarter: int, told: Told, *, given_by: Giver, now: datetime) -> Status:
    # Those who write at once wait for each other at the year.
    held_year(session, measure.plan_id, measure.year)
    _begun(Quarter(measure.year, quarter), now)
    if session.get(ClosedQuarter, (measure.plan_id, measure.year, quarter)) is not None:
        raise QuarterClosedError(Quarter(measure.year, quarter))
    content = _content(measure, told)
    last = session.scalars(
        select(MeasureStatus)
        .where(MeasureStatus.measure_id == measure.id, MeasureStatus.quarter == quarter)
        .order_by(MeasureStatus.revision.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and content == (last.progress, last.comment, last.reached):
        return status_of(last)
    revision = last.revision if last else 0
    if last is not None and revision != told.seen:
        raise StatusConflictError(status_of(last))
    progress, comment, reached = content
    added = MeasureStatus(
        measure_id=measure.id,
        quarter=quarter,
        revision=revision + 1,
        progress=progress,
        comment=comment,
        reached=reached,
        given_by=given_by,
        given_at=now,
    )
    session.add(added)
    session.flush()
    return status_of(added)


def _content(measure: Measure, told: Told) -> tuple[Progress, str, float | None]:
    comment = told.comment.replace("\x00", "").replace("\r\n", "\n").strip()
    if told.progress not in PROGRESS:
        raise ImpossibleMeasureError("progress", f"The status is one of {', '.join(PROGRESS)}.")
    if len(comment) > LONGEST_COMMENT:
        raise ImpossibleMeasureError("comment", f"Write at most {LONGEST_COMMENT} letters.")
    if told.progress == "stopped" and not comment:
        raise ImpossibleMeasureError("comment", "Write why the measure was stopped.")
    if told.reached is not None and (measure.to_value is None or not math.isfinite(told.reached) or told.reached < 0):
        raise ImpossibleMeasureError("reached", "Only a measure with a target reaches a value, from 0 and up.")
    return told.progress, without_national_id(comment, "comment"), told.reached
