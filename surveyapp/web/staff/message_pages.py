"""What the pages of invitations and reminders say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import request, url_for
from flask_babel import gettext as _

from questionnaires.definition import Questionnaire
from surveyapp.models import Account, Round, Survey
from surveyapp.models.ids import norwegian_date
from surveyapp.models.reaching import Channel
from surveyapp.services.contacting import Reached, Reading, WaveOverview
from surveyapp.web.calling import mail_of, sms_of
from surveyapp.web.context import now
from surveyapp.web.delivering import sender_here
from surveyapp.web.languages import own_name
from surveyapp.web.staff.forms import FormPage
from surveyapp.web.staff.message_days import Timing, timing_of
from surveyapp.web.staff.message_examples import Occasion, example_of
from surveyapp.web.staff.message_forms import ContactsForm, TestForm, TextsForm, WaveForm
from surveyapp.web.staff.message_words import KINDS, PROBLEMS, STATES
from surveyapp.web.staff.pages import StaffPage

OVER = ("closed", "reported", "erased")
"""States in which a round writes to nobody any more."""


@dataclass(frozen=True, slots=True)
class About:
    """What is written about: a round of a survey, what it asks, and who asks."""

    account: Account
    survey: Survey
    asked: Round
    owner: str
    questionnaire: Questionnaire

    @property
    def ids(self) -> dict[str, Any]:
        """What names the round in addresses."""
        return {"survey_id": self.survey.id, "round_id": self.asked.id}

    @property
    def occasion(self) -> Occasion:
        """What its messages are written about."""
        return Occasion(self.survey, self.asked, self.owner, self.questionnaire)

    @property
    def frame(self) -> dict[str, Any]:
        """What every page about it says around the rest."""
        return {
            "part_of": self.survey.title,
            "signed_in": self.account.name,
            "synthetic": self.survey.synthetic,
        }


@dataclass(frozen=True, slots=True)
class WaveLine:
    """One message of the plan."""

    href: str
    kind: str
    timing: Timing
    started: bool
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesPage(StaffPage):
    """Who can be written to, what is planned, and what became of it."""

    template: ClassVar[str] = "staff/messages.html"
    back: tuple[str, str]
    mails: int
    texts: int
    stopped: int
    bounced: int
    lacking: tuple[str, ...]
    waves: tuple[WaveLine, ...]
    paused: bool
    draft: bool
    over: bool
    plan_at: str
    contacts_at: str
    pause_at: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One thing to mend in a list."""

    row: int
    words: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsPage(StaffPage):
    """A contact list: to choose, or as it was read."""

    template: ClassVar[str] = "staff/contacts.html"
    back: tuple[str, str]
    form_data: ContactsForm
    problems: tuple[ProblemLine, ...]
    more: int
    shown: tuple[tuple[str, str, str, str], ...]
    count: int
    guessed: tuple[str, ...]
    kept: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What one language's message looks like."""

    language: str
    subject: str
    lines: tuple[str, ...]
    sms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage(StaffPage):
    """One message: its words, what it will look like, and a way to try it out."""

    template: ClassVar[str] = "staff/message.html"
    back: tuple[str, str]
    form_data: TextsForm
    tried: TestForm
    previews: tuple[Preview, ...]
    timing: Timing
    started: bool
    counts: tuple[tuple[str, int], ...]
    refused: str
    sent: str
    try_at: str
    cancel_at: str


def list_page(
    about: About, reached: Reached, waves: Sequence[WaveOverview], channels: Sequence[Channel]
) -> MessagesPage:
    """The plan of a round."""
    ids = about.ids
    away: tuple[tuple[Channel, str], ...] = (
        ("mail", str(_("E-post kan ikke sendes, for ingen e-postserver er satt opp."))),
        ("sms", str(_("SMS kan ikke sendes, for ingen SMS-tjeneste er satt opp."))),
    )
    return MessagesPage(
        title=str(_("Invitasjoner og påminnelser")),
        **about.frame,
        back=(url_for("setting_up.ready", **ids), about.asked.label),
        mails=reached.by_channel.get("mail", 0),
        texts=reached.by_channel.get("sms", 0),
        stopped=reached.stopped,
        bounced=reached.bounced,
        lacking=tuple(words for name, words in away if name not in channels and reached.by_channel.get(name)),
        waves=tuple(_wave_line(each, about) for each in waves),
        paused=about.asked.paused_at is not None,
        draft=about.asked.released_at is None,
        over=about.asked.state_on(norwegian_date(now())) in OVER,
        plan_at=url_for("messaging.plan", **ids),
        contacts_at=url_for("messaging.contacts", **ids),
        pause_at=url_for("messaging.pause", **ids),
    )


def _wave_line(wave: WaveOverview, about: About) -> WaveLine:
    href = url_for("messaging.message", wave_id=wave.id, **about.ids)
    timing = timing_of(wave, about.asked)
    return WaveLine(href, str(KINDS[wave.kind]), timing, wave.started_on is not None, _counts(wave))


def _counts(wave: WaveOverview) -> tuple[tuple[str, int], ...]:
    return tuple((str(STATES[state]), wave.counts[state]) for state in STATES if wave.counts.get(state))


def wave_page(about: About, form: WaveForm) -> FormPage:
    """The form of a new message."""
    return FormPage(
        title=str(_("Ny melding")),
        **about.frame,
        failed=bool(form.problems),
        form_data=form,
        back=_back(about),
        send=str(_("Legg i planen")),
        lead=(str(_("Du kan skrive egen tekst etterpå. Uten den bruker vi en ferdig tekst på mottakerens språk.")),),
    )


def _back(about: About) -> tuple[str, str]:
    return url_for("messaging.overview", **about.ids), str(_("Invitasjoner og påminnelser"))


def contacts_page(
    about: About, form: ContactsForm, reading: Reading | None, guessed: tuple[str, ...] = ()
) -> ContactsPage:
    """The list to choose, what is wrong with it, or what it says; `guessed`: cells of it that may be misread."""
    found = reading or Reading((), ())
    well = reading is not None and not found.problems
    rows = [["deltaker", "e-post", "telefon", "navn", "betegnelse", "språk"]] + [
        [
            each.participant,
            each.address if each.channel == "mail" else "",
            each.address if each.channel == "sms" else "",
            each.name,
            each.label,
            each.language,
        ]
        for each in found.contacts
    ]
    return ContactsPage(
        title=str(_("Kontaktliste")),
        **about.frame,
        failed=bool(form.problems or found.problems),
        back=_back(about),
        form_data=form,
        problems=tuple(ProblemLine(each.row, str(PROBLEMS[each.kind]), each.written) for each in found.problems),
        more=found.more,
        shown=tuple((each.label, each.name, each.address, own_name(each.language)) for each in found.contacts[:50]),
        count=len(found.contacts) if well else 0,
        guessed=guessed,
        kept=json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if well else "",
    )


def message_page(
    about: About, wave: WaveOverview, form: TextsForm, *, tried: TestForm | None = None, refused: str = ""
) -> MessagePage:
    """One message of the plan."""
    ids = about.ids | {"wave_id": wave.id}
    trying = tried or TestForm(was_sent=False)
    trying.language.choices = [(code, own_name(code)) for code in about.questionnaire.languages]
    return MessagePage(
        title=str(KINDS[wave.kind]),
        **about.frame,
        failed=bool(form.problems or refused or (tried and tried.problems)),
        back=_back(about),
        form_data=form,
        tried=trying,
        previews=tuple(_preview(about, wave, code) for code in about.questionnaire.languages),
        timing=timing_of(wave, about.asked),
        started=wave.started_on is not None,
        counts=_counts(wave),
        refused=refused,
        sent=request.args.get("sendt", ""),
        try_at=url_for("messaging.try_out", **ids),
        cancel_at=url_for("messaging.cancel", **ids),
    )


def _preview(about: About, wave: WaveOverview, code: str) -> Preview:
    example = example_of(about.occasion, wave, code, "kari@example.org")
    made, text = mail_of(example, sender_here()), sms_of(example, sender_here())
    return Preview(own_name(code), made.subject, tuple(made.text.split("\n\n")), text.words)
