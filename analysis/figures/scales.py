"""Which answers stand on which side of a diverging bar, and in which colour."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.comparing.results import ItemResult
from analysis.comparing.values import Better, CodeCount
from analysis.figures.style import BETTER, HIGHER, LOWER, NEUTRAL, PLAIN, WORSE, ramp


@dataclass(frozen=True, slots=True)
class Sides:
    """The codes of a scale from left to right with their colours; without sides all are to the right."""

    left: tuple[str, ...]
    middle: tuple[str, ...]
    right: tuple[str, ...]
    colours: dict[str, str]
    better: Better = "none"

    @property
    def order(self) -> tuple[str, ...]:
        """All codes from left to right."""
        return self.left + self.middle + self.right

    @property
    def judged(self) -> bool:
        """Whether one side is better than the other."""
        return self.better != "none"

    @property
    def diverges(self) -> bool:
        """Whether there is a middle line."""
        return bool(self.left or self.middle)


def scale_of(result: ItemResult) -> tuple[CodeCount, ...]:
    """The codes of the scale, from whichever round has them; empty for numbers and text, and after a recoding."""
    rounds = [each for each in (result.baseline, result.followup) if each is not None]
    if not rounds or result.level not in {"binary", "nominal", "ordinal"}:
        return ()
    first = rounds[0].codes
    alike = all([code.code for code in each.codes] == [code.code for code in first] for each in rounds)
    return first if alike else ()


def most_codes(result: ItemResult) -> int:
    """How many answers a bar can tell apart: all of an ordered scale, as many others as there are colours."""
    ordered = all(code.value is not None for code in scale_of(result))
    return len(scale_of(result)) if ordered or result.indicator is not None else len(PLAIN)


def sides_of(result: ItemResult) -> Sides:
    """An ordered scale turns about its middle, better to the right; else an indicator divides it; else it is plain."""
    codes = scale_of(result)
    if all(code.value is not None for code in codes):
        ordered = [code.code for code in sorted(codes, key=lambda code: code.value or 0)]
        better = _better_end(result, ordered)
        if better == "lower":
            ordered.reverse()
        half = len(ordered) // 2
        middle = tuple(ordered[half : len(ordered) - half])
        return _coloured(tuple(ordered[:half]), middle, tuple(ordered[len(ordered) - half :]), better)
    if result.indicator is None:
        plain = tuple(code.code for code in codes)
        return Sides((), (), plain, dict(zip(plain, _plain(len(plain)), strict=True)))
    names = [code.code for code in codes]
    inside = [name for name in names if name in result.indicator.codes]
    outside = [name for name in names if name not in result.indicator.codes]
    if names and names[0] in result.indicator.codes:
        inside.reverse()
        outside.reverse()
    if result.indicator.better == "lower":
        return _coloured(tuple(reversed(inside)), (), tuple(reversed(outside)), "lower")
    return _coloured(tuple(outside), (), tuple(inside), result.indicator.better)


def _better_end(result: ItemResult, ordered: list[str]) -> Better:
    """Which end of the scale is better. With an indicator `better` is about the share, whose codes tell the end."""
    if result.indicator is None or result.indicator.better == "none":
        return result.better
    places = [ordered.index(code) for code in result.indicator.codes if code in ordered]
    high = bool(places) and sum(places) / len(places) > (len(ordered) - 1) / 2
    return "higher" if high == (result.indicator.better == "higher") else "lower"


def _coloured(left: tuple[str, ...], middle: tuple[str, ...], right: tuple[str, ...], better: Better) -> Sides:
    lower, higher = (LOWER, HIGHER) if better == "none" else (WORSE, BETTER)
    colours = dict(zip(left, reversed(ramp(lower, len(left))), strict=True)) if left else {}
    colours |= dict.fromkeys(middle, NEUTRAL)
    colours |= dict(zip(right, ramp(higher, len(right)), strict=True)) if right else {}
    return Sides(left, middle, right, colours, better)


def _plain(steps: int) -> tuple[str, ...]:
    return tuple(PLAIN[place % len(PLAIN)] for place in range(steps))
