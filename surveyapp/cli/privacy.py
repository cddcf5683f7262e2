"""Privacy on the command line: the record of processing, and what a person asks for by her reference code."""

from __future__ import annotations

import json
from pathlib import Path

import click

from surveyapp.cli.opening import opened
from surveyapp.cli.surveys import SURVEY
from surveyapp.services import answering, finding, retaining


@click.group()
def privacy() -> None:
    """The record of processing, and requests for access or deletion."""


@privacy.command("record")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .md, .csv or .xlsx file.")
@click.option("--organisation", "owner", help="Only this one's surveys.")
def write_record(output: Path, owner: str | None) -> None:
    """Write the record of processing activities.

    Example: surveyapp privacy record -o protokoll.md
    """
    with opened() as work:
        if owner is None:
            entries = retaining.record_of_all(work.session)
        else:
            entries = retaining.record(work.session, finding.organisation_named(work.session, owner).id)
        output.write_bytes(retaining.written(entries, output.name))
    click.echo(f"Wrote {len(entries)} surveys to {output}")


@privacy.command("show")
@SURVEY
@click.argument("code")
def show(survey_name: str, code: str) -> None:
    """Print what is stored about an answer, by its reference code.

    Example: surveyapp privacy show "Erfaringer" K7QM-3XPD
    """
    with opened() as work:
        found = answering.stored(work.session, finding.survey_named(work.session, survey_name).id, code)
    told = {
        "reference": found.draft.reference,
        "submitted_on": found.draft.submitted_on,
        "answers": found.draft.answers,
        "changes": found.revisions,
        "earlier_numbers_shown": found.recalls,
        "contact_data_goes_on": found.contacts_go_on,
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))


@privacy.command("withdraw")
@SURVEY
@click.argument("code")
@click.confirmation_option(prompt="The answer is deleted for good. Go on?")
def withdraw(survey_name: str, code: str) -> None:
    """Delete an answer for the person who gave it.

    Example: surveyapp privacy withdraw "Erfaringer" K7QM-3XPD --yes
    """
    with opened() as work:
        answering.withdraw_for(work.session, finding.survey_named(work.session, survey_name).id, code)
    click.echo("The answer is deleted.")
