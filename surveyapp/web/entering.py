"""A code that is typed instead of opening a link: to an invitation or a draft, and no secret in an address."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import ExpiredTokenError, UnknownTokenError
from surveyapp.models.tokens import entry_code
from surveyapp.services import answering, inviting
from surveyapp.web import visits
from surveyapp.web.context import now, token_key
from surveyapp.web.guessing import TRIES
from surveyapp.web.languages import speak
from surveyapp.web.pages import render
from surveyapp.web.respond import begin_with
from surveyapp.web.start import front_page
from surveyapp.web.starting import start_page

Answer = Response | tuple[str, int]

entering = Blueprint("entering", __name__)


@entering.post("/kode")
def enter() -> Answer:
    """Find what the code opens; a wrong one is told the same whatever is wrong with it."""
    written = request.form.get("code", "")
    TRIES.require_patience(now())
    code = entry_code(written, token_key())
    try:
        return redirect(_opened(code))
    except (UnknownTokenError, ExpiredTokenError):
        TRIES.note(now())
        return render(front_page(code=written, refused=True), 422)


def _opened(code: bytes) -> str:
    try:
        inviting.find_entered(db.session(), code, now())
    except UnknownTokenError:
        key = answering.come_back(db.session(), code, now())
        visits.remember(key, None)
        return url_for("respond.resume", response_id=key.id)
    visits.enter(code)
    return url_for(".start")


@entering.get("/inn")
def start() -> Answer:
    """What the code leads to; nothing is begun here."""
    invited = inviting.find_entered(db.session(), visits.entered(), now())
    speak(invited.questionnaire)
    return render(start_page(invited, url_for(".begin"), visits.held_for(invited.key)))


@entering.post("/inn")
def begin() -> Answer:
    """Exchange the code for a place in this browser's session."""
    return begin_with(inviting.find_entered(db.session(), visits.entered(), now()), url_for(".begin"))
