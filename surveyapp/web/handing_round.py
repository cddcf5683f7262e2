"""One answer by many hands: the overview, the links to colleagues, and what a colleague meets behind hers."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from surveyapp.mail.messages import ADDRESS
from surveyapp.models import db
from surveyapp.models.errors import NotFoundError
from surveyapp.models.tokens import token_code
from surveyapp.services import answering, sharing
from surveyapp.services.answering import Draft
from surveyapp.services.sharing import Link
from surveyapp.web import mailing, visits
from surveyapp.web.admitting import Hand, hand_of
from surveyapp.web.context import now, token_key
from surveyapp.web.languages import speak, voice_as
from surveyapp.web.overview import letter_to, offer_page, overview_page, tell_link
from surveyapp.web.pages import render

Answer = Response | tuple[str, int]

handing_round = Blueprint("handing_round", __name__)


@handing_round.get("/k/<token>")
def offer(token: str) -> Answer:
    """What a colleague's link leads to. Mail scanners open links too, so nothing happens here."""
    found = sharing.find(db.session(), token, token_key(), now())
    asked = answering.version(db.session(), found.version_id)
    speak(asked)
    titles = tuple(asked.page(page).title.said(voice_as()) for page in found.handed.pages)
    return render(offer_page(found, titles, token))


@handing_round.post("/k/<token>")
def begin(token: str) -> Answer:
    """Exchange the link for a place in this browser's session, and leave the link behind."""
    found = sharing.find(db.session(), token, token_key(), now())
    visits.help_with(found.handed.key, found.handed.id)
    after = "handing_round.overview"
    if found.handed.kind == "approve":
        after = "signing.page" if found.state == "draft" else "signing.signed"
    return redirect(url_for(after, response_id=found.handed.key.id))


@handing_round.get("/svar/<uuid:response_id>/oversikt")
def overview(response_id: UUID) -> Answer:
    """Who has what, what is missing, and where to go on."""
    hand = hand_of(response_id)
    draft = _draft(hand)
    if hand.approves:
        return redirect(url_for("signing.page", response_id=response_id))
    return render(overview_page(draft, hand, answering.participant(db.session(), draft)))


@handing_round.post("/svar/<uuid:response_id>/oversikt/fordel")
def hand_out(response_id: UUID) -> Answer:
    """Ask a colleague to answer some of the pages."""
    hand = coordinator(response_id)
    draft = _draft(hand)
    label, address = request.form.get("label", "").strip(), request.form.get("address", "").strip()
    pages = [page for page in request.form.getlist("pages") if page in draft.questionnaire.page_numbers]
    problems = label_problems(label, address)
    if not pages:
        problems.append(str(_("Velg minst én del som kollegaen skal svare på.")))
    if problems:
        page = overview_page(draft, hand, answering.participant(db.session(), draft), problems=problems)
        return render(page, 422)
    wanted = sharing.Request(label, address or None, pages=pages)
    link = sharing.hand_out(db.session(), draft.key, wanted, token_key=token_key(), now=now())
    return told(draft, link, "handing_round.overview")


@handing_round.post("/svar/<uuid:response_id>/oversikt/<uuid:assignment_id>/send")
def send_again(response_id: UUID, assignment_id: UUID) -> Answer:
    """A fresh link in place of the one before."""
    draft = _draft(coordinator(response_id))
    link = sharing.renew(db.session(), draft.key, assignment_id, token_key=token_key(), now=now())
    return told(draft, link, "handing_round.overview")


@handing_round.post("/svar/<uuid:response_id>/oversikt/<uuid:assignment_id>/tilbake")
def take_back(response_id: UUID, assignment_id: UUID) -> Answer:
    """End a colleague's link."""
    draft = _draft(coordinator(response_id))
    sharing.take_back(db.session(), draft.key, assignment_id, now())
    return redirect(url_for(".overview", response_id=response_id))


@handing_round.post("/svar/<uuid:response_id>/oversikt/ferdig")
def finish(response_id: UUID) -> Answer:
    """A colleague is done with her part, or is not after all."""
    hand = hand_of(response_id)
    if hand.colleague is None:
        raise NotFoundError("Only a colleague has a part of her own.")
    done = request.form.get("go") != "undo"
    sharing.finish(db.session(), hand.key, hand.colleague.id, now(), done=done)
    return redirect(url_for(".overview", response_id=response_id))


def coordinator(response_id: UUID) -> Hand:
    """The hand of the coordinator; raises `NotFoundError` for a colleague."""
    hand = hand_of(response_id)
    if not hand.coordinates:
        raise NotFoundError("Only the coordinator may do this.")
    return hand


def label_problems(label: str, address: str) -> list[str]:
    """What is wrong with who is asked, in words that say what to do."""
    problems = []
    if not label:
        problems.append(str(_("Skriv hva kollegaen heter.")))
    if address and not ADDRESS.fullmatch(address):
        problems.append(str(_("Skriv e-postadressen slik: navn@kommune.no. Den kan også stå tom.")))
    return problems


def told(draft: Draft, link: Link, after: str) -> Response:
    """Send the colleague the new link where that can be done, show it to the coordinator, and go on."""
    by_mail = link.address is not None and mailing.post().is_there
    if link.address is not None and by_mail:
        once = token_code(link.token, token_key()).hex()
        mailing.send(letter_to(draft, link, link.address), f"colleague:{link.id}:{once}")
    tell_link(link, sent=by_mail)
    return redirect(url_for(after, response_id=draft.key.id))


def _draft(hand: Hand) -> Draft:
    draft = answering.open_draft(db.session(), hand.key, now())
    speak(draft.questionnaire)
    if draft.privacy != "identified":
        raise NotFoundError("Only a public body shares its answer.")
    return draft
