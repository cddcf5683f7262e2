"""A person's own copy of what was handed in: a page to keep, and a PDF."""

from __future__ import annotations

import io
from uuid import UUID

from flask import Blueprint, render_template, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import NotFoundError
from surveyapp.services import answering
from surveyapp.services.answering import Draft
from surveyapp.web import visits
from surveyapp.web.archive import ArchiveReceipt, write_receipt
from surveyapp.web.assembling import check_page
from surveyapp.web.languages import day, language, speak
from surveyapp.web.roles import role_of
from surveyapp.web.starting import privacy_in_words

copying = Blueprint("copying", __name__)


@copying.get("/svar/<uuid:response_id>/svaret.html")
def page(response_id: UUID) -> Response:
    """The copy as one page that needs nothing else."""
    copy = _copy(response_id)
    made = render_template("respond/copy.html", copy=copy)
    return send_file(io.BytesIO(made.encode()), "text/html", download_name="svar.html", as_attachment=True)


@copying.get("/svar/<uuid:response_id>/svaret.pdf")
def pdf(response_id: UUID) -> Response:
    """The same words as a PDF."""
    made = write_receipt(_copy(response_id))
    return send_file(io.BytesIO(made), "application/pdf", download_name="svar.pdf", as_attachment=True)


def _copy(response_id: UUID) -> ArchiveReceipt:
    draft = answering.own_copy(db.session(), visits.key_of(response_id))
    if draft.privacy == "identified":
        raise NotFoundError("A public body has a receipt for its archive.")
    speak(draft.questionnaire)
    return _in_words(draft)


def _in_words(draft: Draft) -> ArchiveReceipt:
    sections = check_page(draft, (), refused=False).sections
    facts = [
        (str(_("Hvem spør")), draft.owner),
        (str(_("Referansekode")), draft.reference or ""),
        (str(_("Levert")), day(draft.submitted_on) if draft.submitted_on else ""),
        (str(_("Hvem svarer")), role_of(draft.questionnaire, draft.answers)),
        (str(_("Personvern")), privacy_in_words(draft.privacy)),
    ]
    unanswered = (str(_("Ikke svart")),)
    return ArchiveReceipt(
        language=language(),
        title=str(_("Svaret ditt")),
        survey=f"{draft.survey_title}, {draft.round_label}",
        synthetic=str(_("Syntetiske svar – dette er en demonstrasjon")) if draft.synthetic else "",
        facts=tuple(fact for fact in facts if fact[1]),
        sections=tuple(
            (section.title, tuple((answer.text, answer.lines or unanswered) for answer in section.answers))
            for section in sections
        ),
    )
