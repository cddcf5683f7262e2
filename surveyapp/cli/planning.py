"""`surveyapp plan`: action plans, their statuses by quarter, and their years."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import click

from surveyapp.cli.opening import AS_JSON, in_the_app, now, opened, print_lines
from surveyapp.config import SettingsError
from surveyapp.models import Plan
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.plans import PROGRESS, Progress, Quarter
from surveyapp.models.tokens import token_key
from surveyapp.services import finding, importing, planning
from surveyapp.services.planning import Decision, MeasureLine, YearOfPlan

PLAN = click.argument("plan_name", metavar="PLAN")


class QuarterWord(click.ParamType[Quarter]):
    """A quarter written as 2026-3."""

    name = "YYYY-Q"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Quarter:
        year, _, number = str(value).partition("-")
        if not (year.isdecimal() and number in ("1", "2", "3", "4")):
            self.fail(f"{value!r} is not a quarter. Write it as 2026-3.", param, ctx)
        return Quarter(int(year), int(number))


QUARTER = click.argument("quarter", type=QuarterWord())


class StatusThereError(SurveyAppError):
    """The measure has a status for the quarter already."""


@click.group("plan")
def plan() -> None:
    """Action plans, followed each quarter and rolled each year."""


@plan.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--owner", required=True, help="The organisation whose plan it is.")
@click.option("--title", required=True, help="What the plan is called.")
@click.option("--year", required=True, type=int, help="Its first year.")
@click.option("--source", default="", help="Where the measures stand written.")
def take_in(file: Path, owner: str, title: str, year: int, source: str) -> None:
    """Begin a plan from a spreadsheet (.csv or .xlsx), whole or not at all.

    Columns: satsingsområde, mål, tiltak, ansvarlig. Also: type, fra, til, enhet, delmål, hovedutfordring, indikator,
    e-post.

    Example: surveyapp plan import plan.csv --owner "Eksempel kommune" --title Handlingsplan --year 2026
    """
    with opened() as work:
        organisation = finding.organisation_named(work.session, owner)
        limits = importing.ImportLimits(work.settings.max_import_bytes, work.settings.max_import_rows)
        table = importing.read_table(file, limits)
        rows = planning.read_rows(table.name, table.header, table.rows)
        planning.take_in(work.session, organisation.id, planning.NewPlan(title, year, source), rows, now())
    click.echo(f"{title}: {len(rows)} measures read from {file.name}")


@plan.command("list")
@AS_JSON
def list_plans(*, as_json: bool) -> None:
    """List the plans.

    Example: surveyapp plan list
    """
    with opened() as work:
        there = planning.plans(work.session)
    lines = [
        {"id": str(each.id), "title": each.title, "organisation": each.organisation, "year": each.year}
        for each in there
    ]
    print_lines(lines, "{id}\t{year}\t{organisation}\t{title}".format_map, as_json=as_json)


@plan.command()
@PLAN
@click.option("--year", type=int, help="Else its newest.")
@AS_JSON
def show(plan_name: str, year: int | None, as_json: bool) -> None:
    """Show a year's measures with their statuses by quarter.

    Example: surveyapp plan show Handlingsplan --year 2026 --json
    """
    with opened() as work:
        found = planning.year_of(work.session, finding.plan_named(work.session, plan_name).id, year)
    if as_json:
        click.echo(json.dumps([_as_json(found, each) for each in found.measures], ensure_ascii=False, indent=1))
        return
    for each in found.measures:
        told = [each.statuses[number].progress if number in each.statuses else "-" for number in range(1, 5)]
        click.echo("\t".join((str(each.number), each.title, each.owner, *told, each.fate or "")))


@plan.command()
@PLAN
@click.argument("measure", type=int)
@QUARTER
@click.argument("progress", type=click.Choice(PROGRESS))
@click.option("--comment", default="", help="What was done, or why it was stopped.")
@click.option("--reached", type=float, help="The value of its target so far.")
@click.option("--replace", is_flag=True, help="Also where somebody has given a status already.")
def status(plan_name: str, measure: int, quarter: Quarter, progress: str, **told: Any) -> None:
    """Give a measure's status for a quarter.

    Example: surveyapp plan status Handlingsplan 22 2026-3 in_progress --reached 1 --comment "Lyst ut"
    """
    with opened() as work:
        found = finding.plan_named(work.session, plan_name)
        known = measure_of(planning.year_of(work.session, found.id, quarter.year), measure)
        last = known.statuses.get(quarter.number)
        if last is not None and not told["replace"]:
            raise StatusThereError(f"Measure {measure} is {last.progress} in {quarter}. Give --replace to change it.")
        word = planning.Told(
            cast(Progress, progress), told["comment"], told["reached"], seen=last.revision if last else 0
        )
        planning.give_status(work.session, found.id, known.id, quarter.number, word, now=now())
    click.echo(f"Measure {measure} is {progress} in {quarter}")


@plan.command()
@PLAN
@QUARTER
@click.option("--links", is_flag=True, help="Queue no mail; list everybody's link instead.")
def ask(plan_name: str, quarter: Quarter, links: bool) -> None:
    """Ask the owners who lack a status for a quarter; nobody is asked twice.

    Mail is queued for those with an address (surveyapp mail send); the others' links are listed. When a quarter has
    ended, surveyapp worker asks by itself, and reminds once.

    Example: surveyapp plan ask Handlingsplan 2026-3
    """
    # The app writes the messages, and takes half a second to import.
    from surveyapp.web.staff import plan_mail  # noqa: PLC0415

    with opened() as work:
        if not work.settings.public_url:
            raise SettingsError("Links need PUBLIC_URL: the address that people reach the app at.")
        found = finding.plan_named(work.session, plan_name)
        asked = planning.ask(
            *(work.session, found.id, quarter.year, quarter.number),
            token_key=token_key(work.settings.secret_key),
            now=now(),
        )
        with in_the_app(work):
            letters = () if links else planning.letters(found, quarter, asked)
            mailed = {link.asked for letter in plan_mail.queue(letters) for link in letter.links}
            for each in asked:
                if each.asked not in mailed:
                    click.echo(f"{each.number}\t{each.owner}\t{plan_mail.link_address(each.token)}")
    click.echo(f"{len(mailed)} asked by mail, {len(asked) - len(mailed)} links to pass on.")


@plan.command()
@PLAN
def pause(plan_name: str) -> None:
    """Ask the plan's owners only by hand.

    Example: surveyapp plan pause Handlingsplan
    """
    with opened() as work:
        planning.pause_asking(work.session, finding.plan_named(work.session, plan_name).id, now())
    click.echo("The worker asks none of its owners.")


@plan.command()
@PLAN
def resume(plan_name: str) -> None:
    """Let the worker ask its owners when a quarter has ended.

    Example: surveyapp plan resume Handlingsplan
    """
    with opened() as work:
        found = finding.plan_named(work.session, plan_name)
        planning.resume_asking(work.session, found.id)
        next_up = planning.coming(work.session, found.id, now())
    if next_up is None:
        click.echo("There is nobody to ask.")
    else:
        kind = "reminded" if next_up.reminder else "asked"
        click.echo(f"{next_up.day}: {next_up.owners} owners are {kind} about {next_up.measures} measures.")


@plan.command()
@PLAN
@QUARTER
@click.option("--reopen", is_flag=True, help="Take statuses again.")
def close(plan_name: str, quarter: Quarter, reopen: bool) -> None:
    """Take no more statuses for a quarter that is reported.

    Example: surveyapp plan close Handlingsplan 2026-3
    """
    with opened() as work:
        found = finding.plan_named(work.session, plan_name)
        if reopen:
            planning.reopen_quarter(work.session, found.id, quarter.year, quarter.number)
        else:
            planning.close_quarter(work.session, found.id, quarter.year, quarter.number, now())
    click.echo(f"{quarter} is {'open' if reopen else 'closed'}")


@plan.command()
@PLAN
@click.argument("year", type=int)
@click.option("--finish", type=int, multiple=True, metavar="NUMBER", help="A measure that is finished.")
@click.option("--drop", type=(int, str), multiple=True, metavar="NUMBER REASON", help="A measure that is dropped.")
@click.option("--change", type=(int, str), multiple=True, metavar="NUMBER WORDS", help="A measure in new words.")
def roll(plan_name: str, year: int, **decided: Any) -> None:
    """Make the next year's plan; the measures that are not named are carried on as they are.

    Example: surveyapp plan roll Handlingsplan 2026 --finish 24 --drop 9 "Flekkefjord trakk seg"
    """
    with opened() as work:
        found: Plan = finding.plan_named(work.session, plan_name)
        known = planning.year_of(work.session, found.id, year)
        decisions = {each.id: Decision("carried") for each in known.measures if each.fate is None}
        for number in decided["finish"]:
            decisions[measure_of(known, number).id] = Decision("finished")
        for number, reason in decided["drop"]:
            decisions[measure_of(known, number).id] = Decision("dropped", reason)
        for number, words in decided["change"]:
            decisions[measure_of(known, number).id] = Decision("changed", title=words)
        made = planning.roll(work.session, found.id, year, decisions, now())
    click.echo(f"The plan for {made.year} is made")
    if made.without_address:
        numbers = ", ".join(map(str, made.without_address))
        click.echo(f"The owner's address could not be read, so write it again with plan change, for measure: {numbers}")


def measure_of(year: YearOfPlan, number: int) -> MeasureLine:
    """A measure by its number; raises `NotFoundError`."""
    found = next((each for each in year.measures if each.number == number), None)
    if found is None:
        numbers = ", ".join(str(each.number) for each in year.measures)
        raise NotFoundError(f"There is no measure {number} in {year.year}. Choose from: {numbers}.")
    return found


def _as_json(year: YearOfPlan, each: MeasureLine) -> dict[str, Any]:
    goal = next(goal for goal in year.goals if goal.id == each.goal_id)
    return {
        "number": each.number,
        "area": goal.area,
        "goal": goal.title,
        "title": each.title,
        "kind": each.kind,
        "owner": each.owner,
        "target": [each.target.from_value, each.target.to_value, each.target.unit] if each.target else None,
        "sub_goals": each.sub_goals,
        "challenges": each.challenges,
        "indicators": each.indicators,
        "fate": each.fate,
        "statuses": {
            str(Quarter(year.year, number)): {
                "progress": told.progress,
                "comment": told.comment,
                "reached": told.reached,
                "given_by": told.given_by,
            }
            for number, told in sorted(each.statuses.items())
        },
    }
