"""Letters for a round: what they will look like, and all of them with their links, as PDF."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, make_response, request
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.services import access, inviting
from surveyapp.web.context import now, public_url, token_key
from surveyapp.web.pages import render
from surveyapp.web.staff.acting import signed_in
from surveyapp.web.staff.letter_pages import LettersForm, letters_page

Answer = Response | tuple[str, int]

letters = Blueprint("letters", __name__)
ADDRESS = "/undersokelser/<uuid:survey_id>/runder/<uuid:round_id>/brev"


@letters.get(ADDRESS)
def plan(survey_id: UUID, round_id: UUID) -> Answer:
    """Who will be written to, and how the letters are made."""
    account = signed_in()
    access.survey(db.session(), "respondents.invite", survey_id)
    batch = inviting.plan_letters(db.session(), survey_id, round_id, now())
    return render(letters_page(account, survey_id, batch, LettersForm(batch)))


@letters.post(ADDRESS)
def make(survey_id: UUID, round_id: UUID) -> Answer:
    """One letter to look at, which changes nothing; or all of them, each with its link."""
    account = signed_in()
    access.survey(db.session(), "respondents.invite", survey_id)
    batch = inviting.plan_letters(db.session(), survey_id, round_id, now())
    form = LettersForm(batch, sent=request.form)
    if not form.will_do:
        return render(letters_page(account, survey_id, batch, form), 422)
    if not form.is_example:
        fresh = bool(form.fresh.data)
        batch = inviting.issue_letters(db.session(), survey_id, round_id, token_key(), now(), fresh=fresh)
    # Making PDFs takes a tenth of a second to import, which no respondent should wait for.
    from surveyapp.web.lettering import Style, write  # noqa: PLC0415

    style = Style(form.voice, bool(form.with_form.data), form.copies.data or 1, form.return_to.data or "")
    answer = make_response(write(batch, style, public_url()))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'{"inline" if form.is_example else "attachment"}; filename="brev.pdf"'
    return answer
