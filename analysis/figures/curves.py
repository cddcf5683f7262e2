"""Response curves: how large a part of those who were asked had answered, day by day, in one round or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.axes import Axis, Measure, apart, axis_around
from analysis.figures.figure import Figure, FigureTable
from analysis.figures.lettering import wrap
from analysis.figures.sheet import SMALL, WIDE, Sheet
from analysis.figures.style import BASELINE, FOLLOWUP, MUTED, RULE
from analysis.wording import cells
from analysis.wording.numbers import count, percent
from analysis.wording.phrases import say
from analysis.wording.spans import alt_text

LEFT, RIGHT = 30.0, 262.0
NAMES = 270.0
TOP, HIGH, FOOT = 10.0, 140.0, 26.0
MOST_CURVES = 4
WEEK = 7
LINE = 8.8
LOOKS: tuple[tuple[str, float, tuple[float, ...]], ...] = (
    (FOLLOWUP, 2.0, ()),
    (BASELINE, 1.6, (5.0, 2.0)),
    (MUTED, 1.2, (1.5, 1.5)),
    (MUTED, 1.2, (6.0, 1.5, 1.5, 1.5)),
)
"""The last round first; in grey the strokes tell them apart."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A round: of those `asked`, how many had answered at the end of each day that any did, counted from its first.

    `until` is the last day that is known, such as today.
    """

    label: str
    asked: int
    days: tuple[tuple[int, int], ...]
    until: int

    def answered(self, day: int) -> int:
        """How many had answered at the end of a day."""
        return max((total for at, total in self.days if at <= day), default=0)

    def share(self, day: int) -> float:
        """The same as a share of those asked."""
        return self.answered(day) / self.asked

    @property
    def usable(self) -> bool:
        """Whether there is anything to draw."""
        return self.asked > 0 and self.until >= 0


@dataclass(frozen=True, slots=True)
class Curves:
    """Rounds to hold against each other, the newest last; `unit` is what answers."""

    rounds: tuple[Curve, ...]


def response_curves(told: Curves) -> Figure | None:
    """The newest rounds as steps from 0 to all of those who were asked; None when nobody was."""
    drawn = [each for each in reversed(told.rounds) if each.usable][:MOST_CURVES]
    if not drawn:
        return None
    last = max(1, *(each.until for each in drawn))
    across = Axis(0, last, LEFT, RIGHT, axis_around(0, last, (LEFT, RIGHT)).step)
    up = Axis(0, 1, TOP + HIGH, TOP, 0.25)
    sheet = Sheet(TOP + HIGH + FOOT)
    _ground(sheet, across, up)
    for each, (colour, wide, dashes) in reversed(list(zip(drawn, LOOKS, strict=False))):
        sheet.path(_steps(each, across, up), colour, wide, dashes=dashes)
        sheet.dot(across.at(each.until), up.at(each.share(each.until)), colour, filled=True, size=4)
    _names(sheet, drawn, across, up)
    return _figure(sheet, told, drawn)


def _figure(sheet: Sheet, told: Curves, drawn: Sequence[Curve]) -> Figure:
    now = drawn[0]
    answered = now.answered(now.until)
    fields = {"label": now.label, "n": count(answered), "of": count(now.asked), "day": count(now.until)}
    title = say("curve_title", percent=percent(now.share(now.until), now.asked), **fields)
    n = "; ".join(say("curve_n", n=count(each.asked), round=each.label) for each in drawn)
    rows = [_in_words(each, now.until) for each in drawn]
    alt = alt_text(title, n, rows)
    days = sorted({*range(WEEK, max(each.until for each in drawn), WEEK), *(each.until for each in drawn)})
    counted = [(each.answered(day), each.share(day)) for each in drawn for day in (*days, now.until)]
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=say("curve_note"),
        missing=say("curve_missing", n=count(now.asked - answered), round=now.label),
        reading=say("curve_reading", row=rows[-1].rstrip(".")),
        table=FigureTable(
            (say("col_day"), *(each.label for each in drawn)),
            tuple((count(day), *(_cell(each, day) for each in drawn)) for day in days),
        ),
        shows=(told, *counted, now.asked - answered, *days),
    )


def _ground(sheet: Sheet, across: Axis, up: Axis) -> None:
    for mark in up.marks:
        y = up.at(mark)
        sheet.line((LEFT, y), (RIGHT, y), RULE, 0.5)
        sheet.text(LEFT - 5, y + 2.6, Measure().write(mark), size=SMALL, colour=MUTED, side="right")
    for mark in across.marks:
        sheet.text(across.at(mark), TOP + HIGH + 11, count(round(mark)), size=SMALL, colour=MUTED, side="center")
    sheet.text((LEFT + RIGHT) / 2, TOP + HIGH + 22, say("curve_days"), size=SMALL, colour=MUTED, side="center")


def _steps(each: Curve, across: Axis, up: Axis) -> list[tuple[float, float]]:
    """Along the level to each day that answers came, and up."""
    points = [(across.at(0), up.at(0))]
    for day, total in sorted(each.days):
        if day <= each.until:
            points += [(across.at(day), points[-1][1]), (across.at(day), up.at(min(1.0, total / each.asked)))]
    return [*points, (across.at(each.until), points[-1][1])]


def _names(sheet: Sheet, drawn: Sequence[Curve], across: Axis, up: Axis) -> None:
    told = [wrap(_told(each), SMALL, WIDE - NAMES, 2) for each in drawn]
    places = apart([up.at(each.share(each.until)) for each in drawn], LINE * 2 + 2, TOP + 4, TOP + HIGH)
    for each, (colour, _, _), lines, y in zip(drawn, LOOKS, told, places, strict=False):
        end = (across.at(each.until) + 4, up.at(each.share(each.until)))
        sheet.line(end, (NAMES - 3, y - 2.4), MUTED, 0.4)
        for nth, line in enumerate(lines):
            sheet.text(NAMES, y + nth * LINE, line, size=SMALL, colour=colour, bold=nth == 0 and colour == FOLLOWUP)


def _told(each: Curve) -> str:
    return say("curve_end", label=each.label, percent=percent(each.share(each.until), each.asked))


def _in_words(each: Curve, day: int) -> str:
    """«2023: 41 % (146 av 356) etter 20 dager.», at the day that the newest round has come to."""
    at = min(day, each.until)
    share = say(
        "share_of", percent=percent(each.share(at), each.asked), count=count(each.answered(at)), of=count(each.asked)
    )
    return say("curve_row", label=each.label, share=share, day=count(at))


def _cell(each: Curve, day: int) -> str:
    if day > each.until:
        return cells.NOTHING
    return say("share_cell", percent=percent(each.share(day), each.asked), count=count(each.answered(day)))
