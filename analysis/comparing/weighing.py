"""A comparison with weights: each question's share or mean again, and each score's, from a column of weights."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.comparing import indicators
from analysis.comparing.findings import TwoRounds
from analysis.comparing.indicators import Sides
from analysis.comparing.results import ItemResult
from analysis.comparing.weighted import WeightedResult
from analysis.files.rounds import Round
from analysis.linking.merging import Merged
from analysis.linking.versions import Matched
from analysis.reducing.counting import answers_of
from analysis.reducing.differences import Integers
from analysis.reducing.tallies import MEASURED
from analysis.responding.weighted import (
    weighted_mean,
    weighted_mean_change,
    weighted_paired_change,
    weighted_share,
    weighted_share_change,
)
from analysis.responding.weighting import WeightsError, kish

Floats = NDArray[np.float64]
MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each respondent of the two rounds; a pair has that of its follow-up."""

    before: Floats
    after: Floats


def weights_of(baseline: Round, followup: Round, column: str) -> Weights:
    """The weights in this column of both rounds; raises WeightsError with the rows that have none that can be used."""
    return Weights(_column(baseline, column), _column(followup, column))


def weighed(question: ItemResult, match: Matched, merged: Merged, weighting: tuple[TwoRounds, Weights]) -> ItemResult:
    """The question with what it says when weighted; one that cannot be compared is left as it is."""
    return replace(question, weighted=_weighed(match, merged, *weighting))


def _column(round_: Round, column: str) -> Floats:
    if column not in round_.data.columns:
        raise WeightsError(f"{round_.info.label}: there is no column {column!r} with weights.")
    found = round_.data[column].cast(pl.String).cast(pl.Float64, strict=False)
    wrong = (~(found.is_finite() & (found >= 0))).fill_null(value=True).arg_true().to_list()
    if wrong:
        # The heading is row 1, so the first answers stand in row 2.
        rows = ", ".join(str(row + 2) for row in wrong[:MOST_ROWS])
        more = f" and {len(wrong) - MOST_ROWS} more" if len(wrong) > MOST_ROWS else ""
        raise WeightsError(
            f"{round_.info.label}: the weight in {column!r} is missing, negative or no finite number "
            f"in rows {rows}{more}. Give each respondent a number from 0."
        )
    if len(found) and not (found > 0).any():
        raise WeightsError(f"{round_.info.label}: all weights in {column!r} are 0 (rows 2 to {len(found) + 1}).")
    return found.to_numpy()


def _weighed(match: Matched, merged: Merged, rounds: TwoRounds, weights: Weights) -> WeightedResult | None:
    before, after = answers_of(rounds.baseline, match.old), answers_of(rounds.followup, match.new)
    if before is None or after is None or not match.drawn:
        return None
    indicator = indicators.indicator_of(match.variable)
    if indicator is not None:
        where = indicators.sides(before.codes, before.on_scale, indicator)
        one, other = (WeighedColumn(where[each.states], where[each.states] >= 0) for each in (before, after))
        added = [(int(where[pair.state]), int(where[pair.later_state]), pair.row) for pair in merged.pairs]
        added += [(pair.side, pair.later_side, pair.row) for pair in merged.sides]
        return weigh(one, other, _pairs(one, other, [each for each in added if min(each) >= 0], rounds), weights, None)
    if match.variable.level not in MEASURED:
        return None
    one, other = (WeighedColumn(each.numbers, each.valid) for each in (before, after))
    on_scale = range(before.on_scale)
    added = [
        (pair.number, pair.later_number, pair.row)
        for pair in merged.pairs
        if pair.state in on_scale and pair.later_state in on_scale
    ]
    return weigh(one, other, _pairs(one, other, added, rounds), weights, before.scale)


@dataclass(frozen=True, slots=True)
class WeighedColumn:
    """A whole number for each respondent, and whether it counts."""

    values: NDArray[np.int8] | Integers
    counts: NDArray[np.bool_]

    def weighted(self, weights: Floats) -> tuple[NDArray[np.int8] | Integers, Floats]:
        """The numbers that count and have a weight, with it."""
        here = self.counts & (weights > 0)
        return self.values[here], weights[here]


@dataclass(frozen=True, slots=True)
class WeighedPairs:
    """The two numbers of each pair, and the row of its follow-up."""

    was: Integers
    became: Integers
    rows: Integers


def _pairs(
    one: WeighedColumn, other: WeighedColumn, added: list[tuple[int, int, int]], rounds: TwoRounds
) -> WeighedPairs | None:
    if not rounds.links.linked:
        return None
    first, second = rounds.links.first, rounds.links.second
    both = one.counts[first] & other.counts[second]
    columns = (one.values[first][both], other.values[second][both], second[both])
    more = np.array(added, dtype=np.int64).reshape(-1, 3)
    return WeighedPairs(*(np.concatenate([each.astype(np.int64), more[:, at]]) for at, each in enumerate(columns)))


def weigh(
    one: WeighedColumn, other: WeighedColumn, pairs: WeighedPairs | None, weights: Weights, scale: int | None
) -> WeightedResult:
    """The numbers of a share where `scale` is None, else of a mean of numbers so many times too large."""
    (was, before), (became, after) = one.weighted(weights.before), other.weighted(weights.after)
    held = None if pairs is None else weights.after[pairs.rows]
    if scale is None:
        shares = (
            weighted_share("weighted_share", _sides(was), before),
            weighted_share("weighted_share", _sides(became), after),
        )
        ends = [None if each is None else each.as_estimate for each in shares]
        change = None if shares[0] is None or shares[1] is None else weighted_share_change(shares[0], shares[1])
    else:
        ends = [weighted_mean("weighted_mean", each / scale, by) for each, by in ((was, before), (became, after))]
        change = weighted_mean_change((was / scale, before), (became / scale, after))
    if pairs is not None and held is not None:
        here = held > 0
        first, second, held = pairs.was[here], pairs.became[here], held[here]
        change = (
            weighted_paired_change(_sides(first), _sides(second), held)
            if scale is None
            else weighted_mean("mean_change", (second - first) / scale, held)
        )
    return WeightedResult(
        n_baseline=len(before),
        n_followup=len(after),
        effective_baseline=kish(before).n_effective if len(before) else None,
        effective_followup=kish(after).n_effective if len(after) else None,
        pairs=None if held is None else len(held),
        largest=max((float(each.max() / each.sum()) for each in (before, after) if len(each)), default=None),
        baseline=ends[0],
        followup=ends[1],
        change=change,
    )


def _sides(values: NDArray[np.int8] | Integers) -> Sides:
    return values.astype(np.int8)
