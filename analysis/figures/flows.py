"""Flows of a score: from which fifth of the scale to which, of five persons or more, and the mean of everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import sqrt

from scipy.special import stdtrit

from analysis.comparing.persons import ScoreFlow
from analysis.comparing.results import Comparison, ScoreResult
from analysis.comparing.values import Summary
from analysis.figures.axes import Axis, Measure, apart
from analysis.figures.figure import Figure, FigureTable, require_part_of
from analysis.figures.key import round_mark
from analysis.figures.lettering import shorten
from analysis.figures.sheet import SMALL, Sheet
from analysis.figures.style import BETTER, INK, MUTED, NEUTRAL, PAPER, RULE, WORSE
from analysis.wording import shown
from analysis.wording.numbers import count, number
from analysis.wording.phrases import say
from analysis.wording.spans import alt_text

FIFTHS = 5
FEWEST = 5
LEFT, RIGHT = 64.0, 268.0
TOP, HIGH, FOOT = 14.0, 190.0, 16.0
FULLEST = 30.0
"""The height of the band with most persons; a fifth of the scale is 38 points high."""
LINE = 8.4
UP, SAME, DOWN = BETTER[1], NEUTRAL, WORSE[1]
POINTS = Measure("points", 1)
Ribbon = tuple[ScoreFlow, float, float, float]


def score_flows(score: ScoreResult, comparison: Comparison) -> Figure | None:
    """The flows, with the mean at start and end; None without flows, or if one of them is fewer than five persons.

    Raises `UnprotectedError` for what is no part of a protected comparison.
    """
    require_part_of(comparison, [score])
    flows = score.flows
    rest = score.pairs - sum(each.persons for each in flows)
    few = min([each.persons for each in flows], default=0) < FEWEST or 0 < rest < FEWEST
    if shown.hidden(score) or few:
        return None
    before, after = shown.summary(score.pairs_baseline), shown.summary(score.pairs_followup)
    axis = Axis(score.low, score.high, TOP + HIGH, TOP, (score.high - score.low) / FIFTHS)
    rounds = (comparison.baseline.label, comparison.followup.label)
    sheet = _ground(axis, rounds)
    ribbons = _ribbons(flows, axis)
    for each in ribbons:
        _ribbon(sheet, each, score)
    _persons(sheet, ribbons)
    if before is not None and after is not None:
        _means(sheet, (before, after), axis)
    level = [each for each in (before, after) if each is not None]
    title = say("flows_title_plain", n=count(score.pairs))
    if len(level) == 2:
        means = [POINTS.write(each.mean or 0.0) for each in level]
        title = say("flows_title", before=means[0], after=means[1])
    rows = [_in_words(each, score) for each in flows]
    n = say("waterfall_n", n=count(score.pairs))
    alt = alt_text(title, n, rows)
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=say("flows_note"),
        missing=say("flows_rest", n=count(rest)) if rest else say("flows_no_rest"),
        reading=say("flows_reading", row=rows[0].rstrip(".")),
        table=FigureTable(
            (say("flows_from"), say("flows_to"), say("col_so_many")),
            tuple((*_bands(each, score), count(each.persons)) for each in flows),
            words=(1,),
        ),
        shows=(score, comparison.baseline, comparison.followup, rest, len(flows) - 10, *_edges(score)),
    )


def _edges(score: ScoreResult) -> tuple[float, ...]:
    width = (score.high - score.low) / FIFTHS
    return tuple(score.low + at * width for at in range(FIFTHS + 1))


def _bands(each: ScoreFlow, score: ScoreResult) -> tuple[str, str]:
    """«2–4» and «6–8»."""
    half = (score.high - score.low) / FIFTHS / 2
    ends = [[_edge(middle + side * half, score) for side in (-1, 1)] for middle in (each.start, each.end)]
    first, last = (say("flows_band", low=low, high=high) for low, high in ends)
    return first, last


def _edge(value: float, score: ScoreResult) -> str:
    whole = (score.high - score.low) % FIFTHS == 0
    return number(value, 0 if whole else 1)


def _ground(axis: Axis, rounds: tuple[str, str]) -> Sheet:
    sheet = Sheet(TOP + HIGH + FOOT)
    whole = axis.step == int(axis.step)
    for mark in axis.marks:
        y = axis.at(mark)
        sheet.line((LEFT - 26, y), (RIGHT + 4, y), RULE, 0.5)
        sheet.text(LEFT - 30, y + 2.6, number(mark, 0 if whole else 1), size=SMALL, colour=MUTED, side="right")
    for x, name in ((LEFT, rounds[0]), (RIGHT, rounds[1])):
        sheet.text(x, TOP + HIGH + 13, shorten(name, SMALL, 120), size=SMALL, side="center")
        sheet.line((x, TOP), (x, TOP + HIGH), RULE)
    sheet.text(RIGHT + 26, 8, say("flows_persons"), size=SMALL, colour=MUTED)
    return sheet


def _ribbons(flows: Sequence[ScoreFlow], axis: Axis) -> list[Ribbon]:
    """Each flow with the middles of its two ends and its height: those of one band lie side by side."""
    starts, ends = defaultdict[float, int](int), defaultdict[float, int](int)
    for each in flows:
        starts[each.start] += each.persons
        ends[each.end] += each.persons
    person = FULLEST / max(*starts.values(), *ends.values())
    lefts = {band: axis.at(band) - total * person / 2 for band, total in starts.items()}
    rights = {band: axis.at(band) - total * person / 2 for band, total in ends.items()}
    left_at: dict[ScoreFlow, float] = {}
    right_at: dict[ScoreFlow, float] = {}
    # From the top down, so that ribbons of one band do not cross.
    for each in sorted(flows, key=lambda flow: (-flow.start, -flow.end)):
        left_at[each] = lefts[each.start] + each.persons * person / 2
        lefts[each.start] += each.persons * person
    for each in sorted(flows, key=lambda flow: (-flow.end, -flow.start)):
        right_at[each] = rights[each.end] + each.persons * person / 2
        rights[each.end] += each.persons * person
    drawn = sorted(flows, key=lambda flow: -flow.persons)
    return [(each, left_at[each], right_at[each], each.persons * person) for each in drawn]


def _ribbon(sheet: Sheet, ribbon: Ribbon, score: ScoreResult) -> None:
    each, left, right, high = ribbon
    gain = (each.start - each.end) if score.better == "lower" else (each.end - each.start)
    colour = SAME if not gain else UP if gain > 0 else DOWN
    half = high / 2
    corners = ((LEFT, left - half), (RIGHT, right - half), (RIGHT, right + half), (LEFT, left + half))
    sheet.shape(corners, colour, PAPER, 0.8)


def _persons(sheet: Sheet, ribbons: Sequence[Ribbon]) -> None:
    places = apart([right for _, _, right, _ in ribbons], LINE, TOP + 4, TOP + HIGH)
    for (each, _, right, _), y in zip(ribbons, places, strict=True):
        if abs(right - y) > 1:
            sheet.line((RIGHT + 3, right), (RIGHT + 22, y), MUTED, 0.4)
        sheet.text(RIGHT + 26, y + 2.6, count(each.persons), size=SMALL)


def _means(sheet: Sheet, both: tuple[Summary, Summary], axis: Axis) -> None:
    """The mean of all pairs, thick, with Student's t interval at either end."""
    before, after = (axis.at(each.mean or 0.0) for each in both)
    sheet.line((LEFT, before), (RIGHT, after), PAPER, 4.2)
    sheet.line((LEFT, before), (RIGHT, after), INK, 2.4)
    for x, y, each, place in ((LEFT, before, both[0], 1), (RIGHT, after, both[1], 2)):
        half = _half(each)
        if half is not None:
            low, high = (axis.at((each.mean or 0.0) + side * half) for side in (-1, 1))
            sheet.line((x, low), (x, high), INK, 1.6)
        round_mark(sheet, x, y, 1 if place == 1 else 2)
    sheet.text(LEFT - 6, before - 4, POINTS.write(both[0].mean or 0.0), size=SMALL, side="right", bold=True)
    mean = say("flows_mean", value=POINTS.write(both[1].mean or 0.0))
    sheet.text(RIGHT + 46, after + 2.6, mean, size=SMALL, bold=True)


def _half(each: Summary) -> float | None:
    if each.sd is None or each.n is None or each.n < 2:
        return None
    return float(stdtrit(each.n - 1, 0.975)) * each.sd / sqrt(each.n)


def _in_words(each: ScoreFlow, score: ScoreResult) -> str:
    low, high = _bands(each, score)
    if each.start == each.end:
        return say("flows_stayed", n=count(each.persons), band=low)
    return say("flows_row", n=count(each.persons), start=low, end=high)
