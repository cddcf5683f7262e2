"""Diverging stacked bars: how everybody answered in both rounds, one question per pair of bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Distribution
from analysis.figures.figure import Figure, FigureTable, require_part_of
from analysis.figures.key import draw_key, key_height, round_mark
from analysis.figures.lettering import shorten, width, wrap
from analysis.figures.scales import Sides, most_codes, scale_of, sides_of
from analysis.figures.sheet import BODY, SMALL, WIDE, Sheet
from analysis.figures.style import INK, MISSING, MUTED, RULE, ink_on
from analysis.wording import cells, shown
from analysis.wording.captions import (
    distribution_in_words,
    message,
    read_out,
    round_mark_name,
    round_name,
    rounds_missing,
    rounds_n,
    rounds_note,
)
from analysis.wording.numbers import count, percent, percent_number
from analysis.wording.phrases import say, words
from analysis.wording.sentences import short_subject

LEFT = 62.0
RIGHT = 272.0
"""Where the bars begin and end; what is not on the scale stands to the right of them."""
OFF = 284.0
OFF_WIDE = 34.0
BAR = 12.0
LINE = 10.0
GAP = 9.0
HEADER = 14.0
FEWEST_HIDDEN = 2
FEWEST_PERSONS = 5
MOST_DETAILED = 4
"""Rows whose whole distributions an alternative text reads out."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One round's answers as shares; `hidden` is what the hidden codes make up together."""

    shares: dict[str, float]
    hidden: float
    found: Distribution

    def left_of_line(self, sides: Sides) -> float:
        """How far the bar reaches to the left of the middle line, half of the middle answers included."""
        middle = sum(self.shares.get(code, 0.0) for code in sides.middle)
        return sum(self.shares.get(code, 0.0) for code in sides.left) + middle / 2


def diverging_bars(results: Sequence[ItemResult], comparison: Comparison) -> Figure | None:
    """Both rounds of questions that share a scale; None when there is no scale or nothing that may be drawn.

    Raises `UnprotectedError` for what is no part of a protected comparison.
    """
    require_part_of(comparison, results)
    drawn = [result for result in results if scale_of(result) and len(scale_of(result)) <= most_codes(result)]
    places = shown.ROUNDS[:1] if comparison.alone else shown.ROUNDS
    bars = {result.name: [_bar(result, place) for place in places] for result in drawn}
    known = [bar for pair in bars.values() for bar in pair if bar is not None]
    if not known:
        return None
    sides = sides_of(drawn[0])
    labels = {code.code: words(code.label) for code in scale_of(drawn[0])}
    entries = [(sides.colours[code], labels[code]) for code in sides.order]
    any_hidden = any(bar.hidden for bar in known)
    titles = [wrap(short_subject(result), BODY, WIDE, 3) for result in drawn] if len(drawn) > 1 else [[]]
    top = key_height(entries, hidden=any_hidden) + HEADER
    rows = [len(lines) * LINE + len(places) * (BAR + 2) + GAP for lines in titles]
    sheet = Sheet(top + sum(rows))
    draw_key(sheet, entries, hidden=any_hidden)
    _header(sheet, top)
    ruler = _Ruler.around(known, sides)
    for result, lines, high in zip(drawn, titles, rows, strict=True):
        _row(sheet, top, lines, (result, bars[result.name]), (sides, ruler, comparison))
        top += high
    alt = _alt(drawn, bars, comparison)
    title = message(drawn, comparison)
    note = " ".join(filter(None, _notes(sides, any_hidden=any_hidden, comparison=comparison)))
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=rounds_n(drawn, comparison),
        note=note,
        missing=rounds_missing(drawn, comparison),
        reading=_reading(drawn[0], bars[drawn[0].name], sides, comparison),
        table=_table(drawn, comparison),
    )


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Where the middle line is and how wide a share of 1 is, so that the longest bars just fit."""

    zero: float
    whole: float

    @classmethod
    def around(cls, bars: list[Bar], sides: Sides) -> _Ruler:
        left = max(bar.left_of_line(sides) for bar in bars)
        right = max(1 - bar.left_of_line(sides) for bar in bars)
        whole = (RIGHT - LEFT) / (left + right)
        return cls(LEFT + left * whole, whole)


def _bar(result: ItemResult, place: shown.RoundPlace) -> Bar | None:
    """The shares that may be drawn: one hidden code alone, or few persons in all of them, would give counts back."""
    found = shown.answers(result, place)
    if found is None or not found.valid:
        return None
    shares = {code.code: code.share for code in found.codes if shown.count(code) is not None and code.share is not None}
    missing = len(found.codes) - len(shares)
    if not missing:
        return Bar(shares, 0.0, found)
    hidden = max(0.0, 1.0 - sum(shares.values()))
    if missing < FEWEST_HIDDEN or round(hidden * found.valid) < FEWEST_PERSONS:
        return None
    return Bar(shares, hidden, found)


def _header(sheet: Sheet, top: float) -> None:
    sheet.text(OFF, top - 5, say("off_scale"), size=SMALL, colour=MUTED)
    sheet.text(WIDE, top - 5, say("n"), size=SMALL, colour=MUTED, side="right")


def _row(
    sheet: Sheet,
    top: float,
    lines: list[str],
    pair: tuple[ItemResult, list[Bar | None]],
    around: tuple[Sides, _Ruler, Comparison],
) -> None:
    result, both = pair
    sides, ruler, comparison = around
    for line in lines:
        sheet.text(0, top + 7, line)
        top += LINE
    if sides.diverges and any(both):
        sheet.line((ruler.zero, top - 3), (ruler.zero, top + len(both) * (BAR + 2) + 1), MUTED)
    for place, bar in zip(shown.ROUNDS, both, strict=False):
        middle = top + BAR / 2
        round_mark(sheet, 4, middle, place)
        name = shorten(round_mark_name(comparison, place), SMALL, LEFT - 16)
        sheet.text(11, middle + 2.6, name, size=SMALL, colour=INK)
        if bar is None:
            sheet.text(LEFT + 4, middle + 2.6, _why_empty(result, place), size=SMALL, colour=MUTED)
        else:
            _segments(sheet, top, bar, sides, ruler)
            _beside(sheet, top, bar)
        top += BAR + 2


def _segments(sheet: Sheet, top: float, bar: Bar, sides: Sides, ruler: _Ruler) -> None:
    x = ruler.zero - bar.left_of_line(sides) * ruler.whole
    for code in sides.order:
        share = bar.shares.get(code, 0.0)
        wide = share * ruler.whole
        if wide <= 0:
            continue
        colour = sides.colours[code]
        sheet.bar(x, top, wide, BAR, colour)
        written = percent_number(share, None)
        if width(written, SMALL) + 3 <= wide:
            sheet.text(x + wide / 2, top + 8.6, written, size=SMALL, colour=ink_on(colour), side="center")
        x += wide
    if bar.hidden:
        sheet.hatched(x, top, bar.hidden * ruler.whole, BAR)


def _beside(sheet: Sheet, top: float, bar: Bar) -> None:
    """Those who were asked and gave no answer on the scale, outside the bar; and how many did."""
    off = shown.off_scale(bar.found)
    sheet.line((OFF, top), (OFF, top + BAR), RULE)
    if off is None:
        sheet.text(OFF + 4, top + 8.6, say("hidden_cell"), size=SMALL, colour=MUTED)
    elif off > 0:
        sheet.bar(OFF, top + 2, off * OFF_WIDE, BAR - 4, MISSING)
        sheet.text(OFF + off * OFF_WIDE + 3, top + 8.6, percent(off, None), size=SMALL, colour=MUTED)
    sheet.text(WIDE, top + 8.6, count(bar.found.valid or 0), size=SMALL, colour=MUTED, side="right")


def _why_empty(result: ItemResult, place: shown.RoundPlace) -> str:
    asked = result.baseline if place == 1 else result.followup
    if asked is None:
        return say("not_in_round")
    if asked.valid == 0:
        return say("nobody")
    return say("hidden" if asked.valid is not None and asked.valid < FEWEST_PERSONS else "protected")


def _notes(sides: Sides, *, any_hidden: bool, comparison: Comparison) -> list[str]:
    return [
        say("bars_note_better" if sides.judged else "bars_note_higher") if sides.diverges else "",
        say("bars_note_plain"),
        say("bars_note_hidden") if any_hidden else "",
        rounds_note(comparison),
    ]


def _reading(result: ItemResult, both: list[Bar | None], sides: Sides, comparison: Comparison) -> str:
    """The rightmost answer of the last round that has it, in the first row."""
    for place, bar in reversed(list(zip(shown.ROUNDS, both, strict=False))):
        seen = [code for code in sides.order if bar is not None and bar.shares.get(code)]
        if bar is not None and seen:
            answer = next(words(code.label) for code in bar.found.codes if code.code == seen[-1])
            return say(
                "bars_reading",
                round=round_name(comparison, place),
                percent=percent(bar.shares[seen[-1]], bar.found.valid),
                answer=answer,
                subject=short_subject(result),
            )
    return ""


def _table(drawn: Sequence[ItemResult], comparison: Comparison) -> FigureTable:
    labels = (words(code.label) for code in scale_of(drawn[0]))
    headings = (say("col_question"), say("col_round"), *labels, say("off_scale"), say("n"))
    rows = tuple(
        (
            short_subject(result),
            round_name(comparison, place),
            *(cells.code(code, found) for code in found.codes),
            cells.whole(shown.off_scale_count(found)),
            cells.whole(found.valid),
        )
        for result in drawn
        for place in shown.ROUNDS
        if (found := shown.answers(result, place)) is not None
    )
    return FigureTable(headings, rows, words=(1,))


def _alt(drawn: Sequence[ItemResult], bars: dict[str, list[Bar | None]], comparison: Comparison) -> str:
    said = [message(drawn, comparison) + ".", rounds_n(drawn, comparison) + "."]
    if len(drawn) > MOST_DETAILED:
        return " ".join([*said, read_out(drawn, comparison.unit)])
    for result in drawn:
        if len(drawn) > 1:
            said.append(f"{short_subject(result)}:")
        for place, bar in zip(shown.ROUNDS, bars[result.name], strict=False):
            told = distribution_in_words(bar.found) if bar else _why_empty(result, place).rstrip(".")
            said.append(say("bar_in_words", round=round_name(comparison, place), answers=told))
    return " ".join(said)
