"""From a shared draft to the page that tells who has what, what is missing, and where to go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import session, url_for
from flask_babel import gettext as _

from questionnaires.answers import Asked
from questionnaires.checks import page_problems
from questionnaires.routing import ShownPage
from questionnaires.rules import AnswerProblem
from surveyapp.mail import Message
from surveyapp.models import db
from surveyapp.services import answering, sharing
from surveyapp.services.answering import Draft
from surveyapp.services.sharing import Handed, Link, Offer, Remark, Touched
from surveyapp.web import mailing
from surveyapp.web.admitting import Hand
from surveyapp.web.asides import RemarkLine
from surveyapp.web.assembling import tells_itself
from surveyapp.web.context import public_url
from surveyapp.web.forms import is_locked
from surveyapp.web.languages import day, day_and_time
from surveyapp.web.pages import ErrorLink
from surveyapp.web.shared_pages import Colleague, NewLink, OfferPage, OverviewPage, Part
from surveyapp.web.speaking import Speaker, speaker_for
from surveyapp.web.together import remark_line

NEW_LINK = "new_link"


def tell_link(link: Link, *, sent: bool) -> None:
    """Let the next page that the coordinator sees show the new link, once."""
    address = url_for("handing_round.offer", token=link.token, _external=True)
    session[NEW_LINK] = {"label": link.label, "address": address, "sent": sent}


def letter_to(draft: Draft, link: Link, address: str) -> Message:
    """The mail that asks a colleague for help, or for approval."""
    owner, survey = answering.participant(db.session(), draft), draft.survey_title
    if link.kind == "approve":
        asked = _("Du er bedt om å godkjenne svaret fra %(owner)s på «%(survey)s».", owner=owner, survey=survey)
    else:
        asked = _("Du er bedt om å svare på en del av «%(survey)s» for %(owner)s.", owner=owner, survey=survey)
    lines = (
        str(asked),
        str(_("Du trenger ikke å logge inn. Lenken er din egen, så ikke send den videre.")),
        str(_("Fristen er %(day)s.", day=day(draft.closes_on))),
    )
    at = public_url() + url_for("handing_round.offer", token=link.token)
    return mailing.message(address, survey, lines, (at, str(_("Åpne din del"))))


def new_link() -> NewLink | None:
    """The link that was just made."""
    told = session.pop(NEW_LINK, None)
    return NewLink(**told) if told else None


def overview_page(draft: Draft, hand: Hand, participant: str, *, problems: Sequence[str] = ()) -> OverviewPage:
    """The hub of a shared answer."""
    speaker = speaker_for(draft)
    everyone = sharing.everyone(db.session(), draft.key)
    remarks = sharing.comments(db.session(), draft.key)
    known = _Known(everyone, remarks, sharing.last_changes(db.session(), draft.key))
    pages = draft.route.pages()
    at: dict[str, Any] = {"response_id": draft.key.id}
    return OverviewPage(
        title=str(_("Oversikt over svaret")),
        part_of=draft.survey_title,
        owner=draft.owner,
        look=draft.look,
        synthetic=draft.synthetic,
        failed=bool(problems),
        participant=participant,
        closes_on=draft.closes_on,
        coordinates=hand.coordinates,
        done=hand.colleague is not None and hand.colleague.state == "done",
        parts=tuple(_part(draft, hand, shown, known) for shown in pages),
        colleagues=tuple(colleague(each, draft, hand) for each in everyone),
        remarks=remarks_of(draft, hand, remarks, speaker),
        new_link=new_link() if hand.coordinates else None,
        go_on=_go_on(draft, hand),
        check=url_for("respond.check", **at),
        sign=url_for("signing.page", **at),
        hand_out=url_for("handing_round.hand_out", **at),
        finish=url_for("handing_round.finish", **at),
        problems=problems,
    )


def _go_on(draft: Draft, hand: Hand) -> str:
    """The first page of hers with something left; her first page when there is none."""
    hers = [shown for shown in draft.route.pages() if hand.may_answer(shown.page.id)]
    left = (
        shown for shown in hers if any(_is_asked(one, draft) and not _is_answered(one, draft) for one in shown.asked)
    )
    chosen = next(left, hers[0] if hers else None)
    return url_for("respond.page", response_id=draft.key.id, page_id=chosen.page.id) if chosen else ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a shared draft beside its answers."""

    everyone: tuple[Handed, ...]
    remarks: tuple[Remark, ...]
    touched: dict[str, Touched]


def _part(draft: Draft, hand: Hand, shown: ShownPage, known: _Known) -> Part:
    speaker = speaker_for(draft)
    page_id, hers = shown.page.id, hand.may_answer(shown.page.id)
    asked = [one for one in shown.asked if _is_asked(one, draft)]
    fields = {one.field for one in shown.asked}
    problems = page_problems(draft.route, shown) if hers else ()
    last = known.touched.get(page_id)
    return Part(
        id=page_id,
        title=speaker.plain(shown.page.title),
        href=url_for("respond.page", response_id=draft.key.id, page_id=page_id) if hers else "",
        who=tuple(each.label for each in known.everyone if page_id in each.pages and each.state != "revoked"),
        answered=sum(_is_answered(one, draft) for one in asked),
        asked=len(asked),
        missing=tuple(_links(draft, shown, [each for each in problems if not each.soft], speaker)),
        warnings=tuple(_links(draft, shown, [each for each in problems if each.soft], speaker)),
        last=str(_("Sist lagret av %(who)s %(when)s", who=last.who, when=day_and_time(last.at))) if last else "",
        comments=sum(each.field in fields for each in known.remarks) if hers else 0,
    )


def _links(draft: Draft, shown: ShownPage, problems: list[AnswerProblem], speaker: Speaker) -> Iterator[ErrorLink]:
    for problem in problems:
        name = problem.field.partition(".")[0]
        asked = next((one for one in shown.asked if one.question.id == name), None)
        address = url_for("respond.page", response_id=draft.key.id, page_id=shown.page.id, _anchor=problem.field)
        about = speaker.named(asked) if asked and not tells_itself(problem) else ""
        yield ErrorLink(address, problem.text(speaker.voice), about, soft=problem.soft)


def _is_asked(one: Asked, draft: Draft) -> bool:
    return one.question.asks and one.question.companion_of is None and not is_locked(one, draft)


def _is_answered(one: Asked, draft: Draft) -> bool:
    return one.answer_in(draft.answers) is not None


def colleague(handed: Handed, draft: Draft, hand: Hand) -> Colleague:
    """A colleague's line; only the coordinator may send again and take back."""
    speaker = speaker_for(draft)
    titles = {page.id: speaker.plain(page.title) for page in draft.questionnaire.all_pages}
    states = {"asked": _("Ikke ferdig"), "done": _("Ferdig"), "revoked": _("Tatt tilbake")}
    at: dict[str, Any] = {"response_id": draft.key.id, "assignment_id": handed.id}
    approves = handed.kind == "approve"
    return Colleague(
        label=handed.label,
        does=str(_("Godkjenner svaret")) if approves else ", ".join(titles.get(page, page) for page in handed.pages),
        state=str(states[handed.state]),
        on=day_and_time(handed.changed_at),
        send=url_for("handing_round.send_again", **at) if hand.coordinates else "",
        take=url_for("handing_round.take_back", **at) if hand.coordinates and handed.state != "revoked" else "",
        taken_back=handed.state == "revoked",
    )


def remarks_of(draft: Draft, hand: Hand, remarks: tuple[Remark, ...], speaker: Speaker) -> tuple[RemarkLine, ...]:
    """The comments that this reader may see, each with its question."""
    found = []
    places = {one.field: (shown.page.id, speaker.named(one)) for shown in draft.route.pages() for one in shown.asked}
    for remark in remarks:
        page_id, about = places.get(remark.field, (None, ""))
        if remark.field and not hand.may_answer(page_id) and not hand.approves:
            continue
        line = remark_line(remark, hand)
        href = ""
        if page_id is not None and hand.may_answer(page_id):
            href = url_for("respond.page", response_id=draft.key.id, page_id=page_id, _anchor=remark.field)
        found.append(RemarkLine(line.author, line.on, line.text, line.id, about, href))
    return tuple(found)


def offer_page(offer: Offer, titles: tuple[str, ...], token: str) -> OfferPage:
    """What a colleague meets behind her link."""
    approves = offer.handed.kind == "approve"
    return OfferPage(
        title=str(_("Godkjenn kommunens svar")) if approves else str(_("Hjelp til med kommunens svar")),
        part_of=offer.survey_title,
        owner=offer.owner,
        look=offer.look,
        synthetic=offer.synthetic,
        label=offer.handed.label,
        participant=offer.participant,
        closes_on=offer.closes_on,
        approves=approves,
        sections=titles,
        address=url_for("handing_round.begin", token=token),
    )
