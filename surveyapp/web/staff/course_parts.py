"""What the pages of courses have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import get_flashed_messages, url_for
from flask_babel import gettext as _

from surveyapp.services.coursing import CourseLine, Point
from surveyapp.web.staff.course_forms import REASONS
from surveyapp.web.staff.pages import StaffPage


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursesPage(StaffPage):
    """A page of courses; `back`: (address, words) of the page above it."""

    back: tuple[str, str] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A unit with courses, or an organisation whose coverage may be seen."""

    words: str
    href: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What became of a time point: words, colour of its tag, and the date that matters."""

    words: str
    color: str
    on: date


def state_of(point: Point, today: date) -> State:
    """What became of a time point, on this day."""
    if point.given_on is not None:
        return State(str(_("Levert")), "success", point.given_on)
    if point.missing is not None:
        return State(str(REASONS[point.missing]), "neutral", point.due_on)
    words = {
        "overdue": (_("Forfalt"), "danger"),
        "today": (_("I dag"), "warning"),
        "week": (_("Denne uka"), "info"),
        "later": (_("Senere"), "neutral"),
    }
    said, color = words[point.haste(today)]
    return State(str(said), color, point.due_on)


def at(view: str, survey_id: UUID, line: CourseLine, **more: Any) -> str:
    """The address of a page of a course."""
    return url_for(f"courses.{view}", survey_id=survey_id, participant_id=line.id, **more)


def notes() -> tuple[str, ...]:
    """What was just done, to be told once."""
    return tuple(str(note) for note in get_flashed_messages())
