"""Shares, means and transition tables with weights, and intervals that pay for unequal weights.

An interval is that of the effective number of respondents (Kish). With weights of 1 everything is what it is without.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from analysis.comparing.indicators import Sides
from analysis.comparing.values import Estimate, Share
from analysis.reducing.counts import States
from analysis.responding.weighting import DesignEffect, WeightsError, checked_weights, kish
from analysis.statistics.groups import welch
from analysis.statistics.proportions import paired_change, unpaired_change, wilson

Floats = NDArray[np.float64]

WEIGHTED_WILSON = "Weighted share, Wilson score interval at Kish's effective number"
WEIGHTED_WILSON_SOURCE = "Wilson 1927; Kish 1992, Journal of Official Statistics 8:183-200"
WEIGHTED_MEAN = "Weighted mean, linearised variance, t interval"
WEIGHTED_WELCH = "Difference between weighted means, linearised variances, Welch's t interval"
WEIGHTED_MEAN_SOURCE = "Binder 1983, International Statistical Review 51:279-292"


@dataclass(frozen=True, slots=True)
class WeightedShare:
    """A share with weights: `count` of `of` respondents, and what share of the weights they have."""

    name: str
    count: int
    of: int
    value: float
    low: float
    high: float
    design: DesignEffect
    level: float = 0.95
    method: str = WEIGHTED_WILSON
    source: str = WEIGHTED_WILSON_SOURCE

    @property
    def as_share(self) -> Share:
        """The same as an ordinary share."""
        return Share(
            self.name, self.count, self.of, self.value, self.low, self.high, self.level, self.method, self.source
        )

    @property
    def as_estimate(self) -> Estimate:
        """The same without how many there are."""
        return Estimate(self.name, self.value, self.low, self.high, self.level, self.method, self.source)


@dataclass(frozen=True, slots=True)
class WeightedTable:
    """Weights by answer at baseline (rows) and at follow-up (columns); `pairs` answered in both rounds."""

    weights: tuple[tuple[float, ...], ...]
    pairs: int
    design: DesignEffect | None


def weighted_share(name: str, sides: Sides, weights: ArrayLike, level: float = 0.95) -> WeightedShare | None:
    """A share with weights.

    Parameters
    ----------
    name
        Of the result.
    sides
        int8, one per respondent: 1 inside the share, 0 outside, -1 not counted.
    weights
        One per respondent.
    level
        Of the interval.

    Returns
    -------
    WeightedShare or None
        None when nobody with a weight is counted.

    Raises
    ------
    WeightsError
        When a weight is negative or not finite, or they are not one per respondent.

    References
    ----------
    Kish L (1992). Weighting for unequal Pi. Journal of Official Statistics 8:183-200.

    Examples
    --------
    >>> found = weighted_share("share", np.array([1, 0, 0, -1], dtype=np.int8), [2.0, 1.0, 1.0, 9.0])
    >>> found.value, found.count, found.of
    (0.5, 1, 3)

    """
    held = checked_weights(weights, len(sides))
    counted = (sides >= 0) & (held > 0)
    if not counted.any():
        return None
    inside, held = sides[counted] == 1, held[counted]
    design, total, within = kish(held), float(held.sum()), float(held[inside].sum())
    low, high = wilson(_scaled(within, total, design), design.n_effective, level)
    return WeightedShare(name, int(inside.sum()), len(held), within / total, low, high, design, level)


def weighted_share_change(before: WeightedShare, after: WeightedShare) -> Estimate:
    """Change in a weighted share between rounds of different persons, by Newcombe's interval.

    Parameters
    ----------
    before, after
        The weighted shares.

    Returns
    -------
    Estimate
        Later minus earlier; exactly `proportions.unpaired_change` when all weights are 1.

    References
    ----------
    Newcombe RG (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine
    17:873-890.

    """
    return unpaired_change(before.as_share, after.as_share)


def weighted_transition(before: States, after: States, size: int, weights: ArrayLike) -> WeightedTable:
    """Linked answers at baseline by follow-up, with weights, in one pass.

    Parameters
    ----------
    before, after
        int8, one per unit: the place of its answer among the codes; negative when it did not answer.
    size
        How many codes there are.
    weights
        One per unit.

    Returns
    -------
    WeightedTable
        Sums of weights; exactly the counts when all weights are 1. Without a design effect when there are no pairs.

    Raises
    ------
    WeightsError
        When a weight is negative or not finite, or they are not one per unit.

    Examples
    --------
    >>> before, after = np.array([0, 1, 1], dtype=np.int8), np.array([1, 1, -1], dtype=np.int8)
    >>> weighted_transition(before, after, 2, [1.0, 2.5, 3.0]).weights
    ((0.0, 1.0), (0.0, 2.5))

    """
    held = checked_weights(weights, len(before))
    if len(after) != len(before):
        raise WeightsError("Give the answers of the same units in both rounds.")
    both = (before >= 0) & (after >= 0) & (held > 0)
    cells = before[both].astype(np.int64) * size + after[both]
    table = np.bincount(cells, held[both], minlength=size * size).reshape(size, size)
    design = kish(held[both]) if both.any() else None
    return WeightedTable(tuple(tuple(row) for row in table.tolist()), int(both.sum()), design)


def weighted_paired_change(before: Sides, after: Sides, weights: ArrayLike, level: float = 0.95) -> Estimate | None:
    """Change in a weighted share over linked units, by Newcombe's paired interval at the effective number of pairs.

    Parameters
    ----------
    before, after
        int8, one per unit: 1 inside the share, 0 outside, -1 not counted.
    weights
        One per unit.
    level
        Of the interval.

    Returns
    -------
    Estimate or None
        Later minus earlier; exactly `proportions.paired_change` when all weights are 1. None without pairs.

    Raises
    ------
    WeightsError
        When a weight is negative or not finite, or they are not one per unit.

    References
    ----------
    Newcombe RG (1998). Improved confidence intervals for the difference between binomial proportions based on paired
    data. Statistics in Medicine 17:2635-2650.

    """
    found = weighted_transition(before, after, 2, weights)
    if found.design is None:
        return None
    (stayed_out, gained), (lost, stayed_in) = found.weights
    total = stayed_out + gained + lost + stayed_in
    stayed_in, lost, gained, stayed_out = (
        _scaled(cell, total, found.design) for cell in (stayed_in, lost, gained, stayed_out)
    )
    return paired_change(stayed_in, lost, gained, stayed_out, level)


def weighted_mean(name: str, values: ArrayLike, weights: ArrayLike, level: float = 0.95) -> Estimate | None:
    """A mean with weights; of differences, it is the mean change of linked units.

    Parameters
    ----------
    name
        Of the result.
    values
        One finite number per respondent.
    weights
        One per respondent.
    level
        Of the interval.

    Returns
    -------
    Estimate or None
        The mean with a linearised t interval (n - 1 degrees of freedom), which is the ordinary one when all weights are
        1. Without an interval for one respondent or equal values; None when nobody has a weight.

    Raises
    ------
    WeightsError
        When a value is not finite, a weight negative or not finite, or they are not one per respondent.

    References
    ----------
    Binder DA (1983). On the variances of asymptotically normal estimators from complex surveys. International
    Statistical Review 51:279-292.

    Examples
    --------
    >>> weighted_mean("mean", [1, 2, 6], [1, 1, 2]).value
    3.75

    """
    found = _linearised(values, weights)
    if found is None:
        return None
    value, error, n = found
    if error is None:
        return Estimate(name, value, level=level, method=WEIGHTED_MEAN, source=WEIGHTED_MEAN_SOURCE)
    half = float(stdtrit(n - 1, 0.5 + level / 2)) * error
    return Estimate(name, value, value - half, value + half, level, WEIGHTED_MEAN, WEIGHTED_MEAN_SOURCE)


def weighted_mean_change(
    before: tuple[ArrayLike, ArrayLike], after: tuple[ArrayLike, ArrayLike], level: float = 0.95
) -> Estimate | None:
    """Change in a weighted mean between rounds of different persons: linearised variances, Welch's t interval.

    Each round is its values and weights. Exactly Welch's interval when all weights are 1; without one where a round has
    one respondent or equal values; None where a round has nobody. Raises WeightsError.
    """
    first, second = _linearised(*before), _linearised(*after)
    if first is None or second is None:
        return None
    change = second[0] - first[0]
    errors = [0.0 if each[1] is None else each[1] ** 2 for each in (first, second)]
    if min(first[2], second[2]) == 1 or not any(errors):
        return Estimate("mean_change", change, level=level, method=WEIGHTED_WELCH, source=WEIGHTED_MEAN_SOURCE)
    error, df = welch(errors[0], errors[1], first[2], second[2])
    half = float(stdtrit(df, 0.5 + level / 2)) * error
    return Estimate("mean_change", change, change - half, change + half, level, WEIGHTED_WELCH, WEIGHTED_MEAN_SOURCE)


def _linearised(values: ArrayLike, weights: ArrayLike) -> tuple[float, float | None, int] | None:
    """The weighted mean, its standard error where values vary, and how many have a weight."""
    y = np.asarray(values, dtype=float)
    held = checked_weights(weights, len(y))
    if not np.isfinite(y).all():
        raise WeightsError("A value is not finite. Leave out who did not answer.")
    y, held = y[held > 0], held[held > 0]
    n, total = len(y), float(held.sum())
    if n == 0:
        return None
    value = float(held @ y) / total
    scores = held * (y - value) / total
    return value, sqrt(n / (n - 1) * float(scores @ scores)) if n > 1 and y.min() < y.max() else None, n


def _scaled(weight: float, total: float, design: DesignEffect) -> float:
    """A sum of weights as a number of effective respondents."""
    # All of them are exactly the effective number, which rounding might miss.
    return design.n_effective if weight == total else weight * (design.n_effective / total)
