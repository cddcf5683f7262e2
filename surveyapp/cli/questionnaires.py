"""Questionnaires on the command line: codebook, publish."""

from __future__ import annotations

from pathlib import Path

import click

from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load_file
from questionnaires.variables import codebook as codebook_of
from surveyapp.cli.opening import now, opened
from surveyapp.services import finding, publishing

SHIPPED = ", ".join(paths())


@click.command()
@click.argument("questionnaire")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write; else to the screen.")
def codebook(questionnaire: str, output: Path | None) -> None:
    """Write a questionnaire's codebook, for analysis.

    QUESTIONNAIRE is a file, or the id of a shipped one.

    Example: surveyapp codebook psfs -o codebook.json
    """
    book = codebook_of(read_questionnaire(questionnaire)).model_dump_json(indent=2) + "\n"
    if output is None:
        click.echo(book, nl=False)
    else:
        output.write_text(book, encoding="utf-8")
        click.echo(f"Wrote {output}")


@click.command()
@click.argument("questionnaire")
@click.option("--owner", required=True, help="The organisation that publishes it.")
def publish(questionnaire: str, owner: str) -> None:
    """Publish a version, which never changes.

    QUESTIONNAIRE is a file, or the id of a shipped one.

    Example: surveyapp publish psfs --owner "Eksempel kommune"
    """
    read = read_questionnaire(questionnaire)
    with opened() as work:
        organisation = finding.organisation_named(work.session, owner)
        changes = publishing.changes(work.session, organisation, read)
        if changes is not None:
            click.echo(f"Since the last version: {changes.summary}")
        version = publishing.publish(work.session, organisation, read, now())
        click.echo(f"{read.id} version {version.number}, sha256 {version.sha256}")


def read_questionnaire(word: str) -> Questionnaire:
    """A questionnaire file, or one of those we ship by its id."""
    shipped = paths()
    if word in shipped:
        return load_file(shipped[word])
    if not Path(word).is_file():
        raise click.BadParameter(f"{word!r} is no file and none of the shipped questionnaires: {SHIPPED}.")
    return load_file(word)
