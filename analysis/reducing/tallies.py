"""One variable's answers as counts: all that shares, estimates and tests are computed from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.reducing.counts import Answers, distinct, marginal
from analysis.reducing.differences import Differences, Integers, from_table
from questionnaires.codebook import Variable

MEASURED = ("ordinal", "number")
"""Levels whose answers can rise and fall."""


@dataclass(frozen=True, slots=True)
class Tally:
    """All answers to one variable in one round: `counts[i]` gave `codes[i]`, the first `on_scale` are on the scale.

    `occurrences[i]` answers on the scale had the value `values[i] / scale`; values are distinct and rising, and there
    are none where answers cannot rise and fall.
    """

    codes: tuple[str, ...]
    on_scale: int
    counts: Integers
    not_answered: int
    not_asked: int
    values: Integers
    occurrences: Integers
    scale: int = 1

    @property
    def respondents(self) -> int:
        """Everybody in the round."""
        return int(self.counts.sum()) + self.not_answered + self.not_asked

    @property
    def valid(self) -> int:
        """How many gave an answer on the scale."""
        return int(self.counts[: self.on_scale].sum())


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Linked units: `table[i, j]` were in state i at baseline and j at follow-up, as `counts.crossed` orders them.

    `differences` are the changes of those on the scale in both rounds; None where answers cannot rise and fall.
    `numbers` are what they answered in the one round and in the other; None for closed scales, whose table tells it.
    """

    codes: tuple[str, ...]
    on_scale: int
    table: Integers
    differences: Differences | None
    numbers: tuple[Differences, Differences] | None = None

    @property
    def answered(self) -> Integers:
        """The table of those who answered in both rounds, a missing code too."""
        return self.table[: len(self.codes), : len(self.codes)]

    @property
    def valid(self) -> int:
        """How many pairs are on the scale in both rounds."""
        return int(self.table[: self.on_scale, : self.on_scale].sum())


def tally(answers: Answers, variable: Variable, counts: Integers | None = None) -> Tally:
    """Count one round's answers to one variable; `counts` as `marginal` gives them, where they are known already."""
    counts = marginal(answers) if counts is None else counts
    found, (not_asked, not_answered) = counts[:-2], counts[-2:].tolist()
    if variable.codes:
        values, occurrences = valued(variable, found[: answers.on_scale])
    else:
        # Without a number there is one distinct value, 0.
        values, occurrences = distinct(answers.numbers[answers.valid])
    return Tally(answers.codes, answers.on_scale, found, not_answered, not_asked, values, occurrences, answers.scale)


def weighed_tally(answers: Answers, variable: Variable, weights: Integers) -> Tally:
    """The same where each place stands for so many respondents."""
    counts = np.zeros(len(answers.codes) + 2, dtype=np.int64)
    np.add.at(counts, answers.states, weights)
    found = counts[:-2]
    if variable.codes:
        values, occurrences = valued(variable, found[: answers.on_scale])
    else:
        given = from_counts(answers.numbers[answers.valid], weights[answers.valid])
        values, occurrences = given.values, given.counts
    not_answered, not_asked = int(counts[-1]), int(counts[-2])
    return Tally(answers.codes, answers.on_scale, found, not_answered, not_asked, values, occurrences, answers.scale)


def from_counts(values: Integers, counts: Integers, scale: int = 1) -> Differences:
    """Distinct values, rising, with how many had each in all; those that nobody had are left out."""
    distinct_values, places = np.unique(values, return_inverse=True)
    found = np.zeros(len(distinct_values), dtype=np.int64)
    np.add.at(found, places, counts)
    return Differences(distinct_values[found > 0].astype(np.int64), found[found > 0], scale)


def valued(variable: Variable, counts: Integers) -> tuple[Integers, Integers]:
    """The distinct values of a closed scale that anybody gave, rising, and how many gave each."""
    given = code_values(variable)
    values, places = np.unique(given, return_inverse=True)
    occurrences = np.zeros(len(values), dtype=np.int64)
    np.add.at(occurrences, places, counts)
    return values[occurrences > 0], occurrences[occurrences > 0]


def code_values(variable: Variable) -> Integers:
    """What each code on the scale is worth; 0 where codes have no value."""
    return np.array([entry.value or 0 for entry in variable.codes], dtype=np.int64)


def of_closed(variable: Variable, codes: tuple[str, ...], table: Integers) -> PairCounts:
    """A closed scale's pairs, whose every change is in their table of counts."""
    on_scale = len(variable.codes)
    differences = None
    if variable.level in MEASURED:
        differences = from_table(table[:on_scale, :on_scale], code_values(variable))
    return PairCounts(codes, on_scale, table, differences)


def side_by_side(before: Tally, after: Tally) -> tuple[Integers, Integers, Integers]:
    """The distinct values of two rounds together, and how many gave each in the one and in the other."""
    values = np.union1d(before.values, after.values)
    counts = []
    for each in (before, after):
        column = np.zeros(len(values), dtype=np.int64)
        column[np.searchsorted(values, each.values)] = each.occurrences
        counts.append(column)
    return values, counts[0], counts[1]
