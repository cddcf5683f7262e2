"""The signed-rank test with the exact distribution under ties, from counts of differences.

Streitberg and Röhmel (1986) add up doubled midranks, which are whole numbers, so every tie is exact. Among n pairs that
changed, each sign is a fair coin: a group of m tied pairs with midrank r adds r times a Binomial(m, 1/2).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod, sqrt
from sys import float_info
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, ndtr

from analysis.differences import Differences, Integers
from analysis.values import Estimate, Test

Zeros = Literal["wilcoxon", "pratt"]
Floats = NDArray[np.float64]

MOST_SUMS = 500_000
"""Largest number of sign patterns that are enumerated by tie group; above it one p takes over 0.1 s."""
MOST_STEPS = 200_000_000
"""Largest number of additions in the dense table of sums, for the same reason."""

SOURCE = "Streitberg and Röhmel 1986, Statistical Software Newsletter 12:10-17"
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


def rank_groups(differences: Differences, zeros: Zeros) -> RankGroups:
    """Midranks of the sizes of the changes; unchanged pairs take the lowest ranks under Pratt, none under Wilcoxon."""
    sizes = np.unique(np.abs(differences.values))
    sizes = sizes[sizes > 0]
    up, down = (_counts_at(differences, sizes * sign) for sign in (1, -1))
    groups = up + down
    ranked_below = np.cumsum(groups) - groups + (differences.same if zeros == "pratt" else 0)
    return RankGroups(2 * ranked_below + groups + 1, up, down)


def signed_rank(differences: Differences, zeros: Zeros = "wilcoxon") -> Test:
    """Two-sided test that changes up and down are alike; the statistic is the sum of ranks of the changes up.

    Exact while that is cheap, else normal with the variance corrected for ties: `method` says which. Without any
    change p is 1.
    """
    groups = rank_groups(differences, zeros)
    up, total = int(groups.doubled @ groups.up), int(groups.doubled @ groups.sizes)
    p, how = _p_value(groups, min(up, total - up), total)
    # A p can be too small for a floating point number; it is never 0.
    p = min(1.0, max(p, float_info.min))
    method = f"Wilcoxon signed-rank, {how}, two-sided, {POLICY[zeros]}"
    return Test(NAMES[zeros], up / 2, None, p, None, method, SOURCE)


def is_exact(differences: Differences, zeros: Zeros = "wilcoxon") -> bool:
    """Whether `signed_rank` uses the exact distribution for these counts."""
    groups = rank_groups(differences, zeros)
    return _patterns(groups) <= MOST_SUMS or _steps(groups) <= MOST_STEPS


def rank_biserial(differences: Differences, zeros: Zeros = "wilcoxon") -> Estimate | None:
    """Matched-pairs rank-biserial correlation: share of rank sum up minus share down; None when nothing changed."""
    groups = rank_groups(differences, zeros)
    total = int(groups.doubled @ groups.sizes)
    if total == 0:
        return None
    value = int(groups.doubled @ (groups.up - groups.down)) / total
    method = f"Matched-pairs rank-biserial correlation, {POLICY[zeros]}"
    return Estimate("rank_biserial", value, method=method, source="Kerby 2014, Comprehensive Psychology 3:1")


def _p_value(groups: RankGroups, smaller: int, total: int) -> tuple[float, str]:
    if _patterns(groups) <= MOST_SUMS:
        return 2 * _tail_by_groups(groups, smaller), "exact under ties"
    if _steps(groups) <= MOST_STEPS:
        return 2 * _tail_by_sums(groups, smaller), "exact under ties"
    variance = float((groups.doubled.astype(float) ** 2 * groups.sizes).sum()) / 4
    return 2 * float(ndtr((smaller - total / 2) / sqrt(variance))), "normal approximation corrected for ties"


def _patterns(groups: RankGroups) -> int:
    """How many ways the signs can fall over all tie groups but the largest."""
    ways: list[int] = (groups.sizes + 1).tolist()
    return prod(ways) // max(ways, default=1)


def _steps(groups: RankGroups) -> float:
    total = float(groups.doubled @ groups.sizes)
    return total * float(groups.sizes.sum())


def _tail_by_groups(groups: RankGroups, smaller: int) -> float:
    """P(sum <= smaller): every sum of all tie groups but the largest, which a binomial closes."""
    if not len(groups.sizes):
        return 1.0
    largest = int(np.argmax(groups.sizes))
    sums, weights = np.zeros(1, dtype=np.int64), np.ones(1)
    for place, (rank, size) in enumerate(zip(groups.doubled.tolist(), groups.sizes.tolist(), strict=True)):
        if place == largest:
            continue
        heads = np.arange(size + 1)
        sums = np.add.outer(sums, rank * heads).ravel()
        weights = np.multiply.outer(weights, _binomial(size)).ravel()
        within = sums <= smaller
        sums, weights = sums[within], weights[within]
    room = (smaller - sums) // groups.doubled[largest]
    size = int(groups.sizes[largest])
    return float(weights @ bdtr(np.minimum(room, size).astype(float), size, 0.5))


def _binomial(size: int) -> Floats:
    """The chance of 0, 1, .. `size` heads; the upper half mirrors the lower, where differences lose no digits."""
    heads = np.arange(size // 2 + 1, dtype=float)
    lower = np.diff(bdtr(heads, size, 0.5), prepend=0.0)
    return np.concatenate([lower, lower[: (size + 1) // 2][::-1]])


def _tail_by_sums(groups: RankGroups, smaller: int) -> float:
    """P(sum <= smaller) by adding one pair at a time to the table of all sums up to `smaller`."""
    chance = np.zeros(smaller + 1)
    chance[0] = 1.0
    for rank, size in zip(groups.doubled.tolist(), groups.sizes.tolist(), strict=True):
        for _ in range(size):
            chance *= 0.5
            if rank <= smaller:
                chance[rank:] += chance[: smaller + 1 - rank].copy()
    return float(chance.sum())


def _counts_at(differences: Differences, wanted: Integers) -> Integers:
    order = np.searchsorted(differences.values, wanted)
    inside = np.minimum(order, len(differences.values) - 1)
    return np.where(differences.values[inside] == wanted, differences.counts[inside], 0)
