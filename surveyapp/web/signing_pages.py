"""From an answer to the pages where somebody answers for it, and to its receipt for the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from surveyapp.models import db
from surveyapp.services import answering, sharing
from surveyapp.services.answering import Draft, Edition
from surveyapp.web.admitting import Hand
from surveyapp.web.archive import ArchiveReceipt
from surveyapp.web.assembling import check_page
from surveyapp.web.languages import day_and_time, language
from surveyapp.web.overview import colleague, new_link, remarks_of
from surveyapp.web.pages import Section
from surveyapp.web.shared_pages import EditionLine, SignedPage, SignPage
from surveyapp.web.speaking import speaker_for


def sign_page(draft: Draft, hand: Hand, *, problems: Sequence[str] = (), typed: tuple[str, str] = ("", "")) -> SignPage:
    """All that was answered, to read, with what is missing, and the place to sign."""
    read = check_page(draft, answering.check(draft), refused=False)
    remarks = sharing.comments(db.session(), draft.key)
    at: dict[str, Any] = {"response_id": draft.key.id}
    everyone = sharing.everyone(db.session(), draft.key)
    return SignPage(
        title=str(_("Godkjenn svaret")),
        part_of=draft.survey_title,
        owner=draft.owner,
        look=draft.look,
        synthetic=draft.synthetic,
        failed=bool(problems),
        participant=answering.participant(db.session(), draft),
        sections=tuple(map(_to_read, read.sections)),
        errors=read.errors
        if hand.coordinates
        else tuple(replace(error, href="#main-content") for error in read.errors),
        remarks=remarks_of(draft, hand, remarks, speaker_for(draft)),
        approves=hand.approves,
        asked=tuple(
            colleague(each, draft, hand) for each in everyone if each.kind == "approve" and each.state != "revoked"
        ),
        new_link=new_link() if hand.coordinates else None,
        sign_at=url_for("signing.sign", **at),
        ask_at=url_for("signing.ask", **at),
        return_at=url_for("signing.send_back", **at),
        overview=url_for("handing_round.overview", **at) if hand.coordinates else "",
        name=typed[0],
        job=typed[1],
        problems=problems,
    )


def _to_read(section: Section) -> Section:
    """The section without ways to change it."""
    lines = tuple(replace(answer, href="", fixed="", html=None) for answer in section.answers)
    return replace(section, answers=lines)


def signed_page(draft: Draft, hand: Hand, editions: tuple[Edition, ...], *, problems: Sequence[str] = ()) -> SignedPage:
    """What was signed, and all its editions."""
    this = next(edition for edition in editions if edition.key == draft.key)
    newest = editions[0]
    at: dict[str, Any] = {"response_id": draft.key.id}
    correctable = hand.coordinates and newest.key == draft.key
    return SignedPage(
        title=str(_("Takk, svaret er godkjent og levert")),
        part_of=draft.survey_title,
        owner=draft.owner,
        look=draft.look,
        synthetic=draft.synthetic,
        failed=bool(problems),
        participant=answering.participant(db.session(), draft),
        reference=draft.reference or "",
        signed=_signed_by(this),
        sha256=this.sha256,
        editions=tuple(_edition(each, hand) for each in editions),
        pdf=url_for("signing.archive", **at),
        correct_at=url_for("signing.correct", **at) if correctable else "",
        go_on=url_for("handing_round.overview", response_id=newest.key.id) if _is_begun(hand, newest) else "",
        close_at=url_for("respond.close", **at),
        problems=problems,
    )


def _is_begun(hand: Hand, newest: Edition) -> bool:
    return hand.coordinates and newest.state == "draft"


def _edition(edition: Edition, hand: Hand) -> EditionLine:
    states = {"draft": _("Rettes nå"), "submitted": _("Gjelder"), "replaced": _("Erstattet")}
    mine = hand.coordinates or edition.key == hand.key
    return EditionLine(
        number=edition.number,
        state=str(states[edition.state]),
        signed=_signed_by(edition),
        reason=edition.reason,
        reference=edition.reference or "",
        pdf=url_for("signing.archive", response_id=edition.key.id) if mine and edition.reference else "",
    )


def _signed_by(edition: Edition) -> str:
    if edition.signed_at is None:
        return ""
    return str(
        _("%(name)s, %(job)s, %(when)s", name=edition.name, job=edition.title, when=day_and_time(edition.signed_at))
    )


def archive_of(draft: Draft, editions: tuple[Edition, ...]) -> ArchiveReceipt:
    """What the receipt for the archive says."""
    this = next(edition for edition in editions if edition.key == draft.key)
    speaker = speaker_for(draft)
    answering.receipt(db.session(), draft.key)
    touched = {change.who for change in sharing.last_changes(db.session(), draft.key).values()}
    asked = [each.label for each in sharing.everyone(db.session(), draft.key) if each.kind == "contribute"]
    sections = check_page(draft, (), refused=False).sections
    return ArchiveReceipt(
        language=language(),
        title=str(_("Kvittering for kommunens svar")),
        survey=f"{draft.survey_title}, {draft.round_label}",
        synthetic=str(_("Syntetiske svar – dette er en demonstrasjon")) if draft.synthetic else "",
        facts=(
            (str(_("Svarer for")), answering.participant(db.session(), draft)),
            (str(_("Hvem spør")), draft.owner),
            (str(_("Spørreskjema")), speaker.plain(draft.questionnaire.title)),
            (str(_("Referansekode")), draft.reference or ""),
            (str(_("Utgave")), f"{this.number}" + (f": {this.reason}" if this.reason else "")),
            (str(_("Godkjent av")), _signed_by(this)),
            (str(_("Har bidratt")), ", ".join(dict.fromkeys([*sorted(touched), *asked]))),
            (str(_("SHA-256 av svarene")), this.sha256),
        ),
        sections=tuple(
            (section.title, tuple((line.text, line.lines or (str(_("Ikke svart")),)) for line in section.answers))
            for section in sections
        ),
    )
