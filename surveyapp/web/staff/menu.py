"""The places that a signed-in person may go to, at the top of every page behind the login."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from surveyapp.models import db
from surveyapp.services import access
from surveyapp.services.access import Action
from surveyapp.web.staff.oidc_pages import has_ways_in


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its page, its words, and the action that opens it; None for everybody who has signed in.

    `offered`: whether there is anything to do there, as this app is set up.
    """

    endpoint: str
    words: LazyString
    needs: Action | None = None
    offered: Callable[[], bool] = lambda: True


PLACES: tuple[Place, ...] = (
    Place("staff.surveys", _l("Undersøkelser")),
    Place("oversight.surveys", _l("Oversikt"), "oversight.see"),
    Place("courses.places", _l("Forløp"), "coverage.see"),
    Place("pilots.overview", _l("Piloter"), "pilot.see"),
    Place("plans.plans", _l("Handlingsplaner"), "plan.see"),
    Place("reports.overview", _l("Rapporter"), "report.see"),
    Place("members.show", _l("Medlemmer"), "members.see"),
    Place("admitting.choose", _l("Slipp inn"), "members.change", has_ways_in),
    Place("keys.show", _l("Tilgangsnøkler"), "keys.change"),
)
"""What is worked with first, then who may."""


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A link of the menu; `here`: the page belongs to this place."""

    href: str
    words: str
    here: bool


def menu() -> tuple[MenuLine, ...]:
    """Where this person may go; nothing for whoever has not signed in."""
    may = access.allowed_anywhere(db.session())
    return tuple(
        MenuLine(url_for(place.endpoint), str(place.words), _is_here(place))
        for place in PLACES
        if (place.needs is None or place.needs in may) and place.offered()
    )


def _is_here(place: Place) -> bool:
    return request.path.startswith(url_for(place.endpoint))
