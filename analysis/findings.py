"""What a comparison of two rounds of one variable finds, linked or not; all from counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis import indicators
from analysis.counts import Answers, aligned, transition
from analysis.differences import Differences, from_table, from_values
from analysis.groups import TwoGroups, compare_groups
from analysis.indicators import Indicator, RoundShares, Sides
from analysis.merging import NOTHING_MERGED, Merged, merge
from analysis.ordinal import hodges_lehmann, mean_change, moved
from analysis.pairing import Links
from analysis.results import IndicatorResult
from analysis.rounds import Round
from analysis.signedrank import is_exact, rank_biserial, signed_rank
from analysis.values import Caution, Change, Estimate, Test, TransitionTable
from analysis.verdicts import FEWEST_PAIRS, FEWEST_PER_GROUP
from questionnaires.codebook import Variable

MEASURED = ("ordinal", "number")
"""Levels whose answers can rise and fall."""


@dataclass(frozen=True, slots=True)
class TwoRounds:
    """The rounds, how their respondents are linked, and the level of the intervals."""

    baseline: Round
    followup: Round
    links: Links
    level: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What the comparison adds to the two distributions; `enough` is whether it can carry a verdict."""

    pairs: int | None = None
    table: TransitionTable | None = None
    change: Change | None = None
    indicator: IndicatorResult | None = None
    estimates: tuple[Estimate, ...] = ()
    tests: tuple[Test, ...] = ()
    merged: Merged = NOTHING_MERGED
    cautions: tuple[Caution, ...] = ()
    enough: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """Estimates and tests of a change on a scale or of a number."""

    change: Change | None
    estimates: tuple[Estimate, ...]
    tests: tuple[Test, ...]
    cautions: tuple[Caution, ...]


def linked(
    variable: Variable,
    indicator: Indicator | None,
    shares: RoundShares,
    answers: tuple[Answers, Answers],
    rounds: TwoRounds,
) -> Findings:
    """Compare the units that answered in both rounds, merged municipalities by the question's rule."""
    before, after = answers
    merged = merge(rounds.links.meetings, variable, indicator, before, after)
    rows = np.array([pair.row for pair in merged.pairs], dtype=np.int64)
    second = np.concatenate([rounds.links.second, rows])
    states = np.concatenate([before.states[rounds.links.first], [pair.state for pair in merged.pairs]]).astype(np.int16)
    numbers = np.concatenate([before.numbers[rounds.links.first], [pair.number for pair in merged.pairs]])
    later = after.states[second]
    valid = (states >= 0) & (states < before.on_scale) & after.valid[second]
    pairs = int(valid.sum())
    cautions = _merge_cautions(merged)
    found, tests = _indicator_over_pairs(indicator, shares, answers, rounds, merged) if indicator else (None, ())
    counts = transition(states, later.astype(np.int16), len(before.codes)) if variable.codes else None
    table = None if counts is None else TransitionTable(before.codes, tuple(tuple(row) for row in counts.tolist()))
    if variable.level not in MEASURED:
        enough = found is not None and _counted(found) >= FEWEST_PAIRS
        return Findings(pairs, table, None, found, (), tests, merged, cautions, enough)
    if counts is None:
        differences = from_values((after.numbers[second] - numbers)[valid].astype(np.int64), before.scale)
    else:
        # A closed scale's every change is in its table of counts.
        values = np.array([entry.value for entry in variable.codes], dtype=np.int64)
        differences = from_table(counts[: before.on_scale, : before.on_scale], values)
    measured = measure(differences, rounds.level)
    return Findings(
        pairs=pairs,
        table=table,
        change=measured.change,
        indicator=found,
        estimates=measured.estimates,
        tests=(*tests, *measured.tests),
        merged=merged,
        cautions=(*cautions, *measured.cautions),
        enough=(_counted(found) if found is not None else pairs) >= FEWEST_PAIRS,
    )


def measure(differences: Differences, level: float) -> Measured:
    """Every paired estimate and test of a change; empty without pairs."""
    change = moved(differences, level)
    if change is None:
        return Measured(None, (), (), ())
    found = (mean_change(differences, level), hodges_lehmann(differences), rank_biserial(differences))
    tests = (signed_rank(differences), signed_rank(differences, "pratt"))
    cautions = [Caution("no_change")] if differences.same == differences.pairs else []
    if not is_exact(differences):
        cautions.append(Caution("asymptotic"))
    return Measured(change, tuple(estimate for estimate in found if estimate is not None), tests, tuple(cautions))


def unlinked(
    variable: Variable, indicator: Indicator | None, shares: RoundShares, answers: tuple[Answers, Answers], level: float
) -> Findings:
    """Compare two rounds whose respondents cannot be linked."""
    before, after = answers
    found, tests = indicators.unpaired(indicator, shares) if indicator is not None else (None, ())
    smallest = _smallest(shares)
    if variable.level not in MEASURED:
        return Findings(indicator=found, tests=tests, enough=smallest >= FEWEST_PER_GROUP)
    values, first, second = aligned(before.numbers[before.valid], after.numbers[after.valid])
    groups = TwoGroups(values, first, second, before.scale)
    compared = compare_groups(groups, level)
    return Findings(
        indicator=found,
        estimates=compared.estimates,
        tests=(*tests, *compared.tests),
        cautions=compared.cautions,
        enough=(smallest if found is not None else groups.smaller) >= FEWEST_PER_GROUP,
    )


def _indicator_over_pairs(
    indicator: Indicator, shares: RoundShares, answers: tuple[Answers, Answers], rounds: TwoRounds, merged: Merged
) -> tuple[IndicatorResult, tuple[Test, ...]]:
    """The indicator over all pairs, and over the merged units that are alike in the indicator alone."""
    before, after = (indicators.sides(each, indicator) for each in answers)
    by_state = _side_of_state(answers[0], indicator)
    was = [*(int(by_state[pair.state]) for pair in merged.pairs), *(pair.side for pair in merged.sides)]
    rows = [*(pair.row for pair in merged.pairs), *(pair.row for pair in merged.sides)]
    return indicators.paired(
        indicator,
        shares,
        np.concatenate([before[rounds.links.first], was]).astype(np.int8),
        np.concatenate([after[rounds.links.second], after[np.array(rows, dtype=np.int64)]]),
        rounds.level,
    )


def _side_of_state(answers: Answers, indicator: Indicator) -> Sides:
    every = np.arange(len(answers.codes), dtype=np.int8)
    return indicators.sides(Answers(answers.codes, answers.on_scale, every, every.astype(np.int64)), indicator)


def _merge_cautions(merged: Merged) -> tuple[Caution, ...]:
    of = sum(unit.kind == "merged" for unit in merged.listed)
    split = len(merged.listed) - of
    found = []
    if merged.left_out:
        found.append(Caution("merged_left_out", merged.left_out, of))
    if split:
        found.append(Caution("split", split))
    return tuple(found)


def _counted(found: IndicatorResult) -> int:
    of = found.pairs_baseline.of if found.pairs_baseline is not None else None
    return of or 0


def _smallest(shares: RoundShares) -> int:
    sizes = [each.of or 0 for each in (shares.baseline, shares.followup) if each is not None]
    return min(sizes) if len(sizes) == 2 else 0
