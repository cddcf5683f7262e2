"""Answers of persons to several items, or of several raters about them, as counts of the distinct rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.reducing.differences import Integers

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Items:
    """`counts[i]` persons answered the items with `rows[i] / scale`; distinct, sorted and complete rows."""

    rows: Integers
    counts: Integers
    scale: int = 1

    @property
    def persons(self) -> int:
        """How many persons answered."""
        return int(self.counts.sum())

    @property
    def items(self) -> int:
        """How many items there are."""
        return int(self.rows.shape[1])

    @property
    def constant(self) -> int:
        """How many items all persons answered alike."""
        return int((self.rows.min(axis=0) == self.rows.max(axis=0)).sum())

    @property
    def means(self) -> Floats:
        """The mean of each item."""
        found: Floats = self.counts @ self.rows / self.persons / self.scale
        return found

    @property
    def covariance(self) -> Floats:
        """The items' covariances over the persons (n - 1)."""
        apart = self.rows / self.scale - self.means
        found: Floats = (apart * self.counts[:, np.newaxis]).T @ apart / (self.persons - 1)
        return found


def item_rows(matrix: Integers, counts: Integers | None = None, scale: int = 1) -> Items:
    """Complete answers to items, as what reliability is computed from.

    Parameters
    ----------
    matrix : array of int, shape (persons, items)
        One row per person (or per distinct row when `counts` is given), one column per item, rater or occasion; each
        number `scale` times too large. Turn items that are worded the other way round first.
    counts : array of int, shape (persons,), optional
        How many persons gave each row.
    scale : int
        What the numbers are divided by.

    Returns
    -------
    Items
        The distinct rows and how many persons gave each.

    Raises
    ------
    ItemsError
        When there are fewer than two persons or two items, or when the numbers are not whole.

    Examples
    --------
    >>> import numpy as np
    >>> items = item_rows(np.array([[1, 2, 2], [4, 4, 5], [1, 2, 2]]))
    >>> items.persons, items.items, items.counts.tolist()
    (3, 3, [2, 1])

    """
    given = np.asarray(matrix)
    if given.ndim != 2 or given.dtype.kind not in "iu":
        raise ItemsError("The answers must be whole numbers in a table: one row per person, one column per item.")
    weights = np.ones(len(given), dtype=np.int64) if counts is None else np.asarray(counts, dtype=np.int64)
    if weights.shape != (len(given),) or (weights < 0).any():
        raise ItemsError("Give one count of persons, 0 or more, for each row.")
    given, weights = given[weights > 0].astype(np.int64), weights[weights > 0]
    if int(weights.sum()) < 2 or given.shape[1] < 2:
        raise ItemsError(
            f"{int(weights.sum())} persons and {given.shape[1]} items: reliability needs at least two of each."
        )
    rows, place = np.unique(given, axis=0, return_inverse=True)
    summed = np.zeros(len(rows), dtype=np.int64)
    np.add.at(summed, place, weights)
    return Items(rows, summed, scale)


class ItemsError(ValueError):
    """Answers to items that no reliability can be computed from."""
