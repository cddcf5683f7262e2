"""The counting pass: a question's answers in two rounds are read once, and are counts from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.comparing.indicators import indicator_of
from analysis.comparing.results import PairingSummary
from analysis.files.rounds import Round
from analysis.linking.merging import NOTHING_MERGED, Merged, merge
from analysis.linking.pairing import Links
from analysis.linking.versions import Matched
from analysis.reducing.counts import Answers, crossed, encode, looked_up, may_hold
from analysis.reducing.differences import Integers, from_values
from analysis.reducing.tallies import PairCounts, Tally, from_counts, of_closed, tally, weighed_tally
from questionnaires.codebook import Variable


@dataclass(frozen=True, slots=True)
class Counted:
    """A question in two rounds; a tally is None where a round lacks it, `pairs` where nothing is linked or comparable.

    `merged` are the municipalities that merged; its whole pairs are counted in `pairs` already.
    """

    before: Tally | None
    after: Tally | None
    pairs: PairCounts | None = None
    merged: Merged = NOTHING_MERGED


def count(match: Matched, baseline: Round, followup: Round, links: Links) -> Counted:
    """Count one question in both rounds, and its linked units where the versions let it be compared."""
    before, after = answers_of(baseline, match.old), answers_of(followup, match.new)
    if before is None or after is None or not match.drawn or not links.linked:
        return Counted(_tally(before, match.old), _tally(after, match.new))
    table = crossed(before.states[links.first], after.states[links.second], len(before.codes))
    tallies = (
        _tally(before, match.old, table.sum(axis=1) if len(links.first) == len(before.states) else None),
        _tally(after, match.new, table.sum(axis=0) if len(links.second) == len(after.states) else None),
    )
    variable = match.variable
    merged = merge(links.meetings, variable, indicator_of(variable), before, after)
    for pair in merged.pairs:
        table[pair.state, pair.later_state] += 1
    return Counted(*tallies, _pairs(variable, (before, after), links, merged, table), merged)


def answers_of(round_: Round, variable: Variable | None) -> Answers | None:
    """A round's answers to a variable; None when the round has no such column."""
    if variable is None:
        return None
    kinds = round_.closed.get(variable.name)
    if kinds is not None and may_hold(variable, kinds):
        return looked_up(round_.places(variable.name), kinds, variable)
    return encode(round_.data[variable.name], variable) if variable.name in round_.data.columns else None


def _tally(answers: Answers | None, variable: Variable | None, counts: Integers | None = None) -> Tally | None:
    return tally(answers, variable, counts) if answers is not None and variable is not None else None


def _pairs(
    variable: Variable, answers: tuple[Answers, Answers], links: Links, merged: Merged, table: Integers
) -> PairCounts:
    before, after = answers
    if variable.codes:
        return of_closed(variable, before.codes, table)
    if variable.level != "number":
        return PairCounts(before.codes, before.on_scale, table, None)
    first, second = _numbers(before, after, links, merged)
    differences, *numbers = (from_values(each, before.scale) for each in (second - first, first, second))
    return PairCounts(before.codes, before.on_scale, table, differences, (numbers[0], numbers[1]))


def _numbers(before: Answers, after: Answers, links: Links, merged: Merged) -> tuple[Integers, Integers]:
    """What each pair with two numbers answered in the one round and in the other."""
    valid = before.valid[links.first] & after.valid[links.second]
    # Numbers have one state on the scale, 0.
    more = [(pair.number, pair.later_number) for pair in merged.pairs if pair.later_state == 0 and pair.state == 0]
    added = np.array(more, dtype=np.int64).reshape(-1, 2)
    was = np.concatenate([before.numbers[links.first][valid], added[:, 0]])
    return was, np.concatenate([after.numbers[links.second][valid], added[:, 1]])


@dataclass(frozen=True, slots=True)
class CountedRounds:
    """Two rounds counted elsewhere: by variable, who met whom, respondents in each, and a fingerprint of the counts."""

    counted: Mapping[str, Counted]
    summary: PairingSummary
    respondents: tuple[int, int]
    left_out: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """Distinct pairs of cells at baseline and follow-up, whether anybody was there, and how many gave each pair."""

    cells: tuple[pl.Series, pl.Series]
    here: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    counts: Integers


def count_weighed(variable: Variable, pairs: Weighed, *, linked: bool) -> Counted:
    """The counts of one question from its distinct pairs of answers; raises UnknownCodeError."""
    before, after = (encode(column, variable) for column in pairs.cells)
    tallies = [
        weighed_tally(answers, variable, pairs.counts * here)
        for answers, here in zip((before, after), pairs.here, strict=True)
    ]
    if not linked:
        return Counted(tallies[0], tallies[1])
    met = pairs.here[0] & pairs.here[1]
    size = len(before.codes) + 2
    table = np.zeros((size, size), dtype=np.int64)
    np.add.at(table, (before.states[met], after.states[met]), pairs.counts[met])
    if variable.codes:
        return Counted(tallies[0], tallies[1], of_closed(variable, before.codes, table))
    if variable.level != "number":
        return Counted(tallies[0], tallies[1], PairCounts(before.codes, before.on_scale, table, None))
    both = before.valid & after.valid & met
    differences, was, became = (
        from_counts(each[both], pairs.counts[both], before.scale)
        for each in (after.numbers - before.numbers, before.numbers, after.numbers)
    )
    found = PairCounts(before.codes, before.on_scale, table, differences, (was, became))
    return Counted(tallies[0], tallies[1], found)
