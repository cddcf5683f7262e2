"""Comparing two rounds from the command line. Exit codes: 0 done, 1 refused (why on stderr), 2 wrong usage."""

from __future__ import annotations

from pathlib import Path

import click
from pydantic import ValidationError

from analysis.comparing.compare import DifferentQuestionnairesError, compare
from analysis.comparing.results import Comparison, ItemResult, ScoreResult, to_json
from analysis.comparing.values import Estimate
from analysis.disclosure.comparisons import protect
from analysis.files.rounds import RoundFileError, read_round, read_rounds
from analysis.linking.pairing import DuplicateKeysError, PairingError
from analysis.reducing.counts import UnknownCodeError
from analysis.reducing.grouped import GroupsError
from analysis.responding.weighting import WeightsError
from questionnaires.classifications.errors import ClassificationError
from questionnaires.codebook import Codebook


class CodebookError(ValueError):
    """The file given as a codebook is none."""


REFUSALS = (
    CodebookError,
    ClassificationError,
    DifferentQuestionnairesError,
    DuplicateKeysError,
    GroupsError,
    OSError,
    PairingError,
    RoundFileError,
    UnknownCodeError,
    WeightsError,
)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def main() -> None:
    """Compare rounds of answers, without the app."""


@main.command("compare")
@click.argument("baseline", type=FILE)
@click.argument("followup", type=FILE)
@click.option("--codebook", "book", required=True, type=FILE, help="What the columns and codes mean (JSON).")
@click.option("--followup-codebook", "newer", type=FILE, help="The same of the follow-up, when its version is newer.")
@click.option("--pair-by", metavar="COLUMN", help="The column that tells who answered; municipalities need none.")
@click.option("--weights", metavar="COLUMN", help="The column that tells how much each respondent counts.")
@click.option("--by", metavar="COLUMN", help="Also compare within each group of this column.")
@click.option("--rounds", nargs=2, metavar="FIRST SECOND", help="Which two of a long file's rounds; see below.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write all results to this file.")
@click.option("--report", "folder", type=click.Path(path_type=Path), help="Write report.html into this folder.")
def compare_files(  # noqa: PLR0913 -- each is an option that a person may give
    baseline: Path,
    followup: Path,
    *,
    book: Path,
    newer: Path | None,
    pair_by: str | None,
    weights: str | None,
    by: str | None,
    rounds: tuple[str, str] | None,
    output: Path | None,
    folder: Path | None,
) -> None:
    """Say what changed between two rounds (.csv, .xlsx, .parquet or .sav).

    One row per respondent, one column per variable, codes as in the codebook, empty where nobody answered. What is
    known of a round beside its answers is read from NAME.round.json. Numbers that could tell of single persons are
    hidden.

    A file may also have a row for each answer: the column of --pair-by, `variable`, `code`, and perhaps `round`; then
    the same file may stand twice, with --rounds 2017 2020, and NAME.2017.round.json beside it.

    Example: python -m analysis compare a.csv b.csv --codebook codebook.json --pair-by id --report out
    """
    try:
        old, new = read_codebook(book), read_codebook(newer or book)
        one, other = rounds or (None, None)
        beside = {each for each in (weights, by) if each is not None}
        if baseline == followup and old == new:
            first, second = read_rounds(baseline, old, pair_by, only=(one, other), beside=beside)
        else:
            first = read_round(baseline, old, pair_by, only=one, beside=beside)
            second = read_round(followup, new, pair_by, only=other, beside=beside)
        found = compare(first, second, old, pair_by=pair_by, followup_codebook=new, weights=weights, by=by)
        comparison = protect(found)
        if output is not None:
            output.write_text(to_json(comparison), "utf-8")
        if folder is not None:
            # Drawing takes a second to import, which a table on the screen should not wait for.
            from analysis.reports import write_report

            write_report(comparison, folder)
    except REFUSALS as refusal:
        click.echo(str(refusal), err=True)
        raise SystemExit(1) from refusal
    click.echo(_table(comparison))


def read_codebook(path: Path) -> Codebook:
    """The codebook in a file; raises CodebookError."""
    try:
        return Codebook.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise CodebookError(
            f"{path.name} is not a codebook ({error.error_count()} problems). Make one with: surveyapp codebook FILE."
        ) from error


def _table(comparison: Comparison) -> str:
    """A line for each score and question: verdict, the judged change with its interval, and how many it is about."""
    lines = [
        f"{comparison.baseline.label}: {comparison.baseline.respondents} respondents",
        f"{comparison.followup.label}: {comparison.followup.respondents} respondents",
        f"in both: {comparison.pairing.both}" if comparison.pairing.by else "the rounds are not linked",
        "",
        f"{'variable':<32} {'pairs':>6}  {'change':>7}  {'interval':<18} verdict",
    ]
    lines += [_line(score) for score in comparison.scores]
    lines += [_line(question) for question in comparison.questions]
    return "\n".join(lines)


def _line(result: ItemResult | ScoreResult) -> str:
    pairs = "" if result.pairs is None else str(result.pairs)
    change = _judged(result)
    value, interval = "", ""
    if change is not None and change.value is not None:
        value = f"{change.value:+.2f}"
        interval = "" if change.low is None or change.high is None else f"{change.low:+.2f} to {change.high:+.2f}"
    verdict = result.verdict.replace("_", " ") + (f" ({result.reason.replace('_', ' ')})" if result.reason else "")
    return f"{result.name:<32} {pairs:>6}  {value:>7}  {interval:<18} {verdict}"


def _judged(result: ItemResult | ScoreResult) -> Estimate | None:
    """The estimate that the verdict is about."""
    if isinstance(result, ItemResult) and result.judged == "share_change":
        return result.indicator.change if result.indicator else None
    name = result.judged if isinstance(result, ItemResult) else "mean_change"
    return next((each for each in result.estimates if each.name == name), None)
