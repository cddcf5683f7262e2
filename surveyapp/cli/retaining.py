"""What goes of a survey and when, on the command line, and the daily job that lets it go."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import cast

import click
from sqlalchemy.orm import Session

from surveyapp.cli.opening import AS_JSON, DAY, now, opened
from surveyapp.cli.surveys import SURVEY
from surveyapp.models.deletion import MANNERS, Manner
from surveyapp.models.ids import norwegian_date
from surveyapp.services import finding, planning, retaining
from surveyapp.services.retaining import Retained, Wanted


@click.command()
@click.option("--trust-clock", is_flag=True, help="You have looked at the clock, and it is right.")
@AS_JSON
def retain(*, trust_clock: bool, as_json: bool) -> None:
    """Delete all whose date has come: contact data, traces and answers; run it daily.

    By a clock that is more than 7 days ahead of when it ran last, or behind what is stored, nothing is deleted until
    you say that it is right.

    Example: surveyapp data retain
    """
    with opened(quiet=as_json) as work:
        if trust_clock:
            retaining.confirm_clock(work.session)
        went = let_go(work.session)
    counts = {"contacts": went.contacts, "traces": went.traces, "answers": went.answers}
    click.echo(json.dumps(counts) if as_json else ", ".join(f"{rows} {what}" for what, rows in counts.items()))


def let_go(session: Session) -> Retained:
    """All whose date has come, also the addresses of plans' owners; raises `WrongClockError`."""
    when = now()
    retaining.require_right_clock(session, when)
    went = retaining.retain(session, when)
    addresses = planning.destroy_addresses(session, norwegian_date(when))
    retaining.note_deleted(session)
    return replace(went, contacts=went.contacts + addresses)


@click.command("plan")
@SURVEY
@AS_JSON
def show_plan(survey_name: str, *, as_json: bool) -> None:
    """Show what of a survey will be deleted, and when.

    Example: surveyapp data plan "Erfaringer"
    """
    with opened() as work:
        goings = retaining.deletion_plan(work.session, finding.survey_named(work.session, survey_name).id)
    lines = [
        {"on": going.on.isoformat(), "what": going.what, "round": going.round_label, "rows": going.rows}
        for going in goings
    ]
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False))
        return
    for line in lines:
        click.echo(f"{line['on']}: {line['what']}{' of ' if line['round'] else ''}{line['round']}, {line['rows']} rows")


@click.command("move")
@SURVEY
@click.option("--answers", required=True, type=DAY, help="The day that the answers go.")
@click.option("--manner", type=click.Choice(MANNERS), default="erase", show_default=True)
@click.option(
    "--contact-days", type=int, default=90, show_default=True, help="Days that contact data outlives a round."
)
def move(survey_name: str, *, answers: date, manner: str, contact_days: int) -> None:
    """Choose when a survey's answers and contact data go.

    Example: surveyapp data move "Erfaringer" --answers 2028-06-30
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        wanted = Wanted(answers, cast(Manner, manner), contact_days)
        retaining.change_plan(work.session, found.id, wanted, now())
    click.echo(f"{survey_name}: answers go on {answers}")
