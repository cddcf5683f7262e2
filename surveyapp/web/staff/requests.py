"""A person asks what is stored about her, or wants it gone: staff find it by the code on her receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired

from surveyapp.models import Account, Survey, db
from surveyapp.models.errors import UnknownTokenError, WrongPrivacyError
from surveyapp.services import access, answering
from surveyapp.services.answering import Stored
from surveyapp.web.assembling import check_page
from surveyapp.web.context import now
from surveyapp.web.guessing import TRIES
from surveyapp.web.languages import day, speak
from surveyapp.web.pages import Section, render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.pages import StaffPage

Answer = Response | tuple[str, int]

requests = Blueprint("requests", __name__, url_prefix="/undersokelser/<uuid:survey_id>/innsyn")


class CodeForm(StaffForm):
    """The code on the receipt."""

    code = StringField(
        _l("Referansekode"),
        description=_l("Den står på kvitteringen, for eksempel K7QM-3XPD."),
        validators=[InputRequired(_l("Skriv koden som står på kvitteringen."))],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage(StaffPage):
    """All that is stored about one answer; made to be printed for the person who asked."""

    template: ClassVar[str] = "staff/stored.html"
    back: str
    code: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    withdraw_at: str


@requests.route("", methods=["GET", "POST"])
def find(survey_id: UUID) -> Answer:
    """Ask for the code, and show what there is; the code never stands in an address."""
    account = signed_in()
    survey = access.survey(db.session(), "requests.answer", survey_id)
    form = CodeForm()
    if form.sent_well():
        TRIES.require_patience(now())
        try:
            found = answering.stored(db.session(), survey_id, form.data["code"])
        except UnknownTokenError:
            TRIES.note(now())
            form.refuse("code", _unknown())
        else:
            return render(_stored_page(account, survey, found))
    return render(_code_page(account, survey, form), 422 if form.problems else 200)


@requests.post("/trekk")
def withdraw(survey_id: UUID) -> Answer:
    """Delete the answer for the person who asked."""
    account = signed_in()
    survey = access.survey(db.session(), "requests.answer", survey_id)
    TRIES.require_patience(now())
    try:
        answering.withdraw_for(db.session(), survey_id, request.form.get("code", "")[:40])
    except (UnknownTokenError, WrongPrivacyError):
        TRIES.note(now())
        form = CodeForm()
        form.validate()
        form.refuse("code", _unknown())
        return render(_code_page(account, survey, form), 422)
    flash(_("Svaret er slettet. Gi beskjed til den som ba om det."))
    return redirect(url_for("deletion.show", survey_id=survey_id))


def _unknown() -> str:
    return str(
        _(
            "Ingen svar i denne undersøkelsen har koden. Se på koden. Svaret kan også være trukket, slettet eller "
            "skilt fra personen."
        )
    )


def _code_page(account: Account, survey: Survey, form: CodeForm) -> FormPage:
    lead = [_("Be personen om koden på kvitteringen. Vi finner ikke svar ved navn, og oppslaget blir loggført.")]
    if survey.privacy == "anonymous":
        lead.append(_("Svarene er anonyme: uten koden kan ingen finne et svar, heller ikke vi. Si det til personen."))
    return FormPage(
        title=_("Innsyn og sletting for en person"),
        part_of=survey.title,
        signed_in=account.name,
        synthetic=survey.synthetic,
        failed=bool(form.problems),
        form_data=form,
        back=(url_for("staff.survey", survey_id=survey.id), survey.title),
        send=_("Finn svaret"),
        lead=tuple(map(str, lead)),
    )


def _stored_page(account: Account, survey: Survey, found: Stored) -> StoredPage:
    draft = found.draft
    speak(draft.questionnaire)
    facts = [
        (_("Hvem spør"), draft.owner),
        (_("Undersøkelse"), f"{draft.survey_title}, {draft.round_label}"),
        (_("Referansekode"), draft.reference or ""),
        (_("Levert"), day(draft.submitted_on) if draft.submitted_on else ""),
        (_("E-post og telefon slettes"), day(found.contacts_go_on) if found.contacts_go_on else ""),
        (_("Endringer underveis"), str(found.revisions)),
        (_("Ganger forrige tall ble vist"), str(found.recalls)),
    ]
    return StoredPage(
        title=_("Dette er lagret"),
        part_of=survey.title,
        signed_in=account.name,
        synthetic=survey.synthetic,
        back=url_for(".find", survey_id=survey.id),
        code=draft.reference or "",
        facts=tuple((str(word), what) for word, what in facts if what),
        sections=check_page(draft, (), refused=False).sections,
        withdraw_at="" if survey.privacy == "identified" else url_for(".withdraw", survey_id=survey.id),
    )
