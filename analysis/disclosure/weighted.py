"""Weighted numbers of persons: whoever knows the weights could tell whose answers an exact one is made of."""

from __future__ import annotations

from dataclasses import replace

from analysis.comparing.results import ScoreResult
from analysis.comparing.values import Estimate
from analysis.comparing.weighted import WeightedResult
from analysis.disclosure.groups import tells_score
from analysis.disclosure.hiding import hide_estimate, rounded
from analysis.disclosure.published import decimals, share_decimals

FEWEST = 20
"""With so many persons a rounded weighted number is that of very many sets of persons."""

LARGEST = 0.2
"""A weighted number to which one person gives a larger part tells what that person answered."""


def hide_weighted(found: WeightedResult | None) -> WeightedResult | None:
    """Nothing but that there are weighted numbers."""
    if found is None:
        return None
    ends = [None if each is None else hide_estimate(each) for each in (found.baseline, found.followup, found.change)]
    return WeightedResult(None, None, None, None, None, None, ends[0], ends[1], ends[2], suppressed=True)


def weighted_score(score: ScoreResult) -> ScoreResult:
    """A protected score with its weighted numbers rounded; they are hidden where anything beside them is."""
    told = coarse_weighted(score.weighted) if tells_score(score) else hide_weighted(score.weighted)
    return replace(score, weighted=told)


def coarse_weighted(found: WeightedResult | None) -> WeightedResult | None:
    """The numbers rounded; hidden when they are of few persons, or of one more than of the others."""
    if found is None or found.suppressed:
        return found
    sizes = [found.n_baseline or 0, found.n_followup or 0, *(() if found.pairs is None else (found.pairs,))]
    if min(sizes) < FEWEST or (found.largest or 0.0) > LARGEST:
        return hide_weighted(found)
    effective = (found.effective_baseline, found.effective_followup)
    ends = [_rounded(each, min(sizes)) for each in (found.baseline, found.followup, found.change)]
    return replace(
        found,
        effective_baseline=None if effective[0] is None else float(round(effective[0])),
        effective_followup=None if effective[1] is None else float(round(effective[1])),
        largest=None if found.largest is None else round(found.largest, 2),
        baseline=ends[0],
        followup=ends[1],
        change=ends[2],
    )


def _rounded(estimate: Estimate | None, n: int) -> Estimate | None:
    if estimate is None:
        return None
    return rounded(estimate, share_decimals(n) if "share" in estimate.name else decimals(n))
