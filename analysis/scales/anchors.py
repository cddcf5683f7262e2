"""Changes in a score beside an anchor: whether the persons say themselves that they are better."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.reducing.differences import Integers
from analysis.statistics.ordinal import moments


@dataclass(frozen=True, slots=True)
class AnchoredChanges:
    """`improved[i]` and `others[i]` persons changed by `values[i] / scale`; `minimal` of the improved said a little."""

    values: Integers
    improved: Integers
    others: Integers
    minimal: Integers
    scale: int = 1

    @property
    def everybody(self) -> Integers:
        """How many persons there are of each change."""
        return self.improved + self.others

    @property
    def spread(self) -> float:
        """The standard deviation of all changes."""
        return moments(self.values, self.everybody, self.scale)[1] or 0.0


def anchored_changes(
    changes: Integers, improved: NDArray[np.bool_], minimal: NDArray[np.bool_] | None = None, scale: int = 1
) -> AnchoredChanges:
    """Changes in a score beside what the persons answered to an anchor question.

    Parameters
    ----------
    changes : array of int, shape (persons,)
        Follow-up minus baseline, `scale` times too large.
    improved : array of bool, shape (persons,)
        Who answered the anchor question that they were better, a little or much.
    minimal : array of bool, shape (persons,), optional
        Who answered just "a little better"; without it the mean-change method is left out.
    scale : int
        What the changes are divided by.

    Returns
    -------
    AnchoredChanges
        Counts of the distinct changes by answer.

    Raises
    ------
    AnchorError
        When the columns are not as long, when nobody or everybody improved, or when a minimal one did not.

    Examples
    --------
    >>> import numpy as np
    >>> found = anchored_changes(np.array([0, 2, 2, 3]), np.array([False, True, False, True]))
    >>> found.values.tolist(), found.improved.tolist(), found.others.tolist()
    ([0, 2, 3], [0, 1, 1], [1, 1, 0])
    """
    better = np.asarray(improved, dtype=bool)
    little = np.zeros(len(better), dtype=bool) if minimal is None else np.asarray(minimal, dtype=bool)
    if not len(changes) == len(better) == len(little):
        raise AnchorError("Give one change and one answer to the anchor question per person.")
    if not 0 < int(better.sum()) < len(better):
        raise AnchorError("The anchor needs both persons who improved and persons who did not.")
    if (little & ~better).any():
        raise AnchorError("Who answered a little better has improved: count them among the improved too.")
    values, place = np.unique(changes, return_inverse=True)
    counts = [np.bincount(place[group], minlength=len(values)).astype(np.int64) for group in (better, ~better, little)]
    return AnchoredChanges(values.astype(np.int64), counts[0], counts[1], counts[2], scale)


class AnchorError(ValueError):
    """An anchor from which no important change can be learnt."""
