"""What a comparison of two rounds of one variable finds, linked or not; all from counts."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.comparing import indicators
from analysis.comparing.indicators import Indicator, RoundShares
from analysis.comparing.mergerules import by_other_rule
from analysis.comparing.results import IndicatorResult
from analysis.comparing.values import (
    Caution,
    Change,
    Computed,
    Estimate,
    RuleSensitivity,
    Summary,
    Test,
    TransitionTable,
)
from analysis.comparing.verdicts import FEWEST_PAIRS, FEWEST_PER_GROUP
from analysis.files.rounds import Round
from analysis.linking.merging import NOTHING_MERGED, Merged
from analysis.linking.pairing import Links
from analysis.reducing.differences import Differences, Integers
from analysis.reducing.distributions import pair_summaries
from analysis.reducing.tallies import MEASURED, PairCounts, Tally, code_values, side_by_side
from analysis.reducing.twogroups import TwoGroups
from analysis.statistics.contingency import (
    best_place,
    bowker,
    marginal_scores,
    stuart_maxwell,
    top_box_paired,
    top_box_unpaired,
)
from analysis.statistics.groups import compare_groups
from analysis.statistics.ordinal import hodges_lehmann, mean_change, moved
from analysis.statistics.signedrank import is_exact, rank_biserial, signed_rank, signed_rank_normal
from questionnaires.codebook import Variable


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
    middles: tuple[Summary | None, Summary | None] = (None, None)
    table: TransitionTable | None = None
    change: Change | None = None
    indicator: IndicatorResult | None = None
    estimates: tuple[Estimate, ...] = ()
    tests: tuple[Test, ...] = ()
    merged: Merged = NOTHING_MERGED
    cautions: tuple[Caution, ...] = ()
    enough: bool = False
    other_rule: RuleSensitivity | None = None


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
    counted: tuple[PairCounts, Merged],
    level: float,
) -> Findings:
    """Compare the units that answered in both rounds, merged municipalities by the question's rule."""
    pairs, merged = counted
    found, computed = (
        _indicator_over_pairs(indicator, shares, pairs, merged, level) if indicator else (None, Computed())
    )
    rows = tuple(tuple(row) for row in pairs.answered.tolist())
    table = TransitionTable(pairs.codes, rows) if variable.codes else None
    computed += Computed(cautions=_merge_cautions(merged)) + _of_table(variable, pairs, level)
    measured = measure(pairs.differences, level) if pairs.differences is not None else Measured(None, (), (), ())
    computed += Computed(measured.estimates, measured.tests, measured.cautions)
    return Findings(
        pairs=pairs.valid,
        middles=pair_summaries(pairs, variable),
        table=table,
        change=measured.change,
        indicator=found,
        estimates=computed.estimates,
        tests=computed.tests,
        merged=merged,
        cautions=computed.cautions,
        enough=_enough_pairs(found, pairs),
        other_rule=by_other_rule(variable, indicator, pairs, merged, level),
    )


def measure(differences: Differences, level: float) -> Measured:
    """Every paired estimate and test of a change; empty without pairs."""
    change = moved(differences, level)
    if change is None:
        return Measured(None, (), (), ())
    typical = hodges_lehmann(differences, level)
    found = (mean_change(differences, level), typical, rank_biserial(differences, level))
    scores = marginal_scores(differences)
    tests = (
        signed_rank(differences),
        signed_rank(differences, "pratt"),
        signed_rank_normal(differences),
        signed_rank_normal(differences, corrected=True),
        *scores,
    )
    cautions = [Caution("no_change")] if differences.same == differences.pairs else []
    if not is_exact(differences):
        cautions.append(Caution("asymptotic"))
    if len(scores) == 1:
        cautions.append(Caution("no_exact_scores"))
    if typical is not None and typical.low is None:
        cautions.append(Caution("no_rank_interval", differences.pairs))
    return Measured(change, tuple(estimate for estimate in found if estimate is not None), tests, tuple(cautions))


def _of_table(variable: Variable, pairs: PairCounts, level: float) -> Computed:
    """What is told by a scale's transition table and not by its differences alone."""
    table = pairs.table[: pairs.on_scale, : pairs.on_scale]
    tests = (stuart_maxwell(table), bowker(table)) if variable.codes and pairs.on_scale > 2 else ()
    best = best_answer(variable)
    top = top_box_paired(table, best, level) if best is not None else None
    return Computed(() if top is None else (top,), tuple(test for test in tests if test is not None))


def best_answer(variable: Variable) -> int | None:
    """Where the best answer stands on an ordered scale; None for other variables."""
    if variable.level != "ordinal" or not variable.codes:
        return None
    return best_place(code_values(variable).tolist(), variable.better)


def unlinked(
    variable: Variable, indicator: Indicator | None, shares: RoundShares, tallies: tuple[Tally, Tally], level: float
) -> Findings:
    """Compare two rounds whose respondents cannot be linked."""
    found, computed = indicators.unpaired(indicator, shares) if indicator is not None else (None, Computed())
    fewest = _smallest(shares)
    if variable.level in MEASURED:
        groups = TwoGroups(*side_by_side(*tallies), tallies[0].scale)
        computed += compare_groups(groups, level)
        fewest = fewest if found is not None else groups.smaller
    best = best_answer(variable)
    if best is not None:
        before, after = (each.counts[: each.on_scale] for each in tallies)
        top = top_box_unpaired(before, after, best, level)
        computed += Computed(() if top is None else (top,))
    return Findings(
        indicator=found,
        estimates=computed.estimates,
        tests=computed.tests,
        cautions=computed.cautions,
        enough=fewest >= FEWEST_PER_GROUP,
    )


def _indicator_over_pairs(
    indicator: Indicator, shares: RoundShares, pairs: PairCounts, merged: Merged, level: float
) -> tuple[IndicatorResult, Computed]:
    """The indicator over all pairs, and over the merged units that are alike in the indicator alone."""
    four: Integers = indicators.fourfold(pairs.table, indicators.sides(pairs.codes, pairs.on_scale, indicator))
    for pair in merged.sides:
        if pair.later_side >= 0:
            four[pair.side, pair.later_side] += 1
    return indicators.paired(indicator, shares, four, level)


def _enough_pairs(found: IndicatorResult | None, pairs: PairCounts) -> bool:
    """Whether there are pairs enough for a verdict, which nothing carries where nothing can rise and fall."""
    if found is None:
        return pairs.differences is not None and pairs.valid >= FEWEST_PAIRS
    of = found.pairs_baseline.of if found.pairs_baseline is not None else None
    return (of or 0) >= FEWEST_PAIRS


def _merge_cautions(merged: Merged) -> tuple[Caution, ...]:
    of = sum(unit.kind == "merged" for unit in merged.listed)
    split = len(merged.listed) - of
    found = []
    if merged.left_out:
        found.append(Caution("merged_left_out", merged.left_out, of))
    if split:
        found.append(Caution("split", split))
    return tuple(found)


def _smallest(shares: RoundShares) -> int:
    sizes = [each.of or 0 for each in (shares.baseline, shares.followup) if each is not None]
    return min(sizes) if len(sizes) == 2 else 0
