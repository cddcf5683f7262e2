"""What the pages of pilots say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from surveyapp.models import Account, Pilot
from surveyapp.services.access import Action
from surveyapp.services.coursing import Coverage
from surveyapp.services.piloting import PilotPicture, UnitTraining
from surveyapp.web.staff.course_parts import CoursesPage, PlaceLine, notes
from surveyapp.web.staff.coverage_pages import UnitRow, unit_row
from surveyapp.web.staff.pilot_forms import STATUSES

COLOURS = {"planned": "neutral", "under_way": "info", "reached": "success", "dropped": "neutral"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotsPage(CoursesPage):
    """The pilots that may be seen."""

    template: ClassVar[str] = "staff/pilots/pilots.html"
    pilots: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone; `href` is empty for who may not change it."""

    words: str
    due_on: date
    status: str
    color: str
    evidence: str
    href: str


@dataclass(frozen=True, slots=True)
class HearingRow:
    """A round of feedback."""

    asked: str
    asked_on: date
    answers: str
    advice: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A dialogue meeting."""

    place: str
    month: str
    participants: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotPage(CoursesPage):
    """All of a pilot on one page."""

    template: ClassVar[str] = "staff/pilots/pilot.html"
    source: str
    sentences: tuple[str, ...]
    parties: tuple[tuple[str, tuple[MilestoneRow, ...]], ...]
    units: tuple[UnitTraining, ...]
    coverage: tuple[UnitRow, ...]
    hearings: tuple[HearingRow, ...]
    meetings: tuple[MeetingRow, ...]
    training_at: str
    hearing_at: str
    meeting_at: str


def pilots_page(account: Account, found: Sequence[Pilot]) -> PilotsPage:
    """The pilots that may be seen."""
    return PilotsPage(
        title=_("Piloter"),
        signed_in=account.name,
        synthetic=any(each.synthetic for each in found),
        pilots=tuple(PlaceLine(each.title, url_for("pilots.show", pilot_id=each.id)) for each in found),
    )


def pilot_page(account: Account, found: PilotPicture, covered: Coverage | None, may: frozenset[Action]) -> PilotPage:
    """All of a pilot on one page."""

    def at(view: str) -> str:
        return url_for(f"pilots.{view}", pilot_id=found.pilot.id) if "pilot.change" in may else ""

    return PilotPage(
        title=found.pilot.title,
        part_of=found.organisation,
        signed_in=account.name,
        synthetic=found.pilot.synthetic,
        back=(url_for("pilots.overview"), _("Piloter")),
        notes=notes(),
        source=found.pilot.source,
        sentences=tuple(_sentences(found, covered)),
        parties=_parties(found, may),
        units=found.units,
        coverage=tuple(unit_row(unit) for unit in covered.units) if covered else (),
        hearings=tuple(
            HearingRow(each.asked, each.asked_on, "–" if each.answers is None else str(each.answers), each.advice)
            for each in found.hearings
        ),
        meetings=tuple(
            MeetingRow(
                each.place,
                format_date(each.month, "MMMM yyyy"),
                ", ".join(f"{role}: {count}" for role, count in each.participants.items()),
                each.advice,
            )
            for each in found.meetings
        ),
        training_at=at("training") if found.units else "",
        hearing_at=at("hearing"),
        meeting_at=at("meeting"),
    )


def _sentences(found: PilotPicture, covered: Coverage | None) -> list[str]:
    told = [_("%(reached)s av %(all)s milepæler er nådd.", reached=found.reached, all=len(found.milestones))]
    if found.units:
        told.append(
            _("%(trained)s av %(all)s virksomheter har hatt opplæring.", trained=found.trained, all=len(found.units))
        )
    if covered and covered.units:
        told.append(
            _("%(begun)s av %(units)s virksomheter har startet forløp.", begun=covered.begun, units=len(covered.units))
        )
    return [str(each) for each in told]


def _parties(found: PilotPicture, may: frozenset[Action]) -> tuple[tuple[str, tuple[MilestoneRow, ...]], ...]:
    rows: dict[str, list[MilestoneRow]] = {}
    for each in found.milestones:
        href = url_for("pilots.milestone", pilot_id=found.pilot.id, number=each.number) if "pilot.change" in may else ""
        row = MilestoneRow(
            each.words, each.due_on, str(STATUSES[each.status]), COLOURS[each.status], each.evidence, href
        )
        rows.setdefault(each.party, []).append(row)
    return tuple((party, tuple(lines)) for party, lines in rows.items())
