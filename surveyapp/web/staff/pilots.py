"""Pilots at work: one page with all of it, and pages for telling, correcting and taking out each thing."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import Account, db
from surveyapp.models.errors import ChangedMeanwhileError, DuplicateKeyError
from surveyapp.models.marks import mark_of
from surveyapp.services import access, coursing, piloting
from surveyapp.services.piloting import (
    Key,
    Kind,
    PartChangedError,
    PilotFile,
    PilotFileError,
    PilotPicture,
    PilotRefusedError,
    Told,
    UnitTold,
    told_of,
)
from surveyapp.web.context import now
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import FormPage, SharedForm
from surveyapp.web.staff.pilot_forms import PartForm, SeenForm, UnitForm
from surveyapp.web.staff.pilot_pages import pilot_page, pilots_page
from surveyapp.web.staff.pilot_parts import PAGES, Page, all_of_it, at, form_page, in_the_file, in_words, refuse
from surveyapp.web.staff.pilot_setup_forms import NewPilotForm, SurveyForm, TitleForm
from surveyapp.web.staff.pilot_surveys import followed

Answer = Response | tuple[str, int]

pilots = Blueprint("pilots", __name__, url_prefix="/piloter")
PILOT = "/<uuid:pilot_id>"
SURVEYS = f"{PILOT}/undersokelser"


@pilots.get("")
def overview() -> Answer:
    """The pilots that may be seen."""
    account, may = signed_in(), access.allowed_anywhere(db.session())
    return render(pilots_page(account, piloting.pilots(db.session()), may))


@pilots.route("/ny", methods=["GET", "POST"])
def new() -> Answer:
    """Set a pilot up, empty or from a file."""
    account = signed_in()
    makers = piloting.makers(db.session())
    if not makers:
        return redirect(url_for(".overview"))
    form = NewPilotForm(makers)
    if form.sent_well():
        try:
            made = piloting.import_pilot(db.session(), UUID(form.organisation.data), _set_up(form), now())
            flash(_("Piloten er satt opp."))
            return redirect(url_for(".show", pilot_id=made))
        except DuplicateKeyError:
            form.refuse("pilot", _("Virksomheten har en pilot som heter dette. Skriv et annet navn."))
        except PilotFileError as refused:
            told = in_the_file(refused)
            form.refuse("file", _("Rett opp dette i filen, og velg den på nytt: %(lines)s", lines=told))
    page = FormPage(
        title=_("Ny pilot"),
        signed_in=account.name,
        failed=bool(form.problems),
        form_data=form,
        back=(url_for(".overview"), _("Piloter")),
        send=_("Sett opp piloten"),
        lead=(_("Begynn med en tom pilot, eller hent inn oppsettet fra en fil."),),
    )
    return render(page, 422 if form.problems else 200)


@pilots.get(PILOT)
def show(pilot_id: UUID) -> Answer:
    """All of a pilot on one page."""
    account = signed_in()
    found = piloting.pilot(db.session(), pilot_id)
    may = access.allowed(db.session(), found.pilot.organisation_id)
    covered = coursing.coverage_of(db.session(), found.linked)
    return render(pilot_page(account, found, covered, followed(pilot_id, may), may))


@pilots.route(f"{PILOT}/navn", methods=["GET", "POST"])
def title(pilot_id: UUID) -> Answer:
    """Call the pilot something else."""
    account, found = _changeable(pilot_id)
    form, status = TitleForm.of(found.pilot), 422
    if form.sent_well():
        try:
            piloting.change_title(db.session(), pilot_id, form.told, seen=form.seen.data or "")
            return _done(pilot_id, _("Det er lagret."))
        except PilotRefusedError as refused:
            refuse(form, refused)
        except ChangedMeanwhileError:
            form.changed_meanwhile(TitleForm.of(piloting.pilot(db.session(), pilot_id).pilot, was_sent=False))
            status = 409
    return render(form_page(account, found, form, _("Endre navn og kilde")), status if form.problems else 200)


@pilots.route(f"{PILOT}/slett", methods=["GET", "POST"])
def erase(pilot_id: UUID) -> Answer:
    """Delete the whole pilot, once that is confirmed of what there is of it now."""
    account, found = _changeable(pilot_id)
    extent = piloting.extent(db.session(), pilot_id)
    form, lead, status = SharedForm(data={"seen": mark_of(extent)}), list(all_of_it(extent)), 200
    if form.sent_well():
        try:
            piloting.delete_pilot(db.session(), pilot_id, seen=form.seen.data or "")
            flash(_("Piloten %(title)s er slettet.", title=found.pilot.title))
            return redirect(url_for(".overview"))
        except ChangedMeanwhileError:
            form.seen.data, status = mark_of(extent), 409
            lead.insert(0, _("Dette er endret mens siden sto åpen, av deg eller en annen. Du ser det som står nå."))
    title = _("Slett piloten")
    return render(form_page(account, found, form, title, send=title, lead=tuple(lead), dangerous=True), status)


def add(pilot_id: UUID, kind: Kind) -> Answer:
    """Tell one more thing of a pilot."""
    account, found = _changeable(pilot_id)
    words = PAGES[kind]
    form = _form(words, found)
    if form.sent_well():
        try:
            piloting.add_part(db.session(), pilot_id, form.told)
            return _done(pilot_id, _("Det er lagret."))
        except PilotRefusedError as refused:
            refuse(form, refused)
    return render(form_page(account, found, form, words.new), 422 if form.problems else 200)


def change(pilot_id: UUID, kind: Kind, **named: Key) -> Answer:
    """Correct what was told; what somebody else has written meanwhile is shown beside it."""
    account, found = _changeable(pilot_id)
    (key,), words, status = named.values(), PAGES[kind], 422
    there = piloting.part(db.session(), pilot_id, kind, key)
    form = _form(words, found, told_of(there), there.revision)
    if form.sent_well():
        try:
            piloting.change_part(db.session(), pilot_id, key, form.told, seen=form.revision)
            return _done(pilot_id, _("Det er lagret."))
        except PilotRefusedError as refused:
            refuse(form, refused)
        except PartChangedError as changed:
            form.changed_meanwhile(_form(words, found, changed.theirs, changed.revision, was_sent=False))
            status = 409
    page = form_page(account, found, form, words.change, instead=(at(there, "delete"), str(words.delete)))
    return render(page, status if form.problems else 200)


def delete(pilot_id: UUID, kind: Kind, **named: Key) -> Answer:
    """Take out what was told by mistake, once that is confirmed of what stands now."""
    account, found = _changeable(pilot_id)
    (key,) = named.values()
    there = piloting.part(db.session(), pilot_id, kind, key)
    form, told, status = SeenForm(data={"seen": str(there.revision)}), told_of(there), 200
    lead = [_("Det kan ikke angres.")]
    if kind is UnitTold:
        lead.insert(0, _("Opplæringene som virksomheten har hatt, slettes også."))
    if request.method == "POST":
        try:
            piloting.delete_part(db.session(), pilot_id, kind, key, seen=form.revision)
            return _done(pilot_id, _("Det er slettet."))
        except PartChangedError as changed:
            lead.insert(0, _("Dette er endret mens siden sto åpen, av deg eller en annen. Du ser det som står nå."))
            told, form.seen.data, status = changed.theirs, str(changed.revision), 409
    lead.insert(0, in_words(found, told))
    title = PAGES[kind].delete
    page = form_page(account, found, form, title, send=str(title), lead=tuple(lead), dangerous=True)
    return render(page, status)


def _lead_there() -> None:
    """Each kind of thing is told, corrected and taken out at addresses of its own."""
    views: tuple[tuple[str, str, Callable[..., Answer]], ...] = (
        ("add", "", add),
        ("change", "/<{}>", change),
        ("delete", "/<{}>/slett", delete),
    )
    for kind, page in PAGES.items():
        for name, end, view in views:
            address = f"{PILOT}/{page.word}{end.format(page.key)}"
            pilots.add_url_rule(address, f"{name}_{page.name}", view, defaults={"kind": kind}, methods=["GET", "POST"])


_lead_there()


@pilots.route(SURVEYS, methods=["GET", "POST"])
def attach(pilot_id: UUID) -> Answer:
    """Follow the pilot by one survey more."""
    account, found = _changeable(pilot_id)
    surveys = piloting.attachable(db.session(), pilot_id)
    if not surveys:
        return _done(pilot_id, _("Du har ikke tilgang til flere undersøkelser som kan kobles til."))
    form = SurveyForm(surveys)
    if form.sent_well():
        piloting.attach(db.session(), pilot_id, UUID(form.survey.data))
        return _done(pilot_id, _("Undersøkelsen er koblet til piloten."))
    lead = _("Du kan velge blant undersøkelsene du har tilgang til, også andre virksomheters.")
    page = form_page(account, found, form, _("Koble til en undersøkelse"), send=_("Koble til"), lead=(lead,))
    return render(page, 422 if form.problems else 200)


@pilots.post(f"{SURVEYS}/<uuid:survey_id>/koble-fra")
def detach(pilot_id: UUID, survey_id: UUID) -> Answer:
    """Follow it by this one no longer."""
    signed_in()
    piloting.detach(db.session(), pilot_id, survey_id)
    return _done(pilot_id, _("Undersøkelsen er koblet fra. Den er ikke slettet, og kan kobles til igjen."))


def _set_up(form: NewPilotForm) -> PilotFile:
    """The pilot of the file that was sent, or an empty one, by the name that was written."""
    sent, title = request.files.get("file"), (form.pilot.data or "").strip()
    if sent is not None and sent.filename:
        setup = piloting.read_pilot(sent.filename, sent.read(), now())
        return setup.model_copy(update={"title": title}) if title else setup
    return PilotFile(title=title, source="")


def _form(
    words: Page, found: PilotPicture, told: Told | None = None, revision: int = 0, *, was_sent: bool = True
) -> PartForm:
    form = words.form(found, told, revision, was_sent=was_sent)
    if isinstance(form, UnitForm):
        form.offer(found, coursing.units(db.session()))
    return form


def _changeable(pilot_id: UUID) -> tuple[Account, PilotPicture]:
    account = signed_in()
    found = piloting.pilot(db.session(), pilot_id)
    access.require(db.session(), "pilot.change", found.pilot.organisation_id)
    return account, found


def _done(pilot_id: UUID, note: str) -> Response:
    flash(note)
    return redirect(url_for(".show", pilot_id=pilot_id))
