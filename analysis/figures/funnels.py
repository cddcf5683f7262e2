"""A funnel: the share of each unit by its size, inside the limits that chance alone would keep most units within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.axes import SHARES, Axis, axis_around
from analysis.figures.figure import Figure, FigureTable
from analysis.figures.lettering import shorten
from analysis.figures.sheet import SMALL, WIDE, Sheet
from analysis.figures.style import BASELINE, FOLLOWUP, INK, MUTED, RULE
from analysis.statistics.funnel import control_limits
from analysis.wording import cells
from analysis.wording.numbers import count, percent
from analysis.wording.phrases import say
from analysis.wording.spans import alt_text, counts_span

FEWEST = 5
LEFT, RIGHT = 32.0, 296.0
TOP, HIGH, FOOT = 8.0, 168.0, 26.0
LEVELS = (0.95, 0.998)
SIZES = 60
"""Sizes that a limit is computed for along the way."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: how many of how many; None where it is hidden."""

    label: str
    count: int | None
    of: int | None

    @property
    def share(self) -> float:
        """The one by the other."""
        return (self.count or 0) / (self.of or 1)


@dataclass(frozen=True, slots=True)
class Funnel:
    """Units whose shares are of the same thing; `about` says of what.

    Units count persons, and few of them are hidden; counties (`of_counties`) count municipalities, which is no secret.
    """

    about: str
    units: tuple[Unit, ...]
    of_counties: bool = False

    def shown(self, each: Unit) -> bool:
        """Whether it may be drawn: of persons, neither those inside the share nor the others are few."""
        if each.count is None or not each.of:
            return False
        if self.of_counties:
            return True
        return each.of >= FEWEST and not any(0 < part < FEWEST for part in (each.count, each.of - each.count))

    def say(self, key: str, **fields: str) -> str:
        """The phrase about units, or about counties."""
        return say(f"funnel_county_{key}" if self.of_counties else f"funnel_{key}", **fields)


def funnel(told: Funnel) -> Figure | None:
    """The units against the share of them all; None when fewer than two may be shown.

    References
    ----------
    Spiegelhalter 2005, Statistics in Medicine 24:1185-1202.

    """
    known = [each for each in told.units if told.shown(each)]
    if len(known) < 2:
        return None
    inside, of = sum(each.count or 0 for each in known), sum(each.of or 0 for each in known)
    common = inside / of
    beyond = [each for each in known if _outside(each, common, LEVELS[1])]
    doubtful = [each for each in known if _outside(each, common, LEVELS[0]) and each not in beyond]
    computed = tuple((each.share, control_limits(common, each.of or 1, LEVELS[0])) for each in known)
    sheet = _drawn(told, known, common, (beyond, doubtful))
    title = told.say("title" if beyond else "none", about=told.about, n=count(len(beyond)), of=count(len(known)))
    n = told.say("n", n=count(of), units=count(len(known)), span=counts_span([each.of or 0 for each in known]))
    ordered = sorted(known, key=lambda each: (each not in beyond, each not in doubtful, -each.share))
    rows = [told.say("common", percent=percent(common, None)), *(_in_words(each, common) for each in ordered)]
    alt = alt_text(title, n, rows)
    hidden = len(told.units) - len(known)
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=told.say("note"),
        missing=told.say("hidden", n=count(hidden), of=count(len(told.units))) if hidden else "",
        reading=say("funnel_reading", row=_in_words(ordered[0], common).rstrip(".")),
        table=FigureTable(
            (told.say("unit"), say("col_share"), say("col_of"), told.say("limits"), say("col_verdict")),
            tuple(_cells(each, common, told) for each in told.units),
            words=(4,),
        ),
        shows=(told, common, inside, of, len(beyond), len(known), hidden, len(told.units), len(known) - 9, computed),
    )


def _outside(each: Unit, common: float, level: float) -> bool:
    low, high = control_limits(common, each.of or 1, level)
    return each.share < low or each.share > high


def _drawn(told: Funnel, known: Sequence[Unit], common: float, marked: tuple[list[Unit], list[Unit]]) -> Sheet:
    beyond, doubtful = marked
    sheet = Sheet(TOP + HIGH + FOOT)
    across = axis_around(0, max(each.of or 0 for each in known) * 1.05, (LEFT, RIGHT))
    up = Axis(0, 1, TOP + HIGH, TOP, 0.25)
    for mark in up.marks:
        y = up.at(mark)
        sheet.line((LEFT, y), (RIGHT, y), RULE, 0.5)
        sheet.text(LEFT - 5, y + 2.6, SHARES.write(mark), size=SMALL, colour=MUTED, side="right")
    for mark in across.marks:
        sheet.text(across.at(mark), TOP + HIGH + 11, count(round(mark)), size=SMALL, colour=MUTED, side="center")
    sheet.text((LEFT + RIGHT) / 2, TOP + HIGH + 22, told.say("axis"), size=SMALL, colour=MUTED, side="center")
    last = int(across.high)
    sizes = sorted({max(FEWEST, round(FEWEST + (last - FEWEST) * (at / SIZES) ** 2)) for at in range(SIZES + 1)})
    for level, dashes in zip(LEVELS, ((4.0, 2.0), ()), strict=True):
        limits = [control_limits(common, size, level) for size in sizes]
        for side in (0, 1):
            points = [(across.at(size), up.at(limit[side])) for size, limit in zip(sizes, limits, strict=True)]
            sheet.path(points, MUTED, 0.9, dashes=dashes)
        named = say("funnel_level", percent=percent(level, 1000 if dashes == () else None))
        sheet.text(RIGHT + 4, up.at(limits[-1][1]) + (7.5 if dashes else -2.5), named, size=SMALL, colour=MUTED)
    sheet.line((LEFT, up.at(common)), (RIGHT, up.at(common)), INK, 0.9)
    sheet.text(RIGHT + 4, up.at(common) + 2.6, say("funnel_all", percent=percent(common, None)), size=SMALL)
    for each in known:
        colour = BASELINE if each in beyond else FOLLOWUP
        x, y = across.at(each.of or 0), up.at(each.share)
        if each in beyond:
            sheet.diamond(x, y, colour, filled=True, size=7)
            _name(sheet, x, y, each.label)
        else:
            sheet.dot(x, y, colour, filled=each not in doubtful, size=4.6)
    return sheet


def _name(sheet: Sheet, x: float, y: float, label: str) -> None:
    """To the right of the mark while there is room, else to the left."""
    to_right = x < (LEFT + RIGHT) / 2
    room = (WIDE - x - 8) if to_right else (x - LEFT - 8)
    told = shorten(label, SMALL, min(room, 110))
    sheet.text(x + 6 if to_right else x - 6, y + 2.6, told, size=SMALL, side="left" if to_right else "right")


def _standing(each: Unit, common: float) -> str:
    if not _outside(each, common, LEVELS[0]):
        return say("funnel_inside")
    side = "above" if each.share > common else "below"
    return say(f"funnel_{side}" if _outside(each, common, LEVELS[1]) else f"funnel_{side}_maybe")


def _in_words(each: Unit, common: float) -> str:
    share = say("share_of", percent=percent(each.share, None), count=count(each.count or 0), of=count(each.of or 0))
    return say("funnel_row", label=each.label, share=share, standing=_standing(each, common))


def _cells(each: Unit, common: float, told: Funnel) -> tuple[str, ...]:
    if not told.shown(each):
        return (each.label, *(say("hidden_cell"),) * 2, cells.NOTHING, cells.NOTHING)
    low, high = control_limits(common, each.of or 1, LEVELS[0])
    ends = say("span", low=percent(low, None), high=percent(high, None))
    return (each.label, percent(each.share, None), count(each.of or 0), ends, _standing(each, common))
