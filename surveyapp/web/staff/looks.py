"""An owner's look: its style sheet and logo, and the page where it is set."""

from __future__ import annotations

import hashlib
import re
from uuid import UUID

from flask import Blueprint, flash, get_flashed_messages, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import ChangedMeanwhileError, NotFoundError
from surveyapp.models.looks import look_of
from surveyapp.models.marks import mark_of
from surveyapp.services import access, looking, surveying
from surveyapp.services.looking import Change, LookRefusedError
from surveyapp.web.colours import style_sheet
from surveyapp.web.context import now
from surveyapp.web.headers import KEPT_FOR_GOOD
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.look_pages import LookForm, look_page

Answer = Response | tuple[str, int]
DIGITS = re.compile("[0-9a-f]{6}")

looks = Blueprint("looks", __name__)


@looks.app_template_global()
def look_sheet(colour: str) -> str:
    """The address of the style sheet for a colour; a better recipe for its shades has another address."""
    recipe = hashlib.sha256(style_sheet(colour).encode()).hexdigest()[:12]
    return url_for("looks.sheet", digits=colour.removeprefix("#"), v=recipe)


@looks.get("/utseende/<digits>.css")
def sheet(digits: str) -> Answer:
    """The shades of a colour. It tells nothing of who uses it."""
    if not DIGITS.fullmatch(digits):
        raise NotFoundError("A colour has six hexadecimal digits.")
    return _kept(style_sheet(f"#{digits}").encode(), "text/css; charset=utf-8")


@looks.get("/utseende/logo/<fingerprint>")
def logo(fingerprint: str) -> Answer:
    """A logo, by its content: whoever has seen it on a page may fetch it."""
    found = looking.find_logo(db.session(), fingerprint)
    return _kept(found.content, found.type)


@looks.get("/undersokelser/<uuid:survey_id>/utseende")
def show(survey_id: UUID) -> Answer:
    """How the survey looks to those who answer, and the form that changes it."""
    account = signed_in()
    survey = access.survey(db.session(), "survey.change", survey_id)
    look, owner = look_of(db.session(), survey_id), surveying.owner_of(db.session(), survey)
    notes = tuple(str(note) for note in get_flashed_messages())
    return render(look_page(account, survey, owner, look, LookForm.of(look), notes=notes))


@looks.post("/undersokelser/<uuid:survey_id>/utseende")
def change(survey_id: UUID) -> Answer:
    """Change the look, or say why not."""
    account = signed_in()
    survey = access.survey(db.session(), "survey.change", survey_id)
    form = LookForm(request.form)
    file = request.files.get("logo")
    content = file.read() if file and file.filename else None
    wanted = Change(
        name=form.name.data or "",
        colour=form.colour.data or "",
        logo=b"" if form.remove_logo.data else content,
        logo_words=form.logo_words.data or "",
    )
    try:
        looking.change_look(db.session(), survey_id, wanted, now(), seen=form.seen.data or "")
    except (LookRefusedError, ChangedMeanwhileError) as refused:
        look, owner = look_of(db.session(), survey_id), surveying.owner_of(db.session(), survey)
        form.seen.data = mark_of(look)
        return render(look_page(account, survey, owner, look, form, fault=getattr(refused, "fault", "meanwhile")), 422)
    flash(_("Utseendet er lagret."))
    return redirect(url_for(".show", survey_id=survey_id))


def _kept(content: bytes, kind: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Cache-Control"] = KEPT_FOR_GOOD
    return answer
