"""The same units over several rounds as counts of patterns: where every test of more than two rounds starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analysis.reducing.differences import Integers

FEWEST_ROUNDS = 2


class PanelError(ValueError):
    """The answers cannot be read as those of the same units over several rounds."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Complete answers: `counts[i]` units gave the answers `values[i]`, one per round in the order of time.

    Parameters
    ----------
    values
        Whole numbers, patterns by rounds (at least two rounds); 0 and 1 for yes/no questions.
    counts
        Whole numbers, one per pattern: how many units answered so.

    Raises
    ------
    PanelError
        When the shapes do not fit, there are fewer than two rounds, or a count is negative.

    """

    values: Integers
    counts: Integers

    def __post_init__(self) -> None:
        if self.values.ndim != 2 or self.counts.shape != self.values.shape[:1]:
            raise PanelError(
                f"A panel needs a table of patterns by rounds and one count per pattern, "
                f"not {self.values.shape} and {self.counts.shape}."
            )
        if self.rounds < FEWEST_ROUNDS:
            raise PanelError(f"A panel needs at least {FEWEST_ROUNDS} rounds, not {self.rounds}.")
        if (self.counts < 0).any():
            raise PanelError("A count of units is negative. Give how many units answered with each pattern.")

    @property
    def rounds(self) -> int:
        """How many rounds there are."""
        return int(self.values.shape[1])

    @property
    def units(self) -> int:
        """How many units answered in every round."""
        return int(self.counts.sum())

    @property
    def moved(self) -> int:
        """How many units did not answer the same in every round."""
        return int(self.counts[self.values.min(axis=1) < self.values.max(axis=1)].sum())

    @property
    def totals(self) -> Integers:
        """The sum of the answers in each round."""
        summed: Integers = self.counts @ self.values
        return summed


def panel(answers: ArrayLike) -> Panel:
    """Reduce answers to counts of patterns; the order of the units does not matter.

    Parameters
    ----------
    answers
        Whole numbers, units by rounds; every unit answered in every round.

    Returns
    -------
    Panel
        The distinct patterns and how many units have each.

    Raises
    ------
    PanelError
        When the answers are no such table.

    Examples
    --------
    >>> panel([[0, 1, 1], [0, 0, 1], [0, 1, 1]]).counts.tolist()
    [1, 2]

    """
    table = np.asarray(answers)
    if table.ndim != 2 or not (table.dtype.kind in "iub" or table.size == 0):
        raise PanelError("Give whole numbers, one row per unit and one column per round, without gaps.")
    values, counts = np.unique(table.astype(np.int64), axis=0, return_counts=True)
    return Panel(values, counts.astype(np.int64))


def doubled_ranks(values: Integers) -> Integers:
    """Twice the midranks within each row, minus what they are on average: whole numbers that sum to 0."""
    below = (values[:, :, np.newaxis] > values[:, np.newaxis, :]).sum(axis=2)
    equal = (values[:, :, np.newaxis] == values[:, np.newaxis, :]).sum(axis=2)
    # Each answer equals itself, so this is 2 below + equal + 1 less the number of rounds + 1.
    ranks: Integers = 2 * below + equal - values.shape[1]
    return ranks
