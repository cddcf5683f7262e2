"""`surveyapp mail`: what waits in the outbox."""

from __future__ import annotations

import time

import click

from surveyapp.cli.opening import now, opened
from surveyapp.mail import Post
from surveyapp.models.errors import SurveyAppError
from surveyapp.services import posting


class NoPostError(SurveyAppError):
    """No mail server is named."""


@click.group()
def mail() -> None:
    """Messages that wait to be sent."""


@mail.command()
@click.option("--watch", is_flag=True, help="Go on, and look again every half minute.")
def send(watch: bool) -> None:
    r"""Send what is due. Run it every few minutes, or let it watch.

    \b
    Example: surveyapp mail send --watch
    """
    while True:
        with opened() as work:
            post = Post(work.settings.smtp_url, work.settings.mail_from)
            if not post.is_there:
                raise NoPostError(
                    "SMTP_URL is not set, so no mail can be sent. Set it to smtp://user:password@host:587."
                )
            done = posting.send_due(work.session, post.send, now())
        if not watch or done != posting.Posted():
            click.echo(f"{done.sent} sent, {done.waiting} to be tried again, {done.given_up} given up.")
        if not watch:
            return
        time.sleep(30)
