"""Answering: from the link to the receipt."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, get_flashed_messages, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from questionnaires.companions import ROLE
from questionnaires.definition import Page, UnknownPageError
from surveyapp.models import db
from surveyapp.models.errors import IncompleteError, NotFoundError, UnknownAnswerError, UnsignedError
from surveyapp.models.ids import ResponseKey
from surveyapp.services import answering, inviting
from surveyapp.services.answering import Draft, Saved
from surveyapp.services.inviting import Invited
from surveyapp.web import visits
from surveyapp.web.admitting import Hand, hand_for, hand_of
from surveyapp.web.assembling import check_page, question_page
from surveyapp.web.consenting import ConsentForm
from surveyapp.web.context import now, token_key
from surveyapp.web.forms import FormReader, PageForm
from surveyapp.web.giving import GivenReader, told
from surveyapp.web.languages import choose, speak, voice_as
from surveyapp.web.leaving import forgotten_page, later_page, receipt_page
from surveyapp.web.pages import QuestionPage, render
from surveyapp.web.portions import portion_at
from surveyapp.web.reading import reading_now
from surveyapp.web.starting import start_page
from surveyapp.web.steps import Step, backwards, blocking, onwards, resuming, wrong
from surveyapp.web.together import BESIDE, beside, note
from surveyapp.web.untouched import receipt_shown, shown, start_shown

Answer = Response | tuple[str, int]

respond = Blueprint("respond", __name__)


@respond.get("/s/<token>")
def start(token: str) -> Answer:
    """What the link leads to. Mail scanners open links too, so nothing is begun here."""
    invited = inviting.find(db.session(), token, token_key(), now())
    speak(invited.questionnaire)
    return start_shown(start_page(invited, url_for("respond.begin", token=token), visits.held_for(invited.key)))


@respond.post("/s/<token>")
def begin(token: str) -> Answer:
    """Exchange the link for a place in this browser's session, and leave the link behind."""
    return begin_with(inviting.find(db.session(), token, token_key(), now()), url_for("respond.begin", token=token))


def begin_with(invited: Invited, address: str) -> Answer:
    """Begin the response, or take it up again; the start page again when consent is lacking."""
    held = visits.held_for(invited.key)
    if held is not None and request.form.get("go") == "resume":
        key, done = held
        return redirect(url_for("respond.receipt" if done else "respond.resume", response_id=key.id))
    consents = ConsentForm(invited, request.form)
    if invited.response is None and consents.errors_in_words():
        speak(invited.questionnaire)
        return render(start_page(invited, address, held, refused=consents), 422)
    started = answering.start_or_resume(db.session(), invited.key, now(), agreed=consents.agreed)
    visits.remember(started.key, invited.key)
    if started.submitted:
        visits.done(started.key.id)
        return redirect(url_for("respond.receipt", response_id=started.key.id))
    if invited.privacy == "identified":
        return redirect(url_for("handing_round.overview", response_id=started.key.id))
    draft = started.draft or _draft(started.key)
    speak(draft.questionnaire)
    return _go_on(draft, hand_of(started.key.id))


@respond.get("/svar/<uuid:response_id>")
def resume(response_id: UUID) -> Answer:
    """Go on where the person left."""
    hand = hand_of(response_id)
    return _go_on(_draft(hand.key), hand)


def _go_on(draft: Draft, hand: Hand) -> Response:
    return _to(resuming(draft, alone=reading_now().alone), hand)


@respond.get("/svar/<uuid:response_id>/side/<page_id>")
def page(response_id: UUID, page_id: str) -> Answer:
    """One page of questions; a page that is hidden now gives way to the next."""
    hand = hand_for(response_id, page_id)
    draft = _draft(hand.key)
    asked = _page(draft, page_id)
    draft = answering.with_recalls(db.session(), draft, page_id)
    if draft.route.page(page_id) is None:
        return _to(Step(draft.route.next_page(page_id)), hand)
    new = frozenset(request.args.get("new", "").split())
    portion = portion_at(draft, page_id, request.args.get("sporsmal", "")) if reading_now().alone else None
    notes, back = _notes(), request.args.get("back", "")

    def made() -> QuestionPage:
        form = PageForm(draft, asked, alone=portion.name if portion else "")
        return beside(question_page(draft, form, new=new, notes=notes, back=back), draft, form, hand)

    # A page with comments on it is nobody else's.
    alone = new or notes or portion or draft.privacy == "identified"
    return render(made()) if alone else shown(draft, asked, back, made)


@respond.post("/svar/<uuid:response_id>/side/<page_id>")
def save(response_id: UUID, page_id: str) -> Answer:
    """Save what the page holds, then go where the person asked."""
    order, _colon, detail = request.form.get("go", "next").partition(":")
    back = request.form.get("_back", "")
    reading = FormReader(request.form, clear=detail if order == "clear" else "")
    hand = hand_for(response_id, page_id)
    try:
        saved = answering.save_read(db.session(), hand.key, page_id, reading, now=now())
    except UnknownAnswerError:
        if not (forged := reading.form.forged()):
            raise
        as_sent = replace(reading.form.draft, revision=reading.form.revision)
        return render(question_page(as_sent, reading.form, problems=forged, back=back), 400)
    form, draft = reading.form, answering.with_recalls(db.session(), saved.draft, page_id)
    note(draft, form, hand, request.form)
    if saved.conflicts or saved.problems or form.mine:
        unsaved = {problem.field for problem in wrong(saved.problems)} | {each.field for each in saved.conflicts}
        form.catch_up(saved.answers, frozenset(unsaved))
    if saved.conflicts or form.mine:
        return render(beside(question_page(draft, form, conflicts=saved.conflicts, back=back), draft, form, hand), 409)
    if order == "language":
        choose(detail)
        speak(draft.questionnaire)
    staying = {
        "next": blocking(form, saved.problems),
        "clear": wrong(saved.problems),
        "language": wrong(saved.problems),
        "role": wrong(saved.problems),
        "aids": wrong(saved.problems),
        "recall": wrong(saved.problems),
    }
    if problems := staying.get(order, ()):
        refused = any(not problem.soft for problem in problems)
        page = beside(question_page(draft, form, problems=problems, back=back), draft, form, hand)
        return render(page, 422 if refused else 200)
    return _leave(form, saved, hand, order, detail)


@respond.patch("/svar/<uuid:response_id>/side/<page_id>")
def give(response_id: UUID, page_id: str) -> Answer:
    """Save what was answered just now; the script on the page asks for this."""
    reading = GivenReader(request.get_data())
    hand = hand_for(response_id, page_id)
    kept = answering.save_fields(db.session(), hand.key, page_id, reading, now=now())
    note(kept.draft, reading.form, hand, MultiDict())
    return jsonify(told(kept, reading.form))


def _leave(form: PageForm, saved: Saved, hand: Hand, order: str, detail: str) -> Answer:
    """Go where the person asked; tell what could not be saved on the way."""
    back, here, draft = request.form.get("_back", ""), form.page.id, saved.draft
    for problem in wrong(saved.problems):
        flash(_("Ett svar ble ikke lagret: %(problem)s", problem=problem.text(voice_as())))
    if order in BESIDE:
        BESIDE[order](draft, form, hand, detail)
        return _to(Step(here, place=detail if order != "uncomment" else "", alone=form.alone), hand)
    if order == "later" and hand.coordinates:
        answering.stop_for_now(db.session(), draft.key, token_key(), now())
        return redirect(url_for("respond.later", response_id=draft.key.id))
    if order == "recall":
        answering.recall(db.session(), draft.key, here, detail, now())
    steps = {
        "previous": backwards(draft, form.page, form.alone),
        "clear": Step(here, place=detail, alone=form.alone),
        "language": Step(here, alone=form.alone),
        "aids": Step(here, alone=form.alone),
        "recall": Step(here, place=detail, alone=form.alone),
        "role": Step(ROLE),
    }
    if not hand.coordinates and order == "later":
        return _to(Step(None), hand)
    step = steps.get(order) or onwards(draft, form, saved, back=back)
    if order == "role":
        return _to(step, hand, back=f"{here}:{form.alone}" if form.alone else here)
    following = _to(step, hand, back=back if step.page_id == here else "")
    return redirect(url_for("aids.show", til=following.location)) if order == "aids" else following


@respond.get("/svar/<uuid:response_id>/kontroll")
def check(response_id: UUID) -> Answer:
    """All the answers, before they are handed in."""
    draft = _draft(visits.key_of(response_id))
    return render(check_page(draft, answering.check(draft), refused=False))


@respond.post("/svar/<uuid:response_id>/lever")
def hand_in(response_id: UUID) -> Answer:
    """Hand in once; a second click comes to the same receipt."""
    try:
        handed_in = answering.submit(db.session(), visits.key_of(response_id), now())
    except UnsignedError:
        return redirect(url_for("signing.page", response_id=response_id))
    except IncompleteError:
        draft = _draft(visits.key_of(response_id))
        return render(check_page(draft, answering.check(draft), refused=True), 422)
    if handed_in.privacy == "identified":
        return redirect(url_for("signing.signed", response_id=response_id))
    visits.done(response_id)
    return redirect(url_for("respond.receipt", response_id=response_id))


@respond.get("/svar/<uuid:response_id>/kvittering")
def receipt(response_id: UUID) -> Answer:
    """Proof that the answers are handed in."""
    found = answering.receipt(db.session(), visits.key_of(response_id))
    if found.privacy == "identified":
        return redirect(url_for("signing.signed", response_id=response_id))
    speak(found.questionnaire)
    return receipt_shown(receipt_page(found, response_id), response_id)


@respond.get("/svar/<uuid:response_id>/senere")
def later(response_id: UUID) -> Answer:
    """What is saved, and how to come back."""
    draft = _draft(visits.key_of(response_id))
    if draft.privacy == "anonymous":
        visits.keep_beyond_today()
    code = answering.return_code(db.session(), draft.key, token_key())
    return render(later_page(draft, code or "", _notes()))


@respond.post("/svar/<uuid:response_id>/senere")
def stop(response_id: UUID) -> Answer:
    """Give out the code to come back with."""
    answering.stop_for_now(db.session(), visits.key_of(response_id), token_key(), now())
    return redirect(url_for("respond.later", response_id=response_id))


@respond.post("/svar/<uuid:response_id>/lukk")
def close(response_id: UUID) -> Answer:
    """Let this browser forget the answers, for the sake of whoever uses it next."""
    visits.forget(response_id)
    return render(forgotten_page())


def _draft(key: ResponseKey) -> Draft:
    draft = answering.open_draft(db.session(), key, now())
    speak(draft.questionnaire)
    return draft


def _page(draft: Draft, page_id: str) -> Page:
    try:
        return draft.questionnaire.page(page_id)
    except UnknownPageError as problem:
        raise NotFoundError(str(problem)) from problem


def _notes() -> tuple[str, ...]:
    return tuple(str(note) for note in get_flashed_messages())


def _to(step: Step, hand: Hand, *, back: str = "") -> Response:
    response_id = hand.key.id
    if not hand.may_answer(step.page_id):
        return redirect(url_for("handing_round.overview", response_id=response_id))
    if step.page_id is None:
        return redirect(url_for("respond.check", response_id=response_id))
    return redirect(
        url_for(
            "respond.page",
            response_id=response_id,
            page_id=step.page_id,
            sporsmal=step.alone or None,
            new=" ".join(step.new) or None,
            back=back or None,
            _anchor=step.place or None,
        )
    )
