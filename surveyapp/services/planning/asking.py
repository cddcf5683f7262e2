"""Asking the owners of measures for a quarter's status, each by a link of her own, and nobody twice."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveyapp.models import ClosedQuarter, Measure, MeasureContact, MeasureStatus, Organisation, Plan, StatusRequest
from surveyapp.models.errors import NotFoundError, UnknownTokenError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.plans import QUARTERS, Quarter, place_of
from surveyapp.models.tokens import token_code
from surveyapp.models.vault import read_or_pass
from surveyapp.services import access
from surveyapp.services.planning.keeping import held_year
from surveyapp.services.planning.owning import changing_plan, plan_of
from surveyapp.services.planning.reading import status_of, target_of
from surveyapp.services.planning.refusals import QuarterClosedError, QuarterNotBegunError
from surveyapp.services.planning.results import Status, Target

GOING_ON = Measure.fate.is_(None) | Measure.fate.in_(("carried", "changed"))
"""That something more is expected of a measure."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which status a link asks for, and which edition of the link it is."""

    measure_id: UUID
    quarter: int
    edition: int


@dataclass(frozen=True, slots=True)
class StatusLink:
    """A link's secret for one owner."""

    asked: Asked
    year: int
    number: int
    title: str
    owner: str
    token: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who was asked and has not told yet; `mailed`: by a message of ours, else the link is to be passed on.

    `reminded_at`: when she was asked again.
    """

    number: int
    measure_id: UUID
    owner: str
    token: str
    mailed: bool
    asked_at: datetime
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class StatusOffer:
    """What an owner meets behind her link; `last`: what was told of the quarter already, `before`: of the one before.

    `closed`: the quarter takes no more.
    """

    asked: Asked
    year: int
    number: int
    title: str
    owner: str
    target: Target | None
    plan: str
    organisation: str
    synthetic: bool
    last: Status | None
    before: Status | None
    closed: bool


def ask(
    session: Session, plan_id: UUID, year: int, quarter: int, *, token_key: bytes, now: datetime
) -> tuple[StatusLink, ...]:
    """Links for those who lack a status for the quarter and have not been asked for it yet.

    The caller queues a letter to each that has an address (`queue_letter`): until then they are given again, with the
    same secrets.
    """
    with changing_plan(session, plan_id, year=year, quarter=quarter, asked=True):
        held_year(session, plan_id, year)
        _askable(session, plan_id, Quarter(year, quarter), now)
        told = select(MeasureStatus.measure_id).where(MeasureStatus.quarter == quarter)
        done = select(StatusRequest.measure_id).where(StatusRequest.quarter == quarter, StatusRequest.queued)
        wanted = session.scalars(
            select(Measure)
            .where(Measure.plan_id == plan_id, Measure.year == year)
            .where(Measure.id.not_in(told), Measure.id.not_in(done))
            .where(GOING_ON)
            .order_by(Measure.number)
        ).all()
        return tuple(_link(session, measure, quarter, token_key=token_key, now=now) for measure in wanted)


def waiting(session: Session, plan_id: UUID, year: int, quarter: int, *, token_key: bytes) -> tuple[Waiting, ...]:
    """Who was asked for the quarter and has not told yet, with the links to pass on by hand."""
    plan_of(session, "plan.change", plan_id)
    told = select(MeasureStatus.measure_id).where(MeasureStatus.quarter == quarter)
    rows = session.execute(
        select(Measure, StatusRequest)
        .join(StatusRequest, StatusRequest.measure_id == Measure.id)
        .where(Measure.plan_id == plan_id, Measure.year == year, StatusRequest.quarter == quarter)
        .where(Measure.id.not_in(told))
        .order_by(Measure.number)
    )
    return tuple(
        Waiting(
            measure.number,
            measure.id,
            measure.owner,
            token_of(_asked(row), token_key),
            row.queued,
            row.asked_at,
            row.reminded_at,
        )
        for measure, row in rows
    )


def link(
    session: Session,
    plan_id: UUID,
    measure_id: UUID,
    quarter: int,
    *,
    token_key: bytes,
    now: datetime,
    fresh: bool = False,
) -> StatusLink:
    """The link of one measure's owner, to pass on by hand; a `fresh` one ends the one before."""
    with changing_plan(session, plan_id, measure=str(measure_id), quarter=quarter, fresh=fresh):
        measure = session.get(Measure, measure_id)
        if measure is None or measure.plan_id != plan_id:
            raise NotFoundError("The plan has no such measure.")
        held_year(session, plan_id, measure.year)
        _askable(session, plan_id, Quarter(measure.year, quarter), now)
        return _link(session, measure, quarter, token_key=token_key, now=now, fresh=fresh)


def find(session: Session, token: str, token_key: bytes) -> StatusOffer:
    """What is behind an owner's link; changes nothing, since mail scanners open links too."""
    row = session.scalars(
        select(StatusRequest).where(StatusRequest.token_code == token_code(token, token_key))
    ).one_or_none()
    if row is None:
        raise UnknownTokenError("No measure has this link. Use the whole link, or ask for a new one.")
    return offer(session, _asked(row))


def offer(session: Session, asked: Asked) -> StatusOffer:
    """The same, for a browser that the link has let in; raises `UnknownTokenError` once the link was replaced."""
    measure = asked_measure(session, asked)
    plan = session.get_one(Plan, measure.plan_id)
    told = session.scalars(
        select(MeasureStatus)
        .where(MeasureStatus.measure_id == measure.id, MeasureStatus.quarter <= asked.quarter)
        .order_by(MeasureStatus.quarter, MeasureStatus.revision)
    ).all()
    before = [each for each in told if each.quarter < asked.quarter]
    here = [each for each in told if each.quarter == asked.quarter]
    return StatusOffer(
        asked,
        measure.year,
        measure.number,
        measure.title,
        measure.owner,
        target_of(measure),
        plan.title,
        session.get_one(Organisation, plan.organisation_id).name,
        plan.synthetic,
        status_of(here[-1]) if here else None,
        status_of(before[-1]) if before else None,
        closed=session.get(ClosedQuarter, (plan.id, measure.year, asked.quarter)) is not None,
    )


def asked_measure(session: Session, asked: Asked) -> Measure:
    """The measure, if the link still counts; raises `UnknownTokenError`."""
    row = session.get(StatusRequest, (asked.measure_id, asked.quarter), populate_existing=True)
    if row is None or row.edition != asked.edition:
        raise UnknownTokenError("The link was replaced by a new one.")
    return session.get_one(Measure, asked.measure_id)


def destroy_addresses(session: Session, today: date) -> int:
    """Delete the addresses of owners whose date has come, in every plan; returns how many that was."""
    with access.operating(session, "plan.addresses.destroy"):
        due = MeasureContact.destroy_on <= today
        count = session.scalar(select(func.count()).select_from(MeasureContact).where(due)) or 0
        session.execute(delete(MeasureContact).where(due).execution_options(synchronize_session=False))
        return count


def address_of(session: Session, measure_id: UUID, sealed: bytes | None) -> str | None:
    """Where the owner of a measure is written to; None for nowhere, and where it cannot be read."""
    return read_or_pass(session, sealed, place_of(measure_id), measure_id=measure_id) if sealed else None


def _askable(session: Session, plan_id: UUID, quarter: Quarter, now: datetime) -> None:
    if quarter.number not in QUARTERS:
        raise NotFoundError("A year has four quarters.")
    if norwegian_date(now) < quarter.first_day:
        raise QuarterNotBegunError(quarter.first_day)
    if session.get(ClosedQuarter, (plan_id, quarter.year, quarter.number)) is not None:
        raise QuarterClosedError(quarter)


def _link(
    session: Session, measure: Measure, quarter: int, *, token_key: bytes, now: datetime, fresh: bool = False
) -> StatusLink:
    row = session.get(StatusRequest, (measure.id, quarter), populate_existing=True)
    edition = 1 if row is None else row.edition + fresh
    asked = Asked(measure.id, quarter, edition)
    token = token_of(asked, token_key)
    if row is None:
        row = StatusRequest(measure_id=measure.id, quarter=quarter, queued=False, asked_at=now)
        session.add(row)
    row.edition, row.token_code = edition, token_code(token, token_key)
    contact = session.get(MeasureContact, measure.id)
    address = address_of(session, measure.id, contact.sealed if contact else None)
    return StatusLink(asked, measure.year, measure.number, measure.title, measure.owner, token, address)


def _asked(row: StatusRequest) -> Asked:
    return Asked(row.measure_id, row.quarter, row.edition)


def token_of(asked: Asked, key: bytes) -> str:
    """256 bits that only this machine's secret makes: the same each time, so a message that was begun stays true."""
    what = b"status " + asked.measure_id.bytes + bytes([asked.quarter]) + asked.edition.to_bytes(4)
    return urlsafe_b64encode(hmac.digest(key, what, hashlib.sha256)).rstrip(b"=").decode("ascii")
