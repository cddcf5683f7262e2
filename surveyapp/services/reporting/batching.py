"""The same report about each of many: one order for everybody who answered, made once however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Participant, Report, Response
from surveyapp.services import access
from surveyapp.services.reporting.gathering import SOURCES
from surveyapp.services.reporting.ordering import Order, WrongOrderError, order


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch has come to: what is ready, what is to be built, by area, and areas that have no report, by why."""

    ready: tuple[UUID, ...]
    left: Mapping[str, UUID]
    refused: Mapping[str, str]


def batch(session: Session, wanted: Order, now: datetime, *, again: bool = False) -> Batch:
    """The orders for everybody who answered the last round that `wanted` names; its own area is not looked at.

    Orders that are there are kept, so whoever asks again goes on where it stopped; with `again` what is ready is built
    anew. Raises `WrongOrderError` for a kind of report that is about nobody.
    """
    if wanted.survey_id is None or SOURCES[wanted.kind].about not in AREAS:
        raise WrongOrderError("kind", f"Reports of the kind {wanted.kind!r} are not made for each of many.")
    access.survey(session, "report.build", wanted.survey_id)
    areas = AREAS[SOURCES[wanted.kind].about](session, wanted)
    there = _there(session, wanted)
    ready, left, refused = [], {}, {}
    for area in areas:
        found = there.get(area)
        if found is not None and found[1] == "ready" and not again:
            ready.append(found[0])
            continue
        try:
            left[area] = found[0] if found is not None else order(session, replace(wanted, area=area), now)
        except WrongOrderError as error:
            refused[area] = str(error)
    return Batch(tuple(ready), left, refused)


def _there(session: Session, wanted: Order) -> dict[str, tuple[UUID, str]]:
    """The orders of the batch that there are, and how far each has come; of two, the newer."""
    named = {name: value for name, value in asdict(wanted).items() if name != "area"}
    orders = select(Report.area, Report.id, Report.state).filter_by(**named).order_by(Report.id)
    return {area: (id_, state) for area, id_, state in session.execute(orders)}


def _answered(session: Session, wanted: Order) -> list[str]:
    """The municipalities that handed in the last round."""
    last = wanted.followup_id or wanted.baseline_id
    handed_in = (Response.survey_id == wanted.survey_id, Response.round_id == last, Response.state == "submitted")
    met = (Participant.survey_id == Response.survey_id) & (Participant.id == Response.participant_id)
    return list(
        session.scalars(select(Participant.key).join(Response, met).where(*handed_in).order_by(Participant.key))
    )


AREAS: Mapping[str, Callable[[Session, Order], list[str]]] = {"municipality": _answered}
"""Whom a kind of report is about -> who has one made."""
