"""The changes in a score added up: which share changed by at most so much, in steps of at least five persons."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.comparing.persons import CumulativeStep
from analysis.comparing.results import Comparison, ScoreResult
from analysis.figures.axes import SHARES, Axis, axis_around
from analysis.figures.figure import Figure, FigureTable, require_part_of
from analysis.figures.sheet import SMALL, Sheet
from analysis.figures.style import FOLLOWUP, MUTED, RULE
from analysis.wording import shown
from analysis.wording.numbers import count, percent, signed
from analysis.wording.phrases import say
from analysis.wording.spans import alt_text

FEWEST_PERSONS = 5
LEFT, RIGHT = 34.0, 340.0
TOP, HIGH, FOOT = 16.0, 140.0, 28.0


def cumulative_change(score: ScoreResult, comparison: Comparison) -> Figure | None:
    """The steps with the first threshold; None without steps, or if one of them would be fewer than five persons.

    Raises `UnprotectedError` for what is no part of a protected comparison.
    """
    require_part_of(comparison, [score])
    steps = score.cumulative
    sizes = [later.persons - earlier.persons for earlier, later in pairwise(steps)]
    if shown.hidden(score) or not steps or min([steps[0].persons, *sizes]) < FEWEST_PERSONS:
        return None
    threshold = score.responders[0].threshold if score.responders else None
    sheet = Sheet(TOP + HIGH + FOOT)
    across, up = _axes(steps, threshold)
    _ground(sheet, across, up)
    if threshold is not None:
        for value in (threshold, -threshold):
            x = across.at(value)
            sheet.dashes((x, TOP - 4), (x, TOP + HIGH))
            told = say("threshold_mark", value=signed(value, 1))
            sheet.text(x, TOP - 7, told, size=SMALL, side="center")
    points = [(LEFT, up.at(0))]
    for each in steps:
        points += [(across.at(each.change), points[-1][1]), (across.at(each.change), up.at(each.share))]
    sheet.path([*points, (RIGHT, points[-1][1])], FOLLOWUP, 1.8)
    half = next(each for each in steps if each.share >= 0.5)
    title = say("cumulative_title", percent=percent(half.share, None), change=signed(half.change, 1))
    n = say("waterfall_n", n=count(steps[-1].persons))
    rows = [_in_words(each) for each in steps]
    spoken = rows[:: max(1, -(-len(rows) // 10))]
    alt = alt_text(title, n, spoken)
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=say("cumulative_note"),
        missing=say("waterfall_missing", pairs=count(score.pairs), started=count(score.started)),
        reading=say("cumulative_reading", row=_in_words(half).rstrip(".")),
        table=FigureTable(
            (say("col_at_most"), say("col_so_many"), say("col_share_of_pairs")),
            tuple((signed(each.change, 1), count(each.persons), percent(each.share, None)) for each in steps),
        ),
        shows=(score,),
    )


def _axes(steps: Sequence[CumulativeStep], threshold: float | None) -> tuple[Axis, Axis]:
    ends = [steps[0].change, steps[-1].change, threshold or 0.0, -(threshold or 0.0)]
    return axis_around(min(ends), max(ends), (LEFT, RIGHT), 8), Axis(0, 1, TOP + HIGH, TOP, 0.25)


def _ground(sheet: Sheet, across: Axis, up: Axis) -> None:
    for mark in up.marks:
        y = up.at(mark)
        sheet.line((LEFT, y), (RIGHT, y), RULE, 0.5)
        sheet.text(LEFT - 5, y + 2.6, SHARES.write(mark), size=SMALL, colour=MUTED, side="right")
    for mark in across.marks:
        written = signed(mark, 0 if across.step >= 1 else 1)
        sheet.text(across.at(mark), TOP + HIGH + 11, written, size=SMALL, colour=MUTED, side="center")
    middle = (LEFT + RIGHT) / 2
    sheet.text(middle, TOP + HIGH + 22, say("cumulative_axis"), size=SMALL, colour=MUTED, side="center")


def _in_words(each: CumulativeStep) -> str:
    return say(
        "cumulative_row",
        n=count(each.persons),
        percent=percent(each.share, None),
        change=signed(each.change, 1),
    )
