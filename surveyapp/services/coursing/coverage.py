"""How far the units of an organisation have come with PSFS, told so that nobody is known by it outside the unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import CodedActivity, Course, Organisation, Programme, Response, Round, Survey, TimePoint
from surveyapp.models.courses import CHAPTERS, MISSING_REASONS, Chapter, MissingReason
from surveyapp.services import access

LEAST = 5
"""Fewer persons than this are not told of outside their unit."""


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """One unit's counts; None is hidden. `own`: whoever reads works with these courses, so nothing is hidden.

    `pairs`: courses with a baseline and at least one later rating.
    `missing`: courses, by why a rating was not made. `chapters`: activities. `since`: the month of the first course,
    as its first day; None also when nobody is followed.
    """

    unit_id: UUID
    name: str
    own: bool
    started: int | None
    baseline: int | None
    pairs: int | None
    missing: dict[MissingReason, int | None]
    chapters: dict[Chapter, int | None]
    since: date | None

    @property
    def has_begun(self) -> bool:
        """Whether anybody is followed; the unit is part of the pilot then, however few they are."""
        return self.started != 0

    @property
    def share(self) -> float | None:
        """Pairs of what was started, 0-1; None when either is hidden or none."""
        return self.pairs / self.started if self.started and self.pairs is not None else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The units of an organisation, by name."""

    organisation_id: UUID
    organisation: str
    units: tuple[UnitCoverage, ...]

    @property
    def begun(self) -> int:
        """How many units have begun."""
        return sum(unit.has_begun for unit in self.units)


@dataclass(frozen=True, slots=True)
class _Counts:
    started: int
    baseline: int
    pairs: int
    missing: Counter[MissingReason]
    chapters: Counter[Chapter]
    persons: Counter[Chapter]
    since: date | None


def coverage(session: Session, organisation_id: UUID) -> Coverage:
    """How far each unit of the organisation, or itself when it is a unit, has come."""
    access.require(session, "coverage.see", organisation_id)
    organisation = session.get_one(Organisation, organisation_id)
    own = set(session.scalars(access.organisations(session, "course.see")))
    units = session.scalars(
        select(Organisation)
        .where((Organisation.part_of == organisation_id) | (Organisation.id == organisation_id))
        .where(Organisation.kind == "unit")
        .order_by(Organisation.name)
    ).all()
    return Coverage(
        organisation_id,
        organisation.name,
        tuple(_told(unit, _counts(session, unit.id), own=unit.id in own) for unit in units),
    )


def units(session: Session) -> tuple[Organisation, ...]:
    """The units whose coverage may be seen, by name."""
    seen = Organisation.id.in_(access.units(session, "coverage.see"))
    return tuple(session.scalars(select(Organisation).where(seen).order_by(Organisation.name)))


def coverage_of(session: Session, unit_ids: Collection[UUID]) -> dict[UUID, UnitCoverage]:
    """How far each of these units has come, of those whose coverage may be seen.

    It is to be passed on, so what is few is hidden from everybody, also from who works there.
    """
    wanted = Organisation.id.in_(access.units(session, "coverage.see")) & Organisation.id.in_(unit_ids)
    found = session.scalars(select(Organisation).where(wanted)).all()
    return {unit.id: _told(unit, _counts(session, unit.id), own=False) for unit in found}


def covered(session: Session) -> tuple[Organisation, ...]:
    """The organisations whose coverage may be seen, and that have a unit with courses, by name."""
    units = select(Organisation.id, Organisation.part_of).join(Survey, Survey.organisation_id == Organisation.id)
    followed = units.join(Programme, Programme.survey_id == Survey.id).subquery()
    found = session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(access.organisations(session, "coverage.see")))
        .where(Organisation.id.in_(select(followed.c.id)) | Organisation.id.in_(select(followed.c.part_of)))
        .order_by(Organisation.name)
    )
    return tuple(found)


def _counts(session: Session, unit_id: UUID) -> _Counts:
    surveys = list(
        session.scalars(
            select(Survey.id).join(Programme, Programme.survey_id == Survey.id).where(Survey.organisation_id == unit_id)
        )
    )
    started = set(session.scalars(select(Course.participant_id).where(Course.survey_id.in_(surveys))))
    handed_in: Any = session.execute(
        select(Response.participant_id, Round.number)
        .join(Round, (Round.survey_id == Response.survey_id) & (Round.id == Response.round_id))
        .where(Response.survey_id.in_(surveys), Response.state == "submitted")
    )
    rounds: dict[UUID, set[int]] = {}
    for participant_id, number in handed_in:
        rounds.setdefault(participant_id, set()).add(number)
    baseline = {one for one in started if 1 in rounds.get(one, ())}
    missing = session.execute(
        select(TimePoint.participant_id, TimePoint.missing)
        .where(TimePoint.survey_id.in_(surveys), TimePoint.missing.is_not(None))
        .distinct()
    )
    coded = session.execute(
        select(CodedActivity.participant_id, CodedActivity.chapter).where(CodedActivity.survey_id.in_(surveys))
    )
    activities = list(coded)
    first = session.scalar(select(func.min(Course.started_on)).where(Course.survey_id.in_(surveys)))
    return _Counts(
        len(started),
        len(baseline),
        sum(len(rounds[one]) > 1 for one in baseline),
        Counter(reason for _, reason in missing if reason),
        Counter(chapter for _, chapter in activities),
        Counter(chapter for _, chapter in set(activities)),
        first.replace(day=1) if first else None,
    )


def _told(unit: Organisation, counts: _Counts, *, own: bool) -> UnitCoverage:
    if own:
        return UnitCoverage(
            unit.id,
            unit.name,
            own=True,
            started=counts.started,
            baseline=counts.baseline,
            pairs=counts.pairs,
            missing={reason: counts.missing[reason] for reason in MISSING_REASONS},
            chapters={chapter: counts.chapters[chapter] for chapter in CHAPTERS},
            since=counts.since,
        )
    started = counts.started if counts.started == 0 or counts.started >= LEAST else None
    baseline = _part(counts.baseline, counts.started) if started is not None else None
    pairs = _part(counts.pairs, counts.baseline) if baseline is not None else None
    return UnitCoverage(
        unit.id,
        unit.name,
        own=False,
        started=started,
        baseline=baseline,
        pairs=pairs,
        # None of them and few of them look the same, so that a rest tells nothing.
        missing={reason: _many(counts.missing[reason], counts.missing[reason]) for reason in MISSING_REASONS},
        chapters={chapter: _many(counts.chapters[chapter], counts.persons[chapter]) for chapter in CHAPTERS},
        since=counts.since if started else None,
    )


def _part(count: int, whole: int) -> int | None:
    """A count of a whole that is told: hidden when it, or what is left, is few persons."""
    return None if 0 < count < LEAST or 0 < whole - count < LEAST else count


def _many(count: int, persons: int) -> int | None:
    return count if persons >= LEAST else None
