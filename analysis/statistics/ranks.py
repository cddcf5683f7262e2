"""Ranks of two groups of different persons: Mann-Whitney, Cliff's delta and linear by linear, from counts."""

from __future__ import annotations

from math import gcd, sqrt
from sys import float_info

import numpy as np
from scipy.special import ndtri

from analysis.comparing.values import Estimate, Test
from analysis.reducing.differences import Integers
from analysis.reducing.twogroups import Floats, TwoGroups, mid_distribution
from analysis.statistics.signedrank import standardised, two_sided

MOST_STEPS = 20_000_000
"""Largest table of rank sums, times the persons added to it; 80 persons always stay below it, 100 without ties."""
MANN_WHITNEY = "Mann-Whitney (Wilcoxon rank sum)"
EXACT_SOURCE = "Streitberg and Röhmel 1986, Statistical Software Newsletter 12:10-17"
NORMAL_SOURCE = "Mann and Whitney 1947, Annals of Mathematical Statistics 18:50-60; ties as Lehmann 1975, chapter 1"
CLIFF = "Cliff's delta with Feng and Cliff's asymmetric interval"
CLIFF_SOURCE = "Feng and Cliff 2004, Journal of Modern Applied Statistical Methods 3:322-332"
LINEAR = "Linear-by-linear association of round and answer, the answers' values as scores, normal, two-sided"
LINEAR_SOURCE = "Mantel 1963, Journal of the American Statistical Association 58:690-700"


def mann_whitney(groups: TwoGroups) -> Test | None:
    """Two-sided test that later answers are neither higher nor lower, exact under ties for small groups.

    Parameters
    ----------
    groups
        How many of either group gave each value.

    Returns
    -------
    Test or None
        The statistic is U: how many of all pairs of an earlier and a later person have the later one higher, ties
        counted half. The p is of rank sums at least as far from their middle, over all ways to deal the same answers
        to the two groups, while that is cheap; else normal, with ties in the variance and without a continuity
        correction: `method` says which. None when a group has nobody.

    References
    ----------
    Mann HB, Whitney DR. On a test of whether one of two random variables is stochastically larger than the other. Ann
    Math Stat 1947;18:50-60. Streitberg B, Röhmel J. Statistical Software Newsletter 1986;12:10-17.

    Examples
    --------
    >>> import numpy as np
    >>> groups = TwoGroups(np.array([1, 2, 3]), np.array([3, 1, 0]), np.array([0, 1, 3]))
    >>> found = mann_whitney(groups)
    >>> found.statistic, round(found.p, 6)
    (15.5, 0.057143)

    """
    if groups.smaller == 0:
        return None
    if not is_exact(groups):
        return Test("mann_whitney", *_by_normal(groups, 0.0), None, _method(""), NORMAL_SOURCE)
    p = min(1.0, max(_exact_p(groups), float_info.min))
    method = f"{MANN_WHITNEY}, exact under ties, two-sided"
    return Test("mann_whitney", _wins(groups), None, p, None, method, EXACT_SOURCE)


def mann_whitney_normal(groups: TwoGroups, *, corrected: bool = False) -> Test | None:
    """The same test by the normal distribution, its variance corrected for ties, as other programs have it.

    Parameters
    ----------
    groups
        How many of either group gave each value.
    corrected
        Whether U is brought half a step nearer to its middle first (continuity correction).

    Returns
    -------
    Test or None
        The statistic is U, as in `mann_whitney`. When all gave the same answer p is 1. None when a group has nobody.

    References
    ----------
    Mann HB, Whitney DR. Ann Math Stat 1947;18:50-60. Lehmann EL. Nonparametrics: Statistical methods based on ranks.
    Holden-Day 1975.

    Examples
    --------
    >>> import numpy as np
    >>> groups = TwoGroups(np.array([1, 2, 3]), np.array([3, 1, 0]), np.array([0, 1, 3]))
    >>> round(mann_whitney_normal(groups, corrected=True).p, 4)
    0.0325

    """
    if groups.smaller == 0:
        return None
    name = "mann_whitney_corrected" if corrected else "mann_whitney_normal"
    how = " with continuity correction" if corrected else ""
    return Test(name, *_by_normal(groups, 0.5 if corrected else 0.0), None, _method(how), NORMAL_SOURCE)


def is_exact(groups: TwoGroups) -> bool:
    """Whether `mann_whitney` uses the exact distribution for these counts."""
    weights, dealt = _weights(groups), groups.smaller
    top = int(np.sort(np.repeat(weights, groups.before + groups.after))[-dealt:].sum())
    return sum(groups.sizes) * dealt * top <= MOST_STEPS


def cliffs_delta(groups: TwoGroups, level: float = 0.95) -> Estimate | None:
    """How much more often a later answer is higher than lower, over all pairs of an earlier and a later person.

    Parameters
    ----------
    groups
        How many of either group gave each value.
    level
        Confidence level of the interval.

    Returns
    -------
    Estimate or None
        From -1 (every later answer is lower) to 1, with an interval that never leaves that range, also for groups that
        do not overlap. Without an interval when a group has one person, or all gave the same answer. None when a group
        has nobody.

    References
    ----------
    Cliff N. Dominance statistics: ordinal analyses to answer ordinal questions. Psychol Bull 1993;114:494-509. Feng D,
    Cliff N. Monte Carlo evaluation of ordinal d with improved confidence interval. J Mod Appl Stat Methods
    2004;3:322-332.

    Examples
    --------
    >>> import numpy as np
    >>> groups = TwoGroups(np.array([1, 2, 3]), np.array([3, 5, 2]), np.array([1, 3, 6]))
    >>> round(cliffs_delta(groups).value, 2)
    0.44

    """
    m, n = groups.sizes
    if groups.smaller == 0:
        return None
    value = 2 * _wins(groups) / (m * n) - 1
    if groups.smaller == 1 or len(np.flatnonzero(groups.before + groups.after)) == 1:
        return Estimate("cliffs_delta", value, level=level, method=CLIFF, source=CLIFF_SOURCE)
    low, high = _cliff_limits(groups, value, float(ndtri(0.5 + level / 2)))
    return Estimate("cliffs_delta", value, low, high, level, CLIFF, CLIFF_SOURCE)


def linear_by_linear(groups: TwoGroups) -> Test | None:
    """Whether the mean of the answers' values is the same in both groups, over all ways to deal the answers to them.

    Parameters
    ----------
    groups
        How many of either group gave each value; the values are the scores.

    Returns
    -------
    Test or None
        The statistic is z, positive when later answers are higher. When all gave the same answer z is 0 and p is 1;
        None when a group has nobody.

    References
    ----------
    Mantel N. Chi-square tests with one degree of freedom: extensions of the Mantel-Haenszel procedure. J Am Stat Assoc
    1963;58:690-700. Agresti A. Categorical data analysis, 3rd ed. Wiley 2013, section 3.4.

    Examples
    --------
    >>> import numpy as np
    >>> groups = TwoGroups(np.array([1, 2, 3]), np.array([3, 5, 2]), np.array([1, 3, 6]))
    >>> round(linear_by_linear(groups).statistic, 3)
    1.747

    """
    if groups.smaller == 0:
        return None
    # Sums of whole numbers are exact in Python.
    values, first, second = groups.values.tolist(), groups.before.tolist(), groups.after.tolist()
    everybody = [before + after for before, after in zip(first, second, strict=True)]
    (m, n), total = groups.sizes, sum(everybody)
    later = sum(value * count for value, count in zip(values, second, strict=True))
    whole = sum(value * count for value, count in zip(values, everybody, strict=True))
    squares = sum(value * value * count for value, count in zip(values, everybody, strict=True))
    z = standardised(float(total * later - n * whole), m * n * (total * squares - whole * whole) / (total - 1))
    return Test("linear_by_linear", z, None, two_sided(z), None, LINEAR, LINEAR_SOURCE)


def _method(how: str) -> str:
    return f"{MANN_WHITNEY}, normal approximation{how}, ties in the variance, two-sided"


def _wins(groups: TwoGroups) -> float:
    """Pairs of persons in which the later answer is higher, ties counted half."""
    below = 2 * np.cumsum(groups.before) - groups.before
    return int(groups.after @ below) / 2


def _by_normal(groups: TwoGroups, correction: float) -> tuple[float, None, float]:
    """U, no degrees of freedom, and the two-sided p."""
    (m, n), ties = groups.sizes, (groups.before + groups.after).astype(float)
    total, wins = m + n, _wins(groups)
    variance = m * n / 12 * (total + 1 - float((ties**3 - ties).sum()) / (total * (total - 1)))
    # All the same answer: rounding would leave 1e-13 instead of 0.
    spread = 0.0 if np.count_nonzero(ties) == 1 else variance
    return wins, None, two_sided(standardised(wins - m * n / 2, spread, correction))


def _weights(groups: TwoGroups) -> Integers:
    """Doubled midranks, from 0 and in their largest common step."""
    ties = groups.before + groups.after
    doubled = 2 * np.cumsum(ties) - ties
    steps = doubled - doubled[0]
    weights: Integers = steps // (gcd(*steps.tolist()) or 1)
    return weights


def _exact_p(groups: TwoGroups) -> float:
    """Chance of a sum of the smaller group's ranks at least as far from its middle as the one seen."""
    weights, ties = _weights(groups), groups.before + groups.after
    dealt, everybody = groups.smaller, sum(groups.sizes)
    group = groups.before if groups.before.sum() == dealt else groups.after
    ways = _ways(np.repeat(weights, ties).tolist(), dealt)
    # Times everybody, so that the middle is a whole number too.
    middle, seen = dealt * int(weights @ ties), everybody * int(weights @ group)
    far = np.abs(everybody * np.arange(len(ways)) - middle) >= abs(seen - middle)
    return float(ways[far].sum() / ways.sum())


def _ways(weights: list[int], dealt: int) -> Floats:
    """In how many ways each sum is that of `dealt` of the weights."""
    top = sum(sorted(weights)[-dealt:])
    ways = np.zeros((dealt + 1, top + 1))
    ways[0, 0], reached = 1.0, 0
    for place, weight in enumerate(weights):
        rows, reached = min(place + 1, dealt), min(reached + weight, top)
        if reached >= weight:
            ways[1 : rows + 1, weight : reached + 1] += ways[:rows, : reached + 1 - weight].copy()
    found: Floats = ways[dealt]
    return found


def _cliff_limits(groups: TwoGroups, value: float, z: float) -> tuple[float, float]:
    if abs(value) == 1:
        # No pair is the other way round: Wilson's limit for none among the smaller group.
        inner = (groups.smaller - z * z) / (groups.smaller + z * z)
        return (inner, 1.0) if value > 0 else (-1.0, -inner)
    m, n = groups.sizes
    of_before = (1 - 2 * mid_distribution(groups.after) - value) ** 2 @ groups.before
    of_after = (2 * mid_distribution(groups.before) - 1 - value) ** 2 @ groups.after
    of_both = m * n * (1 - value**2) - int(groups.before @ groups.after)
    unbiased = (n * n * float(of_before) + m * m * float(of_after) - of_both) / (m * n * (m - 1) * (n - 1))
    variance = max(unbiased, (1 - value**2) / (m * n - 1))
    half = z * sqrt(variance * ((1 - value**2) ** 2 + z * z * variance))
    middle, below = value - value**3, 1 - value**2 + z * z * variance
    return (middle - half) / below, (middle + half) / below
