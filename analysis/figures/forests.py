"""A forest: differences with their intervals under each other, against zero and the smallest that matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.comparing.results import Comparison, ItemResult
from analysis.figures.axes import SHARES, Axis, Measure, axis_around
from analysis.figures.figure import Figure, FigureTable, require_part_of, with_missing
from analysis.figures.lettering import shorten, wrap
from analysis.figures.sheet import BODY, SMALL, WIDE, Sheet
from analysis.figures.style import FIELD, FOLLOWUP, INK, MUTED, RULE
from analysis.wording import cells, shown
from analysis.wording.captions import row_label
from analysis.wording.numbers import count
from analysis.wording.phrases import say
from analysis.wording.spans import alt_text, counts_span

FEWEST = 5
"""Persons or units that a row must rest on."""
NAMES = 128.0
LEFT, RIGHT = 140.0, 262.0
TOLD = 272.0
LINE = 9.5
HEAD, FOOT = 14.0, 25.0
GAP = 6.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A row: what differs, by how much with its interval, and how many it rests on; None where it is hidden."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None

    @property
    def known(self) -> bool:
        """Whether it may be drawn."""
        return self.value is not None and self.n is not None and self.n >= FEWEST

    @property
    def sure(self) -> bool:
        """Whether the whole interval is on one side of zero."""
        if not self.known or self.low is None or self.high is None:
            return False
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Differences:
    """Differences in one measure; `about` says between what, `matters` the smallest that is worth a sentence.

    `lower` and `higher` say what it means to lie on that side of zero, such as «under landet».
    """

    about: str
    rows: tuple[Difference, ...]
    measure: Measure = SHARES
    matters: float | None = None
    lower: str = ""
    higher: str = ""


def changes_forest(results: Sequence[ItemResult], comparison: Comparison, about: str = "") -> Figure | None:
    """The judged changes of questions (`about` which) whose changes are of one kind: shares, or points on one scale.

    Raises `UnprotectedError` for what is no part of a protected comparison.
    """
    require_part_of(comparison, results)
    found = [(result, shown.judged(result)) for result in results]
    told = [(result, each) for result, each in found if each is not None]
    if not told:
        return None
    names = [result for result, _ in told]
    rows = tuple(
        Difference(row_label(result, names), each.value, each.low, each.high, _n(result)) for result, each in told
    )
    share = all(each.name == "share_change" for _, each in told)
    first, second = comparison.baseline.label, comparison.followup.label
    made = forest(
        Differences(
            about or say("forest_change", first=first, second=second),
            rows,
            SHARES if share else Measure("points", 2),
            next((result.matters for result in names), None),
            lower=say("forest_lower", round=second),
            higher=say("forest_higher", round=second),
        )
    )
    return with_missing(made, names, comparison)


def _n(result: ItemResult) -> int | None:
    if result.paired:
        return shown.pairs(result)
    rounds = [shown.answers(result, place) for place in shown.ROUNDS]
    known = [each.valid for each in rounds if each is not None and each.valid is not None]
    return min(known) if len(known) == len(rounds) else None


def forest(told: Differences) -> Figure | None:
    """The rows from the largest to the smallest, then those that are hidden; None when all of them are."""
    known = sorted((each for each in told.rows if each.known), key=lambda each: each.value or 0.0, reverse=True)
    if not known:
        return None
    rows = [*known, *(each for each in told.rows if not each.known)]
    names = [wrap(each.label, BODY, NAMES, 3) for each in rows]
    highs = [max(len(lines), 2) * LINE + GAP for lines in names]
    sheet = Sheet(HEAD + sum(highs) + FOOT)
    axis = _axis(known, told.matters)
    _ground(sheet, axis, HEAD + sum(highs), told)
    top = HEAD
    for each, lines, high in zip(rows, names, highs, strict=True):
        sheet.block(0, top + high / 2 - 2, lines, LINE)
        _row(sheet, top + high / 2 - 2, each, axis, told.measure)
        top += high
    sure = sum(each.sure for each in known)
    title = _title(told, known, sure)
    n = say("forest_n", n=counts_span([each.n or 0 for each in known]))
    missing = say("rows_hidden", n=count(len(rows) - len(known)), of=count(len(rows))) if len(rows) > len(known) else ""
    alt = alt_text(title, n, [_in_words(each, told.measure) for each in known])
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=" ".join(filter(None, (say("forest_note"), _matters(told)))),
        missing=missing,
        reading=say("forest_reading", row=_in_words(known[0], told.measure).rstrip(".")),
        table=FigureTable(
            (say("col_what"), say("col_difference"), say("col_interval"), say("col_n")),
            tuple(_cells(each, told.measure) for each in rows),
        ),
        shows=(told, sure, len(known), len(rows), len(rows) - len(known)),
    )


def _axis(known: Sequence[Difference], matters: float | None) -> Axis:
    ends = [end for each in known for end in (each.value, each.low, each.high) if end is not None]
    around = [0.0, matters or 0.0, -(matters or 0.0)]
    return axis_around(min(*ends, *around), max(*ends, *around), (LEFT, RIGHT), 4)


def _ground(sheet: Sheet, axis: Axis, bottom: float, told: Differences) -> None:
    if told.matters:
        left, right = axis.at(-told.matters), axis.at(told.matters)
        sheet.bar(left, HEAD - 2, right - left, bottom - HEAD, FIELD)
    for mark in axis.marks:
        at = axis.at(mark)
        if mark:
            sheet.line((at, HEAD - 2), (at, bottom - 2), RULE, 0.5)
        sheet.text(at, bottom + 7, told.measure.mark(mark, axis.step), size=SMALL, colour=MUTED, side="center")
    sheet.line((axis.at(0), HEAD - 2), (axis.at(0), bottom - 2), INK, 0.9)
    unit = say("axis_points_share" if told.measure.kind == "share" else "axis_points")
    sheet.text(TOLD, 7, say("change_header") if not told.lower else unit, size=SMALL, colour=MUTED)
    sheet.text(WIDE, 7, say("n"), size=SMALL, colour=MUTED, side="right")
    if told.lower:
        sheet.text(axis.at(0) - 5, bottom + 18, shorten(told.lower, SMALL, axis.at(0) - 5), size=SMALL, side="right")
        sheet.text(axis.at(0) + 5, bottom + 18, shorten(told.higher, SMALL, WIDE - axis.at(0) - 5), size=SMALL)


def _row(sheet: Sheet, middle: float, each: Difference, axis: Axis, measure: Measure) -> None:
    if not each.known or each.value is None:
        sheet.text(TOLD, middle + 2.6, say("hidden_cell"), size=SMALL, colour=MUTED)
        return
    if each.low is not None and each.high is not None:
        sheet.line((axis.at(each.low), middle), (axis.at(each.high), middle), FOLLOWUP, 1.4)
    sheet.square(axis.at(each.value), middle, FOLLOWUP, filled=each.sure)
    sheet.text(TOLD, middle - 1.5, measure.change(each.value), bold=True)
    span = measure.span(each.low, each.high) if each.low is not None and each.high is not None else ""
    sheet.text(TOLD, middle + 7.5, span, size=SMALL, colour=MUTED)
    sheet.text(WIDE, middle - 1.5, count(each.n or 0), size=SMALL, colour=MUTED, side="right")


def _title(told: Differences, known: Sequence[Difference], sure: int) -> str:
    if len(known) == 1:
        return say("forest_one", about=told.about, row=_in_words(known[0], told.measure).rstrip("."))
    key = "forest_some" if sure else "forest_none"
    return say(key, about=told.about, sure=count(sure), of=count(len(known)))


def _in_words(each: Difference, measure: Measure) -> str:
    """«Agder: +12 (2 til 22), n = 40.»."""
    value = measure.change(each.value or 0.0)
    span = measure.span(each.low, each.high) if each.low is not None and each.high is not None else say("no_interval")
    return say("forest_row", label=each.label, value=value, span=span, n=count(each.n or 0))


def _matters(told: Differences) -> str:
    if not told.matters:
        return ""
    unit = say("percentage_points" if told.measure.kind == "share" else "score_points")
    return say("forest_matters", size=told.measure.change(told.matters).lstrip("+"), unit=unit)


def _cells(each: Difference, measure: Measure) -> tuple[str, str, str, str]:
    if not each.known or each.value is None:
        return each.label, say("hidden_cell"), cells.NOTHING, say("hidden_cell")
    ends = measure.span(each.low, each.high) if each.low is not None and each.high is not None else cells.NOTHING
    return each.label, measure.change(each.value), ends, count(each.n or 0)
