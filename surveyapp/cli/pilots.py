"""Pilots on the command line: taken in from a file, and how far they have come."""

from __future__ import annotations

from pathlib import Path

import click

from surveyapp.cli.opening import now, opened
from surveyapp.services import finding, piloting


@click.group()
def pilot() -> None:
    """Pilots of a project group."""


@pilot.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--owner", required=True, help="The organisation that has the pilot.")
@click.option("--synthetic", is_flag=True, help="What is told of it is made up, and marked so everywhere.")
def import_pilot(file: Path, *, owner: str, synthetic: bool) -> None:
    """Take in a pilot's set-up (.yaml): units, milestones, rounds of feedback, dialogue meetings.

    Example: surveyapp pilot import surveyapp/demo/kristiansand.yaml --owner "Eksempel kommune"
    """
    with opened() as work:
        setup = piloting.read_pilot(file.name, file.read_bytes())
        organisation_id = finding.organisation_named(work.session, owner).id
        piloting.import_pilot(work.session, organisation_id, setup, now(), synthetic=synthetic)
    click.echo(f"{setup.title}: {len(setup.milestones)} milestones, {len(setup.units)} units")


@pilot.command("list")
def list_pilots() -> None:
    """Show the pilots, and how many milestones each has reached.

    Example: surveyapp pilot list
    """
    with opened() as work:
        for each in piloting.pilots(work.session):
            found = piloting.pilot(work.session, each.id)
            click.echo(f"{each.title}: {found.reached} of {len(found.milestones)} milestones reached")
