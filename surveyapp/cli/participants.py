"""Participants on the command line: links, and the lists that come with them."""

from __future__ import annotations

from pathlib import Path

import click

from questionnaires.classifications import kommuner
from surveyapp.cli.opening import ADDRESS, now, opened
from surveyapp.cli.surveys import ROUND, SURVEY, rounds, survey
from surveyapp.models.tokens import token_key
from surveyapp.services import finding, importing, inviting
from surveyapp.services.importing import ImportRefusedError, Problems, Table

SUPPLY_COLUMNS = ("participant", "list", "item")


@click.command()
@SURVEY
@ROUND
@click.option("--participant", "participants", multiple=True, metavar="KEY=LABEL", help="Add and invite; repeatable.")
@click.option("--all-municipalities", is_flag=True, help="Invite every municipality of the round's denominator date.")
@click.option("--quota", type=click.IntRange(1), metavar="N", help="The open link takes so many answers.")
@ADDRESS
def invite(
    survey_name: str,
    round_name: str,
    *,
    participants: tuple[str, ...],
    all_municipalities: bool,
    quota: int | None,
    address: str,
) -> None:
    """Print fresh links into a round.

    Example: surveyapp invite "Erfaringer" 1 --participant F-102="Forløp 102"
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        key = token_key(work.settings.secret_key)
        if found.privacy == "anonymous":
            issued = [inviting.open_link(work.session, found.id, asked.id, key, quota=quota)]
        elif quota is not None:
            raise click.UsageError("Only the open link of an anonymous survey has a quota.")
        else:
            labels = _labels(participants)
            if all_municipalities:
                labels |= {each.nr: each.label for each in kommuner(on=asked.classified_on)}
            issued = inviting.invite_keys(work.session, found.id, asked.id, labels, key)
        for link in issued:
            click.echo("\t".join(filter(None, [link.participant_key, f"{address}/s/{link.token}"])))


@rounds.command("quota")
@SURVEY
@ROUND
@click.argument("most", type=click.IntRange(0), metavar="N")
def quota_(survey_name: str, round_name: str, most: int) -> None:
    """Let a round's open link take N answers, or as many as come with 0. The link stays.

    Example: surveyapp rounds quota "Innbyggerpanelet" 1 200
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        asked = finding.round_named(work.session, found, round_name)
        inviting.set_quota(work.session, found.id, asked.id, most or None)
        there = inviting.quota_of(work.session, found.id, asked.id)
    if there is not None:
        click.echo(f"{there.used} of {there.most or 'any number of'} answers are used")


def _labels(participants: tuple[str, ...]) -> dict[str, str]:
    """`F-102=Forløp 102` -> key and label; the key alone is its own label."""
    return {key: label or key for key, _, label in (each.partition("=") for each in participants)}


@survey.command("supply")
@SURVEY
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def supply(survey_name: str, file: Path) -> None:
    """Set participants' lists from a file (.csv or .xlsx) with the columns participant, list and item.

    Example: surveyapp survey supply "Tiltaksplaner" measures.csv
    """
    with opened() as work:
        found = finding.survey_named(work.session, survey_name)
        limits = importing.ImportLimits(work.settings.max_import_bytes, work.settings.max_import_rows)
        table = importing.read_table(file, limits)
        rows = _supplied_rows(table)
        lists: dict[str, dict[str, list[str]]] = {}
        for _, (participant, question, item) in rows:
            lists.setdefault(participant, {}).setdefault(question, []).append(item)
        try:
            done = inviting.supply_lists(work.session, found.id, lists, now())
        except inviting.SupplyRefusedError as refusal:
            raise _in_the_file(refusal, table, rows) from refusal
    click.echo(f"{done.items} items are on the lists of {done.participants} participants")
    if done.begun:
        click.echo(f"{done.begun} responses were begun before this, and keep the lists that they were begun with")


SuppliedRow = tuple[int, tuple[str, ...]]
"""The row's number in the file, and its participant, list and item."""


def _supplied_rows(table: Table) -> list[SuppliedRow]:
    problems = Problems()
    if sorted(table.header) != sorted(SUPPLY_COLUMNS):
        problems.add(1, ",".join(table.header), f"the headings must be {', '.join(SUPPLY_COLUMNS)}.")
        raise ImportRefusedError(table.name, problems)
    places = [table.header.index(column) for column in SUPPLY_COLUMNS]
    for number, cells in table.rows:
        if len(cells) != len(SUPPLY_COLUMNS):
            problems.add(number, SUPPLY_COLUMNS[-1], f"the row has {len(cells)} cells, not {len(SUPPLY_COLUMNS)}.")
    if problems.count:
        raise ImportRefusedError(table.name, problems)
    return [(number, tuple(cells[place] for place in places)) for number, cells in table.rows]


def _in_the_file(
    refusal: inviting.SupplyRefusedError, table: Table, rows: list[SuppliedRow]
) -> importing.ImportRefusedError:
    """The same problems, each at the row that it stands in: a list that is wrong itself, at its first."""
    told = []
    for problem in refusal.problems:
        numbers = [number for number, row in rows if row[:2] == (problem.participant, problem.question)]
        told.append((numbers[problem.place or 0], problem.text))
    problems = Problems()
    for number, text in sorted(told):
        problems.add(number, SUPPLY_COLUMNS[-1], text)
    return ImportRefusedError(table.name, problems)
