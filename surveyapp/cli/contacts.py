"""Contact lists and messages of a round on the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import cast

import click
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from questionnaires.classifications import kommuner
from surveyapp.cli.opening import AS_JSON, DAY, Work, now, opened
from surveyapp.cli.surveys import ROUND, SURVEY
from surveyapp.models import Round, Survey
from surveyapp.models.days import day_of_sending
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.reaching import BODY_LENGTH, SMS_LENGTH, SUBJECT_LENGTH, WAVE_KINDS, WaveKind
from surveyapp.models.telling import told
from surveyapp.models.tokens import token_key
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import contacting, finding, importing
from surveyapp.services.contacting import ContactsRefusedError, Expected, WaveOverview, WavePlan


class WordsRefusedError(SurveyAppError):
    """The file has no words that a message can have."""


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    subject: str = Field("", max_length=SUBJECT_LENGTH)
    body: str = Field("", max_length=BODY_LENGTH)
    sms: str = Field("", max_length=SMS_LENGTH)


_WORDS = TypeAdapter(dict[str, _Words])
_SHAPE = 'Write {"nb": {"subject": "...", "body": "...", "sms": "..."}}; each of the three may be left out.'


@click.command("contacts")
@SURVEY
@ROUND
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def add_contacts(survey_name: str, round_name: str, file: Path) -> None:
    """Take in a contact list (.csv or .xlsx), and invite its participants to the round.

    Columns: e-post or telefon; deltaker (kommunenummer, course, unit) unless the survey is anonymous; and, if you
    like, navn, betegnelse and språk.

    Example: surveyapp mail contacts "Erfaringer" 1 kontakter.xlsx
    """
    with opened() as work:
        found, asked = asked_about(work, survey_name, round_name)
        limits = importing.ImportLimits(work.settings.max_import_bytes, work.settings.max_import_rows)
        table = importing.read_table(file, limits, windows=True)
        rows = told(work.session, "Reading", table.rows, len(table.rows))
        reading = contacting.read_contacts(table.header, rows, _expected(work, found, asked))
        if reading.problems:
            raise ContactsRefusedError(reading)
        key = token_key(work.settings.secret_key)
        done = contacting.add_contacts(work.session, found.id, asked.id, reading.contacts, key=key)
    if table.guessed:
        click.echo(f"The file was saved as Windows-1252, not UTF-8. Look over æ, ø and å: {', '.join(table.guessed)}")
    click.echo(f"{done.recipients} addresses added, {done.known} known already; {done.participants} newly invited")


def _expected(work: Work, found: Survey, asked: Round) -> Expected:
    questionnaire = questionnaire_of(work.session, asked.version_id)
    known = None
    if questionnaire.unit == "municipality":
        known = {each.nr: each.label for each in kommuner(on=asked.classified_on)}
    return Expected(questionnaire.languages, keyed=found.privacy != "anonymous", known=known)


@click.command("plan")
@SURVEY
@ROUND
@click.option("--on", "day", type=DAY, help="The day; for a reminder also --before.")
@click.option("--before", type=click.IntRange(0, 365), help="So many days before the round's last day.")
@click.option("--kind", type=click.Choice(WAVE_KINDS), default="invitation", show_default=True)
@click.option("--texts", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Your own words, as .json.")
def plan_message(
    survey_name: str, round_name: str, *, day: date | None, before: int | None, kind: str, texts: Path | None
) -> None:
    """Plan an invitation, or a reminder to those who have not answered by then.

    The texts are {"nb": {"subject": ..., "body": ..., "sms": ...}}; what is left out is said in our words.

    Example: surveyapp mail plan "Erfaringer" 1 --kind reminder --before 7
    """
    if (day is None) == (before is None):
        raise click.UsageError("Give either --on or --before.")
    with opened() as work:
        found, asked = asked_about(work, survey_name, round_name)
        own = own_words(texts, questionnaire_of(work.session, asked.version_id).languages) if texts else {}
        hours = work.settings.sending_hours
        plan = WavePlan(cast(WaveKind, kind), (before or 0) if day is None else day, own)
        made = contacting.plan_wave(work.session, found.id, asked.id, plan, now(), hours=hours)
        wave = contacting.wave_of(work.session, found.id, asked.id, made)
        goes_on = day_of_sending(wave.due_on, asked, now(), hours)
    late = "" if goes_on == wave.due_on else f"; nothing is sent any more on {wave.due_on}"
    click.echo(f"{kind} goes out on {goes_on}{late}")


@click.command("list")
@SURVEY
@ROUND
@AS_JSON
def list_messages(survey_name: str, round_name: str, *, as_json: bool) -> None:
    """Show what is planned, and what became of what was sent.

    Example: surveyapp mail list "Erfaringer" 1
    """
    with opened() as work:
        found, asked = asked_about(work, survey_name, round_name)
        for wave in contacting.waves_of(work.session, found.id, asked.id):
            hours = work.settings.sending_hours
            goes_on = wave.started_on or day_of_sending(wave.due_on, asked, now(), hours)
            click.echo(json.dumps(_told(wave, goes_on)) if as_json else _line(wave, goes_on))


def _told(wave: WaveOverview, goes_on: date | None) -> dict[str, object]:
    return {
        "id": str(wave.id),
        "kind": wave.kind,
        "due_on": wave.due_on.isoformat(),
        "days_before": wave.days_before,
        "goes_on": None if goes_on is None else goes_on.isoformat(),
        "counts": wave.counts,
    }


def _line(wave: WaveOverview, goes_on: date | None) -> str:
    """A message in a line: the day it is planned for, which names it in commands, and what came of it."""
    follows = "" if wave.days_before is None else f", {wave.days_before} days before the last day"
    if goes_on is None:
        return f"{wave.due_on} {wave.kind}{follows}: is not sent, for the round ends before the next day of sending"
    counts = ", ".join(f"{count} {state}" for state, count in sorted(wave.counts.items())) or "not begun"
    when = "began" if wave.started_on else "goes out"
    moved = "" if goes_on == wave.due_on else f", {when} on {goes_on}"
    return f"{wave.due_on} {wave.kind}{follows}{moved}: {counts}"


@click.command("pause")
@SURVEY
@ROUND
def pause_messages(survey_name: str, round_name: str) -> None:
    """Send nothing more about a round until it is resumed.

    Example: surveyapp mail pause "Erfaringer" 1
    """
    with opened() as work:
        found, asked = asked_about(work, survey_name, round_name)
        contacting.pause(work.session, found.id, asked.id, now())
    click.echo("Paused")


@click.command("resume")
@SURVEY
@ROUND
def resume_messages(survey_name: str, round_name: str) -> None:
    """Go on sending about a round.

    Example: surveyapp mail resume "Erfaringer" 1
    """
    with opened() as work:
        found, asked = asked_about(work, survey_name, round_name)
        contacting.resume(work.session, found.id, asked.id)
    click.echo("Resumed")


def own_words(file: Path, languages: Sequence[str]) -> dict[str, dict[str, str]]:
    """An owner's own words of a message, by language; raises `WordsRefusedError`."""
    try:
        told = _WORDS.validate_json(file.read_bytes())
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole file"
        raise WordsRefusedError(f"{file.name}, {place}: {first['msg']}. {_SHAPE}") from problem
    if strange := sorted(told.keys() - set(languages)):
        raise WordsRefusedError(f"The questionnaire is not in {', '.join(strange)}. Write in {', '.join(languages)}.")
    return {code: words.model_dump(exclude_defaults=True) for code, words in told.items()}


def asked_about(work: Work, survey_name: str, round_name: str) -> tuple[Survey, Round]:
    """A survey and its round, by their names; raises `NotFoundError`."""
    found = finding.survey_named(work.session, survey_name)
    return found, finding.round_named(work.session, found, round_name)
