"""Saying no to more messages about a survey: by the page, or by the one press that mail programs offer."""

from __future__ import annotations

from flask import Blueprint, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.services import contacting
from surveyapp.web.context import now, token_key
from surveyapp.web.pages import StoppingPage, render

Answer = Response | tuple[str, int]

stopping = Blueprint("stopping", __name__)


@stopping.get("/nei-takk/<token>")
def ask(token: str) -> Answer:
    """What will stop, and the button; opening it changes nothing, since mail scanners open links too."""
    return _shown(token)


@stopping.post("/nei-takk/<token>")
def stop(token: str) -> Answer:
    """No more messages; or, on second thoughts, more of them."""
    contacting.stop(db.session(), token, token_key(), now(), again="again" in request.form)
    return _shown(token)


def _shown(token: str) -> Answer:
    found = contacting.stopping(db.session(), token, token_key())
    page = StoppingPage(
        title=str(_("Meldinger om %(title)s", title=found.survey_title)),
        owner=found.owner,
        stopped=found.stopped,
        fixed=found.privacy == "identified",
    )
    return render(page)
