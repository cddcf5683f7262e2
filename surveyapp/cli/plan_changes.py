"""Changing an action plan on the command line: its goals and measures, and what has ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal, cast
from uuid import UUID

import click
from sqlalchemy.orm import Session

from surveyapp.cli.opening import now, opened
from surveyapp.cli.planning import PLAN, measure_of
from surveyapp.models.errors import NotFoundError
from surveyapp.models.plans import CHALLENGES, MEASURE_KINDS, SUB_GOALS, MeasureKind
from surveyapp.services import finding, planning
from surveyapp.services.planning import GoalLine, MeasureLine, NewPlan, Target, Wanted, YearOfPlan

YEAR = click.option("--year", type=int, help="Else the plan's newest.")
MEASURE = click.argument("number", metavar="MEASURE", type=int)
OF_A_MEASURE = (
    click.option("--goal", help="The goal that it serves."),
    click.option("--title", help="What is to be done."),
    click.option("--kind", type=click.Choice(MEASURE_KINDS), help="Done once, each year, or all the time."),
    click.option("--responsible", "owner", help="Who answers for it."),
    click.option("--target", type=(float, float, str), metavar="FROM TO UNIT", help="For example 1 2 stillinger."),
    click.option("--sub-goal", "sub_goals", type=click.Choice(SUB_GOALS), multiple=True),
    click.option("--challenge", "challenges", type=click.Choice([str(each) for each in CHALLENGES]), multiple=True),
    click.option("--indicator", "indicators", multiple=True, metavar="QUESTION", help="For example C5."),
    click.option("--address", metavar="E-MAIL", help="Where its owner is asked for status; '' for nowhere."),
)


@contextmanager
def found_year(name: str, year: int | None) -> Iterator[tuple[Session, YearOfPlan]]:
    """A plan in one of its years; raises `NotFoundError`."""
    with opened() as work:
        yield work.session, planning.year_of(work.session, finding.plan_named(work.session, name).id, year)


def of_a_measure(command: Any) -> Any:
    """The options by which a measure is told."""
    for option in reversed(OF_A_MEASURE):
        command = option(command)
    return command


@click.command("begin")
@click.argument("title")
@click.option("--owner", required=True, help="The organisation whose plan it is.")
@click.option("--year", required=True, type=int, help="Its first year.")
@click.option("--source", default="", help="Where the measures stand written.")
def begin(title: str, owner: str, year: int, source: str) -> None:
    """Begin a plan that has no measures yet.

    Example: surveyapp plan begin Handlingsplan --owner "Eksempel kommune" --year 2026
    """
    with opened() as work:
        organisation = finding.organisation_named(work.session, owner)
        planning.create_plan(work.session, organisation.id, NewPlan(title, year, source), now())
    click.echo(f"{title} begins in {year}")


@click.command("goal")
@PLAN
@click.argument("area")
@click.argument("title")
@click.option("--was", help="The goal that gets these words; else it is a new one.")
@YEAR
def goal(plan_name: str, area: str, title: str, was: str | None, year: int | None) -> None:
    """Add a goal to an area, or put one in other words.

    Example: surveyapp plan goal Handlingsplan Kompetanse "Flere kan habilitering"
    """
    with found_year(plan_name, year) as (session, there):
        if was is None:
            planning.add_goal(session, there.plan_id, there.year, area, title)
        else:
            planning.change_goal(session, there.plan_id, _goal(there, was).id, area, title)
    click.echo(f"{area}: {title}")


@click.command("add")
@PLAN
@of_a_measure
@YEAR
def add(plan_name: str, year: int | None, goal: str | None, **told: Any) -> None:
    """Add a measure to a goal.

    Example: surveyapp plan add Handlingsplan --goal "Flere kan habilitering" --title Kurs --responsible Helsesjefen
    """
    if not (goal and told["title"] and told["owner"]):
        raise click.UsageError("A new measure needs --goal, --title and --responsible.")
    with found_year(plan_name, year) as (session, there):
        wanted = _told(Wanted(told["title"], "once", told["owner"]), told)
        made = planning.add_measure(session, there.plan_id, _goal(there, goal).id, wanted)
        number = _measure_by_id(planning.year_of(session, there.plan_id, there.year), made).number
    click.echo(f"Measure {number} is added")


@click.command("change")
@PLAN
@MEASURE
@of_a_measure
@YEAR
def change(plan_name: str, number: int, year: int | None, goal: str | None, **told: Any) -> None:
    """Tell a measure anew; what is left out stays.

    Example: surveyapp plan change Handlingsplan 22 --target 1 2 stillinger --address leder@example.org
    """
    with found_year(plan_name, year) as (session, there):
        before = measure_of(there, number)
        goal_id = before.goal_id if goal is None else _goal(there, goal).id
        planning.change_measure(session, there.plan_id, before.id, goal_id, _told(_as_it_is(before), told))
    click.echo(f"Measure {number} is changed")


@click.command("end")
@PLAN
@MEASURE
@click.argument("fate", type=click.Choice(["finished", "dropped"]))
@click.option("--reason", default="", help="Why; what is dropped must have one.")
@YEAR
def end(plan_name: str, number: int, fate: str, reason: str, year: int | None) -> None:
    """Expect nothing more of a measure; what was told of it stays.

    Example: surveyapp plan end Handlingsplan 9 dropped --reason "Nabokommunen trakk seg"
    """
    with found_year(plan_name, year) as (session, there):
        how = cast(Literal["finished", "dropped"], fate)
        planning.end_measure(session, there.plan_id, measure_of(there, number).id, how, reason, now=now())
    click.echo(f"Measure {number} is {fate}")


@click.command("restart")
@PLAN
@MEASURE
@YEAR
def restart(plan_name: str, number: int, year: int | None) -> None:
    """Go on with a measure that had not ended after all.

    Example: surveyapp plan restart Handlingsplan 9
    """
    with found_year(plan_name, year) as (session, there):
        planning.resume_measure(session, there.plan_id, measure_of(there, number).id)
    click.echo(f"Measure {number} goes on")


@click.command("delete")
@PLAN
@MEASURE
@YEAR
@click.confirmation_option(prompt="Delete the measure?")
def delete(plan_name: str, number: int, year: int | None) -> None:
    """Take out a measure that was put in by mistake, and that nothing was told of.

    Example: surveyapp plan delete Handlingsplan 25 --yes
    """
    with found_year(plan_name, year) as (session, there):
        planning.delete_measure(session, there.plan_id, measure_of(there, number).id)
    click.echo(f"Measure {number} is deleted")


COMMANDS = (begin, goal, add, change, end, restart, delete)


def _goal(there: YearOfPlan, title: str) -> GoalLine:
    for each in there.goals:
        if each.title == title:
            return each
    titles = "; ".join(each.title for each in there.goals) or "there are none yet"
    raise NotFoundError(f"The plan has no goal {title!r} in {there.year}. There are: {titles}.")


def _measure_by_id(there: YearOfPlan, measure_id: UUID) -> MeasureLine:
    return next(each for each in there.measures if each.id == measure_id)


def _as_it_is(line: MeasureLine) -> Wanted:
    return Wanted(line.title, line.kind, line.owner, line.target, line.sub_goals, line.challenges, line.indicators)


def _told(wanted: Wanted, told: dict[str, Any]) -> Wanted:
    """The measure with what the options say; one that is left out says nothing."""
    said: dict[str, Any] = {name: told[name] for name in ("title", "owner", "address") if told[name] is not None}
    said |= {name: told[name] for name in ("sub_goals", "indicators") if told[name]}
    if told["kind"]:
        said["kind"] = cast(MeasureKind, told["kind"])
    if told["challenges"]:
        said["challenges"] = [int(each) for each in told["challenges"]]
    if told["target"]:
        said["target"] = Target(*told["target"])
    return replace(wanted, **said)
