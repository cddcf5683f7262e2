"""Setting a survey up: a new one, its rounds, what must be in place, and opening."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Survey, db
from surveyapp.models.errors import (
    ChangedMeanwhileError,
    DuplicateKeyError,
    FixedSinceOpeningError,
    ImpossibleRoundError,
    RoundOverError,
    WrongPrivacyError,
)
from surveyapp.models.ids import norwegian_date
from surveyapp.models.planned import MessageInTheWayError
from surveyapp.models.surveys import Privacy
from surveyapp.models.transactions import writing
from surveyapp.services import access, contacting, inviting, preparing, publishing, retaining, surveying
from surveyapp.services.preparing import NotReadyToOpenError
from surveyapp.web.context import now, sending_hours, token_key
from surveyapp.web.languages import day
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.message_days import in_the_way, tell_moved
from surveyapp.web.staff.setup_forms import (
    DatesForm,
    DescriptionForm,
    MunicipalRoundForm,
    RoundForm,
    SurveyForm,
    first_dates,
    owner_of,
)
from surveyapp.web.staff.setup_pages import FIXED, Tried, form_page, questionnaires_offered, ready_page

Answer = Response | tuple[str, int]

setting_up = Blueprint("setting_up", __name__)
SURVEY = "/undersokelser/<uuid:survey_id>"
ROUND = f"{SURVEY}/runder/<uuid:round_id>"
REHEARSED = 100
"""Answers that one press makes up: two seconds of work."""
NOTHING_TRIED = Tried()


@setting_up.route("/undersokelser/ny", methods=["GET", "POST"])
def new() -> Answer:
    """Make a survey."""
    account = signed_in()
    owners = surveying.owners(db.session())
    form = SurveyForm()
    form.offer(owners, questionnaires_offered())
    if not form.sent_well():
        return _shown(form_page(account, form, (_("Ny undersøkelse"), _("Lag undersøkelsen")), lead=_first_steps()))
    owner = next(each for each in owners if each.id == owner_of(form))
    asks = load_file(paths()[form.questionnaire.data])
    with writing(db.session()):
        version = publishing.publish(db.session(), owner, asks, now())
        made = surveying.create_survey(
            db.session(),
            owner_of(form),
            version.questionnaire_id,
            title=form.title.data or "",
            privacy=cast(Privacy, form.privacy.data),
            synthetic=False,
            now=now(),
        )
        preparing.describe(db.session(), made.id, preparing.Description(form.purpose.data or "", health_data=None))
    return redirect(url_for("staff.survey", survey_id=made.id))


def _first_steps() -> str:
    return str(_("Ingenting sendes ut før du har lagt til en runde, prøvd skjemaet og åpnet runden."))


@setting_up.route(f"{SURVEY}/om", methods=["GET", "POST"])
def about(survey_id: UUID) -> Answer:
    """What the survey is for, and what was thought about its privacy."""
    account = signed_in()
    survey = access.survey(db.session(), "survey.change", survey_id)
    form = DescriptionForm.of(survey)
    if form.sent_well():
        try:
            preparing.describe(db.session(), survey_id, form.said(), seen=form.seen.data or "")
            return redirect(url_for("staff.survey", survey_id=survey_id))
        except ChangedMeanwhileError:
            form.changed_meanwhile(DescriptionForm.of(survey, was_sent=False))
    return _shown(form_page(account, form, (_("Formål og personvern"), _("Lagre")), survey))


@setting_up.route(f"{SURVEY}/runder/ny", methods=["GET", "POST"])
def add_round(survey_id: UUID) -> Answer:
    """One more round; of municipalities, those of a day."""
    account = signed_in()
    survey = access.survey(db.session(), "survey.change", survey_id)
    version_id, questionnaire = surveying.newest_version(db.session(), survey_id)
    municipal = questionnaire.unit == "municipality"
    today = norwegian_date(now())
    form: MunicipalRoundForm | RoundForm
    if municipal:
        form = MunicipalRoundForm(data=first_dates(today)).offer(today, anonymous=survey.privacy == "anonymous")
    else:
        units = surveying.own_units(db.session(), survey) if survey.privacy != "anonymous" else ()
        form = RoundForm(data=first_dates(today)).offer(units)
    if form.sent_well():
        try:
            return redirect(_ready(survey_id, _add(survey, form, version_id)))
        except (ImpossibleRoundError, DuplicateKeyError, WrongPrivacyError) as refusal:
            _refuse(form, refusal)
    return _shown(form_page(account, form, (_("Ny runde"), _("Legg til runden")), survey))


def _add(survey: Survey, form: MunicipalRoundForm | RoundForm, version_id: UUID) -> UUID:
    survey_id = survey.id
    plan = surveying.RoundPlan(
        version_id,
        form.label.data or "",
        form.opens_on.data or norwegian_date(now()),
        form.closes_on.data or norwegian_date(now()),
        form.counted,
        form.denominator_date.data,
    )
    with writing(db.session()):
        added = surveying.add_round(db.session(), survey_id, plan).id
        if form.asked:
            inviting.invite_keys(db.session(), survey_id, added, form.asked, token_key())
    return added


@setting_up.get(ROUND)
def ready(survey_id: UUID, round_id: UUID) -> Answer:
    """What is in place, and what is missing before the round opens."""
    return _round_page(survey_id, round_id)


@setting_up.post(f"{ROUND}/prov")
def rehearse(survey_id: UUID, round_id: UUID) -> Answer:
    """Answer the round's questionnaire at random along every path."""
    signed_in()
    # It answers by the whole questionnaire language, which no respondent should wait for.
    from surveyapp.rehearsal import rehearse as answer  # noqa: PLC0415

    questionnaire = preparing.questionnaire_to_rehearse(db.session(), survey_id, round_id)
    done = answer(questionnaire, answers=REHEARSED, rounds=1, seed=1, today=norwegian_date(now()))
    if done.dead_ends:
        return _round_page(survey_id, round_id, Tried(dead_ends=len(done.dead_ends)))
    preparing.note_rehearsal(db.session(), survey_id, round_id, answers=REHEARSED, now=now())
    return redirect(_ready(survey_id, round_id))


@setting_up.post(f"{ROUND}/apne")
def release(survey_id: UUID, round_id: UUID) -> Answer:
    """Let the round open on its first day."""
    signed_in()
    try:
        preparing.release(db.session(), survey_id, round_id, now())
    except NotReadyToOpenError:
        return _round_page(survey_id, round_id, Tried(refused=True))
    opens_on = surveying.find_round(db.session(), survey_id, round_id).opens_on
    if opens_on > norwegian_date(now()):
        flash(_("Runden er klar. Den åpner av seg selv %(day)s.", day=day(opens_on)))
    else:
        flash(_("Runden er åpen."))
    return redirect(_ready(survey_id, round_id))


@setting_up.route(f"{ROUND}/datoer", methods=["GET", "POST"])
def move(survey_id: UUID, round_id: UUID) -> Answer:
    """Change the round's dates, and how many should answer."""
    account = signed_in()
    survey = access.survey(db.session(), "survey.change", survey_id)
    asked = surveying.find_round(db.session(), survey_id, round_id)
    form = DatesForm.of(asked)
    if form.sent_well():
        try:
            seen, hours = form.seen.data or "", sending_hours()
            followed = preparing.move(db.session(), survey_id, round_id, form.dates(), now(), seen=seen, hours=hours)
            tell_moved(followed, contacting.waves_of(db.session(), survey_id, round_id), asked)
            return redirect(_ready(survey_id, round_id))
        except ChangedMeanwhileError:
            form.changed_meanwhile(DatesForm.of(asked, was_sent=False))
        except ImpossibleRoundError as refusal:
            _refuse(form, refusal)
    page = form_page(account, form, (_("Datoer og nevner"), _("Lagre")), survey, round_id=round_id)
    return _shown(page)


@setting_up.route(f"{ROUND}/avslutt", methods=["GET", "POST"])
def close(survey_id: UUID, round_id: UUID) -> Answer:
    """End the round now, once it was asked whether to."""
    account = signed_in()
    survey = access.survey(db.session(), "survey.close", survey_id)
    asked = surveying.find_round(db.session(), survey_id, round_id)
    form = StaffForm()
    if not form.sent_well():
        lead = str(
            _("Etter dette kan ingen svare eller endre svar i «%(round)s». Det kan ikke angres.", round=asked.label)
        )
        words = _("Avslutt runden"), _("Avslutt nå")
        page = form_page(account, form, words, survey, round_id=round_id, lead=lead, dangerous=True)
        return _shown(page)
    surveying.close_round(db.session(), survey_id, round_id, now())
    return redirect(_ready(survey_id, round_id))


def _round_page(survey_id: UUID, round_id: UUID, tried: Tried = NOTHING_TRIED) -> Answer:
    account = signed_in()
    survey = access.survey(db.session(), "survey.see", survey_id)
    may = access.allowed(db.session(), survey.organisation_id)
    gates = preparing.gates(db.session(), survey_id, round_id, now())
    there = next(each for each in surveying.overview(db.session(), survey_id, now()) if each.round_id == round_id)
    promise = retaining.promise_of(db.session(), survey_id)
    page = ready_page(account, survey, there, gates, may, promise=promise, tried=tried)
    return render(page, 409 if page.failed else 200)


def _refuse(form: DatesForm | MunicipalRoundForm, refusal: Exception) -> None:
    """Say at a field what the service would not do."""
    if isinstance(refusal, DuplicateKeyError):
        form.refuse("label", str(_("Undersøkelsen har en runde med dette navnet. Velg et annet.")))
    elif isinstance(refusal, WrongPrivacyError):
        words = _("Skjemaet spør om kontaktopplysninger, og det kan ikke en anonym undersøkelse gjøre.")
        form.refuse("label", str(words))
    elif isinstance(refusal, RoundOverError):
        form.refuse("closes_on", str(_("Runden er over, og datoene kan ikke endres. Lag en ny runde.")))
    elif isinstance(refusal, FixedSinceOpeningError):
        form.refuse(refusal.field, str(FIXED[refusal.field]))
    elif isinstance(refusal, MessageInTheWayError):
        form.refuse("closes_on", in_the_way(refusal))
    else:
        form.refuse("closes_on", str(_("Datoene går ikke opp. Runden må slutte etter at den åpner.")))


def _ready(survey_id: UUID, round_id: UUID) -> str:
    return url_for("setting_up.ready", survey_id=survey_id, round_id=round_id)


def _shown(page: FormPage) -> Answer:
    return render(page, 422 if page.failed else 200)
