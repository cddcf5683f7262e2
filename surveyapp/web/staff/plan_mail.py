"""Asking owners by mail: one letter each, queued once, and tried at once while the server takes them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from surveyapp.mail import Message
from surveyapp.models import db
from surveyapp.services import access, planning, posting
from surveyapp.services.planning import OwnerLetter, StatusLink
from surveyapp.web import mailing
from surveyapp.web.context import now, public_url, token_key
from surveyapp.web.staff import plan_words


def message(letter: OwnerLetter) -> Message:
    """What an owner is asked, with the links that are hers alone."""
    of = {"quarter": plan_words.quarter(letter.quarter.number, letter.quarter.year), "plan": letter.plan}
    first, count = letter.links[0], len(letter.links)
    asks: tuple[str, ...]
    if count == 1:
        subject = _("Status for %(quarter)s: tiltak %(number)s", number=first.number, **of)
        asks = (
            _("Hei. Du står som ansvarlig for tiltak %(number)s i %(plan)s:", number=first.number, **of),
            first.title,
            _("Vi ber om status for %(quarter)s. Det tar et par minutter, og du trenger ingen konto.", **of),
            _("Lenken er din egen. Send den ikke videre."),
        )
        links = [(link_address(first.token), _("Gi status"))]
    else:
        subject = _("Status for %(quarter)s: %(count)s tiltak", count=count, **of)
        asks = (
            _("Hei. Du står som ansvarlig for %(count)s tiltak i %(plan)s.", count=count, **of),
            _("Vi ber om status for %(quarter)s. Det tar et par minutter for hvert, og du trenger ingen konto.", **of),
            _("Lenkene er dine egne. Send dem ikke videre."),
        )
        links = [(link_address(each.token), _title(each)) for each in letter.links]
    if letter.reminder:
        subject = _("Påminnelse: %(title)s", title=subject)
        asks = (*asks, _("Vi har spurt før, og har ikke fått status ennå."))
    marked = (_("Syntetiske svar – dette er en demonstrasjon"),) if letter.synthetic else ()
    return mailing.message(letter.address, subject, (*marked, *asks), *links)


def link_address(token: str) -> str:
    """The whole address of an owner's link."""
    return public_url() + url_for("owners.offer", token=token)


def queue(letters: Sequence[OwnerLetter]) -> tuple[OwnerLetter, ...]:
    """Queue each, and note that she is asked; those that nobody had queued before."""
    when, session = now(), db.session()
    return tuple(
        letter
        for letter in letters
        if planning.queue_letter(session, letter, message(letter).sealed_words(), token_key=token_key(), now=when)
    )


def queue_due() -> None:
    """Queue what owners are to be asked now that a quarter has ended, where mail can be sent; as the operator."""
    session = db.session()
    access.act_as(session, access.OPERATOR)
    if mailing.post().is_there:
        queue(planning.due_letters(session, token_key(), now()))


def send(letters: Sequence[OwnerLetter]) -> None:
    """Try what was queued; the first that the server does not take leaves the rest to `surveyapp mail send`."""
    for letter in letters:
        done = posting.send_due(
            db.session(), lambda each: mailing.post().send(each, mailing.SOON), now(), key=letter.key
        )
        if done.waiting:
            return


def _title(link: StatusLink) -> str:
    return str(_("Tiltak %(number)s", number=link.number)) + f": {link.title}"
