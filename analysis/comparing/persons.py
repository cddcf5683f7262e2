"""What is told of persons in groups of at least five, so that no number is one person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """`persons` neighbours in the sorted changes and the mean of their changes: a waterfall that shows no person."""

    value: float
    persons: int


@dataclass(frozen=True, slots=True)
class CumulativeStep:
    """`persons` changed by at most `change` points, a `share` of the pairs; in groups, `change` is a group's mean."""

    change: float
    persons: int
    share: float


@dataclass(frozen=True, slots=True)
class ScoreFlow:
    """`persons`, at least five, went from the fifth of the scale whose middle is `start` to the one about `end`."""

    start: float
    end: float
    persons: int
