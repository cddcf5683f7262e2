"""Pilots on the command line: taken in from a file, followed, and kept up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import click
from sqlalchemy.orm import Session

from surveyapp.cli.opening import AS_JSON, now, opened, print_lines
from surveyapp.services import coursing, finding, piloting
from surveyapp.services.coursing import UnitCoverage
from surveyapp.services.piloting import PilotPicture, UnitTold, told_of

PILOT = click.argument("pilot_name", metavar="PILOT")
NUMBER = click.argument("number", type=click.IntRange(1))
SURVEY = click.argument("survey_name", metavar="SURVEY")


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
        setup = piloting.read_pilot(file.name, file.read_bytes(), now())
        organisation_id = finding.organisation_named(work.session, owner).id
        piloting.import_pilot(work.session, organisation_id, setup, now(), synthetic=synthetic)
    click.echo(f"{setup.title}: {len(setup.milestones)} milestones, {len(setup.units)} units")


@pilot.command("list")
@AS_JSON
def list_pilots(*, as_json: bool) -> None:
    """Show the pilots, and how many milestones each has reached.

    Example: surveyapp pilot list --json
    """
    with opened() as work:
        found = [piloting.pilot(work.session, each.id) for each in piloting.pilots(work.session)]
        lines = [
            {"id": str(each.pilot.id), "title": each.pilot.title, "owner": each.organisation, **_reached(each)}
            for each in found
        ]
    print_lines(lines, "{title}: {reached} of {milestones} milestones reached".format_map, as_json=as_json)


@pilot.command("show")
@PILOT
@AS_JSON
def show(pilot_name: str, *, as_json: bool) -> None:
    """Show a pilot's units and milestones by their numbers, and its surveys; few persons are hidden (null).

    Example: surveyapp pilot show "Fremtidsrettet rehabilitering" --json
    """
    with opened() as work:
        told = _picture(work.session, finding.pilot_named(work.session, pilot_name).id)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for unit in told["units"]:
        click.echo(f"unit {unit['number']}\t{unit['name']}\t{unit['sessions']} training sessions")
    for each in told["milestones"]:
        click.echo(f"milestone {each['number']}\t{each['status']}\t{each['due']}\t{each['words']}")
    for title in told["surveys"]:
        click.echo(f"survey\t{title}")


@pilot.command("link")
@PILOT
@NUMBER
@click.argument("unit")
def link(pilot_name: str, number: int, unit: str) -> None:
    """Say which unit here a unit of the pilot, by its number, is: its courses are counted.

    Example: surveyapp pilot link "Fremtidsrettet rehabilitering" 1 "Døgnrehabilitering"
    """
    with opened() as work:
        pilot_id = finding.pilot_named(work.session, pilot_name).id
        unit_id = finding.organisation_named(work.session, unit).id
        there = piloting.part(work.session, pilot_id, UnitTold, number)
        told = replace(cast("UnitTold", told_of(there)), unit_id=unit_id)
        piloting.change_part(work.session, pilot_id, number, told, seen=there.revision)
    click.echo(f"{told.name} is {unit}")


@pilot.command("attach")
@PILOT
@SURVEY
def attach(pilot_name: str, survey_name: str) -> None:
    """Follow a pilot by a survey.

    Example: surveyapp pilot attach "Fremtidsrettet rehabilitering" "Brukererfaring"
    """
    with opened() as work:
        survey = finding.survey_named(work.session, survey_name)
        title = survey.title
        piloting.attach(work.session, finding.pilot_named(work.session, pilot_name).id, survey.id)
    click.echo(f"{pilot_name} is followed by {title}")


@pilot.command("detach")
@PILOT
@SURVEY
def detach(pilot_name: str, survey_name: str) -> None:
    """Follow it by this survey no longer; the survey is left as it is.

    Example: surveyapp pilot detach "Fremtidsrettet rehabilitering" "Brukererfaring"
    """
    with opened() as work:
        survey = finding.survey_named(work.session, survey_name)
        title = survey.title
        piloting.detach(work.session, finding.pilot_named(work.session, pilot_name).id, survey.id)
    click.echo(f"{pilot_name} is no longer followed by {title}")


def _picture(session: Session, pilot_id: UUID) -> dict[str, Any]:
    found = piloting.pilot(session, pilot_id)
    covered = coursing.coverage_of(session, found.linked)
    return {
        "title": found.pilot.title,
        "units": [
            {
                "number": unit.number,
                "name": unit.name,
                "sessions": unit.sessions,
                "attended": unit.attended,
                "unit": unit.unit,
                **_covered(covered, unit.unit_id),
            }
            for unit in found.units
        ],
        "milestones": [
            {
                "number": each.number,
                "party": each.party,
                "words": each.words,
                "due": str(each.due_on),
                "status": each.status,
                "evidence": each.evidence,
            }
            for each in found.milestones
        ],
        "surveys": [survey.title for survey in piloting.attached(session, pilot_id)],
    }


def _reached(found: PilotPicture) -> dict[str, int]:
    return {"reached": found.reached, "milestones": len(found.milestones)}


def _covered(covered: Mapping[UUID, UnitCoverage], unit_id: UUID | None) -> dict[str, int | bool | None]:
    """The counts of the unit's courses; nothing of what is not linked."""
    there = covered.get(unit_id) if unit_id else None
    if there is None:
        return {}
    return {"begun": there.has_begun, "started": there.started, "baseline": there.baseline, "pairs": there.pairs}
