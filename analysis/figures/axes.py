"""Where a value stands on a sheet, where an axis is marked, and how its values are written."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Literal

from analysis.wording.numbers import number, percent, percent_number, signed
from analysis.wording.phrases import say

Kind = Literal["share", "points"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What values are: shares of 1, written as percentages, or points with so many decimals."""

    kind: Kind = "share"
    decimals: int = 0

    def write(self, value: float) -> str:
        """«63 %», «3,8»."""
        return percent(value, None) if self.kind == "share" else number(value, self.decimals)

    def change(self, value: float) -> str:
        """«+20», «−0,4»: percentage points or points, with a sign."""
        return signed(value * 100 if self.kind == "share" else value, self.decimals)

    def span(self, low: float, high: float) -> str:
        """«14 til 26», as a change is written, without plus signs."""
        return say("bare_interval", low=self.change(low).lstrip("+"), high=self.change(high).lstrip("+"))

    def mark(self, value: float, step: float) -> str:
        """A value at the axis, with no more decimals than the step between marks needs."""
        scaled = (value * 100, step * 100) if self.kind == "share" else (value, step)
        return number(scaled[0], max(0, -floor(log10(scaled[1]) + 1e-9)))


SHARES = Measure()


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `low` to `high` between two places on the sheet, and the step between its marks."""

    low: float
    high: float
    start: float
    end: float
    step: float

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def marks(self) -> tuple[float, ...]:
        """The marked values."""
        first, last = ceil(self.low / self.step - 1e-9), floor(self.high / self.step + 1e-9)
        return tuple(round(place * self.step, 10) for place in range(first, last + 1))


def axis_around(low: float, high: float, place: tuple[float, float], most: int = 6, least: float = 0.0) -> Axis:
    """An axis from round number to round number around the values, with at most so many steps.

    It spans at least `least`, so that small differences look small.
    """
    wider = max(0.0, least - (high - low)) / 2
    low, high = low - wider, high + wider
    if high - low < 1e-9:
        low, high = low - 0.5 * (abs(low) or 1), high + 0.5 * (abs(high) or 1)
    rough = (high - low) / most
    size = 10.0 ** floor(log10(rough))
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= rough - 1e-12)
    return Axis(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, *place, step)


def percentage(share: float) -> str:
    """The percentage without its sign, for a cell of a map."""
    return percent_number(share, None)


def apart(wanted: list[float], least: float, top: float, bottom: float) -> list[float]:
    """Places as near to the wanted as can be, in their order, `least` from each other and within top and bottom."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    groups: list[tuple[float, list[int]]] = []
    for place in order:
        groups.append((wanted[place], [place]))
        while len(groups) > 1 and _first(groups[-1], least) < _last(groups[-2], least) + least:
            (one, many), (other, more) = groups[-2], groups[-1]
            joined = [*many, *more]
            groups[-2:] = [((one * len(many) + other * len(more)) / len(joined), joined)]
    found = [0.0] * len(wanted)
    for middle, places in groups:
        for nth, place in enumerate(places):
            found[place] = middle + (nth - (len(places) - 1) / 2) * least
    down = max(0.0, top - min(found, default=top))
    up = max(0.0, max(found, default=bottom) - bottom)
    return [place + down - (0 if down else up) for place in found]


def _first(group: tuple[float, list[int]], least: float) -> float:
    return group[0] - (len(group[1]) - 1) / 2 * least


def _last(group: tuple[float, list[int]], least: float) -> float:
    return group[0] + (len(group[1]) - 1) / 2 * least
