"""`surveyapp mail`: sending what is due, and taking in what came back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from email import message_from_binary_file, policy
from email.message import Message as Mail
from mailbox import mbox
from pathlib import Path
from typing import cast

import click

from surveyapp.cli.opening import Work, in_the_app, now, opened
from surveyapp.config import SettingsError
from surveyapp.mail import Post
from surveyapp.models.days import within_hours
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.tokens import token_key
from surveyapp.services import accounts, contacting, posting


class NoPostError(SurveyAppError):
    """No mail server is named."""


@click.group()
def mail() -> None:
    """Invitations, reminders and what else is sent."""


@mail.command()
def send() -> None:
    r"""Send what is due now; surveyapp worker does it every minute.

    \b
    Example: surveyapp mail send
    """
    with opened() as work:
        if not work.settings.smtp_url and not work.settings.sms_url:
            raise NoPostError("SMTP_URL is not set, so no mail can be sent. Set it to smtp://user:password@host:587.")
        click.echo(send_due(work))


def send_due(work: Work) -> str:
    """Send what waits in the outbox and what plans and rounds have planned; returns what came of it in a line."""
    _write_to_the_forgetful(work)
    if not within_hours(now(), work.settings.sending_hours):
        return f"{_send_waiting(work, at_night=True)} Plans and rounds write to nobody at this hour."
    if not work.settings.public_url:
        _send_waiting(work)
        raise SettingsError("Invitations need PUBLIC_URL: the address that people reach the app at.")
    # The app speaks the recipients' languages, and takes half a second to import.
    from surveyapp.web.delivering import channels_here, deliver, sender_here  # noqa: PLC0415
    from surveyapp.web.staff.plan_mail import queue_due  # noqa: PLC0415

    with in_the_app(work):
        queue_due()
        told = [_send_waiting(work)]
        done = deliver(channels_here(), sender_here(), now)
    told.append(f"Of rounds: {done.sent} sent, {done.later} to be tried again, {done.refused} refused.")
    if done.away:
        told.append("A server did not answer; the rest is tried again in a minute.")
    return " ".join(told)


def _write_to_the_forgetful(work: Work) -> None:
    """Queue links for those who asked for a new password."""
    if work.settings.smtp_url and work.settings.public_url and accounts.somebody_forgot(work.session):
        # See above.
        from surveyapp.web.staff.forgetting import write_links  # noqa: PLC0415

        with in_the_app(work):
            write_links()


def _send_waiting(work: Work, *, at_night: bool = False) -> str:
    post = Post(work.settings.smtp_url, work.settings.mail_from)
    with post.opened() as hand_over:
        done = posting.Posted()
        if post.is_there:
            done = posting.send_due(work.session, hand_over, now(), at_night=at_night)
    return f"{done.sent} sent, {done.waiting} to be tried again, {done.given_up} given up."


@mail.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
def bounces(file: Path | None) -> None:
    """Take in reports of non-delivery: a mailbox file, or one message on standard input.

    Example: surveyapp mail bounces /var/mail/retur
    """
    with opened() as work:
        key = token_key(work.settings.secret_key)
        name, _at, domain = work.settings.bounces_to.partition("@")
        if not name:
            raise SettingsError("BOUNCES_TO is not set, so no report says which message it is about.")
        ended = messages = 0
        for report in _reports(file):
            messages += 1
            for token in _tokens(report, name, domain):
                ended += contacting.note_bounce(work.session, token, key, now()).recipients
    click.echo(f"{messages} messages read; {ended} addresses take no mail, and get no more.")


def _reports(file: Path | None) -> Iterator[Mail]:
    if file is None:
        yield message_from_binary_file(sys.stdin.buffer, policy=policy.default)
        return
    box = mbox(file, create=False)
    try:
        yield from cast("Iterator[Mail]", box)
    finally:
        box.close()


def _tokens(report: Mail, name: str, domain: str) -> set[str]:
    """Whom a report of permanent failure (RFC 3464) is about, by the addresses it was sent to."""
    failed = any(
        str(part.get("Action", "")).strip().lower() == "failed"
        for part in report.walk()
        if part.get_content_type() in ("message/delivery-status", "text/plain")
    )
    if not failed:
        return set()
    found = set()
    for header in ("To", "Delivered-To", "X-Original-To"):
        for address in str(report.get(header, "")).replace("<", " ").replace(">", " ").replace(",", " ").split():
            local, _at, place = address.partition("@")
            if place.lower() == domain.lower() and local.lower().startswith(f"{name.lower()}+"):
                found.add(local[len(name) + 1 :])
    return found
