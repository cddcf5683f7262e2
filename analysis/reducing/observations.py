"""Answers over several rounds, one place per answer given: what a model fits, gaps and all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.reducing.differences import Integers


@dataclass(frozen=True, slots=True)
class Observations:
    """One answer per place: unit `unit[i]` answered `value[i] / scale` in round `round[i]` (0 is the first).

    Parameters
    ----------
    unit, round, value
        Whole numbers of the same length, one per answer given; who did not answer in a round is not there.
    rounds
        How many rounds there are.
    scale
        What the values are multiplied by.

    Raises
    ------
    ModelError
        When lengths differ, a round is unknown or has no answer, a unit answers twice in a round, or no unit answers
        in more than one.

    """

    unit: Integers
    round: Integers
    value: Integers
    rounds: int
    scale: int = 1

    def __post_init__(self) -> None:
        if not len(self.unit) == len(self.round) == len(self.value):
            raise ModelError("Give one unit and one round for each answer.")
        answered = set(self.round.tolist())
        if self.rounds < 2 or answered != set(range(self.rounds)):
            raise ModelError(f"Rounds are 0 to {self.rounds - 1}, at least two, each with an answer; not {answered}.")
        visits = set(zip(self.unit.tolist(), self.round.tolist(), strict=True))
        if len(visits) < len(self.unit):
            raise ModelError("A unit answers twice in one round. Each unit needs one answer per round.")
        if self.units == len(self.unit):
            raise ModelError("No unit answered in more than one round. Compare the rounds as those of different units.")

    @property
    def units(self) -> int:
        """How many units answered at least once."""
        return len(np.unique(self.unit))


class ModelError(ValueError):
    """The answers cannot be fitted by a model over rounds."""
