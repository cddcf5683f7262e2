"""Numbers of the same persons in two rounds, as counts of the distinct pairs of numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.reducing.differences import Differences, Integers


@dataclass(frozen=True, slots=True)
class Pairs:
    """`counts[i]` persons had `before[i] / scale` at baseline and `after[i] / scale` at follow-up; all are distinct.

    Rows are in rising order of `before`, then of `after`, so that the order of persons leaves no trace.
    """

    before: Integers
    after: Integers
    counts: Integers
    scale: int = 1

    @property
    def persons(self) -> int:
        """How many persons there are."""
        return int(self.counts.sum())

    @property
    def differences(self) -> Differences:
        """The changes, counted."""
        values, place = np.unique(self.after - self.before, return_inverse=True)
        counts = np.zeros(len(values), dtype=np.int64)
        np.add.at(counts, place, self.counts)
        return Differences(values.astype(np.int64), counts, self.scale)

    @property
    def swapped(self) -> Pairs:
        """The same persons with the rounds in the opposite order."""
        return _sorted(self.after, self.before, self.counts, self.scale)


def pair_values(before: Integers, after: Integers, scale: int = 1) -> Pairs:
    """Pairs from one whole number per person and round.

    Parameters
    ----------
    before, after : array of int, shape (persons,)
        The numbers at baseline and at follow-up, in the same order of persons, each `scale` times too large.
    scale : int
        What the numbers are divided by; 10 for numbers with one decimal.

    Returns
    -------
    Pairs
        The distinct pairs and how many persons had each.

    Raises
    ------
    UnequalLengthsError
        When the rounds do not have as many numbers.

    Examples
    --------
    >>> import numpy as np
    >>> pairs = pair_values(np.array([3, 4, 3]), np.array([5, 4, 5]))
    >>> pairs.counts.tolist()
    [2, 1]

    """
    first, second = np.asarray(before, dtype=np.int64), np.asarray(after, dtype=np.int64)
    if first.shape != second.shape or first.ndim != 1:
        raise UnequalLengthsError(
            f"{first.shape} numbers at baseline and {second.shape} at follow-up: give one number per person and round."
        )
    return _sorted(first, second, np.ones(len(first), dtype=np.int64), scale)


def pair_table(table: Integers, values: Integers) -> Pairs:
    """Pairs from a transition table (rows baseline, columns follow-up) whose codes have these values."""
    rows, columns = np.nonzero(table)
    return _sorted(values[rows], values[columns], table[rows, columns], 1)


def _sorted(before: Integers, after: Integers, counts: Integers, scale: int) -> Pairs:
    # One whole number per pair of places is far faster to sort than pairs are.
    firsts, first_place = np.unique(before, return_inverse=True)
    seconds, second_place = np.unique(after, return_inverse=True)
    cells, place = np.unique(first_place * max(len(seconds), 1) + second_place, return_inverse=True)
    summed = np.zeros(len(cells), dtype=np.int64)
    np.add.at(summed, place, counts)
    width = max(len(seconds), 1)
    return Pairs(firsts[cells // width], seconds[cells % width], summed, scale)


class UnequalLengthsError(ValueError):
    """Two rounds that should have one number per person have not as many."""
