"""The same report about each of many: one order for everybody who answered, made once however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from questionnaires.classifications import kommuner_in_area, statsforvaltere
from surveyapp.models import Participant, Pilot, PilotUnit, Plan, Report, Response, Survey
from surveyapp.models.surveys import round_of
from surveyapp.services import access
from surveyapp.services.reporting.building import LEASE
from surveyapp.services.reporting.gathering import SOURCES
from surveyapp.services.reporting.ordering import Order, WrongOrderError, changing_subject, order, subject_named

FEWEST_TIMED = 3
"""So many must have been built lately before anybody is told when the rest is done."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch has come to: what is ready, what is to be built, by area, and areas that have no report, by why."""

    ready: tuple[UUID, ...]
    left: Mapping[str, UUID]
    refused: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a batch has come. `of`: how many have answered, or units; `lacking`: how many of them have no order.

    `left`: how long the rest takes by the pace of the last ones, when that is known.
    """

    title: str
    of: int
    ready: tuple[Report, ...]
    waiting: int
    building: int
    failed: tuple[Report, ...]
    lacking: int
    left: timedelta | None


def batch(session: Session, wanted: Order, now: datetime, *, again: bool = False) -> Batch:
    """The orders for everybody who answered the last round that `wanted` names, or for each unit of its pilot.

    Orders that are there are kept, so whoever asks again goes on where it stopped, and those that failed wait once
    more; with `again` what is ready does too. What area `wanted` names is not looked at. Raises `WrongOrderError` for
    a kind of report that is about nobody.
    """
    of = _of(session, wanted)
    with changing_subject(session, "report.build", of, batch=wanted.kind):
        # Two who ask at once make no two orders for anybody.
        session.get(type(of), of.id, with_for_update=True, populate_existing=True)
        there = _there(session, wanted)
        ready, left, refused = [], {}, {}
        for area in _areas(session, wanted):
            found = there.get(area)
            if found is not None and found.state == "ready" and not again:
                ready.append(found.id)
                continue
            if found is not None and found.state != "building":
                found.state = "waiting"
            try:
                left[area] = found.id if found is not None else order(session, replace(wanted, area=area), now)
            except WrongOrderError as error:
                refused[area] = str(error)
    return Batch(tuple(ready), left, refused)


def standing(session: Session, wanted: Order, now: datetime) -> Standing:
    """How far the batch has come; raises as `batch`, and `NotFoundError` for rounds that are not there."""
    title = _title(session, wanted)
    there, areas = _there(session, wanted), _areas(session, wanted)
    by_state: dict[str, list[Report]] = {"ready": [], "waiting": [], "building": [], "failed": []}
    for made in there.values():
        by_state[made.state].append(made)
    ready, rest = by_state["ready"], len(by_state["waiting"]) + len(by_state["building"])
    return Standing(
        title=title,
        of=len(areas),
        ready=tuple(ready),
        waiting=len(by_state["waiting"]),
        building=len(by_state["building"]),
        failed=tuple(by_state["failed"]),
        lacking=len(set(areas) - there.keys()),
        left=_left(ready, rest, now),
    )


def stop(session: Session, wanted: Order) -> int:
    """Let what is not begun be; how many that were. What is being built is finished, and what was ready stays so."""
    with changing_subject(session, "report.build", _of(session, wanted), stopped=wanted.kind):
        waiting = [each for each in _there(session, wanted).values() if each.state == "waiting"]
        for each in waiting:
            each.state = "ready" if each.is_readable else each.state
        never = [each.id for each in waiting if not each.is_readable]
        session.execute(delete(Report).where(Report.id.in_(never), Report.state == "waiting"))
    return len(waiting)


def _of(session: Session, wanted: Order) -> Survey | Pilot | Plan:
    """The survey or pilot that a batch is of; raises `WrongOrderError` and `NotFoundError`."""
    if wanted.kind not in SOURCES or SOURCES[wanted.kind].about not in AREAS:
        raise WrongOrderError("kind", f"Reports of the kind {wanted.kind!r} are not made for each of many.")
    return subject_named(session, wanted)


def _title(session: Session, wanted: Order) -> str:
    """What the batch is of, in words, for whoever may build it."""
    of = _of(session, wanted)
    if not isinstance(of, Survey):
        access.require(session, "report.build", of.organisation_id)
        return of.title
    survey = access.survey(session, "report.build", of.id)
    rounds = [round_of(session, survey.id, each) for each in (wanted.baseline_id, wanted.followup_id) if each]
    return f"{survey.title}: {' – '.join(each.label for each in rounds)}"


def _left(ready: list[Report], rest: int, now: datetime) -> timedelta | None:
    """How long the rest takes, if it goes on as it went lately."""
    lately = [each.built_at for each in ready if each.built_at is not None and now - each.built_at < LEASE]
    if not rest or len(lately) < FEWEST_TIMED:
        return None
    return (now - min(lately)) / len(lately) * rest


def _there(session: Session, wanted: Order) -> dict[str, Report]:
    """The orders of the batch that there are; of two about the same, the newer."""
    named = {name: value for name, value in asdict(wanted).items() if name != "area"}
    orders = select(Report).filter_by(**named).order_by(Report.id)
    return {each.area: each for each in session.scalars(orders)}


def _areas(session: Session, wanted: Order) -> tuple[str, ...]:
    return AREAS[SOURCES[wanted.kind].about](session, wanted)


def _handed_in(wanted: Order) -> Select[str]:
    last = wanted.followup_id or wanted.baseline_id
    handed_in = (Response.survey_id == wanted.survey_id, Response.round_id == last, Response.state == "submitted")
    met = (Participant.survey_id == Response.survey_id) & (Participant.id == Response.participant_id)
    return select(Participant.key).join(Response, met).where(*handed_in).order_by(Participant.key)


def _municipalities(session: Session, wanted: Order) -> tuple[str, ...]:
    """Those that handed in the last round."""
    return tuple(session.scalars(_handed_in(wanted)))


def _governors(session: Session, wanted: Order) -> tuple[str, ...]:
    """The county governors' areas that some municipality handed in the last round from."""
    last = wanted.followup_id or wanted.baseline_id
    if wanted.survey_id is None or last is None:
        return ()
    on = round_of(session, wanted.survey_id, last).classified_on
    there = set(_municipalities(session, wanted))
    names = (each.name for each in statsforvaltere(on=on))
    return tuple(sorted(name for name in names if there & kommuner_in_area(name, on)))


def _units(session: Session, wanted: Order) -> tuple[str, ...]:
    """The pilot's units that are here, in its order."""
    there = (PilotUnit.pilot_id == wanted.pilot_id, PilotUnit.unit_id.is_not(None))
    return tuple(map(str, session.scalars(select(PilotUnit.unit_id).where(*there).order_by(PilotUnit.number))))


AREAS: Mapping[str, Callable[[Session, Order], tuple[str, ...]]] = {
    "municipality": _municipalities,
    "county_governor": _governors,
    "unit": _units,
}
"""Whom a kind of report is about -> who has one made."""
