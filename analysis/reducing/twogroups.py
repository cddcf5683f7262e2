"""Two groups of different persons as counts of the distinct values they gave."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.reducing.differences import Integers

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TwoGroups:
    """`before[i]` and `after[i]` persons gave the value `values[i] / scale`; values are distinct and rising.

    Raises NotGroupsError for anything else.
    """

    values: Integers
    before: Integers
    after: Integers
    scale: int = 1

    def __post_init__(self) -> None:
        if not self.values.shape == self.before.shape == self.after.shape:
            raise NotGroupsError("Each value needs one count in either group, 0 where nobody gave it.")
        if (np.diff(self.values) <= 0).any():
            raise NotGroupsError("The values must be distinct and rising. Add up the counts of equal values.")
        if (self.before < 0).any() or (self.after < 0).any():
            raise NotGroupsError("A count is below 0. Give how many persons gave each value.")

    @property
    def sizes(self) -> tuple[int, int]:
        """Persons in the earlier and in the later group."""
        return int(self.before.sum()), int(self.after.sum())

    @property
    def smaller(self) -> int:
        """Persons in the smaller group."""
        return min(self.sizes)


def mid_distribution(counts: Integers) -> Floats:
    """Share of the group below each value, plus half of those at it."""
    shares: Floats = (np.cumsum(counts) - counts / 2) / counts.sum()
    return shares


class NotGroupsError(ValueError):
    """Values and counts that cannot be those of two groups."""
