"""What a question would say, had its merged municipalities been followed by another rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analysis.comparing import indicators
from analysis.comparing.indicators import Indicator
from analysis.comparing.values import Better, Estimate, RuleSensitivity, Verdict
from analysis.comparing.verdicts import FEWEST_PAIRS, judge
from analysis.linking.merging import Merged, Pair
from analysis.reducing.differences import Differences, Integers
from analysis.reducing.tallies import PairCounts, from_counts
from analysis.statistics.ordinal import mean_change
from analysis.statistics.proportions import paired_change
from questionnaires.codebook import Variable

ANY = "any former municipality that answered is inside"
PARTS = "sum of the parts that gave a number"


def by_other_rule(
    variable: Variable, indicator: Indicator | None, pairs: PairCounts, merged: Merged, level: float
) -> RuleSensitivity | None:
    """The change by both rules, from counts; None where nothing merged, or the question's rule has no other."""
    if not any(unit.kind == "merged" for unit in merged.listed):
        return None
    if variable.merge == "share" and indicator is not None:
        where = indicators.sides(pairs.codes, pairs.on_scale, indicator)
        alone = indicators.fourfold(pairs.table, where)
        own = alone.copy()
        for pair in merged.pairs:
            _add(alone, (int(where[pair.state]), int(where[pair.later_state])), -1)
        for kept in merged.sides:
            _add(own, (kept.side, kept.later_side), 1)
        for side in merged.other_sides:
            _add(alone, (side.side, side.later_side), 1)
        changes = (_share_change(own, level), _share_change(alone, level))
        return RuleSensitivity(variable.name, "share", ANY, *changes, int(own.sum()), int(alone.sum()))
    if variable.merge == "sum" and pairs.differences is not None:
        mine, other = pairs.differences, _exchanged(pairs.differences, merged)
        means = mean_change(mine, level), mean_change(other, level)
        return RuleSensitivity(variable.name, "sum", PARTS, *means, mine.pairs, other.pairs)
    return None


def judged_by_other_rule(
    found: RuleSensitivity | None, own: Verdict, matters: float | None, better: Better
) -> RuleSensitivity | None:
    """The same with the other rule's verdict, by the rule that all verdicts follow."""
    if found is None:
        return None
    verdict = judge(found.alternative, matters, better, enough=(found.alternative_pairs or 0) >= FEWEST_PAIRS).verdict
    return replace(found, verdict=verdict, changes=verdict != own)


def _add(four: Integers, place: tuple[int, int], count: int) -> None:
    if min(place) >= 0:
        four[place] += count


def _share_change(four: Integers, level: float) -> Estimate | None:
    (stayed_out, gained), (lost, stayed_in) = four.tolist()
    return paired_change(stayed_in, lost, gained, stayed_out, level)


def _exchanged(own: Differences, merged: Merged) -> Differences:
    """The changes with the merged municipalities' by their own rule taken out, and by the other one put in."""
    gone, come = _changes(merged.pairs), _changes(merged.other_pairs)
    counts = np.concatenate([own.counts, np.full(len(gone), -1), np.ones(len(come), dtype=np.int64)])
    return from_counts(np.concatenate([own.values, gone, come]), counts, own.scale)


def _changes(pairs: tuple[Pair, ...]) -> Integers:
    # Numbers have one state on the scale, 0.
    changes = [pair.later_number - pair.number for pair in pairs if pair.state == 0 and pair.later_state == 0]
    return np.array(changes, dtype=np.int64)
