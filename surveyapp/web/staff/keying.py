"""Keying answers on paper in: the list of sheets, a blank one to fill in, and two entries side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, get_flashed_messages, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import Account, db
from surveyapp.services import access, answering
from surveyapp.services.answering import Keyed, UnstorableError
from surveyapp.web import refusal
from surveyapp.web.context import now
from surveyapp.web.languages import choose as choose_language
from surveyapp.web.languages import speak
from surveyapp.web.pages import render
from surveyapp.web.sheets import SheetForm
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.keying_pages import DifferencesForm, differences_page, papers_page, sheet_page

Answer = Response | tuple[str, int]

keying = Blueprint("keying", __name__, url_prefix="/undersokelser/<uuid:survey_id>/runder/<uuid:round_id>/papir")


@keying.get("")
def papers(survey_id: UUID, round_id: UUID) -> Answer:
    """The sheets of a round, how far each has come, and how well the entries agree."""
    account = _member(survey_id)
    found = answering.papers(db.session(), survey_id, round_id, account.id, now())
    return render(papers_page(account, survey_id, round_id, found, notes=_notes()))


@keying.post("")
def choose(survey_id: UUID, round_id: UUID) -> Answer:
    """Find the sheet by what stands on it, and go to a blank one to key it into."""
    account, word = _member(survey_id), request.form.get("sheet", "")
    try:
        sheet, _draft = answering.blank_sheet(db.session(), survey_id, round_id, word, account_id=account.id, now=now())
    except refusal.KINDS as error:
        found = answering.papers(db.session(), survey_id, round_id, account.id, now())
        told = refusal.words(error)
        return render(papers_page(account, survey_id, round_id, found, word=word, problem=told), 422)
    return redirect(url_for(".sheet", survey_id=survey_id, round_id=round_id, sheet=sheet.name))


@keying.get("/ark")
def sheet(survey_id: UUID, round_id: UUID) -> Answer:
    """A blank sheet, whatever somebody else has keyed."""
    account = _member(survey_id)
    word = request.args.get("sheet", "")
    found, draft = answering.blank_sheet(db.session(), survey_id, round_id, word, account_id=account.id, now=now())
    speak(draft.questionnaire)
    return render(sheet_page(account, found, SheetForm(draft), survey_id))


@keying.post("/ark")
def key_in(survey_id: UUID, round_id: UUID) -> Answer:
    """Keep an entry; what is strange is asked about once, what cannot be stored must be mended."""
    account = _member(survey_id)
    word = request.args.get("sheet", "")
    found, draft = answering.blank_sheet(db.session(), survey_id, round_id, word, account_id=account.id, now=now())
    speak(draft.questionnaire)
    form = SheetForm(draft, sent=request.form)
    form.require_ours()
    order, _colon, detail = request.form.get("go", "save").partition(":")
    if order == "clear":
        form.clear(detail)
    elif order == "language":
        choose_language(detail)
        speak(draft.questionnaire)
    if order in ("clear", "language"):
        return render(sheet_page(account, found, form, survey_id))
    form.draft = replace(draft, answers={**draft.setting.carried, **form.answers})
    problems = answering.sheet_problems(form.draft)
    if problems.wrong or ((problems.look or problems.left_out) and order != "keep"):
        return render(sheet_page(account, found, form, survey_id, problems), 422 if problems.wrong else 200)
    keyed = answering.key_in(db.session(), survey_id, round_id, word, form.answers, account_id=account.id, now=now())
    return _onwards(survey_id, round_id, found.name, keyed)


@keying.get("/<uuid:paper_id>/uenighet")
def differences(survey_id: UUID, round_id: UUID, paper_id: UUID) -> Answer:
    """The two entries side by side, where they differ."""
    account = _member(survey_id)
    compared = answering.compare(db.session(), survey_id, round_id, paper_id, now())
    speak(compared.draft.questionnaire)
    return render(differences_page(account, compared, DifferencesForm(compared), notes=_notes()))


@keying.post("/<uuid:paper_id>/uenighet")
def settle(survey_id: UUID, round_id: UUID, paper_id: UUID) -> Answer:
    """Hand in the sheet with what it says where the entries differ."""
    account = _member(survey_id)
    compared = answering.compare(db.session(), survey_id, round_id, paper_id, now())
    speak(compared.draft.questionnaire)
    form = DifferencesForm(compared, sent=request.form)
    if form.unchosen:
        return render(differences_page(account, compared, form), 422)
    try:
        reference = answering.settle(db.session(), survey_id, round_id, paper_id, form.chosen, now=now())
    except UnstorableError as error:
        page = differences_page(account, compared, form, problems=error.problems)
        return render(page, 422)
    return _onwards(survey_id, round_id, compared.name, Keyed(paper_id, reference, 0))


@keying.post("/<uuid:paper_id>/slett")
def discard(survey_id: UUID, round_id: UUID, paper_id: UUID) -> Answer:
    """Take the entries of a sheet away, so that it can be keyed in anew."""
    _member(survey_id)
    answering.discard(db.session(), survey_id, round_id, paper_id)
    flash(_("Det som var lagt inn, er slettet."))
    return redirect(url_for(".papers", survey_id=survey_id, round_id=round_id))


def _notes() -> tuple[str, ...]:
    return tuple(map(str, get_flashed_messages()))


def _member(survey_id: UUID) -> Account:
    """Who is signed in, if the survey is their organisation's."""
    account = signed_in()
    access.survey(db.session(), "papers.key", survey_id)
    return account


def _onwards(survey_id: UUID, round_id: UUID, name: str, keyed: Keyed) -> Response:
    """Tell what became of the sheet, on the page where the next one is found."""
    place: dict[str, Any] = {"survey_id": survey_id, "round_id": round_id}
    if keyed.differences:
        flash(_("Skjema %(name)s: %(count)s felt er ulike. Se på arket, og velg.", name=name, count=keyed.differences))
        return redirect(url_for(".differences", **place, paper_id=keyed.paper_id))
    if keyed.reference:
        flash(_("Skjema %(name)s er levert. Skriv %(code)s på arket.", name=name, code=keyed.reference))
    else:
        flash(_("Skjema %(name)s er lagt inn én gang. Nå må en annen legge det inn.", name=name))
    return redirect(url_for(".papers", **place))
