"""The code to come back with, by mail: to an address that is used this once, and kept nowhere."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, request
from flask_babel import gettext as _

from surveyapp.mail import Message
from surveyapp.mail.messages import LONGEST_ADDRESS, WrongAddressError
from surveyapp.models import db
from surveyapp.models.errors import NotFoundError
from surveyapp.services import answering
from surveyapp.services.answering import Draft
from surveyapp.web import mailing, visits
from surveyapp.web.context import now, public_url, token_key
from surveyapp.web.languages import day, speak
from surveyapp.web.leaving import later_page
from surveyapp.web.pages import render

coming_back = Blueprint("coming_back", __name__)


@coming_back.post("/svar/<uuid:response_id>/senere/e-post")
def send(response_id: UUID) -> tuple[str, int]:
    """Send the code, and show it still, in case the mail is late."""
    draft = answering.open_draft(db.session(), visits.key_of(response_id), now())
    speak(draft.questionnaire)
    code = answering.return_code(db.session(), draft.key, token_key())
    if code is None or not mailing.post().is_there:
        raise NotFoundError("There is no code to send, or no mail server to send it by.")
    address, page = request.form.get("address", "").strip()[: LONGEST_ADDRESS + 1], later_page(draft, code, ())
    try:
        message = _letter(draft, code, address)
    except WrongAddressError:
        problem = str(_("Skriv e-postadressen din slik: navn@eksempel.no"))
        return render(replace(page, failed=True, address=address, problem=problem), 422)
    # The key tells neither which answer it was nor who asked.
    mailing.send(message, f"back:{message.fingerprint()}")
    return render(replace(page, title=str(_("Koden er på vei")), sent_to=address))


def _letter(draft: Draft, code: str, address: str) -> Message:
    lines = (
        str(_("Du har begynt på et svar til %(owner)s. Det er lagret.", owner=draft.owner)),
        str(_("Koden din er %(code)s. Skriv den på siden under, så kommer du tilbake dit du var.", code=code)),
        str(_("Fristen for å levere er %(day)s.", day=day(draft.closes_on))),
        str(_("Alle som har koden, kan åpne svaret. Del den bare med dem du stoler på.")),
    )
    subject = str(_("Fortsett svaret ditt: %(survey)s", survey=draft.survey_title))
    return mailing.message(address, subject, lines, (public_url(), str(_("Fortsett der du var"))))
