"""What invitations and reminders say, in the language of each recipient, by mail and by SMS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import uuid5

from flask_babel import gettext as _

from surveyapp.mail import Message, Text
from surveyapp.models.tokens import recipient_token
from surveyapp.services.contacting import Due
from surveyapp.web.languages import day, keeping_to
from surveyapp.web.mailing import message


@dataclass(frozen=True, slots=True)
class Sender:
    """Where links lead, the mailbox for what comes back, and the key that links are made with."""

    address: str
    bounces_to: str
    key: bytes


def mail_of(due: Due, sender: Sender) -> Message:
    """The message as this recipient reads it."""
    with keeping_to(due.language):
        own = due.texts.get(due.language, {})
        subject = _filled(own.get("subject", ""), due) or _subject(due)
        begins = _paragraphs(_filled(own.get("body", ""), due)) or _body(due)
        token = recipient_token(due.key.survey_id, due.key.recipient_id, sender.key)
        # A public body that answers in its own name cannot say no to being asked.
        stop_at = "" if due.privacy == "identified" else f"{sender.address}/nei-takk/{token}"
        made = message(
            due.address,
            subject,
            (*begins, *_closing(due)),
            (f"{sender.address}/s/{due.token}", str(_("Svar på undersøkelsen"))),
            after=((stop_at, str(_("Jeg vil ikke ha flere meldinger om denne undersøkelsen"))),) if stop_at else (),
        )
    name, _at, domain = sender.bounces_to.partition("@")
    return replace(
        made, id=_id(due), stop_at=stop_at, bounces_to=f"{name}+{token}@{domain}" if sender.bounces_to else ""
    )


def sms_of(due: Due, sender: Sender) -> Text:
    """The same in one or two sentences."""
    with keeping_to(due.language):
        own = _filled(due.texts.get(due.language, {}).get("sms", ""), due)
        link = f"{sender.address}/s/{due.token}"
        words = f"{own} {link}" if own else _sms(due, link)
    return Text(due.address, words, _id(due))


def _id(due: Due) -> str:
    """What names this message: the same each time it is made."""
    return uuid5(due.key.wave_id, due.key.recipient_id.hex).hex


PLACES: Mapping[str, str] = {"{navn}": "the recipient's name", "{frist}": "the round's last day"}
"""What an owner may write in a text, and what stands there instead."""


def _filled(words: str, due: Due) -> str:
    return words.replace("{navn}", due.name).replace("{frist}", day(due.closes_on)).strip()


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.replace("\r\n", "\n").split("\n\n") if part.strip())


def _subject(due: Due) -> str:
    if due.kind == "reminder":
        return str(_("Påminnelse: %(title)s", title=due.survey_title))
    return str(_("%(owner)s ber deg svare: %(title)s", owner=due.owner, title=due.survey_title))


def _body(due: Due) -> tuple[str, ...]:
    hello = _("Hei, %(name)s", name=due.name) if due.name else _("Hei")
    asks = _("%(owner)s ber deg svare på «%(title)s».", owner=due.owner, title=due.survey_title)
    lines = [str(hello)]
    if due.kind == "invitation":
        lines.append(str(asks))
    elif due.privacy == "anonymous":
        lines += [str(asks), str(_("Har du alt svart, kan du se bort fra denne meldingen."))]
    else:
        lines += [str(asks), str(_("Vi har ikke fått svar ennå. Har du begynt, er det du har skrevet, tatt vare på."))]
    return tuple(lines)


def _closing(due: Due) -> tuple[str, ...]:
    """What every message says, whoever wrote the rest: how long it takes, until when, and whose the link is."""
    minutes, until = due.questionnaire.minutes, day(due.closes_on)
    whose = {
        "anonymous": _("Svaret er anonymt. Lenken er den samme for alle."),
        "confidential": _("Lenken er din egen. Ikke send den videre."),
        "identified": _("Lenken er virksomhetens egen. Den som har den, kan svare for dere."),
    }[due.privacy]
    takes = (
        _("Det tar omtrent %(minutes)s minutter. Fristen er %(day)s.", minutes=minutes, day=until)
        if minutes
        else _("Fristen er %(day)s.", day=until)
    )
    marked = (str(_("Syntetiske svar – dette er en demonstrasjon")),) if due.synthetic else ()
    return (*marked, str(takes), str(whose))


def _sms(due: Due, link: str) -> str:
    said = {"owner": due.owner, "title": due.survey_title, "day": day(due.closes_on), "link": link}
    if due.kind == "reminder":
        return str(_("Påminnelse fra %(owner)s: Svar på «%(title)s» innen %(day)s: %(link)s", **said))
    return str(_("%(owner)s: Svar på «%(title)s» innen %(day)s: %(link)s", **said))
