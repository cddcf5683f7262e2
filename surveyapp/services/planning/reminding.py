"""Letters to owners: one to each about all her measures that lack a status, by hand or when a quarter has ended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from surveyapp.models import ClosedQuarter, Measure, MeasureContact, MeasureStatus, Plan, PlanYear, StatusRequest
from surveyapp.models.ids import NORWAY, norwegian_date
from surveyapp.models.outgoing import put
from surveyapp.models.plans import QUARTERS, REMINDED_AFTER, Quarter
from surveyapp.models.tokens import token_code
from surveyapp.services import access
from surveyapp.services.planning.asking import GOING_ON, Asked, StatusLink, address_of, token_of
from surveyapp.services.planning.keeping import held_year
from surveyapp.services.planning.owning import changing_plan, plan_of


@dataclass(frozen=True, slots=True)
class OwnerLetter:
    """What one owner is to be written; `reminder`: she was asked for all of it before."""

    plan_id: UUID
    plan: str
    synthetic: bool
    quarter: Quarter
    address: str
    links: tuple[StatusLink, ...]
    reminder: bool = False

    @property
    def key(self) -> str:
        """What it is queued under: the same again for the same links, and no other."""
        links = " ".join(f"{each.asked.measure_id}:{each.asked.edition}" for each in self.links)
        kind = "reminder" if self.reminder else "asked"
        return f"plan status:{self.plan_id}:{self.quarter}:{kind}:{hashlib.sha256(links.encode()).hexdigest()[:32]}"


@dataclass(frozen=True, slots=True)
class Coming:
    """What is asked next without anybody's doing: how many owners get a letter that day, about how many measures.

    `unreachable`: how many more measures have nobody with an address.
    """

    quarter: Quarter
    day: date
    reminder: bool
    owners: int
    measures: int
    unreachable: int


@dataclass(frozen=True, slots=True)
class _Lacking:
    """A measure without a status for a quarter; `address`: "" for none, and for one that cannot be read."""

    plan: Plan
    measure: Measure
    address: str
    request: StatusRequest | None

    @property
    def is_fresh(self) -> bool:
        return self.request is None or not self.request.queued

    @property
    def reminded_on(self) -> date | None:
        """When she is to be reminded; None when that was done, or she is not asked yet."""
        if self.request is None or self.is_fresh or self.request.reminded_at is not None:
            return None
        return norwegian_date(self.request.asked_at) + REMINDED_AFTER

    def link(self, quarter: Quarter, key: bytes) -> StatusLink:
        asked = Asked(self.measure.id, quarter.number, self.request.edition if self.request else 1)
        token = token_of(asked, key)
        return StatusLink(
            asked, quarter.year, self.measure.number, self.measure.title, self.measure.owner, token, self.address
        )


def letters(plan: Plan, quarter: Quarter, links: Sequence[StatusLink]) -> tuple[OwnerLetter, ...]:
    """The links of those who have an address, together for each of them."""
    by_address: dict[str, list[StatusLink]] = {}
    for each in links:
        if each.address:
            by_address.setdefault(each.address.casefold(), []).append(each)
    return tuple(
        OwnerLetter(plan.id, plan.title, plan.synthetic, quarter, own[0].address or "", tuple(own))
        for own in by_address.values()
    )


def due_letters(session: Session, token_key: bytes, now: datetime) -> tuple[OwnerLetter, ...]:
    """What is to be asked now of all plans, for the quarter that ended; nothing is changed. For the operator."""
    access.require_operator(session)
    today = norwegian_date(now)
    quarter = Quarter.of(today).before
    if today < quarter.asked_on:
        return ()
    found = []
    for own in _by_owner(_lacking(session, quarter)):
        fresh = any(each.is_fresh for each in own)
        if fresh or any(each.reminded_on is not None and each.reminded_on <= today for each in own):
            plan, links = own[0].plan, tuple(each.link(quarter, token_key) for each in own)
            found.append(
                OwnerLetter(plan.id, plan.title, plan.synthetic, quarter, own[0].address, links, reminder=not fresh)
            )
    return tuple(found)


def queue_letter(session: Session, letter: OwnerLetter, words: str, *, token_key: bytes, now: datetime) -> bool:
    """Put the letter into the outbox and note that she is asked, both or neither; False if somebody did so before.

    `words`: the message, as it is sealed.
    """
    about = {"year": letter.quarter.year, "quarter": letter.quarter.number, "queued": len(letter.links)}
    with changing_plan(session, letter.plan_id, **about, reminder=letter.reminder):
        held_year(session, letter.plan_id, letter.quarter.year)
        rows = [_request(session, each, token_key, now) for each in letter.links]
        if any(row.edition != each.asked.edition for row, each in zip(rows, letter.links, strict=True)):
            return False
        if all(row.queued and (row.reminded_at is not None or not letter.reminder) for row in rows):
            return False
        put(session, letter.key, words, now)
        for row in rows:
            if row.queued:
                row.reminded_at = now
            else:
                row.queued, row.asked_at = True, now
    return True


def coming(session: Session, plan_id: UUID, now: datetime) -> Coming | None:
    """What is asked next, unless the plan rests; None when there is nothing to ask."""
    plan_of(session, "plan.see", plan_id)
    today = norwegian_date(now)
    last = session.scalar(select(func.max(PlanYear.year)).where(PlanYear.plan_id == plan_id)) or 0
    quarter = Quarter.of(today).before
    while quarter <= Quarter(last, QUARTERS[-1]):
        found = _coming(_lacking(session, quarter, plan_id), quarter, today)
        if found is not None:
            return found
        quarter = quarter.after
    return None


def pause_asking(session: Session, plan_id: UUID, now: datetime) -> None:
    """Ask no owner of the plan but by hand."""
    with changing_plan(session, plan_id, paused=True) as plan:
        plan.paused_at = plan.paused_at or now


def resume_asking(session: Session, plan_id: UUID) -> None:
    """Ask them when a quarter has ended."""
    with changing_plan(session, plan_id, paused=False) as plan:
        plan.paused_at = None


def _coming(lacking: Sequence[_Lacking], quarter: Quarter, today: date) -> Coming | None:
    reached = [each for each in lacking if each.address]
    asked = [own for own in _by_owner(reached) if any(each.is_fresh for each in own)]
    day, reminder = max(quarter.asked_on, today), False
    if not asked:
        days = {each.measure.id: each.reminded_on for each in reached}
        first = min((each for each in days.values() if each is not None), default=None)
        if first is None:
            return None
        day, reminder = max(first, quarter.asked_on, today), True
        asked = [own for own in _by_owner(reached) if any((days[each.measure.id] or date.max) <= day for each in own)]
    return Coming(quarter, day, reminder, len(asked), sum(map(len, asked)), len(lacking) - len(reached))


def _by_owner(lacking: Sequence[_Lacking]) -> Iterator[list[_Lacking]]:
    """Those with an address, together by plan and address."""

    def whose(each: _Lacking) -> tuple[UUID, str]:
        return each.plan.id, each.address.casefold()

    for _whose, own in groupby(sorted((each for each in lacking if each.address), key=whose), whose):
        yield sorted(own, key=lambda each: each.measure.number)


def _lacking(session: Session, quarter: Quarter, plan_id: UUID | None = None) -> list[_Lacking]:
    """The measures without a status: of one plan, or with an address, of all plans that do not rest."""
    ended = datetime.combine(quarter.after.first_day, time(), NORWAY)
    told = exists().where(MeasureStatus.measure_id == Measure.id, MeasureStatus.quarter == quarter.number)
    closed = exists().where(
        ClosedQuarter.plan_id == Measure.plan_id,
        ClosedQuarter.year == quarter.year,
        ClosedQuarter.quarter == quarter.number,
    )
    here: tuple[Any, ...] = (Measure.plan_id == plan_id,)
    if plan_id is None:
        here = Plan.paused_at.is_(None), MeasureContact.sealed.is_not(None)
    rows = session.execute(
        select(Plan, Measure, MeasureContact.sealed, StatusRequest)
        .join(Measure, Measure.plan_id == Plan.id)
        .outerjoin(MeasureContact, MeasureContact.measure_id == Measure.id)
        .outerjoin(StatusRequest, (StatusRequest.measure_id == Measure.id) & (StatusRequest.quarter == quarter.number))
        # A plan that was begun after the quarter ended is not asked how that went, unless somebody does so by hand.
        .where(Measure.year == quarter.year, GOING_ON, Plan.created_at < ended, ~told, ~closed, *here)
        .order_by(Measure.number)
        .execution_options(populate_existing=True)
    )
    return [
        _Lacking(plan, measure, address_of(session, measure.id, sealed) or "", request)
        for plan, measure, sealed, request in rows
    ]


def _request(session: Session, link: StatusLink, token_key: bytes, now: datetime) -> StatusRequest:
    row = session.get(StatusRequest, (link.asked.measure_id, link.asked.quarter), populate_existing=True)
    if row is None:
        row = StatusRequest(
            measure_id=link.asked.measure_id,
            quarter=link.asked.quarter,
            edition=link.asked.edition,
            token_code=token_code(link.token, token_key),
            queued=False,
            asked_at=now,
        )
        session.add(row)
    return row
