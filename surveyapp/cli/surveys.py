"""Surveys on the command line: owners, accounts, surveys, rounds, and data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import click

from surveyapp.cli.opening import AS_JSON, DAY, now, opened, print_lines
from surveyapp.models.organisations import KINDS, OrganisationKind
from surveyapp.models.surveys import Privacy
from surveyapp.services import (
    accounts,
    exporting,
    finding,
    importing,
    surveying,
)

SURVEY = click.argument("survey_name", metavar="SURVEY")
ROUND = click.argument("round_name", metavar="ROUND")


@click.group()
def organisation() -> None:
    """Organisations that own questionnaires and surveys."""


@organisation.command("create")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), default="project", show_default=True)
@click.option("--number", help="Its nine digits in Enhetsregisteret.")
@click.option("--area", help="A municipality's kommunenummer, or a county governor's area: Agder.")
@click.option("--part-of", metavar="ORGANISATION", help="What a unit belongs to.")
def create_organisation(name: str, kind: str, number: str | None, area: str | None, part_of: str | None) -> None:
    """Add an organisation.

    Example: surveyapp organisation create "Eksempel kommune" --kind municipality --area 4204
    """
    with opened() as work:
        whole = finding.organisation_named(work.session, part_of).id if part_of is not None else None
        surveying.create_organisation(
            work.session, name, now(), kind=cast(OrganisationKind, kind), number=number, area=area, part_of=whole
        )
    click.echo(f"Added {name}")


@organisation.command("members")
@click.argument("name")
@AS_JSON
def list_members(name: str, *, as_json: bool) -> None:
    """Show who does what for an organisation.

    Example: surveyapp organisation members X
    """
    with opened() as work:
        there = accounts.members(work.session, finding.organisation_named(work.session, name).id)
    lines = [{"name": each.name, "email": each.email, "roles": list(each.roles)} for each in there]
    print_lines(lines, lambda each: f"{each['name']} <{each['email']}>: {', '.join(each['roles'])}", as_json=as_json)


@click.group()
def survey() -> None:
    """A questionnaire put to people."""


@survey.command("create")
@click.argument("title")
@click.option("--owner", required=True, help="The organisation that owns it.")
@click.option("--questionnaire", required=True, help="The id of a questionnaire that the owner has published.")
@click.option("--privacy", required=True, type=click.Choice(["anonymous", "confidential", "identified"]))
@click.option("--synthetic", is_flag=True, help="Its answers are made up, and marked so everywhere.")
def create_survey(title: str, *, owner: str, questionnaire: str, privacy: Privacy, synthetic: bool) -> None:
    """Make a survey.

    Example: surveyapp survey create "Erfaringer" --owner X --questionnaire psfs --privacy confidential
    """
    with opened() as work:
        organisation_id = finding.organisation_named(work.session, owner).id
        version = finding.latest_version(work.session, organisation_id, questionnaire)
        made = surveying.create_survey(
            work.session,
            organisation_id,
            version.questionnaire_id,
            title=title,
            privacy=privacy,
            synthetic=synthetic,
            now=now(),
        )
        click.echo(f"{made.title} ({made.id})")


@click.group()
def rounds() -> None:
    """The rounds of a survey."""


@rounds.command("add")
@SURVEY
@click.option("--label", required=True, help="Such as: Baseline 2017")
@click.option("--opens", required=True, type=DAY)
@click.option("--closes", required=True, type=DAY)
@click.option("--denominator", type=click.IntRange(min=1), help="How many should answer.")
@click.option("--denominator-date", type=DAY, help="When that was counted; municipalities are those of this date.")
@click.option("--caveat", default="", help="What a reader of the results must keep in mind.")
def add_round(
    survey_name: str,
    *,
    label: str,
    opens: date,
    closes: date,
    denominator: int | None,
    denominator_date: date | None,
    caveat: str,
) -> None:
    """Add a round.

    Example: surveyapp rounds add "Erfaringer" --label Baseline --opens 2026-09-01 --closes 2026-10-16
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        version = finding.newest_version(work.session, found)
        plan = surveying.RoundPlan(version.id, label, opens, closes, denominator, denominator_date, caveat)
        added = surveying.add_round(work.session, found.id, plan)
        click.echo(f"{added.number}: {added.label}")


@rounds.command("close")
@SURVEY
@ROUND
def close_round(survey_name: str, round_name: str) -> None:
    """End a round now, before its last day.

    Example: surveyapp rounds close "Erfaringer" 1
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        surveying.close_round(work.session, found.id, asked.id, now())
        click.echo(f"{asked.label} is closed")


@rounds.command("import")
@SURVEY
@ROUND
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--key", help="The column that tells who answered; municipalities have theirs in the answers.")
def import_round(survey_name: str, round_name: str, file: Path, key: str | None) -> None:
    """Read in a round that was done elsewhere (.csv or .xlsx).

    Example: surveyapp rounds import "Humør" 1 round1.csv --key id
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        limits = importing.ImportLimits(work.settings.max_import_bytes, work.settings.max_import_rows)
        done = importing.import_round(work.session, found.id, asked.id, file, key_column=key, limits=limits, now=now())
        click.echo(f"{asked.label}: {done.responses} responses read from {file.name}")


@click.group()
def data() -> None:
    """Answers out of the app, and their deletion."""


@data.command("export")
@SURVEY
@ROUND
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The .csv file to write.")
@click.option("--free-text", is_flag=True, help="Also what people wrote in their own words: it may identify them.")
def export_round(survey_name: str, round_name: str, output: Path, free_text: bool) -> None:
    """Write a round's answers as .csv, with its facts beside it.

    Example: surveyapp data export X 1 -o x.csv
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        table = exporting.export_round(work.session, found.id, asked.id, texts=free_text)
        beside = exporting.write_round(table, output)
        click.echo(f"Wrote {output} and {beside}")


@data.command("files")
@SURVEY
@click.argument("round_names", metavar="ROUND...", nargs=-1, required=True)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(exporting.FORMAT_NAMES),
    help="What to write; may be said several times. All of them unless said.",
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder or .zip to write.")
@click.option("--free-text", is_flag=True, help="Also what people wrote in their own words: it may identify them.")
@click.option("--language", default="nb", show_default=True, help="The language of the labels.")
def export_files(
    survey_name: str,
    round_names: tuple[str, ...],
    *,
    formats: tuple[exporting.FormatName, ...],
    output: Path,
    free_text: bool,
    language: str,
) -> None:
    """Write the answers of one or more rounds for Excel, SPSS, Stata, R or Python, with the codebook.

    In a confidential survey pseudonyms stand for the keys. Several rounds come in one file with a column `round`.

    Example: surveyapp data files X 1 2 --format sav -o svar.zip
    """
    write = exporting.write_zip if output.suffix == ".zip" else exporting.write_files
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = [finding.round_named(work.session, found, each).id for each in round_names]
        with exporting.extract(work.session, found.id, asked, now(), texts=free_text, language=language) as taken:
            write(taken, formats or exporting.FORMAT_NAMES, output)
        click.echo(f"Wrote {taken.count} responses to {output}")
        if taken.about.is_open:
            click.echo("The round is open: the numbers may change.")
