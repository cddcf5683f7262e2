"""All that a project group tells of its pilot, on the command line: one way for every kind of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

import click
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from surveyapp.cli.opening import AS_JSON, opened, print_lines
from surveyapp.cli.pilots import PILOT
from surveyapp.services import finding, piloting
from surveyapp.services.piloting import (
    HearingTold,
    Key,
    Kind,
    MeetingTold,
    MilestoneTold,
    Part,
    PilotRefusedError,
    Title,
    Told,
    TrainingTold,
    UnitTold,
    key_of,
    told_of,
)

KINDS: Mapping[str, Kind] = {
    "unit": UnitTold,
    "milestone": MilestoneTold,
    "training": TrainingTold,
    "feedback": HearingTold,
    "meeting": MeetingTold,
}
KIND = click.argument("kind", type=click.Choice(list(KINDS)))
KEY = click.argument("key")
"""What `pilot parts` shows first: a number of units and milestones, else an id."""
SAID = click.argument("said", nargs=-1, required=True, metavar="NAME=VALUE...")


@click.command("parts")
@PILOT
@KIND
@AS_JSON
def parts(pilot_name: str, kind: str, *, as_json: bool) -> None:
    """Show all of one kind, each with what names it to pilot change and pilot delete.

    Example: surveyapp pilot parts "Fremtidsrettet rehabilitering" training
    """
    with _found(pilot_name) as (session, pilot_id):
        found = [_as_it_stands(each) for each in piloting.parts(session, pilot_id, KINDS[kind])]
    print_lines(found, _in_words, as_json=as_json)


@click.command("add")
@PILOT
@KIND
@SAID
def add(pilot_name: str, kind: str, said: tuple[str, ...]) -> None:
    r"""Tell of one more.

    \b
    unit        name, unit_id
    milestone   party, words, due_on, status, evidence, shows_coverage
    training    unit_number, held_on, attended
    feedback    asked, asked_on, answers, advice
    meeting     place, month, participants (Lege:3,Bruker:5), advice

    Example: surveyapp pilot add "Fremtidsrettet rehabilitering" feedback asked=Referansegruppen asked_on=2026-05-04
    """
    with _found(pilot_name) as (session, pilot_id):
        made = piloting.add_part(session, pilot_id, _told(KINDS[kind], _pairs(said)))
    click.echo(f"{kind} {made} is added")


@click.command("change")
@PILOT
@KIND
@KEY
@SAID
def change(pilot_name: str, kind: str, key: str, said: tuple[str, ...]) -> None:
    """Correct what was told; what is left out stays. pilot add tells the names.

    Example: surveyapp pilot change "Fremtidsrettet rehabilitering" unit 2 name=Dagrehabilitering
    """
    with _found(pilot_name) as (session, pilot_id):
        there = piloting.part(session, pilot_id, KINDS[kind], _key(kind, key))
        told = _told(KINDS[kind], asdict(told_of(there)) | _pairs(said))
        piloting.change_part(session, pilot_id, key_of(there), told, seen=there.revision)
    click.echo(f"{kind} {key} is changed")


@click.command("delete")
@PILOT
@KIND
@KEY
@click.confirmation_option(prompt="Take it out, of a unit its training sessions too?")
def delete(pilot_name: str, kind: str, key: str) -> None:
    """Take out what was told; of a unit, its training sessions too.

    Example: surveyapp pilot delete "Fremtidsrettet rehabilitering" milestone 3 --yes
    """
    with _found(pilot_name) as (session, pilot_id):
        there = piloting.part(session, pilot_id, KINDS[kind], _key(kind, key))
        piloting.delete_part(session, pilot_id, KINDS[kind], key_of(there), seen=there.revision)
    click.echo(f"{kind} {key} is taken out")


@click.command("erase")
@PILOT
@click.confirmation_option(prompt="Delete the pilot with all that was told of it? Surveys and courses stay.")
def erase(pilot_name: str) -> None:
    """Delete a whole pilot with all that was told of it, for good; surveys and the units' courses stay.

    Example: surveyapp pilot erase "Fremtidsrettet rehabilitering" --yes
    """
    with _found(pilot_name) as (session, pilot_id):
        title = piloting.pilot(session, pilot_id).pilot.title
        gone = piloting.delete_pilot(session, pilot_id)
    counts = (f"{count} {kind}" for kind, count in asdict(gone).items() if count and kind != "written")
    click.echo(f"{title} is deleted: {', '.join(counts) or 'nothing was in it'}")


@click.command("title")
@PILOT
@click.option("--to", "title", help="What the pilot is to be called.")
@click.option("--source", help="Where its set-up stands written.")
def change_title(pilot_name: str, title: str | None, source: str | None) -> None:
    """Call a pilot something else, or say where it stands written; what is left out stays.

    Example: surveyapp pilot title "Fremtidsrettet rehabilitering" --to "Rehabilitering i framtiden"
    """
    with _found(pilot_name) as (session, pilot_id):
        there = piloting.pilot(session, pilot_id).pilot
        wanted = Title(there.title if title is None else title, there.source if source is None else source)
        piloting.change_title(session, pilot_id, wanted)
    click.echo(f"{wanted.title}: {wanted.source}")


def _as_it_stands(part: Part) -> dict[str, Any]:
    told: dict[str, Any] = TypeAdapter(type(told_of(part))).dump_python(told_of(part), mode="json")
    return {"key": str(key_of(part)), **told}


def _in_words(told: Mapping[str, Any]) -> str:
    said = (f"{name}={value}" for name, value in told.items() if name != "key" and value not in (None, ""))
    return "\t".join([told["key"], *said])


@contextmanager
def _found(name: str) -> Iterator[tuple[Session, UUID]]:
    with opened() as work:
        yield work.session, finding.pilot_named(work.session, name).id


def _key(kind: str, written: str) -> Key:
    try:
        return int(written) if kind in ("unit", "milestone") else UUID(written)
    except ValueError as wrong:
        raise click.BadParameter(f"{written!r} names no {kind}. See them with: surveyapp pilot parts.") from wrong


def _pairs(said: tuple[str, ...]) -> dict[str, Any]:
    """`Lege:3,Bruker:5` of the participants is a count of each role; a value that is empty is none."""
    found: dict[str, Any] = {}
    for each in said:
        name, equals, value = each.partition("=")
        if not equals:
            raise click.BadParameter(f"{each!r} is not NAME=VALUE.")
        found[name] = value
        if name == "participants":
            found[name] = dict(role.rpartition(":")[::2] for role in value.split(",") if role)
    return found


def _told(kind: Kind, said: dict[str, Any]) -> Told:
    known = {each.name for each in fields(kind)}
    if strange := sorted(said.keys() - known):
        raise PilotRefusedError(strange[0], f"There is no {strange[0]}. Choose from: {', '.join(sorted(known))}.")
    given = {name: value for name, value in said.items() if value != "" or name in ("evidence", "advice")}
    try:
        told: Told = TypeAdapter(kind).validate_python(given)
    except ValidationError as problem:
        first = problem.errors()[0]
        name = str(first["loc"][0])
        raise PilotRefusedError(name, f"{name}: {first['msg']}.") from problem
    return told


COMMANDS = (parts, add, change, delete, erase, change_title)
