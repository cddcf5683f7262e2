"""What the page of coverage says: how far each unit has come with PSFS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import url_for
from flask_babel import gettext as _

from surveyapp.models import Account
from surveyapp.models.courses import CHAPTERS, MISSING_REASONS
from surveyapp.services.coursing import Coverage, UnitCoverage
from surveyapp.services.coursing.coverage import LEAST
from surveyapp.web.languages import percent
from surveyapp.web.staff.course_forms import CHAPTER_WORDS, REASONS
from surveyapp.web.staff.course_parts import CoursesPage


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its figures in words; `counts`: started, with a baseline, with a follow-up, the share."""

    name: str
    counts: tuple[str, ...]
    missing: tuple[str, ...]
    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage(CoursesPage):
    """The units of an organisation."""

    template: ClassVar[str] = "staff/courses/coverage.html"
    sentence: str
    rows: tuple[UnitRow, ...]
    counted: tuple[str, ...]
    reasons: tuple[str, ...]
    chapters: tuple[str, ...]
    hides: bool


def coverage_page(account: Account, found: Coverage) -> CoveragePage:
    """How far each unit of an organisation has come."""
    return CoveragePage(
        title=_("PSFS-dekning: %(name)s", name=found.organisation),
        signed_in=account.name,
        back=(url_for("courses.places"), _("Forløp")),
        sentence=_(
            "%(begun)s av %(units)s virksomheter har startet forløp.", begun=found.begun, units=len(found.units)
        ),
        counted=(_("Startet"), _("Med startmåling"), _("Med oppfølging"), _("Andel")),
        rows=tuple(unit_row(unit) for unit in found.units),
        reasons=tuple(str(REASONS[reason]) for reason in MISSING_REASONS),
        chapters=tuple(str(CHAPTER_WORDS[chapter]) for chapter in CHAPTERS),
        hides=any(not unit.own for unit in found.units),
    )


def unit_row(unit: UnitCoverage) -> UnitRow:
    """A unit with its figures in words."""
    return UnitRow(
        unit.name,
        (
            _few(unit.started, few=True),
            _few(unit.baseline),
            _few(unit.pairs),
            percent(unit.share) if unit.share is not None else "–",
        ),
        tuple(_rare(unit.missing[reason]) for reason in MISSING_REASONS),
        tuple(_rare(unit.chapters[chapter]) for chapter in CHAPTERS),
    )


def _few(count: int | None, *, few: bool = False) -> str:
    """A count, or that it is hidden; `few`: where hidden can only mean one to four."""
    if count is not None:
        return str(count)
    return str(_("under %(least)s", least=LEAST)) if few else str(_("vises ikke"))


def _rare(count: int | None) -> str:
    return str(count) if count is not None else str(_("under %(least)s", least=LEAST))
