"""From answers to scores: one whole number per respondent, so that equal scores are ties whatever they are made of.

A score is where the answered items lie in their joint range, carried over to the range of all: for items of one range
that is their mean, or their mean times all. Items without a range give their plain mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from analysis.reducing.counts import Answers
from analysis.reducing.differences import Integers
from questionnaires.codebook import ScoreEntry

LARGEST = 2**58
"""Whole numbers up to this leave room for what is later added and doubled in 64 bits."""

FINEST = 10**9
"""The scale when an exact one would be too large: many items, answered in very many different numbers."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ruler:
    """How a score is measured: the low end and span of each item, and the low end and width of the score."""

    lows: tuple[Fraction, ...]
    spans: tuple[Fraction, ...]
    low: Fraction
    width: Fraction
    has_range: bool

    @property
    def high(self) -> Fraction:
        """The other end of the score."""
        return self.low + self.width


@dataclass(frozen=True, slots=True)
class Sums:
    """Of each respondent with enough items: points above the low ends, and the spans of the items answered."""

    points: Integers
    spans: Integers


@dataclass(frozen=True, slots=True)
class Ratings:
    """Answers to the items in one round: `given[i, j]` whether respondent `i` answered item `j`, with `points[i, j]`.

    Points are turned the score's way, counted from the item's low end and `unit` times too large, as are `spans[j]`.
    """

    given: Mask
    points: Integers
    spans: Integers

    @property
    def items(self) -> Integers:
        """How many items each respondent answered."""
        counted: Integers = self.given.sum(axis=1)
        return counted

    def rows(self, rows: Integers | Mask) -> Ratings:
        """These respondents in this order."""
        return Ratings(self.given[rows], self.points[rows], self.spans)

    def only(self, wanted: Mask) -> Ratings:
        """The answers that are also in `wanted`."""
        given = self.given & wanted
        return Ratings(given, np.where(given, self.points, 0), self.spans)

    def sums(self, at_least: int) -> Sums:
        """The sums of those who answered `at_least` items."""
        enough = self.items >= at_least
        return Sums(self.points[enough].sum(axis=1), self.given[enough] @ self.spans)


def ruler(score: ScoreEntry) -> Ruler:
    """How the score is measured, exactly; without a range every item counts as 0 to 1, which makes it a plain mean."""
    lows = tuple(_exact(item.low) for item in score.items)
    spans = tuple(_exact(item.high) - _exact(item.low) for item in score.items)
    times = Fraction(1, 1 if score.of == "sum" else len(score.items))
    if min(spans) <= 0:
        return Ruler((Fraction(0),) * len(lows), (Fraction(1),) * len(lows), Fraction(0), len(lows) * times, False)
    if score.scaled:
        return Ruler(lows, spans, Fraction(0), Fraction(100), True)
    return Ruler(lows, spans, sum(lows, Fraction(0)) * times, sum(spans, Fraction(0)) * times, True)


def unit_of(score: ScoreEntry, rounds: Sequence[Sequence[Answers]]) -> int:
    """What points are multiplied by so that those of both rounds, and every end, are whole."""
    measured = ruler(score)
    ends = (end.denominator for end in (*measured.lows, *measured.spans))
    return lcm(*ends, *(answers.scale for columns in rounds for answers in columns))


def ratings(score: ScoreEntry, columns: Sequence[Answers], unit: int) -> Ratings:
    """The items of one round, column by column."""
    measured = ruler(score)
    given = np.column_stack([answers.valid for answers in columns])
    points = []
    for item, low, answers in zip(score.items, measured.lows, columns, strict=True):
        own = answers.numbers * (unit // answers.scale)
        if item.reversed:
            own = int((_exact(item.low) + _exact(item.high)) * unit) - own
        points.append(own - int(low * unit))
    spans = np.array([int(span * unit) for span in measured.spans], dtype=np.int64)
    return Ratings(given, np.where(given, np.column_stack(points), 0), spans)


def scale_of(measured: Ruler, groups: Sequence[Sums]) -> int:
    """What scores are multiplied by so that all of these groups' are whole."""
    spans = {int(span) for sums in groups for span in np.unique(sums.spans)}
    scale = lcm(measured.low.denominator, *((measured.width / span).denominator for span in spans))
    largest = max(abs(measured.low), abs(measured.high), *(_most(measured, sums) for sums in groups))
    return scale if scale * largest < LARGEST else FINEST


def values(measured: Ruler, sums: Sums, scale: int) -> Integers:
    """The scores, `scale` times too large."""
    found = np.zeros(len(sums.points), dtype=np.int64)
    for span in np.unique(sums.spans):
        here = sums.spans == span
        step = measured.width * scale / int(span)
        if step.denominator == 1 and (measured.low * scale).denominator == 1:
            found[here] = sums.points[here] * int(step) + int(measured.low * scale)
        else:
            found[here] = np.rint(sums.points[here] * float(step) + float(measured.low * scale))
    return found


def _most(measured: Ruler, sums: Sums) -> Fraction:
    """No score of these is larger than this."""
    if not len(sums.points):
        return Fraction(0)
    return abs(measured.low) + measured.width * int(np.abs(sums.points).max()) / int(sums.spans.min())


def _exact(end: float) -> Fraction:
    """An end as it was written, 0.1 and not the nearest binary number."""
    return Fraction(str(end))
