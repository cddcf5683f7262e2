"""Reports on the command line: ordered and built, listed and read."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import click

from surveyapp.cli.opening import AS_JSON, Work, in_the_app, now, opened, print_lines
from surveyapp.models import Report
from surveyapp.models.reports import REPORT_LANGUAGES
from surveyapp.services import finding, reporting, showing
from surveyapp.services.reporting import FILES, SOURCES, Order, Written, WrongOrderError

FACE = click.option("--face", type=click.Choice(tuple(FILES)), default="html", show_default=True, help="Which to name.")


@click.group()
def report() -> None:
    """Reports: on the web, as PDF and as Word files."""


@report.command("build")
@click.argument("of", metavar="SURVEY|PILOT|PLAN")
@click.option("--kind", type=click.Choice(tuple(SOURCES)), default="change", show_default=True)
@click.option("--rounds", "chosen", nargs=2, metavar="BASELINE FOLLOWUP", default=("1", "2"), show_default=True)
@click.option("--language", type=click.Choice(REPORT_LANGUAGES), default="nb", show_default=True)
@click.option("--beside", metavar="SURVEY", help="Of experience: the relatives' survey, told beside the users'.")
@click.option("--area", default="", help="Whom it is about: 4204, Agder, or a unit's id.")
@click.option("--quarter", metavar="2026-3", help="Of a plan: its year, or a quarter of it.")
@click.option("--rehearsed", is_flag=True, help="On made-up answers, to look at before the survey opens.")
@click.option("--counted", is_flag=True, help="Let the database count: fast, but without scores, lists and words.")
@FACE
def build_report(
    of: str, *, kind: str, chosen: tuple[str, str], quarter: str | None, beside: str | None, **more: str | bool
) -> None:
    """Build a report, and print where it lies.

    Example: surveyapp report build "Erfaringer" --rounds 1 2
    """
    with opened() as work:
        asked = Asked(kind, of, chosen, quarter, rehearsed=bool(more["rehearsed"]))
        face = str(more.pop("face"))
        other = finding.survey_named(work.session, beside).id if beside else None
        wanted = Order(kind=kind, beside_id=other, **order_of(work, asked), **more)  # type: ignore[arg-type]
        made = reporting.order(work.session, wanted, now())
        _build(work, made, face)


@report.command("again")
@click.argument("report_id", metavar="ID", type=click.UUID)
@FACE
def build_again(report_id: UUID, face: str) -> None:
    """Build a report anew, with the answers and the paragraphs of today.

    Example: surveyapp report again 0190a0c1-7c1e-7b6a-9c52-0a1b2c3d4e5f
    """
    with opened() as work:
        _build(work, report_id, face)


@report.command("waiting")
def build_waiting() -> None:
    """Build every report that was ordered and not built, and tell of open rounds; the worker does this each minute.

    Example: surveyapp report waiting
    """
    with opened() as work:
        steps = showing.tell_due(work.session, now())
        built, failed = reporting.build_waiting(work.session, work.settings.reports, now())
    click.echo(f"Built {built}. Failed: {failed}. Told of open rounds: {steps}.")


@report.command("list")
@AS_JSON
def list_reports(*, as_json: bool) -> None:
    """Show the reports that there are, newest first.

    Example: surveyapp report list --json
    """
    with opened() as work:
        lines = [_line(each) for each in reporting.reports(work.session)]
    print_lines(lines, lambda each: f"{each['id']}  {each['kind']}, {each['state']}: {each['title']}", as_json=as_json)


@report.command("kinds")
@AS_JSON
def list_kinds(*, as_json: bool) -> None:
    """Show the kinds of reports, what each is of, and whom it may be about.

    Example: surveyapp report kinds
    """
    lines = [{"kind": kind, "of": each.of, "about": each.about} for kind, each in SOURCES.items()]
    print_lines(
        lines,
        lambda each: f"{each['kind']}: {each['of']}" + (f", {each['about']}" * bool(each["about"])),
        as_json=as_json,
    )


@report.command("note")
@click.argument("report_id", metavar="ID", type=click.UUID)
@click.argument("section", required=False)
@click.option(
    "--text", help="What to write there; nothing takes away what stands there, and - reads it from standard input."
)
@AS_JSON
def write_note(report_id: UUID, section: str | None, text: str | None, *, as_json: bool) -> None:
    """Show the sections with what authors wrote, or write under one and build the report again.

    Example: surveyapp report note 0190a0c1-7c1e-7b6a-9c52-0a1b2c3d4e5f neste --text "Vi følger opp."
    """
    with opened() as work:
        folder = work.settings.reports
        if section is not None and text is not None:
            there = reporting.section(work.session, report_id, section, folder)
            words = sys.stdin.read() if text == "-" else text
            reporting.write_note(work.session, report_id, Written(section, words, there.fingerprint), now())
            _build(work, report_id, "html")
            return
        lines = [asdict(each) for each in reporting.sections(work.session, report_id, folder)]
    print_lines(lines, _told, as_json=as_json)


def _told(line: dict[str, Any]) -> str:
    marked = f" [{line['text']}]" if line["text"] else ""
    return f"{line['id']}: {line['title']}{' (numbers changed)' if line['changed'] else ''}{marked}"


@report.command("publish")
@click.argument("report_id", metavar="ID", type=click.UUID)
@click.option("--undo", is_flag=True, help="Show it to nobody but its owner any more.")
def publish(report_id: UUID, *, undo: bool) -> None:
    """Show a report to those it is about, and queue a mail to each of them.

    Example: surveyapp report publish 0190a0c1-7c1e-7b6a-9c52-0a1b2c3d4e5f
    """
    with opened() as work:
        if undo:
            reporting.unpublish(work.session, report_id)
            click.echo("Only its owner sees it now.")
            return
        from surveyapp.web.staff import report_mail  # noqa: PLC0415

        with in_the_app(work):
            told = report_mail.publish(report_id, now())
        click.echo(f"Published. {told} are written to.")


@report.command("delete")
@click.argument("report_id", metavar="ID", type=click.UUID)
@click.option("--yes", is_flag=True, help="Do not ask first.")
def delete_report(report_id: UUID, *, yes: bool) -> None:
    """Delete a report with its files and the paragraphs that authors wrote.

    Example: surveyapp report delete 0190a0c1-7c1e-7b6a-9c52-0a1b2c3d4e5f
    """
    with opened() as work:
        title = reporting.report(work.session, report_id).title
        if not yes:
            click.confirm(f"Delete {title!r} for good?", abort=True)
        reporting.remove(work.session, report_id, work.settings.reports)
    click.echo(f"Deleted {title}")


def _build(work: Work, report_id: UUID, face: str) -> None:
    reporting.build(work.session, report_id, work.settings.reports, now())
    click.echo(reporting.file_of(work.session, report_id, face, work.settings.reports))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command names that a report is of."""

    kind: str
    word: str
    rounds: tuple[str, str]
    quarter: str | None
    rehearsed: bool


def order_of(work: Work, asked: Asked) -> dict[str, UUID | int | None]:
    """What an order names, by the words of a command."""
    needs = SOURCES[asked.kind].of
    if needs == "pilot":
        return {"pilot_id": finding.pilot_named(work.session, asked.word).id}
    if needs in ("year", "quarter"):
        year, _dash, number = (asked.quarter or "").partition("-")
        if not year.isdigit() or (number and not number.isdigit()):
            raise WrongOrderError("year", "Say which year or quarter of the plan: --quarter 2026 or --quarter 2026-3.")
        plan = finding.plan_named(work.session, asked.word)
        return {"plan_id": plan.id, "year": int(year), "quarter": int(number) if number else None}
    survey = finding.survey_named(work.session, asked.word)
    names = asked.rounds if needs == "rounds" and not asked.rehearsed else asked.rounds[:1]
    rounds = [finding.round_named(work.session, survey, each).id for each in names]
    return {"survey_id": survey.id, **dict(zip(("baseline_id", "followup_id"), rounds, strict=False))}


def _line(found: Report) -> dict[str, object]:
    return {
        "id": str(found.id),
        "kind": found.kind,
        "language": found.language,
        "title": found.title,
        "state": found.state,
        "problem": found.problem,
        "built_at": found.built_at.isoformat() if found.built_at else None,
        "sha256": found.sha256,
    }
