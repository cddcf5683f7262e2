"""Invitations and reminders: contact lists, what is written when, previews, a pause, and what became of each."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from uuid import UUID, uuid4

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from questionnaires.classifications import kommuner
from surveyapp.models import db
from surveyapp.models.errors import ChangedMeanwhileError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access, contacting, importing, surveying
from surveyapp.services.contacting import Contact, Expected, WavePlan, WaveRefusedError
from surveyapp.services.importing.tables import NoRowsError, UnreadableFileError
from surveyapp.web.calling import mail_of
from surveyapp.web.context import now, sending_hours, token_key
from surveyapp.web.delivering import channels_here, sender_here
from surveyapp.web.mailing import send
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import UNREADABLE_FILE
from surveyapp.web.staff.message_days import timing_of
from surveyapp.web.staff.message_examples import example_of
from surveyapp.web.staff.message_forms import ContactsForm, Invited, TestForm, TextsForm, WaveForm
from surveyapp.web.staff.message_pages import (
    About,
    contacts_page,
    list_page,
    message_page,
    wave_page,
)
from surveyapp.web.staff.message_words import REFUSALS

Answer = Response | tuple[str, int]

messaging = Blueprint("messaging", __name__)
ROUND = "/undersokelser/<uuid:survey_id>/runder/<uuid:round_id>/meldinger"
LIMITS = importing.ImportLimits(max_bytes=700_000, max_rows=20_000)
"""A list on a page; a longer one belongs on the command line."""


@messaging.get(ROUND)
def overview(survey_id: UUID, round_id: UUID) -> Answer:
    """Who can be written to, what is planned, and what became of what was sent."""
    about = _about(survey_id, round_id)
    reached = contacting.recipients_of(db.session(), survey_id, round_id)
    waves = contacting.waves_of(db.session(), survey_id, round_id)
    return render(list_page(about, reached, waves, channels_here().there))


@messaging.route(f"{ROUND}/ny", methods=["GET", "POST"])
def plan(survey_id: UUID, round_id: UUID) -> Answer:
    """Plan an invitation or a reminder."""
    about = _about(survey_id, round_id)
    hours, first_day = sending_hours(), max(about.asked.opens_on, norwegian_date(now()))
    form = WaveForm(_invited(about), first_day=first_day, hours=hours is not None)
    if form.sent_well():
        try:
            wanted = WavePlan(form.kind.data, form.when, {})
            made = contacting.plan_wave(db.session(), survey_id, round_id, wanted, now(), hours=hours)
            return redirect(url_for(".message", survey_id=survey_id, round_id=round_id, wave_id=made))
        except WaveRefusedError as refusal:
            form.refuse_plan(refusal.reason)
    page = wave_page(about, form)
    return render(page, 422 if page.failed else 200)


def _invited(about: About) -> Invited:
    ids = about.survey.id, about.asked.id
    invitations = [each for each in contacting.waves_of(db.session(), *ids) if each.kind == "invitation"]
    planned = next((timing_of(each, about.asked).day for each in invitations if each.started_on is None), None)
    return Invited(planned, len(invitations) > (planned is not None), contacting.uninvited(db.session(), *ids))


@messaging.route(f"{ROUND}/<uuid:wave_id>", methods=["GET", "POST"])
def message(survey_id: UUID, round_id: UUID, wave_id: UUID) -> Answer:
    """One message: its words in each language, and what it will look like."""
    about = _about(survey_id, round_id)
    wave = _wave(survey_id, round_id, wave_id)
    form = TextsForm.of(about.questionnaire.languages, wave.texts)
    told = ""
    if form.sent_well():
        try:
            contacting.change_texts(db.session(), survey_id, wave_id, form.texts(), seen=form.seen.data or "")
            return redirect(url_for(".message", survey_id=survey_id, round_id=round_id, wave_id=wave_id))
        except ChangedMeanwhileError:
            stored = _wave(survey_id, round_id, wave_id).texts
            form.changed_meanwhile(TextsForm.of(about.questionnaire.languages, stored, sent=False))
        except WaveRefusedError as refusal:
            told = str(REFUSALS[refusal.reason])
    page = message_page(about, wave, form, refused=told)
    return render(page, 422 if page.failed else 200)


@messaging.post(f"{ROUND}/<uuid:wave_id>/prove")
def try_out(survey_id: UUID, round_id: UUID, wave_id: UUID) -> Answer:
    """Send the message to an address of one's own, with a link that leads nowhere."""
    about = _about(survey_id, round_id)
    wave = _wave(survey_id, round_id, wave_id)
    form = TestForm()
    if not form.sent_well():
        return _message_again(about, wave, form)
    example = example_of(about.occasion, wave, form.language.data or "", form.address.data or "")
    gone = send(mail_of(example, sender_here()), f"prøve {uuid4()}")
    became = "ja" if gone else "venter"
    return redirect(url_for(".message", survey_id=survey_id, round_id=round_id, wave_id=wave_id, sendt=became))


def _message_again(about: About, wave: contacting.WaveOverview, tried: TestForm) -> Answer:
    """The message with what is wrong with the address it was to be tried on."""
    form = TextsForm.of(about.questionnaire.languages, wave.texts, sent=False)
    return render(message_page(about, wave, form, tried=tried), 422)


@messaging.post(f"{ROUND}/<uuid:wave_id>/avlys")
def cancel(survey_id: UUID, round_id: UUID, wave_id: UUID) -> Answer:
    """Take a message that has not gone out off the plan."""
    _about(survey_id, round_id)
    _wave(survey_id, round_id, wave_id)
    try:
        contacting.cancel_wave(db.session(), survey_id, wave_id)
    except WaveRefusedError:
        return redirect(url_for(".message", survey_id=survey_id, round_id=round_id, wave_id=wave_id))
    return redirect(url_for(".overview", survey_id=survey_id, round_id=round_id))


@messaging.post(f"{ROUND}/pause")
def pause(survey_id: UUID, round_id: UUID) -> Answer:
    """Send nothing more until it is resumed; or go on."""
    signed_in()
    if request.form.get("go") == "on":
        contacting.resume(db.session(), survey_id, round_id)
    else:
        contacting.pause(db.session(), survey_id, round_id, now())
    return redirect(url_for(".overview", survey_id=survey_id, round_id=round_id))


@messaging.route(f"{ROUND}/kontakter", methods=["GET", "POST"])
def contacts(survey_id: UUID, round_id: UUID) -> Answer:
    """A contact list: read and shown first, then taken in."""
    about = _about(survey_id, round_id)
    form = ContactsForm()
    expected = _expected(about)
    if request.form.get("kept"):
        people = _kept(request.form["kept"], expected)
        if people:
            contacting.add_contacts(db.session(), survey_id, round_id, people, key=token_key())
            return redirect(url_for(".overview", survey_id=survey_id, round_id=round_id))
        form.refuse("file", str(_("Listen ble ikke lagt inn, for den passer ikke lenger. Velg filen på nytt.")))
    reading, guessed = None, tuple[str, ...]()
    if not form.problems and form.sent_well():
        try:
            table = _read(form)
            reading, guessed = contacting.read_contacts(table.header, table.rows, expected), table.guessed
        except NoRowsError:
            form.refuse("file", str(_("Filen har ingen adresser. Skriv dem i radene under overskriftene.")))
        except UnreadableFileError:
            form.refuse("file", str(UNREADABLE_FILE))
    page = contacts_page(about, form, reading, guessed)
    return render(page, 422 if page.failed else 200)


def _read(form: ContactsForm) -> importing.Table:
    sent = form.file.data
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"liste{Path(sent.filename or '').suffix.lower()[:6]}"
        sent.save(path)
        return importing.read_table(path, LIMITS, windows=True)


def _kept(words: str, expected: Expected) -> tuple[Contact, ...]:
    """The list as it was shown, read once more: nobody takes in what was not looked through."""
    try:
        header, *rows = json.loads(words)
        reading = contacting.read_contacts(header, list(enumerate(rows, start=2)), expected)
    except (ValueError, TypeError, AttributeError):
        return ()
    return () if reading.problems else reading.contacts


def _expected(about: About) -> Expected:
    keyed, known = about.survey.privacy != "anonymous", None
    if about.questionnaire.unit == "municipality" and keyed:
        known = {each.nr: each.label for each in kommuner(on=about.asked.classified_on)}
    return Expected(about.questionnaire.languages, keyed=keyed, known=known)


def _about(survey_id: UUID, round_id: UUID) -> About:
    account = signed_in()
    survey = access.survey(db.session(), "respondents.invite", survey_id)
    asked = surveying.find_round(db.session(), survey_id, round_id)
    owner = surveying.owner_of(db.session(), survey)
    return About(account, survey, asked, owner, questionnaire_of(db.session(), asked.version_id))


def _wave(survey_id: UUID, round_id: UUID, wave_id: UUID) -> contacting.WaveOverview:
    return contacting.wave_of(db.session(), survey_id, round_id, wave_id)
