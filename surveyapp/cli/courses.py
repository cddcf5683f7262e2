"""PSFS courses on the command line: taken up by a unit, opened, who is due, and how far units have come."""

from __future__ import annotations

from datetime import date

import click
from sqlalchemy.orm import Session

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.cli.opening import AS_JSON, DAY, now, opened, print_lines
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.transactions import writing
from surveyapp.services import coursing, finding, publishing
from surveyapp.services.coursing import Place

UNIT = click.argument("unit", metavar="UNIT")


@click.group()
def course() -> None:
    """PSFS courses of a unit."""


@course.command("set-up")
@UNIT
@click.option(
    "--weeks", type=click.IntRange(1, 104), default=6, show_default=True, help="How long a course is planned."
)
@click.option("--synthetic", is_flag=True, help="Its courses are made up, and marked so everywhere.")
def set_up(unit: str, *, weeks: int, synthetic: bool) -> None:
    """Let a unit have courses.

    Example: surveyapp course set-up "Døgnrehabilitering" --weeks 4
    """
    with opened() as work:
        found = finding.organisation_named(work.session, unit)
        unit_id = found.id
        psfs = load_file(paths()["psfs"])
        with writing(work.session):
            version = publishing.publish(work.session, found, psfs, now())
            coursing.take_up(work.session, unit_id, version.id, now(), weeks=weeks, synthetic=synthetic)
    click.echo(f"{unit} can open courses of {weeks} weeks, once its assessment is told: surveyapp course assess")


@course.command("assess")
@UNIT
@click.option("--by", required=True, help="Who assessed it, such as the data protection officer.")
@click.option("--on", "day", type=DAY, required=True, help="When.")
@click.option("--kept", required=True, help="Where the assessment is kept, such as a case number.")
def assess(unit: str, by: str, day: date, kept: str) -> None:
    """Tell of the unit's assessment of privacy (DPIA), once before its first course.

    Example: surveyapp course assess "Døgnrehabilitering" --by "Personvernombudet" --on 2026-02-01 --kept "Sak 26/123"
    """
    with opened() as work:
        said = coursing.Assessment(by, day, kept)
        coursing.assess(work.session, place_of(work.session, unit).survey_id, said, now())
    click.echo(f"{unit} can open its first course")


@course.command("open")
@UNIT
@click.option("--start", type=DAY, help="The first day; today when left out.")
@click.option("--note", default="", help="What the unit knows the course by; never a name or a number of a person.")
def open_course(unit: str, start: date | None, note: str) -> None:
    """Open a course, and print its code.

    Example: surveyapp course open "Døgnrehabilitering" --start 2026-03-02
    """
    with opened() as work:
        place = place_of(work.session, unit)
        made = coursing.open_course(work.session, place.survey_id, start or norwegian_date(now()), now(), note)
        click.echo(coursing.course(work.session, place.survey_id, made).line.pseudonym)


@course.command("due")
@UNIT
@AS_JSON
def due(unit: str, *, as_json: bool) -> None:
    """Show which ratings are overdue, due today, and due this week.

    Example: surveyapp course due "Døgnrehabilitering"
    """
    with opened() as work:
        found = coursing.board(work.session, place_of(work.session, unit).survey_id, now()).due
    lines = [
        {"code": each.course.pseudonym, "what": each.point.label, "due": str(each.point.due_on), "haste": each.haste}
        for each in found
    ]
    print_lines(lines, "{code}\t{what}\t{due}\t{haste}".format_map, as_json=as_json)


@course.command("coverage")
@click.argument("organisation")
@AS_JSON
def coverage(organisation: str, *, as_json: bool) -> None:
    """Show how far each unit of an organisation has come.

    Example: surveyapp course coverage "Eksempel kommune"
    """
    with opened() as work:
        units = coursing.coverage(work.session, finding.organisation_named(work.session, organisation).id).units
    lines = [
        {"unit": unit.name, "started": unit.started, "baseline": unit.baseline, "pairs": unit.pairs} for unit in units
    ]
    words = "{unit}: {started} started, {baseline} rated, {pairs} rated again"
    print_lines(lines, words.format_map, as_json=as_json)


def place_of(session: Session, unit: str) -> Place:
    """The courses of a unit; raises `NotFoundError`."""
    there = coursing.places(session)
    found = next((place for place in there if place.unit == unit), None)
    if found is None:
        names = "; ".join(place.unit for place in there) or "there are none yet"
        raise NotFoundError(f"{unit!r} has no courses. Set them up with: surveyapp course set-up. There are: {names}.")
    return found
