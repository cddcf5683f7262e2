"""Core questions through all rounds, when there are more than two: verdicts in words, a line each, the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Test
from analysis.figures import trend_slopes
from analysis.reports.material import Material
from analysis.reports.model import Block, Column, Details, Drawing, Paragraph, Section, Statements, Table
from analysis.reports.opening import statement
from analysis.trends.trendresults import RoundPoint, SeriesResult, Trend
from analysis.wording import cells
from analysis.wording.captions import summed_up
from analysis.wording.cells import NOTHING
from analysis.wording.language import spoken
from analysis.wording.numbers import count, listed
from analysis.wording.phrases import say, words
from analysis.wording.rounds import through_rounds
from analysis.wording.sentences import reading

OF_ALL_ROUNDS = ("cochran_q", "page_trend", "friedman", "cochran_armitage", "linear_trend")
MOST_LINES = 8


def trend_section(material: Material) -> Iterator[Section]:
    """Core questions through all rounds, when there are more than two."""
    if material.trend is not None:
        yield Section("utvikling", say("heading_trend"), tuple(_trend(material.trend, material.main)))


def _trend(trend: Trend, comparison: Comparison) -> Iterator[Block]:
    core = {each.name for each in comparison.questions if each.trend_core}
    followed = [each for each in trend.questions if each.indicator is not None and (not core or each.name in core)]
    told = [each for each in followed if sum(point.asked for point in each.points) > 2]
    rounds = listed([each.label for each in trend.rounds])
    if not told:
        yield Paragraph(say("no_trend", rounds=rounds))
        return
    yield Paragraph(say("trend_intro", rounds=rounds))
    yield from _judged(told, trend, comparison)
    figure = trend_slopes(told[:MOST_LINES], trend)
    if figure is not None:
        yield Drawing(0, figure)
    yield _trend_table(told, trend)


def _judged(series: Sequence[SeriesResult], trend: Trend, comparison: Comparison) -> Iterator[Block]:
    """The verdict on each from the report's first round to its last; what nothing can be said of is folded away."""
    named = {each.name: each for each in comparison.questions if each.judged is not None}
    both = [(each, named[each.name]) for each in series if each.name in named]
    if not both:
        return
    fields = {"first": comparison.baseline.label, "second": comparison.followup.label}
    summary = summed_up("theme_summary", [result for _, result in both])
    yield Paragraph(" ".join((summary, say("trend_verdicts", **fields))))
    sure = [each for each in both if each[1].verdict != "cannot_say"]
    if sure:
        yield _statements(sure, trend)
    unsure = [each for each in both if each[1].verdict == "cannot_say"]
    if unsure:
        yield Details(say("open_results", n=count(len(unsure))), (_statements(unsure, trend),))


def _statements(both: Sequence[tuple[SeriesResult, ItemResult]], trend: Trend) -> Statements:
    told = (
        (replace(reading(result, trend.unit), text=through_rounds(series, result, trend.unit), caveats=()), result)
        for series, result in both
    )
    return Statements(tuple(statement(*each) for each in told))


def _trend_table(series: Sequence[SeriesResult], trend: Trend) -> Table:
    columns = (
        Column(say("col_result"), numeric=False),
        *(Column(each.label) for each in trend.rounds),
        Column(say("col_panel")),
        Column(say("col_test"), numeric=False),
        Column(say("col_p")),
        Column(say("col_p_adjusted")),
    )
    rows = tuple(
        (
            words(each.indicator or each.text),
            *(_point(point) for point in each.points),
            cells.whole(each.panel) if each.paired else NOTHING,
            *_tested(each),
        )
        for each in series
    )
    return Table(say("caption_trend"), columns, rows, say("note_trend"))


def _point(point: RoundPoint) -> str:
    if not point.asked:
        return say("not_in_round")
    return cells.share(point.share)


def _tested(series: SeriesResult) -> tuple[str, str, str]:
    found: Test | None = next((each for name in OF_ALL_ROUNDS for each in series.tests if each.name == name), None)
    if found is None:
        return NOTHING, NOTHING, NOTHING
    adjusted = None if found.p_adjusted is None else Test(found.name, None, None, found.p_adjusted, None, found.method)
    return spoken().tests[found.name], cells.bare(found), cells.bare(adjusted)
