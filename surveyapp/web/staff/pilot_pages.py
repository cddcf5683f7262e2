"""What the pages of pilots say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from surveyapp.models import Account, Milestone, Pilot
from surveyapp.services.access import Action
from surveyapp.services.coursing import UnitCoverage
from surveyapp.services.piloting import Part, PilotPicture, UnitTraining, told_of
from surveyapp.web.staff.course_parts import CoursesPage, PlaceLine, notes
from surveyapp.web.staff.coverage_pages import unit_row
from surveyapp.web.staff.pilot_forms import STATUSES
from surveyapp.web.staff.pilot_parts import PAGES, at, in_words
from surveyapp.web.staff.pilot_surveys import Followed

COLOURS = {"planned": "neutral", "under_way": "info", "reached": "success", "dropped": "neutral"}
NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotsPage(CoursesPage):
    """The pilots that may be seen."""

    template: ClassVar[str] = "staff/pilots/pilots.html"
    pilots: tuple[PlaceLine, ...]
    new_at: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone; `href` is empty for who may not change it. `coverage`: what the units' courses say of it."""

    words: str
    due_on: date
    status: str
    color: str
    evidence: str
    coverage: str
    href: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit: training, since when courses are followed, and how many; `unit`: what it is called here."""

    name: str
    unit: str
    counts: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class HearingRow:
    """A round of feedback."""

    asked: str
    asked_on: date
    answers: str
    advice: str
    href: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A dialogue meeting."""

    place: str
    month: str
    participants: str
    advice: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotPage(CoursesPage):
    """All of a pilot on one page; `add_at`: where each kind of thing is told, and what that is called."""

    template: ClassVar[str] = "staff/pilots/pilot.html"
    source: str
    sentences: tuple[str, ...]
    parties: tuple[tuple[str, tuple[MilestoneRow, ...]], ...]
    units: tuple[UnitRow, ...]
    follows: bool
    trainings: tuple[PlaceLine, ...]
    surveys: Followed
    hearings: tuple[HearingRow, ...]
    meetings: tuple[MeetingRow, ...]
    add_at: Mapping[str, tuple[str, str]]


def pilots_page(account: Account, found: Sequence[Pilot], may: frozenset[Action]) -> PilotsPage:
    """The pilots that may be seen."""
    return PilotsPage(
        title=_("Piloter"),
        signed_in=account.name,
        synthetic=any(each.synthetic for each in found),
        notes=notes(),
        pilots=tuple(PlaceLine(each.title, url_for("pilots.show", pilot_id=each.id)) for each in found),
        new_at=url_for("pilots.new") if "pilot.change" in may else "",
    )


def pilot_page(
    account: Account,
    found: PilotPicture,
    covered: Mapping[UUID, UnitCoverage],
    surveys: Followed,
    may: frozenset[Action],
) -> PilotPage:
    """All of a pilot on one page, with links to what the account may do."""

    def href(part: Part) -> str:
        return at(part) if "pilot.change" in may else ""

    return PilotPage(
        title=found.pilot.title,
        part_of=found.organisation,
        signed_in=account.name,
        synthetic=found.pilot.synthetic,
        back=(url_for("pilots.overview"), _("Piloter")),
        notes=notes(),
        source=found.pilot.source,
        sentences=_sentences(found, covered),
        parties=_parties(found, covered, may),
        units=tuple(_unit_row(found, unit, covered, may) for unit in found.units),
        follows=bool(found.linked),
        trainings=tuple(PlaceLine(in_words(found, told_of(each)), at(each)) for each in found.trainings)
        if "pilot.change" in may
        else (),
        surveys=surveys,
        hearings=tuple(
            HearingRow(each.asked, each.asked_on, _count(each.answers), each.advice, href(each))
            for each in found.hearings
        ),
        meetings=tuple(
            MeetingRow(
                each.place,
                format_date(each.month, "MMMM yyyy"),
                ", ".join(f"{role}: {count}" for role, count in each.participants.items()),
                each.advice,
                href(each),
            )
            for each in found.meetings
        ),
        add_at=_add_at(found, may),
    )


def _add_at(found: PilotPicture, may: frozenset[Action]) -> dict[str, tuple[str, str]]:
    """Where each kind of thing is told; nowhere for whoever may not, and no training before there is a unit."""
    if "pilot.change" not in may:
        return {}
    here = {
        page.name: (url_for(f"pilots.add_{page.name}", pilot_id=found.pilot.id), str(page.new))
        for page in PAGES.values()
        if page.name != "training" or found.units
    }
    here["title"] = (url_for("pilots.title", pilot_id=found.pilot.id), str(_("Endre navn og kilde")))
    here["erase"] = (url_for("pilots.erase", pilot_id=found.pilot.id), str(_("Slett piloten")))
    return here | {"survey": (url_for("pilots.attach", pilot_id=found.pilot.id), _("Koble til en undersøkelse"))}


def _sentences(found: PilotPicture, covered: Mapping[UUID, UnitCoverage]) -> tuple[str, ...]:
    """What there is to know first."""
    units = len(found.units)
    told = [_("%(reached)s av %(all)s milepæler er nådd.", reached=found.reached, all=len(found.milestones))]
    if units:
        told.append(_("%(trained)s av %(all)s virksomheter har hatt opplæring.", trained=found.trained, all=units))
    if found.linked:
        shown = sum(bool(each.pairs) for each in covered.values())
        told += [
            _begun(found, covered),
            _("%(shown)s av %(all)s virksomheter har nok forløp med oppfølging til å vises.", shown=shown, all=units),
        ]
        if units > len(found.linked):
            loose = units - len(found.linked)
            told.append(_("%(count)s av %(all)s virksomheter er ikke koblet til noen enhet.", count=loose, all=units))
    return tuple(map(str, told))


def _begun(found: PilotPicture, covered: Mapping[UUID, UnitCoverage]) -> str:
    if not found.linked:
        return str(_("Ingen virksomhet er koblet til en enhet ennå."))
    begun = sum(each.has_begun for each in covered.values())
    return str(_("%(begun)s av %(units)s virksomheter har startet forløp.", begun=begun, units=len(found.units)))


def _parties(
    found: PilotPicture, covered: Mapping[UUID, UnitCoverage], may: frozenset[Action]
) -> tuple[tuple[str, tuple[MilestoneRow, ...]], ...]:
    def row(each: Milestone) -> MilestoneRow:
        return MilestoneRow(
            each.words,
            each.due_on,
            str(STATUSES[each.status]),
            COLOURS[each.status],
            each.evidence,
            _begun(found, covered) if each.shows_coverage else "",
            at(each) if "pilot.change" in may else "",
        )

    rows: dict[str, list[MilestoneRow]] = {}
    for each in found.milestones:
        rows.setdefault(each.party, []).append(row(each))
    return tuple((party, tuple(lines)) for party, lines in rows.items())


def _unit_row(
    found: PilotPicture, unit: UnitTraining, covered: Mapping[UUID, UnitCoverage], may: frozenset[Action]
) -> UnitRow:
    counts = [_count(unit.sessions), _count(unit.attended)]
    seen = covered.get(unit.unit_id) if unit.unit_id else None
    if seen is None:
        counts += [NONE] * 5
    else:
        counts += [format_date(seen.since, "MMM yyyy") if seen.since else NONE, *unit_row(seen).counts]
    address = url_for("pilots.change_unit", pilot_id=found.pilot.id, number=unit.number)
    return UnitRow(
        unit.name,
        unit.unit or "" if unit.unit != unit.name else "",
        tuple(counts) if found.linked else tuple(counts[:2]),
        address if "pilot.change" in may else "",
    )


def _count(count: int | None) -> str:
    return NONE if count is None else str(count)
