"""Questionnaires on the command line: codebook, publish."""

from __future__ import annotations

from pathlib import Path

import click

from questionnaires.loading import load_file
from questionnaires.variables import codebook as codebook_of
from surveyapp.cli.opening import QUESTIONNAIRE, now, opened
from surveyapp.services import finding, publishing


@click.command()
@click.argument("questionnaire", type=QUESTIONNAIRE)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write; else to the screen.")
def codebook(questionnaire: Path, output: Path | None) -> None:
    """Write a questionnaire's codebook, for analysis.

    QUESTIONNAIRE is a file, or the id of a shipped one.

    Example: surveyapp codebook psfs -o codebook.json
    """
    book = codebook_of(load_file(questionnaire)).model_dump_json(indent=2) + "\n"
    if output is None:
        click.echo(book, nl=False)
    else:
        output.write_text(book, encoding="utf-8")
        click.echo(f"Wrote {output}")


@click.command()
@click.argument("questionnaire", type=QUESTIONNAIRE)
@click.option("--owner", required=True, help="The organisation that publishes it.")
def publish(questionnaire: Path, owner: str) -> None:
    """Publish a version, which never changes.

    QUESTIONNAIRE is a file, or the id of a shipped one.

    Example: surveyapp publish psfs --owner "Eksempel kommune"
    """
    read = load_file(questionnaire)
    with opened() as work:
        organisation = finding.organisation_named(work.session, owner)
        changes = publishing.changes(work.session, organisation, read)
        if changes is not None:
            click.echo(f"Since the last version: {changes.summary}")
        version = publishing.publish(work.session, organisation, read, now())
        click.echo(f"{read.id} version {version.number}, sha256 {version.sha256}")
