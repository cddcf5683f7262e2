"""Two groups of different persons on a scale or of a number, from counts of the distinct values."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from analysis.differences import Integers
from analysis.ordinal import moments
from analysis.values import Caution, Computed, Estimate, Test

WELCH = "Difference between means with Welch's t interval"
WELCH_SOURCE = "Welch 1947, Biometrika 34:28-35"
SUPERIORITY = "Probability that a later answer is higher, ties counted half, with Brunner and Munzel's t interval"
BRUNNER_MUNZEL = "Brunner-Munzel, t approximation, two-sided"
BRUNNER_MUNZEL_SOURCE = "Brunner and Munzel 2000, Biometrical Journal 42:17-25"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TwoGroups:
    """`before[i]` and `after[i]` persons gave the value `values[i] / scale`; values are distinct and rising."""

    values: Integers
    before: Integers
    after: Integers
    scale: int = 1

    @property
    def smaller(self) -> int:
        """Persons in the smaller group."""
        return int(min(self.before.sum(), self.after.sum()))


def compare_groups(groups: TwoGroups, level: float = 0.95) -> Computed:
    """Mean difference, probability of superiority and Brunner-Munzel's test; empty when a group has nobody."""
    if groups.smaller == 0:
        return Computed()
    superiority, test, cautions = _brunner_munzel(groups, level)
    return Computed((_mean_difference(groups, level), superiority), test, cautions)


def _mean_difference(groups: TwoGroups, level: float) -> Estimate:
    before, sd_before = moments(groups.values, groups.before, groups.scale)
    after, sd_after = moments(groups.values, groups.after, groups.scale)
    if sd_before is None or sd_after is None or sd_before == sd_after == 0:
        return Estimate("mean_change", after - before, level=level, method=WELCH, source=WELCH_SOURCE)
    m, n = int(groups.before.sum()), int(groups.after.sum())
    error, df = _welch(sd_before**2 / m, sd_after**2 / n, m, n)
    half = float(stdtrit(df, 0.5 + level / 2)) * error
    change = after - before
    return Estimate("mean_change", change, change - half, change + half, level, WELCH, WELCH_SOURCE)


def _brunner_munzel(groups: TwoGroups, level: float) -> tuple[Estimate, tuple[Test, ...], tuple[Caution, ...]]:
    m, n = int(groups.before.sum()), int(groups.after.sum())
    below_before, below_after = _mid_distribution(groups.before), _mid_distribution(groups.after)
    value = float(groups.after @ below_before) / n
    cautions = _guards(groups)
    if cautions or min(m, n) == 1:
        estimate = Estimate("superiority", value, level=level, method=SUPERIORITY, source=BRUNNER_MUNZEL_SOURCE)
        return estimate, (), cautions
    error, df = _welch(_variance(below_after, groups.before) / m, _variance(below_before, groups.after) / n, m, n)
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


def _mid_distribution(counts: Integers) -> Floats:
    """Share of the group below each value, plus half of those at it."""
    shares: Floats = (np.cumsum(counts) - counts / 2) / counts.sum()
    return shares


def _variance(values: Floats, counts: Integers) -> float:
    n = int(counts.sum())
    mean = float(values @ counts) / n
    return float(((values - mean) ** 2) @ counts) / (n - 1)


def _welch(before: float, after: float, m: int, n: int) -> tuple[float, float]:
    """Standard error and degrees of freedom (Satterthwaite) of a difference with these two squared errors."""
    error = before + after
    return sqrt(error), error**2 / (before**2 / (m - 1) + after**2 / (n - 1))
