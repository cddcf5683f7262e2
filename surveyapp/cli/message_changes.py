"""Changing a message of a round on the command line before it goes out; a round has one message a day at most."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import click

from surveyapp.cli.contacts import asked_about, own_words
from surveyapp.cli.opening import DAY, Work, in_the_app, opened
from surveyapp.cli.surveys import ROUND, SURVEY
from surveyapp.mail import Post, is_address
from surveyapp.models import Round, Survey
from surveyapp.models.errors import NotFoundError
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import contacting, surveying

ITS_DAY = click.argument("day", type=DAY)


@click.command("words")
@SURVEY
@ROUND
@ITS_DAY
@click.argument("texts", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def change_words(survey_name: str, round_name: str, day: date, texts: Path) -> None:
    """Give a planned message your own words, as mail plan takes them; what is left out is said in ours.

    Example: surveyapp mail words "Erfaringer" 1 2026-10-09 texts.json
    """
    with opened() as work:
        found, asked, wave_id = _message(work, survey_name, round_name, day)
        own = own_words(texts, questionnaire_of(work.session, asked.version_id).languages)
        contacting.change_texts(work.session, found.id, wave_id, own)
    click.echo(f"The message of {day} has new words")


@click.command("cancel")
@SURVEY
@ROUND
@ITS_DAY
def cancel(survey_name: str, round_name: str, day: date) -> None:
    """Take a message that has not gone out off the plan.

    Example: surveyapp mail cancel "Erfaringer" 1 2026-10-09
    """
    with opened() as work:
        found, _, wave_id = _message(work, survey_name, round_name, day)
        contacting.cancel_wave(work.session, found.id, wave_id)
    click.echo(f"Nothing goes out on {day}")


@click.command("try")
@SURVEY
@ROUND
@ITS_DAY
@click.argument("address", required=False)
@click.option("--language", default="nb", show_default=True, help="Of those that the questionnaire is in.")
def try_out(survey_name: str, round_name: str, day: date, address: str | None, language: str) -> None:
    """Send a message to yourself before it goes out, with a link that leads nowhere; without an address, print it.

    Example: surveyapp mail try "Erfaringer" 1 2026-10-09 kari@example.org
    """
    # The app writes the messages, and takes half a second to import.
    from surveyapp.web.calling import mail_of  # noqa: PLC0415
    from surveyapp.web.delivering import sender_here  # noqa: PLC0415
    from surveyapp.web.staff.message_examples import Occasion, example_of  # noqa: PLC0415

    if address is not None and not is_address(address):
        raise click.BadParameter(f"{address!r} is not one e-mail address, such as name@municipality.no.")
    with opened() as work:
        found, asked, wave_id = _message(work, survey_name, round_name, day)
        wave = contacting.wave_of(work.session, found.id, asked.id, wave_id)
        questionnaire = questionnaire_of(work.session, asked.version_id)
        occasion = Occasion(found, asked, surveying.owner_of(work.session, found), questionnaire)
        with in_the_app(work):
            message = mail_of(example_of(occasion, wave, language, address or "kari@example.org"), sender_here())
        if address is None:
            click.echo(f"{message.subject}\n\n{message.text}")
            return
        Post(work.settings.smtp_url, work.settings.mail_from).send(message)
    click.echo(f"Sent to {address}")


def _message(work: Work, survey_name: str, round_name: str, day: date) -> tuple[Survey, Round, UUID]:
    found, asked = asked_about(work, survey_name, round_name)
    planned = {each.due_on: each.id for each in contacting.waves_of(work.session, found.id, asked.id)}
    if day not in planned:
        days = ", ".join(map(str, planned)) or "none"
        raise NotFoundError(f"No message is planned for {day}. Planned: {days}.")
    return found, asked, planned[day]


COMMANDS = (change_words, cancel, try_out)
