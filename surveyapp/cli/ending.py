"""How far surveys and their rounds have come, and the end of a round, on the command line."""

from __future__ import annotations

import json
from datetime import date

import click

from surveyapp.cli.opening import AS_JSON, DAY, now, opened
from surveyapp.cli.surveys import ROUND, SURVEY
from surveyapp.models.ids import norwegian_date
from surveyapp.services import finding, surveying
from surveyapp.services.surveying import RoundOverview


@click.command("list")
@SURVEY
@AS_JSON
def list_rounds(survey_name: str, *, as_json: bool) -> None:
    """Show the rounds, how far each has come, and how many have answered.

    Example: surveyapp rounds list "Erfaringer"
    """
    with opened() as work:
        rounds = surveying.overview(work.session, finding.survey_named(work.session, survey_name).id, now())
    if as_json:
        click.echo(json.dumps([_facts(each) for each in rounds], ensure_ascii=False))
        return
    for each in rounds:
        of = "" if each.denominator is None else f" of {each.denominator}"
        since = each.erased_on or each.reported_on
        state = each.state if since is None else f"{each.state} {since}"
        click.echo(f"{each.number}: {each.label}, {state}, {each.submitted}{of} answered")


@click.command("list")
@AS_JSON
def list_surveys(*, as_json: bool) -> None:
    """Show the surveys, newest first, and how far each one's rounds have come.

    Example: surveyapp survey list
    """
    with opened() as work:
        found = [
            (each.title, surveying.owner_of(work.session, each), surveying.overview(work.session, each.id, now()))
            for each in surveying.surveys(work.session)
        ]
    if as_json:
        told = [
            {"title": title, "owner": owner, "rounds": [_facts(each) for each in rounds]}
            for title, owner, rounds in found
        ]
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for title, owner, rounds in found:
        states = ", ".join(f"{each.label} {each.state}" for each in rounds) or "no rounds"
        click.echo(f"{title} ({owner}): {states}")


@click.command("report")
@SURVEY
@ROUND
@click.option("--on", type=DAY, help="The day that its result was reported; today, if not said.")
@click.option("--undo", is_flag=True, help="It is not reported after all.")
def report_round(survey_name: str, round_name: str, *, on: date | None, undo: bool) -> None:
    """Declare that the result of a round that is over was reported.

    Example: surveyapp rounds report "Erfaringer" 1 --on 2026-12-01
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        if undo:
            surveying.take_report_back(work.session, found.id, asked.id)
            click.echo(f"{asked.label} is not reported")
            return
        left = surveying.report_round(work.session, found.id, asked.id, on or norwegian_date(now()), now())
        click.echo(f"{asked.label} is reported")
        if left.drafts or left.papers:
            click.echo(f"Not in the result: {left.drafts} not signed, {left.papers} papers not keyed in")


def _facts(found: RoundOverview) -> dict[str, str | int | None]:
    days = {
        "rehearsed_on": found.rehearsed_on,
        "opens_on": found.opens_on,
        "over_on": found.over_on,
        "reported_on": found.reported_on,
        "erased_on": found.erased_on,
    }
    return {
        "number": found.number,
        "label": found.label,
        "state": found.state,
        "invited": found.invited,
        "submitted": found.submitted,
        "denominator": found.denominator,
        **{name: None if day is None else day.isoformat() for name, day in days.items()},
    }
