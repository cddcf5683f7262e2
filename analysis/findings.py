"""What a comparison of two rounds of one variable finds, linked or not; all from counts."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import indicators
from analysis.differences import Differences, Integers
from analysis.groups import TwoGroups, compare_groups
from analysis.indicators import Indicator, RoundShares
from analysis.merging import NOTHING_MERGED, Merged
from analysis.ordinal import hodges_lehmann, mean_change, moved
from analysis.pairing import Links
from analysis.results import IndicatorResult
from analysis.rounds import Round
from analysis.signedrank import is_exact, rank_biserial, signed_rank
from analysis.tallies import MEASURED, PairCounts, Tally, side_by_side
from analysis.values import Caution, Change, Estimate, Test, TransitionTable
from analysis.verdicts import FEWEST_PAIRS, FEWEST_PER_GROUP
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
    counted: tuple[PairCounts, Merged],
    level: float,
) -> Findings:
    """Compare the units that answered in both rounds, merged municipalities by the question's rule."""
    pairs, merged = counted
    cautions = _merge_cautions(merged)
    found, tests = _indicator_over_pairs(indicator, shares, pairs, merged, level) if indicator else (None, ())
    rows = tuple(tuple(row) for row in pairs.answered.tolist())
    table = TransitionTable(pairs.codes, rows) if variable.codes else None
    if pairs.differences is None:
        enough = found is not None and _counted(found) >= FEWEST_PAIRS
        return Findings(pairs.valid, table, None, found, (), tests, merged, cautions, enough)
    measured = measure(pairs.differences, level)
    return Findings(
        pairs=pairs.valid,
        table=table,
        change=measured.change,
        indicator=found,
        estimates=measured.estimates,
        tests=(*tests, *measured.tests),
        merged=merged,
        cautions=(*cautions, *measured.cautions),
        enough=(_counted(found) if found is not None else pairs.valid) >= FEWEST_PAIRS,
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
    variable: Variable, indicator: Indicator | None, shares: RoundShares, tallies: tuple[Tally, Tally], level: float
) -> Findings:
    """Compare two rounds whose respondents cannot be linked."""
    found, tests = indicators.unpaired(indicator, shares) if indicator is not None else (None, ())
    smallest = _smallest(shares)
    if variable.level not in MEASURED:
        return Findings(indicator=found, tests=tests, enough=smallest >= FEWEST_PER_GROUP)
    groups = TwoGroups(*side_by_side(*tallies), tallies[0].scale)
    compared = compare_groups(groups, level)
    return Findings(
        indicator=found,
        estimates=compared.estimates,
        tests=(*tests, *compared.tests),
        cautions=compared.cautions,
        enough=(smallest if found is not None else groups.smaller) >= FEWEST_PER_GROUP,
    )


def _indicator_over_pairs(
    indicator: Indicator, shares: RoundShares, pairs: PairCounts, merged: Merged, level: float
) -> tuple[IndicatorResult, tuple[Test, ...]]:
    """The indicator over all pairs, and over the merged units that are alike in the indicator alone."""
    four: Integers = indicators.fourfold(pairs.table, indicators.sides(pairs.codes, pairs.on_scale, indicator))
    for pair in merged.sides:
        if pair.later_side >= 0:
            four[pair.side, pair.later_side] += 1
    return indicators.paired(indicator, shares, four, level)


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
