"""Differences within pairs as counts of distinct values: where every paired estimate and test starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Differences:
    """`counts[i]` pairs changed by `values[i] / scale`; values are distinct and rising, so ties are exact.

    Each is itself alone, so that what is worked out of it can be remembered.
    """

    values: Integers
    counts: Integers
    scale: int = 1

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return int(self.counts.sum())

    @property
    def up(self) -> int:
        """Pairs with a higher value at follow-up."""
        return int(self.counts[self.values > 0].sum())

    @property
    def down(self) -> int:
        """Pairs with a lower value at follow-up."""
        return int(self.counts[self.values < 0].sum())

    @property
    def same(self) -> int:
        """Pairs with the same value in both rounds."""
        return int(self.counts[self.values == 0].sum())


def from_values(differences: Integers, scale: int = 1) -> Differences:
    """Differences of whole numbers, one per pair, each `scale` times too large."""
    values, counts = np.unique(differences, return_counts=True)
    return Differences(values.astype(np.int64), counts.astype(np.int64), scale)


def from_table(table: Integers, values: Integers) -> Differences:
    """Differences in a transition table (rows baseline, columns follow-up) whose codes have these values."""
    steps = (values[np.newaxis, :] - values[:, np.newaxis]).ravel()
    distinct, place = np.unique(steps, return_inverse=True)
    counts = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(counts, place, table.ravel())
    return Differences(distinct[counts > 0], counts[counts > 0])
