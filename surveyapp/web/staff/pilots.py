"""Pilots at work: one page with all of it, and a form for each thing that happens."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import Account, db
from surveyapp.models.errors import NotFoundError
from surveyapp.services import access, coursing, piloting
from surveyapp.services.piloting import EvidenceMissingError, PilotPicture, PilotRefusedError
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.pilot_forms import HearingForm, MeetingForm, MilestoneForm, TrainingForm, form_page
from surveyapp.web.staff.pilot_pages import pilot_page, pilots_page

Answer = Response | tuple[str, int]

pilots = Blueprint("pilots", __name__, url_prefix="/piloter")
PILOT = "/<uuid:pilot_id>"


@pilots.get("")
def overview() -> Answer:
    """The pilots that may be seen."""
    account = signed_in()
    return render(pilots_page(account, piloting.pilots(db.session())))


@pilots.get(PILOT)
def show(pilot_id: UUID) -> Answer:
    """All of a pilot on one page."""
    account = signed_in()
    found = piloting.pilot(db.session(), pilot_id)
    may = access.allowed(db.session(), found.pilot.organisation_id)
    covered = coursing.coverage(db.session(), found.pilot.organisation_id) if "coverage.see" in may else None
    return render(pilot_page(account, found, covered, may))


@pilots.route(f"{PILOT}/milepel/<int:number>", methods=["GET", "POST"])
def milestone(pilot_id: UUID, number: int) -> Answer:
    """How far a milestone has come, and what shows it."""
    account, found = _changeable(pilot_id)
    there = next((each for each in found.milestones if each.number == number), None)
    if there is None:
        raise NotFoundError(f"The pilot has no milestone {number}.")
    form, title = MilestoneForm(obj=there), there.words
    if form.sent_well():
        try:
            piloting.set_milestone(db.session(), pilot_id, number, **form.values)
            return _done(pilot_id)
        except EvidenceMissingError:
            form.refuse("evidence", str(_("Skriv hva som viser at milepælen er nådd.")))
    return render(form_page(account, found, form, title), 422 if form.problems else 200)


@pilots.route(f"{PILOT}/opplaring", methods=["GET", "POST"])
def training(pilot_id: UUID) -> Answer:
    """A training session, and how many came."""
    account, found = _changeable(pilot_id)
    form = TrainingForm(found.units)
    if form.sent_well():
        piloting.add_training(db.session(), pilot_id, int(form.unit.data), **form.values)
        return _done(pilot_id)
    return render(form_page(account, found, form, _("Ny opplæring")), 422 if form.problems else 200)


@pilots.route(f"{PILOT}/tilbakemelding", methods=["GET", "POST"])
def hearing(pilot_id: UUID) -> Answer:
    """A round of feedback, and what came back."""
    account, found = _changeable(pilot_id)
    form = HearingForm()
    if form.sent_well():
        try:
            piloting.add_hearing(db.session(), pilot_id, form.asked.data or "", **form.values)
            return _done(pilot_id)
        except PilotRefusedError:
            form.refuse("advice", str(_("Ta bort fødselsnummeret. Det skal bare stå i deres eget system.")))
    return render(form_page(account, found, form, _("Ny runde med tilbakemeldinger")), 422 if form.problems else 200)


@pilots.route(f"{PILOT}/dialogmote", methods=["GET", "POST"])
def meeting(pilot_id: UUID) -> Answer:
    """A dialogue meeting, with how many of each role came."""
    account, found = _changeable(pilot_id)
    form = MeetingForm()
    if form.sent_well():
        try:
            piloting.add_meeting(db.session(), pilot_id, form.where.data or "", **form.values)
            return _done(pilot_id)
        except PilotRefusedError:
            form.refuse("advice", str(_("Ta bort fødselsnummeret. Det skal bare stå i deres eget system.")))
    return render(form_page(account, found, form, _("Nytt dialogmøte")), 422 if form.problems else 200)


def _changeable(pilot_id: UUID) -> tuple[Account, PilotPicture]:
    account = signed_in()
    found = piloting.pilot(db.session(), pilot_id)
    access.require(db.session(), "pilot.change", found.pilot.organisation_id)
    return account, found


def _done(pilot_id: UUID) -> Response:
    flash(_("Det er lagret."))
    return redirect(url_for(".show", pilot_id=pilot_id))
