"""The signed-rank test with the exact distribution under ties, and its normal approximations, from counts.

Streitberg and Röhmel (1986) add up doubled midranks, which are whole numbers, so every tie is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import atanh, copysign, sqrt, tanh
from sys import float_info
from typing import Literal

import numpy as np
from scipy.special import ndtr, ndtri

from analysis.comparing.values import Estimate, Test
from analysis.reducing.differences import Differences, Integers
from analysis.statistics.signflips import is_cheap, lower_tail

Zeros = Literal["wilcoxon", "pratt"]

SOURCE = "Streitberg and Röhmel 1986, Statistical Software Newsletter 12:10-17"
NORMAL_SOURCE = "Wilcoxon 1945, Biometrics Bulletin 1:80-83; ties as Lehmann 1975, Nonparametrics, chapter 3"
KERBY = "Kerby 2014, Comprehensive Psychology 3:1"
NAMES = {"wilcoxon": "signed_rank", "pratt": "signed_rank_pratt"}
POLICY = {
    "wilcoxon": "pairs without change dropped (Wilcoxon)",
    "pratt": "pairs without change ranked, then dropped (Pratt)",
}


@dataclass(frozen=True, slots=True)
class RankGroups:
    """Tied pairs that changed: doubled midrank, how many went up and how many went down, by rising size of change."""

    doubled: Integers
    up: Integers
    down: Integers

    @property
    def sizes(self) -> Integers:
        """Pairs in each group."""
        return self.up + self.down


@lru_cache(maxsize=16)
def rank_groups(differences: Differences, zeros: Zeros) -> RankGroups:
    """Midranks of the sizes of the changes; unchanged pairs take the lowest ranks under Pratt, none under Wilcoxon."""
    sizes = np.unique(np.abs(differences.values))
    sizes = sizes[sizes > 0]
    up, down = (_counts_at(differences, sizes * sign) for sign in (1, -1))
    groups = up + down
    ranked_below = np.cumsum(groups) - groups + (differences.same if zeros == "pratt" else 0)
    return RankGroups(2 * ranked_below + groups + 1, up, down)


def signed_rank(differences: Differences, zeros: Zeros = "wilcoxon") -> Test:
    """Two-sided test that changes up and changes down are alike, exact under ties.

    Parameters
    ----------
    differences
        How many pairs changed by how much.
    zeros
        "wilcoxon" drops the pairs without change before ranking, "pratt" after it.

    Returns
    -------
    Test
        The statistic is the sum of the ranks of the changes up. The p is exact while that is cheap (always up to 500
        pairs), else normal with the variance corrected for ties: `method` says which, and which zeros were dropped.
        Without any change p is 1.

    References
    ----------
    Streitberg B, Röhmel J. Exact distributions for permutation and rank tests. Statistical Software Newsletter
    1986;12:10-17. Pratt JW. Remarks on zeros and ties in the Wilcoxon signed rank procedures. J Am Stat Assoc
    1959;54:655-667.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.differences import from_values
    >>> signed_rank(from_values(np.array([0, 1, 1, 2, -1]))).p
    0.5
    >>> signed_rank(from_values(np.array([0, 1, 1, 2, -1])), "pratt").p
    0.5

    """
    groups = rank_groups(differences, zeros)
    up, total = int(groups.doubled @ groups.up), int(groups.doubled @ groups.sizes)
    p, how = _p_value(groups, min(up, total - up), total)
    # A p can be too small for a floating point number; it is never 0.
    p = min(1.0, max(p, float_info.min))
    method = f"Wilcoxon signed-rank, {how}, two-sided, {POLICY[zeros]}"
    return Test(NAMES[zeros], up / 2, None, p, None, method, SOURCE)


def signed_rank_normal(differences: Differences, zeros: Zeros = "wilcoxon", *, corrected: bool = False) -> Test:
    """The same test by the normal distribution, its variance corrected for ties, as other programs have it.

    Parameters
    ----------
    differences
        How many pairs changed by how much.
    zeros
        "wilcoxon" drops the pairs without change before ranking, "pratt" after it.
    corrected
        Whether the sum of ranks is brought half a rank nearer to its middle first (continuity correction).

    Returns
    -------
    Test
        The statistic is z, positive when changes up weigh more. Without any change z is 0 and p is 1.

    References
    ----------
    Wilcoxon F. Individual comparisons by ranking methods. Biometrics Bulletin 1945;1:80-83. Lehmann EL. Nonparametrics:
    Statistical methods based on ranks. Holden-Day 1975.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.differences import from_values
    >>> round(signed_rank_normal(from_values(np.array([0, 1, 1, 2, -1])), corrected=True).p, 4)
    0.3447

    """
    groups = rank_groups(differences, zeros)
    up, total = int(groups.doubled @ groups.up), int(groups.doubled @ groups.sizes)
    z = standardised(up / 2 - total / 4, _variance(groups) / 4, 0.5 if corrected else 0.0)
    how = "normal approximation with continuity correction" if corrected else "normal approximation"
    method = f"Wilcoxon signed-rank, {how}, ties in the variance, two-sided, {POLICY[zeros]}"
    name = "signed_rank_corrected" if corrected else "signed_rank_normal"
    return Test(name, z, None, two_sided(z), None, method, NORMAL_SOURCE)


def standardised(apart: float, variance: float, correction: float = 0.0) -> float:
    """How many standard deviations a statistic lies from its middle, brought so much nearer to it; 0 without spread."""
    if variance == 0:
        return 0.0
    return copysign(max(0.0, abs(apart) - correction), apart) / sqrt(variance)


def two_sided(z: float) -> float:
    """The two-sided p of a standard normal value; never 0, however small."""
    return max(2 * float(ndtr(-abs(z))), float_info.min)


def is_exact(differences: Differences, zeros: Zeros = "wilcoxon") -> bool:
    """Whether `signed_rank` uses the exact distribution for these counts."""
    groups = rank_groups(differences, zeros)
    return is_cheap(groups.doubled, groups.sizes)


def rank_biserial(differences: Differences, level: float = 0.95, zeros: Zeros = "wilcoxon") -> Estimate | None:
    """Matched-pairs rank-biserial correlation: the share of the rank sum that went up, minus the share that went down.

    Parameters
    ----------
    differences
        How many pairs changed by how much.
    level
        Of the interval.
    zeros
        "wilcoxon" drops the pairs without change before ranking, "pratt" after it.

    Returns
    -------
    Estimate or None
        From -1 (all went down) to 1 (all went up). The interval is by the infinitesimal jackknife on Fisher's scale;
        there is none when all who changed went the same way. None when nothing changed.

    References
    ----------
    Efron B. The jackknife, the bootstrap and other resampling plans. SIAM 1982, chapter 6.
    Kerby DS. The simple difference formula: an approach to teaching nonparametric correlation. Compr Psychol 2014;3:1.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.differences import from_values
    >>> rank_biserial(from_values(np.array([0, 1, 1, 2, -1]))).value
    0.6

    """
    groups = rank_groups(differences, zeros)
    total = int(groups.doubled @ groups.sizes)
    if total == 0:
        return None
    value = int(groups.doubled @ (groups.up - groups.down)) / total
    method = f"Matched-pairs rank-biserial correlation, {POLICY[zeros]}, infinitesimal jackknife on Fisher's scale"
    low, high = None, None
    if abs(value) < 1:
        half = float(ndtri(0.5 + level / 2)) * _error(groups, differences.same, value, zeros) / (1 - value**2)
        low, high = tanh(atanh(value) - half), tanh(atanh(value) + half)
    return Estimate("rank_biserial", value, low, high, level, method, KERBY)


def _error(groups: RankGroups, same: int, value: float, zeros: Zeros) -> float:
    """The correlation's standard error: how much one pair more of each change would move it, over all pairs."""
    balance, sizes = (groups.up - groups.down).astype(float), groups.sizes.astype(float)
    # One pair more also lifts the ranks of its ties by half a place, and those of all larger changes by a whole one.
    lifts = [each + 2 * (each.sum() - np.cumsum(each)) for each in (balance, sizes)]
    moved = [sign * groups.doubled + lifts[0] - value * (groups.doubled + lifts[1]) for sign in (1, -1)]
    unchanged = 2 * (balance.sum() - value * sizes.sum()) if zeros == "pratt" else 0.0
    moves = np.concatenate([*moved, [unchanged]]) / float(groups.doubled @ groups.sizes)
    pairs = np.concatenate([groups.up, groups.down, [same]])
    return sqrt(float(pairs @ (moves - pairs @ moves / pairs.sum()) ** 2))


def _p_value(groups: RankGroups, smaller: int, total: int) -> tuple[float, str]:
    if is_cheap(groups.doubled, groups.sizes):
        return 2 * lower_tail(groups.doubled, groups.sizes, smaller), "exact under ties"
    return 2 * float(ndtr((smaller - total / 2) / sqrt(_variance(groups)))), "normal approximation corrected for ties"


def _variance(groups: RankGroups) -> float:
    """Variance of the sum of doubled ranks up."""
    return float((groups.doubled.astype(float) ** 2 * groups.sizes).sum()) / 4


def _counts_at(differences: Differences, wanted: Integers) -> Integers:
    order = np.searchsorted(differences.values, wanted)
    inside = np.minimum(order, len(differences.values) - 1)
    return np.where(differences.values[inside] == wanted, differences.counts[inside], 0)
