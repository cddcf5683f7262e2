"""The frame around the respondents' own pages: the overview, the switches, and what a script asks for."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, cast
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from questionnaires.words import LANGUAGES
from questionnaires.yaml_tree import Problem
from surveyapp.models import db
from surveyapp.models.errors import AlreadySubmittedError, NotFoundError, UnknownAnswerError
from surveyapp.preview import bench as benches
from surveyapp.preview.bench import ROUNDS, Opened
from surveyapp.preview.overview import Overview, overview_of
from surveyapp.preview.workshop import Workshop
from surveyapp.services import answering
from surveyapp.services.answering import Draft
from surveyapp.web import visits
from surveyapp.web.context import now
from surveyapp.web.forms import FormReader
from surveyapp.web.languages import choose, language, speak

CHECK = "kontroll"
"""The place of the check page, beside the ids of pages."""

ROLES = {"self": "Selv", "with_help": "Selv, med hjelp", "proxy": "For en annen", "relative": "Pårørende"}
"""What each role is called here."""

preview = Blueprint("preview", __name__, url_prefix="/forhandsvisning", static_folder="static")


@dataclass(frozen=True, slots=True)
class Switch:
    """One way to see the draft: `order` is what its button sends."""

    order: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """All that the frame says. Without an `overview` nothing can be answered; `handed_in` tells why."""

    file: str
    title: str
    version: int
    broken: bool
    problems: tuple[Problem, ...]
    dropped: tuple[str, ...]
    overview: Overview | None
    handed_in: bool
    switches: tuple[tuple[str, tuple[Switch, ...]], ...]
    place: str


def workshop() -> Workshop:
    """The draft that this app previews."""
    return cast(Workshop, current_app.extensions["preview"])


@preview.before_app_request
def keep_up() -> Response | None:
    """Take in the file if it has changed, and lead addresses of an earlier version to the one on show.

    What a form sends goes to the version that it was made from, so that it moves with the other answers.
    """
    if request.method != "GET" or request.endpoint in (None, "static", "preview.static"):
        return None
    workshop().look(db.session(), now())
    asked = (request.view_args or {}).get("response_id")
    opened = workshop().current(db.session(), now())
    if isinstance(asked, UUID) and opened is not None:
        visits.remember(opened.key, opened.invitation)
        if asked != opened.key.id:
            return redirect(_address(opened, (request.view_args or {}).get("page_id", "")))
    return None


@preview.get("/")
def frame() -> str:
    """The whole preview: the overview, and the page as respondents see it beside it."""
    return render_template("preview/frame.html", frame=_frame())


@preview.get("/oversikt")
def overview() -> str:
    """The overview alone, when answers or the file have changed."""
    return render_template("preview/overview.html", frame=_frame())


@preview.get("/stand")
def standing() -> dict[str, int]:
    """Which version of the file is on show."""
    return {"version": workshop().version}


@preview.get("/vis")
def show() -> Response:
    """The page that the respondent meets, wherever it lies in this version."""
    opened = workshop().current(db.session(), now())
    if opened is None:
        return redirect(url_for(".waiting"))
    visits.remember(opened.key, opened.invitation)
    return redirect(_address(opened, request.args.get("side", "")))


@preview.get("/venter")
def waiting() -> str:
    """That no version could be read yet."""
    return render_template("preview/waiting.html")


@preview.post("/lagre/<page_id>")
def keep(page_id: str) -> dict[str, int]:
    """Keep what stands on the page, so that nothing is lost when the file changes."""
    opened = workshop().current(db.session(), now())
    if opened is None:
        return {}
    try:
        saved = answering.save_read(db.session(), opened.key, page_id, FormReader(request.form), now=now())
    except (AlreadySubmittedError, NotFoundError, UnknownAnswerError):
        return {}
    return {"revision": saved.revision}


@preview.post("/valg")
def turn() -> Response:
    """Turn a switch, fill in at random, or start again; then back to the same page."""
    order, _colon, detail = request.form.get("go", "").partition(":")
    here = request.form.get("side", "")
    with workshop().lock:
        _turn(order, detail, here)
    return redirect(url_for(".frame", side="" if order == "again" else here))


def _turn(order: str, detail: str, here: str) -> None:
    opened = workshop().current(db.session(), now())
    if order == "voice":
        choose(detail)
    elif order == "again":
        workshop().start_again(db.session(), now())
    elif order == "round" and detail in ("1", "2"):
        workshop().round_number = int(detail)
    elif opened is None:
        return
    else:
        try:
            draft = answering.open_draft(db.session(), opened.key, now())
            if order == "role" and detail in draft.questionnaire.roles:
                benches.answer_as(db.session(), opened.key, detail, now())
            elif order == "fill":
                known = here in draft.questionnaire.page_numbers
                pages = [here] if detail == "page" and known else None
                benches.fill_in(db.session(), opened.key, pages, Random(), now())
        except AlreadySubmittedError:
            return


def _frame() -> Frame:
    held = workshop()
    opened = held.current(db.session(), now())
    draft: Draft | None = None
    handed_in = False
    if opened is not None:
        visits.remember(opened.key, opened.invitation)
        try:
            draft = answering.open_draft(db.session(), opened.key, now())
        except AlreadySubmittedError:
            handed_in = True
    if held.bench is not None:
        speak(held.bench.questionnaire)
    return Frame(
        file=held.file.name,
        title=held.bench.questionnaire.title.in_language(language()) if held.bench else held.file.name,
        version=held.version,
        broken=held.broken,
        problems=held.problems,
        dropped=held.dropped,
        overview=overview_of(draft) if draft else None,
        handed_in=handed_in,
        switches=tuple(_switches(held, draft)),
        place=request.args.get("side", ""),
    )


def _switches(held: Workshop, draft: Draft | None) -> Any:
    if held.bench is None:
        return
    questionnaire = held.bench.questionnaire
    if len(questionnaire.languages) > 1:
        chosen = language()
        yield (
            "Språk",
            tuple(
                Switch(f"voice:{code}", LANGUAGES.get(code, code), code == chosen) for code in questionnaire.languages
            ),
        )
    if questionnaire.has_easy_words:
        easy = bool(session.get("easy", False))
        yield "Ord", (Switch("voice:ordinary", "Vanlig tekst", not easy), Switch("voice:easy", "Lettlest", easy))
    if len(questionnaire.roles) > 1:
        now_as = draft.answers.get("role") if draft else None
        yield "Rolle", tuple(Switch(f"role:{role}", ROLES[role], role == now_as) for role in questionnaire.roles)
    rounds = enumerate(ROUNDS, start=1)
    yield "Runde", tuple(Switch(f"round:{n}", label, n == held.round_number) for n, label in rounds)


def _address(opened: Opened, place: str) -> str:
    """Where a page of the response is; the start page when no page is named."""
    if place == CHECK:
        return url_for("respond.check", response_id=opened.key.id)
    if place:
        held = workshop().bench
        known = held is not None and place in held.questionnaire.page_numbers
        if known:
            return url_for("respond.page", response_id=opened.key.id, page_id=place)
        return url_for("respond.resume", response_id=opened.key.id)
    return url_for("respond.start", token=opened.token)
