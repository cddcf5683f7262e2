"""How far a round has come, municipality by municipality and day by day, for whoever oversees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from questionnaires.classifications import Kommune, kommuner, statsforvalter_of_fylke
from surveyapp.models import Organisation, Participant, Response, Round, Survey
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.oversight import is_of_municipalities
from surveyapp.models.surveys import RoundState
from surveyapp.services import access
from surveyapp.services.access import Overseen

State = Literal["not_begun", "begun", "submitted"]
Answered = Mapping[str, tuple[bool, date | None]]
"""Municipality number -> whether something of it counts as handed in, and the day that it first was."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One that should answer. `submitted_on`: the day that it first handed in; `governor`: the name of the area."""

    number: str
    name: str
    county_number: str
    county: str
    governor: str
    state: State
    submitted_on: date | None


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many had handed in by the end of a day, which is counted from the round's first, day 0."""

    day: int
    total: int


@dataclass(frozen=True, slots=True)
class Curve:
    """How the answers of a round came in, out of those `asked`; there is one step for each day that any came.

    `days`: None when nobody knows, as for a round that was read from a file after it was over.
    """

    label: str
    asked: int
    days: tuple[DayCount, ...] | None
    last_day: int


@dataclass(frozen=True, slots=True)
class RoundName:
    """A round to go to."""

    id: UUID
    label: str


@dataclass(frozen=True, slots=True)
class Followed:
    """A round as somebody may see it: all of the country, or the `areas` that they oversee."""

    survey_title: str
    owner: str
    synthetic: bool
    label: str
    state: RoundState
    opens_on: date
    closes_on: date
    classified_on: date
    areas: tuple[str, ...]
    municipalities: tuple[Municipality, ...]
    curve: Curve
    earlier: Curve | None
    earlier_id: UUID | None
    rounds: tuple[RoundName, ...]


def follow(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> Followed:
    """The round's municipalities and how far each has come; raises `NotFoundError`."""
    survey, asked, rounds = _found(session, survey_id, round_id)
    seen = access.overseen(session, survey_id, asked.classified_on)
    earlier = max((each for each in rounds if each.number < asked.number), key=lambda each: each.number, default=None)
    answered = _answered(session, asked, seen)
    on = asked.classified_on
    there = tuple(_municipality(each, on, answered) for each in kommuner(on=on) if each.nr in seen.numbers)
    return Followed(
        survey_title=survey.title,
        owner=session.get_one(Organisation, survey.organisation_id).name,
        synthetic=survey.synthetic,
        label=asked.label,
        state=asked.state_on(norwegian_date(now)),
        opens_on=asked.opens_on,
        closes_on=asked.closes_on,
        classified_on=on,
        areas=seen.areas,
        municipalities=there,
        curve=_curve(asked, len(there), answered),
        earlier=_earlier(session, earlier) if earlier else None,
        earlier_id=earlier.id if earlier else None,
        rounds=tuple(RoundName(each.id, each.label) for each in rounds),
    )


def _found(session: Session, survey_id: UUID, round_id: UUID) -> tuple[Survey, Round, list[Round]]:
    """The survey, the round, and all its rounds; raises `NotFoundError` for what is no survey of municipalities."""
    survey = session.get(Survey, survey_id)
    rounds = session.scalars(select(Round).where(Round.survey_id == survey_id).order_by(Round.number)).all()
    asked = next((each for each in rounds if each.id == round_id), None)
    if survey is None or asked is None or not is_of_municipalities(session, survey, asked.version_id):
        access.survey(session, "oversight.see", survey_id)
        raise NotFoundError(f"There is no round {round_id} of municipalities to follow.")
    return survey, asked, list(rounds)


def _answered(session: Session, asked: Round, seen: Overseen) -> Answered:
    """Those that have begun or handed in."""
    rows: Any = session.execute(
        select(
            Participant.key,
            func.max(case((Response.state == "submitted", 1), else_=0)),
            func.min(Response.submitted_on),
        )
        .join(Response, (Response.survey_id == Participant.survey_id) & (Response.participant_id == Participant.id))
        .where(Response.survey_id == asked.survey_id, Response.round_id == asked.id)
        .where(Participant.key.in_(seen.numbers) if seen.areas else Participant.key != "")
        .group_by(Participant.key)
    )
    return {key: (bool(counts), first) for key, counts, first in rows if key in seen.numbers}


def _municipality(found: Kommune, on: date, answered: Answered) -> Municipality:
    state: State = "not_begun"
    first = None
    if found.nr in answered:
        counts, first = answered[found.nr]
        state = "submitted" if counts else "begun"
    return Municipality(
        number=found.nr,
        name=found.label,
        county_number=found.fylke.nr,
        county=found.fylke.name,
        governor=statsforvalter_of_fylke(found.fylke.nr, on).name,
        state=state,
        submitted_on=first if state == "submitted" else None,
    )


def _earlier(session: Session, asked: Round) -> Curve:
    """The curve of a round that came before."""
    seen = access.overseen(session, asked.survey_id, asked.classified_on)
    return _curve(asked, len(seen.numbers), _answered(session, asked, seen))


def _curve(asked: Round, of: int, answered: Answered) -> Curve:
    """The running totals of what came on each day."""
    came = Counter(max((day - asked.opens_on).days, 0) for counts, day in answered.values() if counts and day)
    last = (asked.closes_on - asked.opens_on).days
    days = sorted(came)
    totals = accumulate(came[day] for day in days)
    known = not days or days[-1] <= last
    return Curve(asked.label, of, tuple(map(DayCount, days, totals)) if known else None, last)
