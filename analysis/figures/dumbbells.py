"""Dumbbell plots: where each share or mean stood in both rounds, how sure that is, and how much it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, floor, sqrt

from scipy.special import stdtrit

from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Distribution
from analysis.figures.figure import Figure, FigureTable, require_part_of
from analysis.figures.key import round_mark
from analysis.figures.lettering import shorten, width, wrap
from analysis.figures.sheet import BODY, SMALL, WIDE, Sheet
from analysis.figures.style import BASELINE, FOLLOWUP, INK, MUTED, RULE
from analysis.wording import cells, shown
from analysis.wording.captions import (
    message,
    pairs_n,
    read_out,
    round_mark_name,
    round_name,
    rounds_missing,
    rounds_note,
    row_label,
)
from analysis.wording.language import spoken
from analysis.wording.numbers import THIN, number, percent
from analysis.wording.phrases import say
from analysis.wording.sentences import bare_interval, measured, subject, written_change

LEFT = 26.0
RIGHT = 246.0
CHANGE = 276.0
LINE = 10.0
ROW = 21.0
GAP = 7.0
OFFSET = 3.6
"""The two rounds stand a little apart, so that their intervals do not cover each other."""
MARK = 4.0
PAST = 3.0
"""From the end of an interval, or of the mark, to the number beside it."""
KEY = 15.0
FOOT = 14.0


@dataclass(frozen=True, slots=True)
class End:
    """Where one round stands, with its interval; without one `low` and `high` are the value."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Span:
    """One row: both rounds of one question."""

    result: ItemResult
    ends: tuple[End, End]
    change: float


@dataclass(frozen=True, slots=True)
class Axis:
    """From which value to which, where it is marked, and how a value and a mark are written."""

    low: float
    high: float
    ticks: tuple[float, ...]
    write: Callable[[float], str]
    mark: Callable[[float], str]

    def x(self, value: float) -> float:
        """Where a value stands."""
        return LEFT + (value - self.low) / (self.high - self.low) * (RIGHT - LEFT)


def share_dumbbells(results: Sequence[ItemResult], comparison: Comparison) -> Figure | None:
    """Shares with their intervals over the pairs, or over each round when unlinked; None when none may be shown.

    Raises `UnprotectedError` for what is no part of a protected comparison.
    """
    require_part_of(comparison, results)
    spans = [span for span in map(_share_span, results) if span is not None]
    axis = Axis(0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0), _percent, _percent)
    return _figure(spans, axis, comparison, "dumbbell_note_share")


def mean_dumbbells(results: Sequence[ItemResult], comparison: Comparison) -> Figure | None:
    """Means of questions on one scale or in one unit, with their intervals; None when none may be shown.

    Raises `UnprotectedError` for what is no part of a protected comparison.
    """
    require_part_of(comparison, results)
    spans = [span for span in map(_mean_span, results) if span is not None]
    if not spans:
        return None
    return _figure(spans, _mean_axis(spans), comparison, "dumbbell_note_mean")


def _percent(share: float) -> str:
    return percent(share, None)


def has_share(result: ItemResult) -> bool:
    """Whether the result has a row in a plot of shares."""
    return _share_span(result) is not None


def has_mean(result: ItemResult) -> bool:
    """Whether the result has a row in a plot of means."""
    return _mean_span(result) is not None


def _share_span(result: ItemResult) -> Span | None:
    found = shown.judged(result)
    if result.indicator is None or found is None or found.value is None:
        return None
    one, two = result.indicator.pairs_baseline, result.indicator.pairs_followup
    if not result.paired:
        one, two = result.indicator.baseline, result.indicator.followup
    before, after = shown.share(one), shown.share(two)
    if before is None or after is None:
        return None
    ends = (End(before.value, before.low, before.high), End(after.value, after.low, after.high))
    return Span(result, ends, found.value)


def _mean_span(result: ItemResult) -> Span | None:
    found = shown.judged(result)
    if result.judged != "mean_change" or found is None or found.value is None:
        return None
    before, after = (_mean_end(shown.answers(result, place), found.level) for place in shown.ROUNDS)
    if before is None or after is None:
        return None
    ends = (before, after)
    return Span(result, ends, found.value)


def _mean_end(answers: Distribution | None, level: float) -> End | None:
    """A round's mean with Student's t interval; the mean alone when its spread is hidden or there is none."""
    known = shown.summary(answers.summary) if answers else None
    if known is None or known.mean is None or known.n is None:
        return None
    if known.sd is None or known.n < 2:
        return End(known.mean, known.mean, known.mean)
    half = float(stdtrit(known.n - 1, 0.5 + level / 2)) * known.sd / sqrt(known.n)
    return End(known.mean, known.mean - half, known.mean + half)


def _mean_axis(spans: list[Span]) -> Axis:
    """The whole scale; for numbers from 0, unless all lie far from it, as years do."""
    first = spans[0].result
    known = [value for each in spans for value in _codes(each.result)]
    reach = [point for span in spans for end in span.ends for point in (end.low, end.high)]
    low, high = floor(min(reach)), ceil(max(reach))
    if known:
        low, high = min(low, *known), max(high, *known)
    elif 0 < low < high / 2:
        low = 0
    high = max(high, low + 1)

    def mark(value: float) -> str:
        written = number(value, 0)
        return written.replace(THIN, "") if first.kind == "year" else written

    return Axis(low, high, _ticks(low, high), partial(measured, first), mark)


def _codes(result: ItemResult) -> list[int]:
    found = shown.answers(result, 1) or shown.answers(result, 2)
    return [code.value for code in found.codes if code.value is not None] if found else []


def _ticks(low: int, high: int) -> tuple[float, ...]:
    """Round marks, at most six apart from the ends."""
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    step = next((each for each in steps if (high - low) / each <= 6), high - low)
    return tuple(float(mark) for mark in range(ceil(low / step) * step, high + 1, step))


def _figure(spans: list[Span], axis: Axis, comparison: Comparison, note: str) -> Figure | None:
    if not spans:
        return None
    spans = sorted(spans, key=lambda span: span.change, reverse=True)
    results = [span.result for span in spans]
    alone = len(spans) == 1
    titles = [[] if alone else wrap(row_label(span.result, results), BODY, WIDE, 3) for span in spans]
    rows = [len(lines) * LINE + ROW + GAP for lines in titles]
    sheet = Sheet(KEY + sum(rows) + FOOT)
    _key(sheet, comparison)
    top = KEY
    for span, lines, high in zip(spans, titles, rows, strict=True):
        for line in lines:
            sheet.text(0, top + 7, line)
            top += LINE
        _row(sheet, top + ROW / 2, span, axis)
        top += high - len(lines) * LINE
    _foot(sheet, top, axis)
    linked = note == "dumbbell_note_mean" and results[0].paired
    notes = (
        say(note),
        say("dumbbell_note_pairs") if linked else "",
        "" if alone else say("dumbbell_sorted"),
        rounds_note(comparison),
    )
    title = message(results, comparison)
    alt = f"{title}. {pairs_n(results, comparison)}. {read_out(results, comparison.unit)}"
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=pairs_n(results, comparison),
        note=" ".join(filter(None, notes)),
        missing=rounds_missing(results, comparison),
        reading=_reading(spans[0], axis, comparison),
        table=_table(spans, axis, comparison),
    )


def _reading(span: Span, axis: Axis, comparison: Comparison) -> str:
    before, after = (axis.write(end.value) for end in span.ends)
    first, second = (round_name(comparison, place) for place in shown.ROUNDS)
    return say("dumbbell_reading", subject=subject(span.result), before=before, first=first, after=after, second=second)


def _table(spans: list[Span], axis: Axis, comparison: Comparison) -> FigureTable:
    names = [round_name(comparison, place) for place in shown.ROUNDS]
    headings = (say("col_question"), *names, say("col_change"), say("col_interval"), say("col_verdict"))
    rows = tuple(
        (
            row_label(span.result, [each.result for each in spans]),
            *(axis.write(end.value) for end in span.ends),
            cells.change(span.result),
            cells.interval(span.result),
            spoken().verdicts[span.result.verdict],
        )
        for span in spans
    )
    return FigureTable(headings, rows, words=(5,))


def _key(sheet: Sheet, comparison: Comparison) -> None:
    x = 0.0
    for place in shown.ROUNDS:
        name = shorten(round_mark_name(comparison, place), SMALL, 120)
        round_mark(sheet, x + 4, 5, place)
        sheet.text(x + 11, 7.6, name, size=SMALL, colour=INK)
        x += width(name, SMALL) + 26
    sheet.text(CHANGE, 7.6, say("change_header"), size=SMALL, colour=MUTED)


def _row(sheet: Sheet, middle: float, span: Span, axis: Axis) -> None:
    for tick in axis.ticks:
        sheet.line((axis.x(tick), middle - ROW / 2), (axis.x(tick), middle + ROW / 2 + 2), RULE, 0.5)
    before, after = span.ends
    sheet.line((axis.x(before.value), middle - OFFSET), (axis.x(after.value), middle + OFFSET), MUTED, 1.1)
    for place, end in zip(shown.ROUNDS, span.ends, strict=True):
        y = middle + (OFFSET if place == 2 else -OFFSET)
        colour = FOLLOWUP if place == 2 else BASELINE
        if end.low < end.high:
            sheet.line((axis.x(end.low), y), (axis.x(end.high), y), colour, 1.3)
        round_mark(sheet, axis.x(end.value), y, place)
    _values(sheet, middle, span, axis)
    found = shown.judged(span.result)
    if found is not None:
        change = written_change(span.result, found)
        beside = CHANGE + width(change, BODY, bold=True) + 4
        sheet.text(CHANGE, middle - 1, change, bold=True)
        sheet.text(beside, middle - 1, bare_interval(span.result, found), size=SMALL, colour=MUTED)
        sheet.text(CHANGE, middle + 8, spoken().verdicts[span.result.verdict].lower(), size=SMALL, colour=INK)


def _values(sheet: Sheet, middle: float, span: Span, axis: Axis) -> None:
    """Each value outside its interval, on the side away from the other round."""
    before, after = span.ends
    rises = after.value >= before.value
    for end, y, to_left in ((before, middle - OFFSET, rises), (after, middle + OFFSET, not rises)):
        x = axis.x(end.value)
        x = min(axis.x(end.low), x - MARK) - PAST if to_left else max(axis.x(end.high), x + MARK) + PAST
        sheet.text(x, y + 2.6, axis.write(end.value), size=SMALL, side="right" if to_left else "left")


def _foot(sheet: Sheet, top: float, axis: Axis) -> None:
    for tick in axis.ticks:
        sheet.text(axis.x(tick), top + 6, axis.mark(tick), size=SMALL, colour=MUTED, side="center")
