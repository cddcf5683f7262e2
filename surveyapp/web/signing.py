"""Who answers for a public body's answer: reading it whole, signing it, its receipt, and correcting it."""

from __future__ import annotations

import io
from uuid import UUID

from flask import Blueprint, redirect, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.models import db
from surveyapp.models.errors import IncompleteError, NotFoundError
from surveyapp.services import answering, sharing
from surveyapp.services.answering import Draft, Signature
from surveyapp.web import visits
from surveyapp.web.admitting import Hand, hand_of
from surveyapp.web.archive import write_receipt
from surveyapp.web.context import now, token_key
from surveyapp.web.handing_round import coordinator, label_problems, told
from surveyapp.web.languages import speak
from surveyapp.web.pages import render
from surveyapp.web.signing_pages import archive_of, sign_page, signed_page

Answer = Response | tuple[str, int]

signing = Blueprint("signing", __name__)


@signing.get("/svar/<uuid:response_id>/godkjenning")
def page(response_id: UUID) -> Answer:
    """The whole answer to read, and who answers for it."""
    hand = _reader(response_id)
    if answering.load_any(db.session(), hand.key, lock=False).reference is not None:
        return redirect(url_for(".signed", response_id=response_id))
    return render(sign_page(_draft(hand), hand))


@signing.post("/svar/<uuid:response_id>/godkjenning")
def sign(response_id: UUID) -> Answer:
    """Sign and hand in, once; a second click comes to the same page."""
    hand = _reader(response_id)
    name, job = request.form.get("name", "").strip(), request.form.get("job", "").strip()
    problems = []
    if not name:
        problems.append(str(_("Skriv navnet ditt.")))
    if not job:
        problems.append(str(_("Skriv stillingen eller rollen din.")))
    if "may" not in request.form:
        problems.append(str(_("Kryss av for at du kan godkjenne svaret.")))
    if problems:
        return render(sign_page(_draft(hand), hand, problems=problems, typed=(name, job)), 422)
    assignment_id = hand.colleague.id if hand.colleague else None
    try:
        answering.submit(db.session(), hand.key, now(), Signature(name, job, assignment_id))
    except IncompleteError:
        lacking = str(_("Svaret er ikke komplett. Se hva som mangler nedenfor."))
        return render(sign_page(_draft(hand), hand, problems=[lacking], typed=(name, job)), 422)
    visits.done(response_id)
    return redirect(url_for(".signed", response_id=response_id))


@signing.post("/svar/<uuid:response_id>/godkjenning/spor")
def ask(response_id: UUID) -> Answer:
    """Ask an approver by a link of her own."""
    hand = coordinator(response_id)
    draft = _draft(hand)
    label, address = request.form.get("label", "").strip(), request.form.get("address", "").strip()
    if problems := label_problems(label, address):
        return render(sign_page(draft, hand, problems=problems), 422)
    wanted = sharing.Request(label, address or None, kind="approve")
    link = sharing.hand_out(db.session(), draft.key, wanted, token_key=token_key(), now=now())
    return told(draft, link, "signing.page")


@signing.post("/svar/<uuid:response_id>/godkjenning/tilbake")
def send_back(response_id: UUID) -> Answer:
    """The approver sends it back with a comment on the whole."""
    hand = _reader(response_id)
    draft = _draft(hand)
    words = request.form.get("text", "").strip()
    if not words:
        return render(sign_page(draft, hand, problems=[str(_("Skriv hva som må endres."))]), 422)
    sharing.comment(db.session(), draft.key, "", words, writer=hand.writer, now=now())
    return redirect(url_for(".page", response_id=response_id))


@signing.get("/svar/<uuid:response_id>/signert")
def signed(response_id: UUID) -> Answer:
    """Proof of what was signed, and its editions."""
    return _signed(response_id)


@signing.get("/svar/<uuid:response_id>/arkiv.pdf")
def archive(response_id: UUID) -> Answer:
    """The receipt for the archive: everything that was signed, and by whom."""
    hand = _reader(response_id)
    draft = answering.load_any(db.session(), hand.key, lock=False)
    speak(draft.questionnaire)
    made = write_receipt(archive_of(draft, answering.editions(db.session(), hand.key)))
    return send_file(io.BytesIO(made), "application/pdf", download_name=f"{draft.reference}.pdf", as_attachment=True)


@signing.post("/svar/<uuid:response_id>/retting")
def correct(response_id: UUID) -> Answer:
    """Begin a correction, with its reason; what is signed counts until the correction is."""
    hand = coordinator(response_id)
    reason = request.form.get("reason", "").strip()
    if not reason:
        return _signed(response_id, problems=(str(_("Skriv hvorfor svaret må rettes.")),))
    key = answering.correct(db.session(), hand.key, reason, now())
    visits.follow(response_id, key)
    return redirect(url_for("handing_round.overview", response_id=key.id))


def _signed(response_id: UUID, problems: tuple[str, ...] = ()) -> Answer:
    hand = _reader(response_id)
    draft = answering.load_any(db.session(), hand.key, lock=False)
    speak(draft.questionnaire)
    found = answering.editions(db.session(), hand.key)
    if hand.coordinates:
        # All editions are the same body's own.
        for edition in found:
            visits.follow(response_id, edition.key)
    answering.receipt(db.session(), hand.key)
    return render(signed_page(draft, hand, found, problems=problems), 422 if problems else 200)


def _reader(response_id: UUID) -> Hand:
    """Who may read all of it: the coordinator and the approver."""
    hand = hand_of(response_id)
    if not (hand.coordinates or hand.approves):
        raise NotFoundError("Only the coordinator and the approver read the whole answer.")
    return hand


def _draft(hand: Hand) -> Draft:
    draft = answering.open_draft(db.session(), hand.key, now())
    speak(draft.questionnaire)
    if draft.privacy != "identified":
        raise NotFoundError("Only a public body signs its answer.")
    return draft
