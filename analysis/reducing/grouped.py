"""The counting pass by group and with weights: the same tables as without, for each group."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.reducing.counts import PIECE, States
from analysis.reducing.differences import Integers
from analysis.responding.weighting import checked_weights

Floats = NDArray[np.float64]


def crossed_by_group(before: States, after: States, size: int, groups: Integers) -> Integers:
    """Linked states at baseline by follow-up, group by group, in one pass.

    Parameters
    ----------
    before, after : array of int8 or int16, shape (units,)
        Each unit's state in the two rounds: the place of a code, -1 not answered, -2 not asked.
    size : int
        How many codes there are.
    groups : array of int, shape (units,)
        Each unit's group, from 0.

    Returns
    -------
    array of int64, shape (groups, size + 2, size + 2)
        Each group's table, ordered as `counts.crossed`: codes, then not asked, then not answered.

    Raises
    ------
    GroupsError
        When the columns are not of one length, or a group is negative.

    Examples
    --------
    >>> before, after = np.array([0, 1, 1], dtype=np.int8), np.array([1, 1, 0], dtype=np.int8)
    >>> crossed_by_group(before, after, 2, np.array([0, 0, 1]))[:, :2, :2].tolist()
    [[[0, 1], [0, 1]], [[0, 0], [1, 0]]]

    """
    found = _summed(before, after, size, (groups, None))
    return np.rint(found).astype(np.int64)


def weighted_by_group(before: States, after: States, size: int, groups: Integers, weights: ArrayLike) -> Floats:
    """The same with a weight for each unit: sums of weights.

    Parameters
    ----------
    before, after, size, groups
        As for `crossed_by_group`.
    weights : array of float64, shape (units,)
        Finite and not negative.

    Returns
    -------
    array of float64, shape (groups, size + 2, size + 2)
        Each group's sums of weights.

    Raises
    ------
    GroupsError
        As `crossed_by_group`.
    WeightsError
        When a weight is negative, infinite or missing, or all are 0.

    Examples
    --------
    >>> states = np.array([0, 1], dtype=np.int8)
    >>> weighted_by_group(states, states, 2, np.array([0, 0]), [0.5, 2.0])[0, :2, :2].tolist()
    [[0.5, 0.0], [0.0, 2.0]]

    """
    return _summed(before, after, size, (groups, checked_weights(weights, len(before))))


def _summed(before: States, after: States, size: int, by: tuple[Integers, Floats | None]) -> Floats:
    groups, weights = by
    if not len(before) == len(after) == len(groups):
        raise GroupsError(f"{len(before)} and {len(after)} answers have {len(groups)} groups. Give each unit one.")
    if groups.min(initial=0) < 0:
        raise GroupsError("A group is negative. Number the groups from 0, and leave out units without one.")
    wide, among = size + 2, int(groups.max(initial=-1)) + 1
    sums = np.zeros(among * wide * wide)
    for start in range(0, len(before), PIECE):
        here = slice(start, start + PIECE)
        cells = (groups[here].astype(np.int64) * wide + before[here] + 2) * wide + after[here] + 2
        sums += np.bincount(cells, weights=None if weights is None else weights[here], minlength=len(sums))
    return np.roll(sums.reshape(among, wide, wide), (-2, -2), (1, 2))


class GroupsError(ValueError):
    """Groups that do not fit the answers."""
