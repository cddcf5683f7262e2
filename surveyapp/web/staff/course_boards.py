"""What the pages of a unit's courses say: who is due, and the code list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from surveyapp.models import Account, Organisation
from surveyapp.services.coursing import Board, CourseLine, Due, Place
from surveyapp.web.pages import ErrorLink
from surveyapp.web.staff.course_forms import FindForm
from surveyapp.web.staff.course_parts import CoursesPage, PlaceLine, State, at, notes, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesPage(CoursesPage):
    """Where there are courses, whose coverage may be seen, and where courses may be taken up."""

    template: ClassVar[str] = "staff/courses/places.html"
    places: tuple[PlaceLine, ...]
    coverages: tuple[PlaceLine, ...]
    without: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True)
class DueLine:
    """A rating to be made now."""

    code: str
    what: str
    due_on: date
    href: str


@dataclass(frozen=True, slots=True)
class DueList:
    """The ratings that are equally pressing."""

    id: str
    heading: str
    color: str
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course in the table."""

    code: str
    href: str
    started_on: date
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage(CoursesPage):
    """A unit's courses."""

    template: ClassVar[str] = "staff/courses/board.html"
    due: tuple[DueList, ...]
    rows: tuple[CourseRow, ...]
    labels: tuple[str, ...]
    find: FindForm
    errors: tuple[ErrorLink, ...]
    open_at: str
    list_at: str
    coverage_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeListPage(CoursesPage):
    """Codes with room for names."""

    template: ClassVar[str] = "staff/courses/code_list.html"
    unit: str
    rows: tuple[tuple[str, date], ...]
    is_line: bool


def places_page(
    account: Account, found: Sequence[Place], covered: Sequence[Organisation], without: Sequence[Organisation]
) -> PlacesPage:
    """The units with courses."""
    return PlacesPage(
        title=_("Forløp"),
        signed_in=account.name,
        notes=notes(),
        synthetic=any(place.synthetic for place in found),
        places=tuple(
            PlaceLine(place.unit, url_for("courses.board", survey_id=place.survey_id), _many(place.courses))
            for place in found
        ),
        coverages=tuple(PlaceLine(each.name, url_for("courses.coverage", organisation_id=each.id)) for each in covered),
        without=tuple(PlaceLine(each.name, url_for("courses.take_up", organisation_id=each.id)) for each in without),
    )


def _many(count: int) -> str:
    return str(ngettext("%(num)s forløp", "%(num)s forløp", count))


def board_page(account: Account, board: Board, find: FindForm) -> BoardPage:
    """Who is due, and all courses."""
    place: dict[str, Any] = {"survey_id": board.survey_id}
    headings = (
        ("overdue", _("Forfalt"), "danger"),
        ("today", _("Forfaller i dag"), "warning"),
        ("week", _("Denne uka"), "info"),
    )
    return BoardPage(
        title=_("Forløp: %(unit)s", unit=board.unit),
        failed=bool(find.problems),
        signed_in=account.name,
        synthetic=board.synthetic,
        notes=notes(),
        due=tuple(
            DueList(
                haste, str(words), color, tuple(_due_line(board, each) for each in board.due if each.haste == haste)
            )
            for haste, words, color in headings
        ),
        labels=tuple(point.label for point in board.courses[0].points) if board.courses else (),
        rows=tuple(
            CourseRow(
                line.pseudonym,
                at("course", board.survey_id, line),
                line.started_on,
                tuple(state_of(point, board.today) for point in line.points),
            )
            for line in board.courses
        ),
        find=find,
        errors=find.links,
        open_at=url_for("courses.open_new", **place),
        list_at=url_for("courses.code_list", **place),
        coverage_at=url_for("courses.coverage", organisation_id=board.unit_id),
    )


def _due_line(board: Board, due: Due) -> DueLine:
    href = at("course", board.survey_id, due.course)
    return DueLine(due.course.pseudonym, due.point.label, due.point.due_on, href)


def code_list_page(
    account: Account, survey_id: UUID, unit: str, lines: Sequence[CourseLine], *, synthetic: bool, is_line: bool = False
) -> CodeListPage:
    """The code list, or one line of it."""
    return CodeListPage(
        title=_("Kodelinje") if is_line else _("Kodeliste"),
        part_of=unit,
        signed_in=account.name,
        synthetic=synthetic,
        back=(url_for("courses.board", survey_id=survey_id), unit),
        unit=unit,
        rows=tuple((line.pseudonym, line.started_on) for line in lines),
        is_line=is_line,
    )
