"""Two groups of different persons on a scale or of a number, from counts of the distinct values."""

from __future__ import annotations

from math import sqrt

from scipy.special import stdtr, stdtrit

from analysis.comparing.values import Caution, Computed, Estimate, Test
from analysis.reducing.differences import Integers
from analysis.reducing.twogroups import Floats, TwoGroups, mid_distribution
from analysis.statistics.ordinal import moments
from analysis.statistics.ranks import cliffs_delta, is_exact, linear_by_linear, mann_whitney, mann_whitney_normal

WELCH = "Difference between means with Welch's t interval"
WELCH_SOURCE = "Welch 1947, Biometrika 34:28-35"
SUPERIORITY = "Probability that a later answer is higher, ties counted half, with Brunner and Munzel's t interval"
BRUNNER_MUNZEL = "Brunner-Munzel, t approximation, two-sided"
BRUNNER_MUNZEL_SOURCE = "Brunner and Munzel 2000, Biometrical Journal 42:17-25"


def compare_groups(groups: TwoGroups, level: float = 0.95) -> Computed:
    """Every estimate and test of how later answers differ from earlier ones; empty when a group has nobody.

    Parameters
    ----------
    groups
        How many of either group gave each value.
    level
        Confidence level of the intervals.

    Returns
    -------
    Computed
        The difference of the means (Welch), the probability of superiority, Cliff's delta; the tests of Brunner and
        Munzel, of Mann and Whitney (exact where that is cheap, and by the normal distribution with and without
        continuity correction) and linear by linear; and cautions on what could not be computed.

    References
    ----------
    Brunner E, Munzel U. The nonparametric Behrens-Fisher problem: asymptotic theory and a small-sample approximation.
    Biom J 2000;42:17-25. Welch BL. Biometrika 1947;34:28-35.

    Examples
    --------
    >>> import numpy as np
    >>> groups = TwoGroups(np.array([1, 2, 3]), np.array([3, 5, 2]), np.array([1, 3, 6]))
    >>> [(each.name, round(each.value, 2)) for each in compare_groups(groups).estimates]
    [('mean_change', 0.6), ('superiority', 0.72), ('cliffs_delta', 0.44)]

    """
    if groups.smaller == 0:
        return Computed()
    superiority, test, cautions = _brunner_munzel(groups, level)
    found = (_mean_difference(groups, level), superiority, cliffs_delta(groups, level))
    ranks = (
        mann_whitney(groups),
        mann_whitney_normal(groups),
        mann_whitney_normal(groups, corrected=True),
        linear_by_linear(groups),
    )
    if not is_exact(groups):
        cautions = (*cautions, Caution("asymptotic_ranks"))
    if groups.smaller == 1:
        cautions = (*cautions, Caution("one_person"))
    return Computed(
        tuple(each for each in found if each is not None),
        (*test, *(each for each in ranks if each is not None)),
        cautions,
    )


def _mean_difference(groups: TwoGroups, level: float) -> Estimate:
    before, sd_before = moments(groups.values, groups.before, groups.scale)
    after, sd_after = moments(groups.values, groups.after, groups.scale)
    if sd_before is None or sd_after is None or sd_before == sd_after == 0:
        return Estimate("mean_change", after - before, level=level, method=WELCH, source=WELCH_SOURCE)
    m, n = int(groups.before.sum()), int(groups.after.sum())
    error, df = welch(sd_before**2 / m, sd_after**2 / n, m, n)
    half = float(stdtrit(df, 0.5 + level / 2)) * error
    change = after - before
    return Estimate("mean_change", change, change - half, change + half, level, WELCH, WELCH_SOURCE)


def _brunner_munzel(groups: TwoGroups, level: float) -> tuple[Estimate, tuple[Test, ...], tuple[Caution, ...]]:
    m, n = int(groups.before.sum()), int(groups.after.sum())
    below_before, below_after = mid_distribution(groups.before), mid_distribution(groups.after)
    value = float(groups.after @ below_before) / n
    cautions = _guards(groups)
    if cautions or min(m, n) == 1:
        estimate = Estimate("superiority", value, level=level, method=SUPERIORITY, source=BRUNNER_MUNZEL_SOURCE)
        return estimate, (), cautions
    error, df = welch(_variance(below_after, groups.before) / m, _variance(below_before, groups.after) / n, m, n)
    half = float(stdtrit(df, 0.5 + level / 2)) * error
    statistic = (value - 0.5) / error
    p = 2 * float(stdtr(df, -abs(statistic)))
    low, high = max(0.0, value - half), min(1.0, value + half)
    estimate = Estimate("superiority", value, low, high, level, SUPERIORITY, BRUNNER_MUNZEL_SOURCE)
    test = Test("brunner_munzel", statistic, df, p, None, BRUNNER_MUNZEL, BRUNNER_MUNZEL_SOURCE)
    return estimate, (test,), cautions


def _guards(groups: TwoGroups) -> tuple[Caution, ...]:
    """Groups whose placements do not vary, for which the test would divide by nothing."""
    before, after = groups.values[groups.before > 0], groups.values[groups.after > 0]
    if len(before) == 1 and len(after) == 1:
        return (Caution("constant", 2, 2),)
    if before[-1] < after[0] or after[-1] < before[0]:
        return (Caution("separated"),)
    return ()


def _variance(values: Floats, counts: Integers) -> float:
    n = int(counts.sum())
    mean = float(values @ counts) / n
    return float(((values - mean) ** 2) @ counts) / (n - 1)


def welch(before: float, after: float, m: int, n: int) -> tuple[float, float]:
    """Standard error and degrees of freedom (Satterthwaite) of a difference with these two squared errors."""
    error = before + after
    return sqrt(error), error**2 / (before**2 / (m - 1) + after**2 / (n - 1))
