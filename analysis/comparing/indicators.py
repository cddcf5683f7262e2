"""The share that a report speaks of: who is inside it, who is outside, and how it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.results import IndicatorResult
from analysis.comparing.values import Better, Bounds, Caution, Computed, Estimate, Share, Test, Text
from analysis.reducing.differences import Integers
from analysis.reducing.tallies import Tally
from analysis.statistics.proportions import known_counts, mcnemar, paired_change, share, unpaired_change, unpaired_test
from analysis.statistics.ratios import odds_ratio, paired_odds_ratio, paired_risk_ratio, risk_ratio
from questionnaires.codebook import Variable

NOT_COUNTED = -1

Sides = NDArray[np.int8]
"""1 inside the share, 0 outside it, -1 not in its denominator; one place per state."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """Which codes are inside; `of` = "answered" counts missing codes in the denominator, "valid" does not."""

    codes: tuple[str, ...]
    label: Text
    better: Better
    of: Literal["answered", "valid"]


def indicator_of(variable: Variable) -> Indicator | None:
    """The questionnaire's indicator; for a choice out of several, that it was chosen; None for the rest."""
    if variable.indicator is not None:
        found = variable.indicator
        return Indicator(found.codes, found.label, found.better, found.of)
    if variable.level == "binary":
        return Indicator(("1",), variable.part_label or variable.text, variable.better, "answered")
    return None


def sides(codes: Sequence[str], on_scale: int, indicator: Indicator) -> Sides:
    """Where those who gave each code stand, then those who were not asked and those who did not answer."""
    inside = [1 if code in indicator.codes else 0 for code in codes]
    if indicator.of == "valid":
        inside[on_scale:] = [NOT_COUNTED for _ in inside[on_scale:]]
    # States -1 and -2 (not answered, not asked) count from the end.
    return np.array([*inside, NOT_COUNTED, NOT_COUNTED], dtype=np.int8)


def round_share(tally: Tally, indicator: Indicator, level: float) -> Share | None:
    """The share in one round over all its answers."""
    where = sides(tally.codes, tally.on_scale, indicator)[: len(tally.codes)]
    return share("share", int(tally.counts[where == 1].sum()), int(tally.counts[where >= 0].sum()), level)


def bounds(tally: Tally, counted: Share | None, denominator: int | None) -> Bounds | None:
    """What the share could be if we knew all; None without a denominator, and where routing hid the question."""
    if denominator is None or counted is None or counted.count is None or counted.of is None:
        return None
    if tally.respondents > denominator or tally.not_asked:
        return None
    unknown = denominator - counted.of
    return Bounds(counted.count / denominator, (counted.count + unknown) / denominator, denominator)


@dataclass(frozen=True, slots=True)
class RoundShares:
    """The share in each round with its bounds; the half of an indicator's result that needs no pairs."""

    baseline: Share | None
    followup: Share | None
    bounds_baseline: Bounds | None
    bounds_followup: Bounds | None


def fourfold(table: Integers, where: Sides) -> Integers:
    """A table of linked states (`counts.crossed`) as outside and inside the share (0, 1) by the same at follow-up."""
    parts = [np.flatnonzero(where == side) for side in (0, 1)]
    return np.array([[table[np.ix_(was, became)].sum() for became in parts] for was in parts], dtype=np.int64)


def paired(indicator: Indicator, shares: RoundShares, four: Integers, level: float) -> tuple[IndicatorResult, Computed]:
    """The change over linked units, from how many were outside and inside (0, 1) at baseline by follow-up."""
    (stayed_out, gained), (lost, stayed_in) = four.tolist()
    pairs = stayed_in + lost + gained + stayed_out
    result = _result(
        indicator,
        shares,
        (share("share", stayed_in + lost, pairs, level), share("share", stayed_in + gained, pairs, level)),
        (gained, lost),
        paired_change(stayed_in, lost, gained, stayed_out, level),
    )
    if not pairs:
        return result, Computed()
    ratios = (
        paired_risk_ratio(stayed_in, lost, gained, stayed_out, level=level),
        paired_odds_ratio(lost, gained, level=level),
    )
    return result, _with_ratios(ratios, mcnemar(lost, gained))


def unpaired(indicator: Indicator, shares: RoundShares) -> tuple[IndicatorResult, Computed]:
    """The change between rounds that cannot be linked; without a change or test when a round has nobody."""
    before, after = shares.baseline, shares.followup
    if before is None or after is None:
        return apart(indicator, shares), Computed()
    result = _result(indicator, shares, (None, None), (None, None), unpaired_change(before, after))
    four, level = (*known_counts(before), *known_counts(after)), before.level
    ratios = (risk_ratio(*four, level=level), odds_ratio(*four, level=level))
    return result, _with_ratios(ratios, (unpaired_test(before, after),))


def _with_ratios(ratios: tuple[Estimate | None, ...], tests: tuple[Test, ...]) -> Computed:
    given = tuple(ratio for ratio in ratios if ratio is not None)
    return Computed(given, tests, (Caution("zero_cell"),) if len(given) < len(ratios) else ())


def apart(indicator: Indicator, shares: RoundShares) -> IndicatorResult:
    """The share in each round alone, where the rounds may not be compared."""
    return _result(indicator, shares, (None, None), (None, None), None)


def _result(
    indicator: Indicator,
    shares: RoundShares,
    pairs: tuple[Share | None, Share | None],
    moved: tuple[int | None, int | None],
    change: Estimate | None,
) -> IndicatorResult:
    return IndicatorResult(
        label=indicator.label,
        codes=indicator.codes,
        better=indicator.better,
        of=indicator.of,
        baseline=shares.baseline,
        followup=shares.followup,
        pairs_baseline=pairs[0],
        pairs_followup=pairs[1],
        gained=moved[0],
        lost=moved[1],
        change=change,
        bounds_baseline=shares.bounds_baseline,
        bounds_followup=shares.bounds_followup,
    )
