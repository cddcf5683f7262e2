"""The exact distribution of a sum whose terms keep or lose their place by the throw of a fair coin, from counts.

Each of `sizes[i]` pairs adds the whole number `weights[i]` or nothing. Ties make terms equal, so whole groups are
thrown together: a group of m adds its weight times a Binomial(m, 1/2) (Streitberg and Röhmel 1986).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import floor, gcd, prod, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, ndtri

from analysis.reducing.differences import Integers

Floats = NDArray[np.float64]

MOST_SUMS = 400_000
"""Largest number of sums of half of the tie groups; above it one p takes over 0.1 s."""
MOST_STEPS = 130_000_000
"""Largest number of pairs times their sum for a table of sums; 500 pairs always stay below it."""
STEPS_FOR_A_SUM = 1000
"""A sum that is sorted and searched takes as long as so many steps in a table."""
MOST_EXACT = 500
"""Largest number of pairs for which the quantile of the signed-rank sum without ties is exact."""
UNHALVED = 512
"""So many coins are counted before their chances are brought back from whole numbers, which would grow too large."""


def is_cheap(weights: Integers, sizes: Integers, most_steps: int = MOST_STEPS) -> bool:
    """Whether `lower_tail` is worth its time for these counts."""
    return sums_of_half(sizes) <= MOST_SUMS or _steps(weights, sizes) <= most_steps


def lower_tail(weights: Integers, sizes: Integers, bound: int) -> float:
    """P(sum <= bound), by the cheaper of two exact ways."""
    steps, sums = _steps(weights, sizes), sums_of_half(sizes)
    if sums <= MOST_SUMS and (STEPS_FOR_A_SUM * sums <= steps or steps > MOST_STEPS):
        return tail_by_groups(weights, sizes, bound)
    return tail_by_sums(weights, sizes, bound)


def sums_of_half(sizes: Integers) -> int:
    """How many ways the coins of either half of the tie groups can fall, whichever is more."""
    return max(prod(int(size) + 1 for size in sizes[half]) for half in _halves(sizes))


def tail_by_groups(weights: Integers, sizes: Integers, bound: int) -> float:
    """P(sum <= bound): every sum of half of the tie groups, met by those of the other half that leave room for it."""
    (first, chances), (other, others) = (_sums(weights[half], sizes[half], bound) for half in _halves(sizes))
    order = np.argsort(other)
    reached = np.concatenate([[0.0], np.cumsum(others[order])])
    return float(chances @ reached[np.searchsorted(other[order], bound - first, side="right")])


def tail_by_sums(weights: Integers, sizes: Integers, bound: int) -> float:
    """P(sum <= bound) from the tables of all sums of every other pair and of the rest."""
    unit = gcd(*weights.tolist()) or 1
    bound //= unit
    terms = np.repeat(weights // unit, sizes)
    first, rest = (_table(terms[place::2].tolist(), bound) for place in (0, 1))
    reached = np.cumsum(rest)
    room = np.minimum(bound - np.arange(len(first)), len(rest) - 1)
    return float(first @ reached[room])


@lru_cache(maxsize=1024)
def signed_rank_quantile(pairs: int, tail: float) -> int:
    """The least q with P(T <= q) >= tail, T the signed-rank sum of so many pairs without ties; normal above 500."""
    middle, spread = pairs * (pairs + 1) / 4, sqrt(pairs * (pairs + 1) * (2 * pairs + 1) / 24)
    if pairs > MOST_EXACT:
        return max(0, floor(middle + 0.5 + float(ndtri(tail)) * spread))
    reached = np.cumsum(_table(range(1, pairs + 1), pairs * (pairs + 1) // 4))
    return int(np.searchsorted(reached, tail * (1 - 1e-12)))


def _steps(weights: Integers, sizes: Integers) -> float:
    return float(weights @ sizes) * float(sizes.sum())


def _halves(sizes: Integers) -> tuple[list[int], list[int]]:
    """The places of the tie groups in two parts that fall in about equally many ways."""
    halves: tuple[list[int], list[int]] = ([], [])
    ways = [1, 1]
    for place in np.argsort(-sizes, kind="stable").tolist():
        side = int(ways[1] < ways[0])
        halves[side].append(place)
        ways[side] *= int(sizes[place]) + 1
    return halves


def _sums(weights: Integers, sizes: Integers, bound: int) -> tuple[Integers, Floats]:
    """Every sum of these tie groups up to `bound`, with its chance."""
    sums, chances = np.zeros(1, dtype=np.int64), np.ones(1)
    for weight, size in zip(weights.tolist(), sizes.tolist(), strict=True):
        sums = np.add.outer(sums, weight * np.arange(size + 1)).ravel()
        chances = np.multiply.outer(chances, _binomial(size)).ravel()
        within = sums <= bound
        sums, chances = sums[within], chances[within]
    return sums, chances


def _binomial(size: int) -> Floats:
    """The chance of 0, 1, .. `size` heads; the upper half mirrors the lower, where differences lose no digits."""
    heads = np.arange(size // 2 + 1, dtype=float)
    lower = np.diff(bdtr(heads, size, 0.5), prepend=0.0)
    return np.concatenate([lower, lower[: (size + 1) // 2][::-1]])


def _table(terms: Sequence[int], bound: int) -> Floats:
    """The chance of each sum from 0 to `bound`, or to the sum of all terms where that is less."""
    counts, following = (np.zeros(min(sum(terms), bound) + 1) for _ in range(2))
    counts[0], reached, halves = 1.0, 0, 0
    for term in terms:
        reached, halves = min(reached + term, len(counts) - 1), halves + 1
        # From one table into the other, which is quicker than adding to a table that is being read.
        following[:term] = counts[:term]
        np.add(counts[term : reached + 1], counts[: max(0, reached + 1 - term)], out=following[term : reached + 1])
        counts, following = following, counts
        if halves == UNHALVED:
            counts *= 2.0**-UNHALVED
            halves = 0
    chances: Floats = counts * 2.0**-halves
    return chances
