"""Messages that the pages ask for: queued, and tried at once, so that most are there when the person looks."""

from __future__ import annotations

from typing import cast

import structlog
from flask import current_app, render_template

from surveyapp.mail import Message, Post
from surveyapp.models import db
from surveyapp.services import posting
from surveyapp.web.context import now
from surveyapp.web.languages import locale

_LOG = structlog.get_logger("medvirk")
SOON = 5.0
"""Seconds that a person waits at most for the mail server; then the message waits in the outbox."""


def post() -> Post:
    """The mail server of this app."""
    return cast(Post, current_app.extensions["post"])


def message(
    to: str,
    subject: str,
    lines: tuple[str, ...],
    *links: tuple[str, str],
    after: tuple[tuple[str, str], ...] = (),
) -> Message:
    """A message of a few lines, links (address, words), and lesser links after them; raises `WrongAddressError`."""
    text = "\n\n".join((*lines, *(f"{words}: {address}" for address, words in (*links, *after))))
    html = render_template("mail.html", subject=subject, lines=lines, links=links, after=after)
    return Message(to, subject, text, html, locale())


def send(wanted: Message, key: str) -> bool:
    """Queue the message and try to send it now; whether it went. If not, it is tried again by `surveyapp mail send`."""
    posting.queue(db.session(), wanted, key, now())
    done = posting.send_due(db.session(), lambda each: post().send(each, SOON), now(), key=key)
    _LOG.info("mail", sent=done.sent, waiting=done.waiting)
    return bool(done.sent)
