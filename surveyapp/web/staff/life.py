"""A round's life in six steps, from draft to erased, as its pages show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from surveyapp.models.errors import RoundErasedError
from surveyapp.models.surveys import RoundState
from surveyapp.services.retaining import Promise
from surveyapp.services.surveying import RoundOverview
from surveyapp.web.languages import day
from surveyapp.web.pages import ErrorPage

Place = Literal["done", "now", "ahead", "left_out"]

STATES: Mapping[RoundState, tuple[LazyString, str]] = {
    "draft": (_l("Utkast"), "info"),
    "planned": (_l("Ikke åpnet"), "neutral"),
    "open": (_l("Åpen"), "success"),
    "closed": (_l("Avsluttet"), "neutral"),
    "reported": (_l("Rapportert"), "neutral"),
    "erased": (_l("Slettet"), "neutral"),
}
"""What each state is called, and its colour."""

_AT: Mapping[RoundState, int] = {"planned": 1, "open": 2, "closed": 3, "reported": 4, "erased": 5}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word, the day that it was or will be taken, and where the round stands beside it."""

    words: str
    on: date | None
    place: Place


def steps(there: RoundOverview, promise: Promise) -> tuple[Step, ...]:
    """The six steps. What was read from a file was never tried here, and a round may be erased without a report."""
    unlinks = promise.manner == "unlink"
    days = (
        (_("Utkast"), None),
        (_("Prøvd"), there.rehearsed_on),
        (_("Åpen"), there.opens_on),
        (_("Avsluttet"), there.over_on),
        (_("Rapportert"), there.reported_on),
        (_("Frakoblet") if unlinks else _("Slettet"), there.erased_on or promise.unlinked_on or promise.answers_go_on),
    )
    at = 5 if promise.unlinked_on else _AT.get(there.state, 1 if there.rehearsed_on else 0)
    left_out = {number for number in (1, 4) if number < at and days[number][1] is None}
    return tuple(
        Step(words, on, "left_out" if number in left_out else _place(number, at))
        for number, (words, on) in enumerate(days)
    )


def _place(number: int, at: int) -> Place:
    return "now" if number == at else "done" if number < at else "ahead"


def _erased(error: RoundErasedError) -> ErrorPage:
    """What whoever wants to read the answers is told."""
    return ErrorPage(
        title=_("Svarene er slettet"),
        lines=(
            _("De ble slettet %(day)s, slik det var lovet, og kan ikke hentes fram.", day=day(error.erased_on)),
            _("Antall svar og rapporter som er laget, finnes fortsatt på undersøkelsens side."),
        ),
        link=(url_for("staff.surveys"), _("Gå til undersøkelsene")),
    )


ANSWERS: dict[type[Exception] | int, tuple[int, Callable[[Any], ErrorPage]]] = {RoundErasedError: (410, _erased)}
"""What a person is told about the errors of a round's end."""
