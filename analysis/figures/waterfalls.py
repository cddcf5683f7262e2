"""A waterfall of changes in a score: everybody sorted by change, in groups of at least five, against the threshold."""

from __future__ import annotations

from math import ceil, floor

from analysis.comparing.results import Comparison, Responders, ScoreResult
from analysis.figures.figure import Figure, FigureTable, require_part_of
from analysis.figures.lettering import width
from analysis.figures.sheet import SMALL, WIDE, Sheet
from analysis.figures.style import BETTER, INK, MUTED, NEUTRAL, RULE, WORSE
from analysis.wording import shown
from analysis.wording.numbers import count, number, percent, signed
from analysis.wording.phrases import say

LEFT = 30.0
RIGHT = 292.0
TOP = 20.0
HIGH = 150.0
FOOT = 30.0
FEWEST_PERSONS = 5
GOOD = BETTER[2]
BAD = WORSE[2]


def waterfall(score: ScoreResult, comparison: Comparison) -> Figure | None:
    """The changes with the first threshold; None without changes, or if a bar would be fewer than five persons.

    Raises `UnprotectedError` for what is no part of a protected comparison.
    """
    require_part_of(comparison, [score])
    if shown.hidden(score) or not score.waterfall or min(each.persons for each in score.waterfall) < FEWEST_PERSONS:
        return None
    responders = score.responders[0] if score.responders else None
    threshold = responders.threshold if responders else None
    bars = score.waterfall if score.better == "lower" else score.waterfall[::-1]
    values = [each.value for each in bars] + ([threshold, -threshold] if threshold else [])
    low, high = min(0, floor(min(values))), max(0, ceil(max(values)))
    low, high = (low, high) if high > low else (low - 1, high + 1)
    sheet = Sheet(TOP + HIGH + FOOT)
    step = HIGH / (high - low)

    def y(value: float) -> float:
        return TOP + (high - value) * step

    sheet.text(0, 8, say("waterfall_axis"), size=SMALL, colour=MUTED)
    _axis(sheet, low, high, y(0) - y(1))
    persons = sum(each.persons for each in bars)
    x = LEFT
    for each in bars:
        wide = each.persons / persons * (RIGHT - LEFT)
        height = abs(each.value) * step
        if height > 0:
            sheet.bar(x, min(y(0), y(each.value)), wide, height, _colour(each.value, threshold, score))
        x += wide
    sheet.line((LEFT, y(0)), (RIGHT, y(0)), INK, 0.8)
    if threshold is not None:
        _thresholds(sheet, y(threshold), y(-threshold), threshold)
    sheet.text((LEFT + RIGHT) / 2, TOP + HIGH + 14, say("waterfall_order"), size=SMALL, colour=MUTED, side="center")
    if responders is not None:
        _counts(sheet, responders)
    title, alt = _title(responders), _alt(responders, [each.value for each in bars])
    n = say("waterfall_n", n=count(persons))
    first = bars[0]
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=say("waterfall_note"),
        missing=say("waterfall_missing", pairs=count(score.pairs), started=count(score.started)),
        reading=say("waterfall_reading", persons=count(first.persons), value=signed(first.value, 1)),
        table=FigureTable(
            (say("col_group_change"), say("col_so_many")),
            tuple((signed(each.value, 1), count(each.persons)) for each in bars),
        ),
    )


def _axis(sheet: Sheet, low: int, high: int, step: float) -> None:
    every = next(each for each in (1, 2, 5, 10, 20, 50, 100, 10**9) if (high - low) / each <= 10)
    for mark in range(low, high + 1):
        if mark % every == 0:
            at = TOP + (high - mark) * step
            sheet.line((LEFT, at), (RIGHT, at), RULE, 0.5)
            sheet.text(LEFT - 5, at + 2.6, signed(mark, 0), size=SMALL, colour=MUTED, side="right")


def _colour(value: float, threshold: float | None, score: ScoreResult) -> str:
    gain = -value if score.better == "lower" else value
    if threshold is None:
        return NEUTRAL
    if gain >= threshold:
        return GOOD
    return BAD if gain <= -threshold else NEUTRAL


def _thresholds(sheet: Sheet, upper: float, lower: float, threshold: float) -> None:
    for at, value in ((upper, threshold), (lower, -threshold)):
        sheet.dashes((LEFT, at), (RIGHT, at))
        sheet.text(RIGHT + 4, at + 2.6, say("threshold_mark", value=signed(value, 1)), size=SMALL)


def _counts(sheet: Sheet, responders: Responders) -> None:
    """How many got better, stayed and got worse, in the colours of the bars, on one line under them."""
    x = 0.0
    for share, key, colour in (
        (responders.improved, "better_by", GOOD),
        (responders.unchanged, "about_same", NEUTRAL),
        (responders.worse, "worse_by", BAD),
    ):
        known = shown.share(share)
        told = say("share_bare", count=count(known.count), percent=percent(known.value, known.of)) if known else None
        label = say(key, told=told or say("hidden_cell"))
        sheet.bar(x, TOP + HIGH + 20, 8, 8, colour)
        sheet.text(x + 11, TOP + HIGH + 26.8, label, size=SMALL)
        x += width(label, SMALL) + 24
        if x > WIDE:
            return


def _title(responders: Responders | None) -> str:
    known = shown.share(responders.improved) if responders else None
    if known is None or responders is None:
        return say("waterfall_title_plain")
    return say(
        "waterfall_title",
        count=count(known.count),
        of=count(known.of),
        percent=percent(known.value, known.of),
        threshold=number(responders.threshold, 1),
    )


def _alt(responders: Responders | None, values: list[float]) -> str:
    said = [_title(responders) + "."]
    if responders is not None:
        for share, key in (
            (responders.improved, "better_by"),
            (responders.unchanged, "about_same"),
            (responders.worse, "worse_by"),
        ):
            known = shown.share(share)
            if known:
                told = say("share_bare", count=count(known.count), percent=percent(known.value, known.of))
                said.append(say(key, told=told) + ".")
    said.append(say("waterfall_range", low=signed(min(values), 1), high=signed(max(values), 1)))
    return " ".join(said)
