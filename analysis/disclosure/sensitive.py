"""Primary rules: which cells of a table tell too much by themselves, and how uncertain they must be to others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.disclosure.dimensions import Layout

Floats = NDArray[np.float64]


class RuleError(ValueError):
    """A rule that cannot be meant, or that this table cannot be judged by."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The true table: every cell's value, how many are in it, and its largest contributions, the largest first."""

    layout: Layout
    values: Floats
    counts: Floats
    largest: Floats


@dataclass(frozen=True, slots=True)
class Need:
    """A cell that tells too much: others must think it possible that it is `low`, and that it is `high`."""

    cell: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """Counts of 1 to `smallest` - 1 are too small: nobody may tell whether it is none, or enough to be shown."""

    smallest: int = 5

    def __post_init__(self) -> None:
        if self.smallest < 2:
            raise RuleError(f"A smallest shown count of {self.smallest} hides nothing. Give 2 or more.")

    def needs(self, cells: Cells) -> Iterator[Need]:
        """The cells that are too small."""
        counted = np.array_equal(cells.values, cells.counts)
        for at in np.flatnonzero((cells.counts > 0) & (cells.counts < self.smallest)):
            value = float(cells.values[at])
            # A sum over few is as uncertain as the few would be if they were none, or twice as many.
            yield Need(int(at), 0.0, float(self.smallest) if counted else 2 * value)


@dataclass(frozen=True, slots=True)
class Unanimous:
    """Groups in which all gave the same answer: whoever is in the group is then known by it.

    `answers` is the name of the dimension that holds the answers. So many as `doubt` of the group must be thought
    to have answered something else.
    """

    answers: str
    doubt: int = 5

    def __post_init__(self) -> None:
        if self.doubt < 1:
            raise RuleError(f"A doubt about {self.doubt} persons is none. Give 1 or more.")

    def needs(self, cells: Cells) -> Iterator[Need]:
        """The cells that hold their whole group."""
        total, place = cells.layout.totals_over(self.answers), cells.layout.place_of(self.answers)
        finest = set(cells.layout.dimensions[place].codes)
        for at, cell in enumerate(cells.layout.cells):
            whole = cells.counts[total[at]] if total[at] >= 0 else -1.0
            if cell[place] in finest and 0 < cells.counts[at] == whole:
                value = float(cells.values[at])
                yield Need(at, max(0.0, value - self.doubt), value)


@dataclass(frozen=True, slots=True)
class Dominance:
    """The (n, k) rule for sums: the `n` largest contributors must not make up more than `k` percent of a cell."""

    n: int = 1
    k: float = 75.0

    def __post_init__(self) -> None:
        if self.n < 1 or not 0 < self.k < 100:
            raise RuleError(f"An (n, k) rule of ({self.n}, {self.k:g}) is none. Give n from 1 and k between 0 and 100.")

    def needs(self, cells: Cells) -> Iterator[Need]:
        """The cells that few dominate, with the interval that takes the estimate of them to the rule's limit."""
        _require_contributions(cells, self.n)
        largest = cells.largest[:, : self.n].sum(axis=1)
        beyond = 100 / self.k * largest - cells.values
        for at in np.flatnonzero((largest > 0) & (beyond > 0)):
            yield _around(cells, int(at), float(beyond[at]))


@dataclass(frozen=True, slots=True)
class PPercent:
    """The p% rule for sums: the second largest contributor must not estimate the largest closer than `p` percent."""

    p: float = 10.0

    def __post_init__(self) -> None:
        if self.p <= 0:
            raise RuleError(f"p = {self.p:g} protects nothing. Give a percentage above 0.")

    def needs(self, cells: Cells) -> Iterator[Need]:
        """The cells in which the rest is too small to blur the largest."""
        _require_contributions(cells, 2)
        first, second = cells.largest[:, 0], cells.largest[:, 1]
        beyond = self.p / 100 * first - (cells.values - first - second)
        for at in np.flatnonzero((first > 0) & (beyond > 0)):
            yield _around(cells, int(at), float(beyond[at]))


Rule: TypeAlias = Threshold | Unanimous | Dominance | PPercent


def needs(cells: Cells, rules: Sequence[Rule], known: NDArray[np.bool_]) -> list[Need]:
    """What all the rules ask together, one for each cell; nothing is asked for what everybody `known`-ly knows."""
    if not rules:
        raise RuleError("Without a rule everything would be shown. Give at least one.")
    found: dict[int, Need] = {}
    for rule in rules:
        for need in rule.needs(cells):
            if not known[need.cell]:
                other = found.get(need.cell, need)
                found[need.cell] = Need(need.cell, min(need.low, other.low), max(need.high, other.high))
    return list(found.values())


def _around(cells: Cells, at: int, beyond: float) -> Need:
    value = float(cells.values[at])
    return Need(at, max(0.0, value - beyond), value + beyond)


def _require_contributions(cells: Cells, n: int) -> None:
    if cells.largest.shape[1] < n:
        raise RuleError("Dominance is about what each contributes. Use protect_sums, which is given the contributions.")
