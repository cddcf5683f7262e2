"""What somebody can have a report of each kind on; of plans and pilots also on made-up statuses and courses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.classifications import kommuner, statsforvaltere
from surveyapp.models import Organisation, Pilot, PilotUnit, Plan, PlanYear, Round, Survey
from surveyapp.models.ids import norwegian_date
from surveyapp.models.oversight import is_of_municipalities
from surveyapp.models.plans import QUARTERS
from surveyapp.models.reports import ReportLanguage
from surveyapp.services import access
from surveyapp.services.reporting.gathering import SOURCES, Source, beside_rounds
from surveyapp.services.reporting.ordering import Order


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to choose: its words, and what an order names; `rehearsed`: by made-up answers."""

    words: str
    survey_id: UUID | None = None
    baseline_id: UUID | None = None
    followup_id: UUID | None = None
    pilot_id: UUID | None = None
    plan_id: UUID | None = None
    year: int | None = None
    quarter: int | None = None
    rehearsed: bool = False

    @property
    def key(self) -> str:
        """What a form sends."""
        named = (self.baseline_id, self.followup_id, self.pilot_id, self.plan_id, self.year, self.quarter)
        return "+".join(
            (*(str(each) for each in named if each is not None), *(["rehearsed"] if self.rehearsed else ()))
        )

    def order(self, kind: str, language: ReportLanguage, area: str = "", beside_id: UUID | None = None) -> Order:
        """The order for a report on it."""
        return Order(
            kind=kind,
            language=language,
            survey_id=self.survey_id,
            baseline_id=self.baseline_id,
            followup_id=self.followup_id,
            beside_id=beside_id,
            pilot_id=self.pilot_id,
            plan_id=self.plan_id,
            year=self.year,
            quarter=self.quarter,
            area=area,
            rehearsed=self.rehearsed,
        )


def subjects(session: Session, kind: str) -> tuple[Subject, ...]:
    """All that the actor may have a report of this kind on, newest first."""
    source = SOURCES[kind]
    of = source.of
    if of == "pilot":
        return tuple(_pilots(session))
    if of in ("year", "quarter"):
        return tuple(_years(session, QUARTERS if of == "quarter" else ()))
    there = [each for each in _surveys(session) if _fits(session, source, *each)]
    pairs = _pairs(there) if of == "rounds" else ()
    return (*pairs, *(_rounds(there) if of == "round" or source.alone else ()), *_drafts(there))


def beside(session: Session, kind: str, now: datetime) -> tuple[tuple[str, str], ...]:
    """The surveys that a report of this kind may be told beside: what an order names, and its title."""
    if not SOURCES[kind].beside:
        return ()
    there = session.scalars(access.surveys(session, "report.build").order_by(Survey.title)).all()
    return tuple((str(each.id), each.title) for each in there if beside_rounds(session, each.id, norwegian_date(now)))


def whom(session: Session, kind: str, now: datetime) -> tuple[tuple[str, str], ...]:
    """Whom a report of this kind can be about: what an order names, and its words; nothing for one that is about all.

    Municipalities and areas as they are today; the units of pilots that the actor may build reports on.
    """
    about, today = SOURCES[kind].about, norwegian_date(now)
    own = access.organisations(session, "report.build")
    piloted = (
        select(PilotUnit.unit_id).join(Pilot, Pilot.id == PilotUnit.pilot_id).where(Pilot.organisation_id.in_(own))
    )
    units = select(Organisation).where(Organisation.id.in_(piloted))
    if about == "municipality":
        return tuple(
            (each.nr, f"{each.label} ({each.nr})") for each in sorted(kommuner(on=today), key=lambda each: each.label)
        )
    if about == "county_governor":
        return tuple((each.name, each.label) for each in sorted(statsforvaltere(on=today), key=lambda each: each.label))
    if about == "unit":
        return tuple((str(each.id), each.name) for each in session.scalars(units.order_by(Organisation.name)))
    return ()


def rehearsal(survey_id: UUID, round_id: UUID) -> Subject:
    """A round that is to be rehearsed, before anybody has answered it."""
    return Subject("", survey_id, round_id, rehearsed=True)


Kept = tuple[Survey, list[Round]]


def _fits(session: Session, source: Source, survey: Survey, rounds: list[Round]) -> bool:
    """Whether those answer the survey that this report is of."""
    return source.unit == "" or (bool(rounds) and is_of_municipalities(session, survey, rounds[-1].version_id))


def _surveys(session: Session) -> Iterator[Kept]:
    for survey in session.scalars(access.surveys(session, "report.build").order_by(Survey.id.desc())).all():
        kept = (Round.survey_id == survey.id, Round.erased_on.is_(None))
        yield survey, list(session.scalars(select(Round).where(*kept).order_by(Round.number)))


def _pairs(there: Iterable[Kept]) -> Iterator[Subject]:
    for survey, rounds in there:
        for before, after in reversed(list(combinations(rounds, 2))):
            yield Subject(f"{survey.title}: {before.label} – {after.label}", survey.id, before.id, after.id)


def _rounds(there: Iterable[Kept]) -> Iterator[Subject]:
    for survey, rounds in there:
        for each in reversed(rounds):
            yield Subject(f"{survey.title}: {each.label}", survey.id, each.id)


def _drafts(there: Iterable[Kept]) -> Iterator[Subject]:
    """Rounds that have not opened."""
    for survey, rounds in there:
        for each in reversed(rounds):
            if each.released_at is None and each.source_name is None:
                yield replace(rehearsal(survey.id, each.id), words=f"{survey.title}: {each.label}")


def _pilots(session: Session) -> Iterator[Subject]:
    own = access.organisations(session, "report.build")
    for pilot in session.scalars(select(Pilot).where(Pilot.organisation_id.in_(own)).order_by(Pilot.id.desc())):
        yield Subject(pilot.title, pilot_id=pilot.id)
        yield Subject(pilot.title, pilot_id=pilot.id, rehearsed=True)


def _years(session: Session, quarters: Sequence[int]) -> Iterator[Subject]:
    own = access.organisations(session, "report.build")
    years = (
        select(Plan.id, Plan.title, PlanYear.year)
        .join(PlanYear, PlanYear.plan_id == Plan.id)
        .where(Plan.organisation_id.in_(own))
        .order_by(Plan.id.desc(), PlanYear.year.desc())
    )
    for plan_id, title, year in session.execute(years):
        whole = Subject(f"{title} {year}", plan_id=plan_id, year=year)
        parts = [replace(whole, words=f"{title} {year}, {each}. kvartal", quarter=each) for each in quarters]
        for each in parts or (whole,):
            yield each
            yield replace(each, rehearsed=True)
