"""Following municipalities on the command line, and opening a survey to the county governors."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from surveyapp.cli.opening import AS_JSON, now, opened
from surveyapp.cli.surveys import ROUND, SURVEY
from surveyapp.services import finding, overseeing


@click.group()
def oversight() -> None:
    """Which municipalities have answered, and who may know."""


@oversight.command("open")
@SURVEY
def open_survey(survey_name: str) -> None:
    """Let the county governors follow their municipalities.

    Example: surveyapp oversight open "Kommuneundersøkelsen"
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        overseeing.open_to_governors(work.session, found.id, now())
    click.echo(f"The county governors may follow {survey_name}")


@oversight.command("close")
@SURVEY
def close_survey(survey_name: str) -> None:
    """Let the owner alone follow the survey again.

    Example: surveyapp oversight close "Kommuneundersøkelsen"
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        overseeing.close_to_governors(work.session, found.id)
    click.echo(f"Only its owner may follow {survey_name}")


@oversight.command("show")
@SURVEY
@ROUND
@click.option("--missing", is_flag=True, help="Only those that have not handed in.")
@AS_JSON
def show(survey_name: str, round_name: str, missing: bool, as_json: bool) -> None:
    """Show how far each municipality has come.

    Example: surveyapp oversight show "Kommuneundersøkelsen" 2 --missing
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        followed = overseeing.follow(work.session, found.id, asked.id, now())
    kept = [each for each in followed.municipalities if not (missing and each.state == "submitted")]
    if as_json:
        click.echo(json.dumps([asdict(each) for each in kept], ensure_ascii=False, indent=2, default=str))
        return
    done = sum(each.state == "submitted" for each in followed.municipalities)
    click.echo(f"{done} of {len(followed.municipalities)} have answered")
    for each in kept:
        click.echo(f"{each.number}\t{each.name}\t{each.county}\t{each.state}\t{each.submitted_on or ''}")
