"""Getting a survey ready on the command line: what it is for, its rehearsal, and opening its rounds."""

from __future__ import annotations

from datetime import date

import click

from surveyapp.cli.opening import DAY, now, opened
from surveyapp.cli.surveys import ROUND, SURVEY
from surveyapp.models.days import day_of_sending
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.services import contacting, finding, preparing
from surveyapp.services.preparing import Dates, Description

MARKS = {True: "ok     ", False: "missing"}


class DeadEndsError(SurveyAppError):
    """A rehearsal found paths that cannot be handed in."""


@click.command("describe")
@SURVEY
@click.option("--purpose", help="What the answers are used for, in a sentence or two.")
@click.option("--health-data", type=click.Choice(["yes", "no"]), help="Whether answers tell of somebody's health.")
@click.option("--assessment", help="What came of assessing the privacy of health data (DPIA), and where it is kept.")
def describe(survey_name: str, purpose: str | None, health_data: str | None, assessment: str | None) -> None:
    """Say what a survey is for; what is left out stays.

    Example: surveyapp survey describe "Erfaringer" --purpose "Bedre tilbud" --health-data no
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        said = Description(
            found.purpose if purpose is None else purpose,
            found.health_data if health_data is None else health_data == "yes",
            found.assessment if assessment is None else assessment,
        )
        preparing.describe(work.session, found.id, said)
    click.echo(f"{survey_name} is described")


@click.command("rehearse")
@SURVEY
@ROUND
@click.option("-n", "--answers", default=100, show_default=True, type=click.IntRange(1, 100_000))
def rehearse_round(survey_name: str, round_name: str, answers: int) -> None:
    """Answer what a round asks at random, along every path, and note that it was done.

    Example: surveyapp rounds rehearse "Erfaringer" 1
    """
    # It answers by the whole questionnaire language, which the other commands should not wait for.
    from surveyapp.rehearsal import rehearse  # noqa: PLC0415

    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        questionnaire = preparing.questionnaire_to_rehearse(work.session, found.id, asked.id)
        done = rehearse(questionnaire, answers=answers, rounds=1, seed=1, today=norwegian_date(now()))
        if done.dead_ends:
            raise DeadEndsError(
                f"{len(done.dead_ends)} paths cannot be handed in. surveyapp rehearse FILE tells which; "
                "publish a version without them."
            )
        preparing.note_rehearsal(work.session, found.id, asked.id, answers=answers, now=now())
    click.echo(f"{answers} answers could be handed in")


@click.command("open")
@SURVEY
@ROUND
def open_round(survey_name: str, round_name: str) -> None:
    """Let a round open on its first day, or tell what is missing.

    Example: surveyapp rounds open "Erfaringer" 1
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        for gate in preparing.gates(work.session, found.id, asked.id, now()):
            click.echo(f"{MARKS[gate.passed]} {gate.name} {', '.join(gate.lacks)}".rstrip())
        preparing.release(work.session, found.id, asked.id, now())
        click.echo(f"{asked.label} opens on {asked.opens_on}")


@click.command("move")
@SURVEY
@ROUND
@click.option("--opens", type=DAY, help="Its first day.")
@click.option("--closes", type=DAY, help="Its last day.")
@click.option("--denominator", type=click.IntRange(1), help="How many should answer.")
@click.option("--denominator-date", type=DAY, help="The date that they are counted on.")
def move_round(
    survey_name: str,
    round_name: str,
    *,
    opens: date | None,
    closes: date | None,
    denominator: int | None,
    denominator_date: date | None,
) -> None:
    """Change a round's dates, and how many should answer; what is left out stays.

    Once it has opened, its first day and the date of the count stay, and how many municipalities should answer.
    Messages that were planned by the last day follow it.

    Example: surveyapp rounds move "Erfaringer" 1 --closes 2026-10-16
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        dates = Dates(
            opens or asked.opens_on,
            closes or asked.closes_on,
            denominator or asked.denominator,
            denominator_date or asked.denominator_date,
        )
        hours = work.settings.sending_hours
        followed = preparing.move(work.session, found.id, asked.id, dates, now(), hours=hours)
        lost = [
            f"The {each.kind} of {each.due_on} is not sent: the round ends before. Plan it anew."
            for each in contacting.waves_of(work.session, found.id, asked.id)
            if each.started_on is None and day_of_sending(each.due_on, asked, now(), hours) is None
        ]
    click.echo(f"{round_name} is moved")
    for each in followed:
        if each.goes_on:
            click.echo(f"The {each.kind} of {each.before} follows, and goes out on {each.goes_on}")
    for line in lost:
        click.echo(line)
