"""What a question says when each respondent has a weight: in each round, and of the change."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.comparing.values import Estimate


@dataclass(frozen=True, slots=True)
class WeightedResult:
    """A share or mean with weights in each round, and its change over the pairs, or between rounds that are not linked.

    `n_baseline` and `n_followup` of those who count have a weight; they tell as much as `effective_baseline` and
    `effective_followup` with equal weights (Kish). `pairs` have a weight, which is that of their follow-up. `largest`
    is the largest part of all weight that one respondent has.
    """

    n_baseline: int | None
    n_followup: int | None
    effective_baseline: float | None
    effective_followup: float | None
    pairs: int | None
    largest: float | None
    baseline: Estimate | None
    followup: Estimate | None
    change: Estimate | None
    suppressed: bool = False
