"""Asking owners by mail: queued once for each measure and quarter, and tried at once while the server takes them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from surveyapp.mail import Message
from surveyapp.models import db
from surveyapp.services import planning, posting
from surveyapp.services.planning import StatusLink
from surveyapp.web import mailing
from surveyapp.web.context import now, public_url
from surveyapp.web.staff import plan_words


def letter(link: StatusLink, plan: str, address: str) -> Message:
    """What an owner is asked, with the link that is hers alone."""
    quarter = plan_words.quarter(link.asked.quarter, link.year)
    subject = _("Status for %(quarter)s: tiltak %(number)s", quarter=quarter, number=link.number)
    lines = (
        _("Hei. Du står som ansvarlig for tiltak %(number)s i %(plan)s:", number=link.number, plan=plan),
        link.title,
        _("Vi ber om status for %(quarter)s. Det tar et par minutter, og du trenger ingen konto.", quarter=quarter),
        _("Lenken er din egen. Send den ikke videre."),
    )
    return mailing.message(address, subject, lines, (link_address(link.token), _("Gi status")))


def link_address(token: str) -> str:
    """The whole address of an owner's link."""
    return public_url() + url_for("owners.offer", token=token)


def queue(links: Sequence[StatusLink], plan_id: UUID, plan: str, quarter: int) -> tuple[StatusLink, ...]:
    """Queue a message to each who has an address, and note that they are asked; those who were queued."""
    mailed = tuple(link for link in links if link.address)
    for link in mailed:
        posting.queue(db.session(), letter(link, plan, link.address or ""), link.key, now())
    planning.note_queued(db.session(), plan_id, quarter, [link.asked.measure_id for link in mailed])
    return mailed


def send(links: Sequence[StatusLink]) -> None:
    """Try what was queued; the first that the server does not take leaves the rest to `surveyapp mail send`."""
    for link in links:
        done = posting.send_due(db.session(), lambda each: mailing.post().send(each, mailing.SOON), now(), key=link.key)
        if done.waiting:
            return
