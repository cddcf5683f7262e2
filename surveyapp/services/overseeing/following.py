"""How far a round has come, municipality by municipality and day by day, for whoever oversees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import accumulate
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from questionnaires.classifications import Kommune, kommuner, statsforvalter_of_fylke
from surveyapp.models import Dispatch, Invitation, Organisation, Participant, Recipient, Response, Round, Survey, Wave
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.oversight import Overseen, is_of_municipalities
from surveyapp.models.reaching import DispatchState
from surveyapp.models.surveys import RoundState
from surveyapp.services import access

State = Literal["not_begun", "begun", "submitted"]
TRIED: tuple[DispatchState, ...] = ("sent", "bounced", "refused")
"""Messages that a mail server was given, whatever came of them."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One that should answer. `submitted_on`: the day that it first handed in; `governor`: the name of the area.

    `contacted_on`: the day that it was last reached about the round; `bounced`: it never was, for none of the addresses
    that were tried takes mail, and the day is that of the last try.
    """

    number: str
    name: str
    county_number: str
    county: str
    governor: str
    state: State
    submitted_on: date | None
    contacted_on: date | None
    bounced: bool


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
    """A round as somebody may see it: all of the country, or the `areas` that they oversee.

    `some`: the round asks only some of the municipalities that there are, and those are the ones told of.
    `may_write`: they may also write to its municipalities. `kept`: how many had handed in, all over the country, when
    the answers were deleted on `erased_on`; which municipalities they were, nobody knows any more.
    """

    survey_title: str
    owner: str
    synthetic: bool
    label: str
    state: RoundState
    erased_on: date | None
    kept: int
    opens_on: date
    closes_on: date
    classified_on: date
    areas: tuple[str, ...]
    some: bool
    municipalities: tuple[Municipality, ...]
    curve: Curve
    earlier: Curve | None
    rounds: tuple[RoundName, ...]
    may_write: bool


def follow(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> Followed:
    """The round's municipalities and how far each has come; raises `NotFoundError`."""
    survey, asked, rounds = _found(session, survey_id, round_id)
    seen, on = access.overseen(session, survey_id), asked.classified_on
    known = _Known(_began(session, asked, seen), _contacts(session, asked))
    numbers = _asked(session, asked, seen)
    there = tuple(known.of(each, governor) for each, governor in _register(on) if each.nr in numbers)
    came = Counter(each.submitted_on for each in there if each.submitted_on)
    before = [each for each in rounds if each.number < asked.number and each.erased_on is None]
    earlier = max(before, key=lambda each: each.number, default=None)
    return Followed(
        survey_title=survey.title,
        owner=session.get_one(Organisation, survey.organisation_id).name,
        synthetic=survey.synthetic,
        label=asked.label,
        state=asked.state_on(norwegian_date(now)),
        erased_on=asked.erased_on,
        kept=asked.kept_submitted or 0,
        opens_on=asked.opens_on,
        closes_on=asked.closes_on,
        classified_on=on,
        areas=seen.areas,
        some=numbers != seen.on(on),
        municipalities=there,
        curve=_curve(asked, len(there), came),
        earlier=_earlier(session, earlier, seen) if earlier else None,
        rounds=tuple(RoundName(each.id, each.label) for each in rounds),
        may_write="respondents.invite" in access.allowed(session, survey.organisation_id),
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


def _asked(session: Session, asked: Round, seen: Overseen) -> frozenset[str]:
    """Those that are seen, and of a round that counts fewer than there are, only those that it invited."""
    there = seen.on(asked.classified_on)
    if asked.denominator is None or asked.denominator >= len(_register(asked.classified_on)):
        return there
    links = select(Invitation.participant_id).where(
        Invitation.survey_id == asked.survey_id, Invitation.round_id == asked.id
    )
    invited = frozenset(
        session.scalars(
            select(Participant.key).where(Participant.survey_id == asked.survey_id, Participant.id.in_(links))
        )
    )
    # Before all of them have their links, nobody knows which they are.
    return there & invited if len(invited) >= asked.denominator else there


def _of(asked: Round, seen: Overseen) -> tuple[ColumnElement[bool], ...]:
    """What an answer must be to be seen. The first edition is there from the beginning, whatever came of it later."""
    of_the_round = (Response.survey_id == asked.survey_id, Response.round_id == asked.id, Response.edition == 1)
    return (*of_the_round, Participant.key.in_(seen.on(asked.classified_on))) if seen.areas else of_the_round


def _began(session: Session, asked: Round, seen: Overseen) -> Mapping[str, date | None]:
    """Municipality number -> the day that it first handed in, None for those that have only begun."""
    rows: Any = session.execute(
        select(Participant.key, Response.submitted_on)
        .join(Response, (Response.survey_id == Participant.survey_id) & (Response.participant_id == Participant.id))
        .where(*_of(asked, seen))
    )
    return dict(rows.all())


def _contacts(session: Session, asked: Round) -> Mapping[str, tuple[date | None, bool]]:
    """Municipality number -> the day that it was last reached about the round, and whether it can be reached.

    Where no address takes mail, the day is that of the last try.
    """
    # By the ids of its waves, the messages of this round are found without reading those of the other rounds.
    waves = session.scalars(select(Wave.id).where(Wave.survey_id == asked.survey_id, Wave.round_id == asked.id)).all()
    reached_on = case((Recipient.bounced_on.is_(None), Dispatch.sent_on))
    rows: Any = session.execute(
        select(Participant.key, func.coalesce(func.max(reached_on), func.max(Dispatch.sent_on)), func.count(reached_on))
        .join(Recipient, (Recipient.survey_id == Participant.survey_id) & (Recipient.participant_id == Participant.id))
        .join(Dispatch, (Dispatch.survey_id == Recipient.survey_id) & (Dispatch.recipient_id == Recipient.id))
        .where(Dispatch.survey_id == asked.survey_id, Dispatch.wave_id.in_(waves), Dispatch.state.in_(TRIED))
        .group_by(Participant.key)
    )
    return {key: (last, reached > 0) for key, last, reached in rows}


def _earlier(session: Session, asked: Round, seen: Overseen) -> Curve:
    """The curve of a round that came before; whose answers they are, is only asked for where some are not seen."""
    of_days = select(Response.submitted_on, func.count()).group_by(Response.submitted_on)
    if seen.areas:
        theirs = (Response.survey_id == Participant.survey_id) & (Response.participant_id == Participant.id)
        of_days = of_days.join(Participant, theirs)
    rows: Any = session.execute(of_days.where(*_of(asked, seen), Response.submitted_on.is_not(None)))
    return _curve(asked, len(_asked(session, asked, seen)), dict(rows.all()))


@cache
def _register(on: date) -> tuple[tuple[Kommune, str], ...]:
    """All municipalities of a date, each with the name of its county governor's area."""
    return tuple((each, statsforvalter_of_fylke(each.fylke.nr, on).name) for each in kommuner(on=on))


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the municipalities, by their numbers."""

    began: Mapping[str, date | None]
    contacts: Mapping[str, tuple[date | None, bool]]

    def of(self, found: Kommune, governor: str) -> Municipality:
        """One of them."""
        submitted_on = self.began.get(found.nr)
        contacted_on, working = self.contacts.get(found.nr, (None, True))
        state: State = "submitted" if submitted_on else "begun" if found.nr in self.began else "not_begun"
        return Municipality(
            number=found.nr,
            name=found.label,
            county_number=found.fylke.nr,
            county=found.fylke.name,
            governor=governor,
            state=state,
            submitted_on=submitted_on,
            contacted_on=contacted_on,
            bounced=not working,
        )


def _curve(asked: Round, of: int, came: Mapping[date, int]) -> Curve:
    """The running totals of what came on each day."""
    on_day = Counter[int]()
    for day, count in came.items():
        on_day[max((day - asked.opens_on).days, 0)] += count
    days, last = sorted(on_day), (asked.closes_on - asked.opens_on).days
    totals = accumulate(on_day[day] for day in days)
    known = not days or days[-1] <= last
    return Curve(asked.label, of, tuple(map(DayCount, days, totals)) if known else None, last)
