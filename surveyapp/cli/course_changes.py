"""What staff do with one course on the command line: ask for a rating, say why one is missing, date, code and erase."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

import click
from sqlalchemy.orm import Session

from surveyapp.cli.courses import UNIT, place_of
from surveyapp.cli.opening import ADDRESS, AS_JSON, DAY, now, opened
from surveyapp.models.courses import CHAPTERS, MISSING_REASONS, Chapter, MissingReason
from surveyapp.models.errors import NotFoundError
from surveyapp.models.tokens import token_key
from surveyapp.services import coursing
from surveyapp.services.coursing import CourseFile

CODE = click.argument("code")
NUMBER = click.argument("number", type=click.IntRange(1))
"""Of the rating: 1 is the start."""


@dataclass(frozen=True, slots=True)
class Found:
    """A course, on a session that may change it."""

    session: Session
    key: bytes
    file: CourseFile

    @property
    def ids(self) -> tuple[UUID, UUID]:
        """Its survey and itself."""
        return self.file.survey_id, self.file.line.id

    def round_id(self, number: int) -> UUID:
        """The round of a rating; raises `NotFoundError`."""
        for point in self.file.line.points:
            if point.number == number:
                return point.round_id
        there = ", ".join(f"{point.number} ({point.label})" for point in self.file.line.points)
        raise NotFoundError(f"The course has no rating {number}. Choose from: {there}.")


@contextmanager
def found_course(unit: str, code: str) -> Iterator[Found]:
    """The course that a unit knows by a code, however it is written; raises `NotFoundError`."""
    with opened() as work:
        survey_id = place_of(work.session, unit).survey_id
        course_id = coursing.find_code(work.session, survey_id, code)
        if course_id is None:
            raise NotFoundError(f"{unit} has no course {code}. Check the code against the unit's code list.")
        file = coursing.course(work.session, survey_id, course_id)
        yield Found(work.session, token_key(work.settings.secret_key), file)


@click.command("show")
@UNIT
@CODE
@AS_JSON
def show(unit: str, code: str, *, as_json: bool) -> None:
    """Show a course: its ratings with their days, and its activities with what they were rated.

    Example: surveyapp course show "Døgnrehabilitering" K7Q-M2X
    """
    with found_course(unit, code) as found:
        file = found.file
    points = [
        {
            "number": point.number,
            "what": point.label,
            "due": str(point.due_on),
            "given": str(point.given_on) if point.given_on else None,
            "missing": point.missing,
        }
        for point in file.line.points
    ]
    activities = [
        {"slot": each.slot, "words": each.words, "ratings": list(each.ratings), "chapter": each.chapter}
        for each in file.activities
    ]
    if as_json:
        told = {"code": file.line.pseudonym, "note": file.note, "points": points, "activities": activities}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for point in points:
        came = point["given"] or point["missing"] or f"due {point['due']}"
        click.echo(f"{point['number']}\t{point['what']}\t{came}")
    for each in file.activities:
        ratings = ", ".join("-" if rating is None else str(rating) for rating in each.ratings)
        click.echo(f"{each.slot}\t{each.words}\t{ratings}\t{each.chapter or 'no chapter of ICF'}")


@click.command("ask")
@UNIT
@CODE
@NUMBER
@ADDRESS
@click.option("--new", "anew", is_flag=True, help="Make a fresh link; the one that is out stops working.")
def ask(unit: str, code: str, number: int, address: str, *, anew: bool) -> None:
    """Print a link, and a code to type, by which a rating is made; the same ones again while they work.

    Example: surveyapp course ask "Døgnrehabilitering" K7Q-M2X 2
    """
    with found_course(unit, code) as found:
        link = coursing.ask(found.session, *found.ids, found.round_id(number), key=found.key, now=now(), anew=anew)
    click.echo(f"{address}/s/{link.token}\t{link.code}\tuntil {link.expires_on}")


@click.command("missing")
@UNIT
@CODE
@NUMBER
@click.argument("reason", type=click.Choice([*MISSING_REASONS, "due-again"]))
def missing(unit: str, code: str, number: int, reason: str) -> None:
    """Say why a rating is not made, or that it is due again; what lasts is also told, or undone, of the later ones.

    Example: surveyapp course missing "Døgnrehabilitering" K7Q-M2X 3 moved
    """
    with found_course(unit, code) as found:
        round_id = found.round_id(number)
        if reason == "due-again":
            coursing.take_back(found.session, *found.ids, round_id)
        else:
            coursing.leave_out(found.session, *found.ids, round_id, cast(MissingReason, reason))
    click.echo(f"Rating {number} is {'due again' if reason == 'due-again' else f'missing: {reason}'}")


@click.command("dates")
@UNIT
@CODE
@click.option("--point", "points", type=(int, DAY), multiple=True, metavar="NUMBER DAY", help="When it is due.")
@click.option("--note", help="What the unit knows the course by; never a name or a number of a person.")
def dates(unit: str, code: str, points: tuple[tuple[int, date], ...], note: str | None) -> None:
    """Move ratings; what is counted from the end moves along with it, until that is rated.

    Example: surveyapp course dates "Døgnrehabilitering" K7Q-M2X --point 2 2026-05-04
    """
    with found_course(unit, code) as found:
        for number, _ in points:
            found.round_id(number)
        kept = found.file.note if note is None else note
        coursing.change_dates(found.session, *found.ids, dates=dict(points), note=kept)
        moved = coursing.course(found.session, *found.ids).line.points
    for point in moved:
        click.echo(f"{point.number}\t{point.label}\t{point.due_on}")


@click.command("icf")
@UNIT
@CODE
@click.argument("slot")
@click.argument("chapter", type=click.Choice([*CHAPTERS, "none"]))
def icf(unit: str, code: str, slot: str, chapter: str) -> None:
    """Say which chapter of ICF an activity belongs to; `course show` tells the slots.

    Example: surveyapp course icf "Døgnrehabilitering" K7Q-M2X 1 d4
    """
    with found_course(unit, code) as found:
        slots = [each.slot for each in found.file.activities]
        if slot not in slots:
            raise NotFoundError(f"The course has no activity {slot}. Choose from: {', '.join(slots) or 'none yet'}.")
        wanted = None if chapter == "none" else cast(Chapter, chapter)
        coursing.code_activities(found.session, *found.ids, {slot: wanted})
    click.echo(f"Activity {slot}: {chapter}")


@click.command("erase")
@UNIT
@CODE
@click.confirmation_option(prompt="Delete the course with all that was answered in it, for good?")
def erase(unit: str, code: str) -> None:
    """Delete a course with all that was answered in it, for good.

    Example: surveyapp course erase "Døgnrehabilitering" K7Q-M2X --yes
    """
    with found_course(unit, code) as found:
        coursing.erase(found.session, *found.ids)
    click.echo("The course is deleted")


COMMANDS = (show, ask, missing, dates, icf, erase)
