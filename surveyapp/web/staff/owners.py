"""What the owner of a measure meets behind her link: no account, and nothing but the one status she is asked for."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.plans import Quarter
from surveyapp.services import planning
from surveyapp.services.planning import Asked, ImpossibleMeasureError, QuarterClosedError, StatusConflictError
from surveyapp.web.context import now, token_key
from surveyapp.web.pages import render
from surveyapp.web.staff.plan_changes import refuse
from surveyapp.web.staff.plan_forms import StatusForm
from surveyapp.web.staff.plan_status import offer_page, owner_page
from surveyapp.web.staff.plans import noted
from surveyapp.web.visits import MOST, NotOpenedHereError

Answer = Response | tuple[str, int]

owners = Blueprint("owners", __name__)


@owners.get("/t/<token>")
def offer(token: str) -> Answer:
    """What the link asks for. Mail scanners open links too, so nothing happens here."""
    return render(offer_page(planning.find(db.session(), token, token_key()), token))


@owners.post("/t/<token>")
def begin(token: str) -> Answer:
    """Exchange the link for a place in this browser's session, and leave the link behind."""
    asked = planning.find(db.session(), token, token_key()).asked
    others = [each for each in session.get("measures", []) if each[:2] != [asked.measure_id.hex, asked.quarter]]
    session["measures"] = [*others, [asked.measure_id.hex, asked.quarter, asked.edition]][-MOST:]
    return redirect(url_for(".status", measure_id=asked.measure_id, quarter=asked.quarter))


@owners.route("/tiltak/<uuid:measure_id>/<int:quarter>", methods=["GET", "POST"])
def status(measure_id: UUID, quarter: int) -> Answer:
    """Give the status, or change it as long as the quarter is open."""
    found = planning.offer(db.session(), _asked(measure_id, quarter))
    if found.closed:
        raise QuarterClosedError(Quarter(found.year, quarter))
    form = StatusForm.of(found.last, found.target.unit if found.target else "")
    theirs = None
    if form.sent_well():
        try:
            planning.answer(db.session(), found.asked, form.told(), now=now())
            flash(_("Takk, statusen er mottatt. Du kan endre den så lenge kvartalet er åpent."))
            return redirect(url_for(".status", measure_id=measure_id, quarter=quarter))
        except ImpossibleMeasureError as refused:
            refuse(form, refused)
        except StatusConflictError as conflict:
            theirs = conflict.theirs
    return owner_page(found, form, theirs, noted())


@owners.post("/tiltak/<uuid:measure_id>/<int:quarter>/lukk")
def leave(measure_id: UUID, quarter: int) -> Answer:
    """Close it in this browser, for the sake of whoever uses it next."""
    others = [each for each in session.get("measures", []) if each[:2] != [measure_id.hex, quarter]]
    session["measures"] = others
    return redirect(url_for("start.front"))


def _asked(measure_id: UUID, quarter: int) -> Asked:
    for measure, number, edition in session.get("measures", []):
        if (measure, number) == (measure_id.hex, quarter):
            return Asked(measure_id, quarter, edition)
    raise NotOpenedHereError("This measure is not opened in this browser. Open the link that you were given again.")
