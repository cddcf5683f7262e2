"""Following three or more rounds from the command line."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli import FILE, REFUSALS, read_codebook
from analysis.comparing.values import Test
from analysis.files.rounds import read_round
from analysis.trends.trend import TooFewRoundsError, trend
from analysis.trends.trendprotection import protect_trend
from analysis.trends.trendresults import SeriesResult, Trend, trend_to_json


@click.command("trend")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="ROUND...")
@click.option("--codebook", "book", required=True, type=FILE, help="What the columns and codes mean (JSON).")
@click.option("--pair-by", metavar="COLUMN", help="The column that tells who answered; municipalities need none.")
@click.option("--models", is_flag=True, help="Fit GEE and a mixed model as well, which also use who missed a round.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write all results to this file.")
def trend_rounds(
    files: tuple[Path, ...], *, book: Path, pair_by: str | None, models: bool, output: Path | None
) -> None:
    """Follow every question through three or more rounds, in the order of time.

    The files are those of `compare`. Numbers that could tell of single persons are hidden.

    Example: python -m analysis trend a.csv b.csv c.csv --codebook codebook.json --pair-by id --json out.json
    """
    try:
        codebook = read_codebook(book)
        rounds = [read_round(path, codebook, pair_by) for path in files]
        found = protect_trend(trend(rounds, codebook, pair_by=pair_by, models=models))
        if output is not None:
            output.write_text(trend_to_json(found), "utf-8")
    except (*REFUSALS, TooFewRoundsError) as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(1) from refusal
    click.echo(_table(found))


def _table(found: Trend) -> str:
    """A line for each question and score: its share or mean in each round, how many are in the panel, the tests' p."""
    lines = [f"{each.label}: {each.respondents} respondents" for each in found.rounds]
    lines += [
        f"in all rounds: {found.in_all}" if found.by else "the rounds are not linked",
        "",
        f"{'variable':<32} {'panel':>6}  {'share or mean in each round':<36} tests",
    ]
    return "\n".join([*lines, *map(_line, (*found.questions, *found.scores))])


def _told(test: Test) -> str:
    adjusted = "" if test.p_adjusted is None else f" (adjusted {test.p_adjusted:.3g})"
    return f"{test.name} p = {test.p:.3g}{adjusted}"


def _line(question: SeriesResult) -> str:
    points = []
    for point in question.points:
        share = point.share.value if point.share else None
        mean = point.summary.mean if point.summary else None
        points.append(f"{share:.0%}" if share is not None else f"{mean:.2f}" if mean is not None else "-")
    panel = "" if question.panel is None else str(question.panel)
    tests = ", ".join(_told(test) for test in question.tests if test.p is not None)
    return (
        f"{question.name:<32} {panel:>6}  {'  '.join(points):<36} {tests or ('hidden' if question.suppressed else '')}"
    )
