"""How a round is answered so far, for whoever runs the survey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from flask import Blueprint, make_response, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import Account, Survey, db
from surveyapp.services import access, showing
from surveyapp.services.showing import LiveResults
from surveyapp.web import building
from surveyapp.web.context import now
from surveyapp.web.headers import REPORTS
from surveyapp.web.languages import locale
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.oversight_now import round_at
from surveyapp.web.staff.pages import StaffPage

if TYPE_CHECKING:
    from surveyapp.services.showing.looking import Section

Answer = Response | tuple[str, int]

results = Blueprint("results", __name__, url_prefix="/undersokelser/<uuid:survey_id>/runder/<uuid:round_id>")


@dataclass(frozen=True, slots=True)
class Choice:
    """A group to be chosen, or everybody."""

    words: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsPage(StaffPage):
    """A round's results so far."""

    template: ClassVar[str] = "staff/results.html"
    back: str
    label: str
    over: bool
    answered: int
    told: int | None
    told_on: date | None
    next_at: int
    waits: bool
    asked: str
    choices: tuple[Choice, ...]
    size: int | None
    sections: tuple[Section, ...]
    pictures_at: str


@results.get("/resultater")
def show(survey_id: UUID, round_id: UUID) -> Answer:
    """What has been told of the round, of everybody or of one group; while more is found, it comes anew by itself."""
    account = signed_in()
    survey = access.survey(db.session(), "results.live", survey_id)
    group = request.args.get("gruppe")
    found = showing.live(db.session(), survey_id, round_id, now(), group=group, language=locale())
    answer = make_response(render(_page(account, survey, found, (survey_id, round_id))))
    if found.waits:
        building.start()
        answer.headers["Refresh"] = building.SOON
    return answer


@results.get("/resultater/figur.svg")
def picture(survey_id: UUID, round_id: UUID) -> Answer:
    """One drawing of the page, in a sandbox of its own."""
    signed_in()
    group, number = request.args.get("gruppe"), request.args.get("nr", -1, int)
    found = showing.live(db.session(), survey_id, round_id, now(), group=group, language=locale())
    answer = make_response(showing.drawing(found, number))
    answer.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    answer.headers["Content-Security-Policy"] = REPORTS
    return answer


def _page(account: Account, survey: Survey, found: LiveResults, at: tuple[UUID, UUID]) -> ResultsPage:
    chosen = next((each for each in found.groups if each.code == found.group), None)
    choices = [Choice(_("Alle"), round_at("results.show", at), chosen is None)]
    choices += [
        Choice(_words(each.label), round_at("results.show", at, gruppe=each.code), each is chosen)
        for each in found.groups
    ]
    return ResultsPage(
        title=_("Resultater så langt") if not found.over else _("Resultater"),
        part_of=survey.title,
        signed_in=account.name,
        synthetic=found.synthetic,
        back=url_for("staff.survey", survey_id=at[0]),
        label=found.label,
        over=found.over,
        answered=found.answered,
        told=found.told,
        told_on=found.told_on,
        next_at=found.next_at,
        waits=found.waits,
        asked=_words(found.asked),
        choices=tuple(choices) if found.groups else (),
        size=chosen.size if chosen else None,
        sections=found.sections,
        pictures_at=round_at("results.picture", at, gruppe=found.group, nr=""),
    )


def _words(said: dict[str, str]) -> str:
    """In the reader's language, else in the first that there is."""
    return said.get(locale(), next(iter(said.values()), ""))
