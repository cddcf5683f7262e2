"""Paired change on a scale or of a number, from counts of differences: how many moved, by how much and how surely."""

from __future__ import annotations

from math import sqrt

import numpy as np
from scipy.special import stdtrit

from analysis.differences import Differences, Integers
from analysis.proportions import share
from analysis.values import Change, Estimate, Summary

MEAN_CHANGE = "Mean of the pairs' changes with Student's t interval"
HODGES_LEHMANN = "Hodges-Lehmann: median of all pairwise means of the changes, unchanged pairs included"
HODGES_LEHMANN_SOURCE = "Hodges and Lehmann 1963, Annals of Mathematical Statistics 34:598-611"


def moved(differences: Differences, level: float = 0.95) -> Change | None:
    """How many pairs went up, stayed and went down, with Wilson intervals; None without pairs."""
    pairs = differences.pairs
    up = share("up", differences.up, pairs, level)
    same = share("same", differences.same, pairs, level)
    down = share("down", differences.down, pairs, level)
    if up is None or same is None or down is None:
        return None
    return Change(pairs, up, same, down)


def mean_change(differences: Differences, level: float = 0.95) -> Estimate | None:
    """Mean change with a t interval; without an interval for one pair or equal changes, None without pairs."""
    n = differences.pairs
    if n == 0:
        return None
    mean, sd = moments(differences.values, differences.counts, differences.scale)
    if not sd:
        return Estimate("mean_change", mean, level=level, method=MEAN_CHANGE)
    half = float(stdtrit(n - 1, 0.5 + level / 2)) * sd / sqrt(n)
    return Estimate("mean_change", mean, mean - half, mean + half, level, MEAN_CHANGE)


def moments(values: Integers, counts: Integers, scale: int = 1) -> tuple[float, float | None]:
    """Mean and standard deviation (n - 1) of counted whole numbers; the latter None below two answers."""
    # Sums of whole numbers are exact in Python, so equal answers give a spread of exactly 0.
    pairs = list(zip(values.tolist(), counts.tolist(), strict=True))
    n = sum(count for _, count in pairs)
    total = sum(value * count for value, count in pairs)
    squares = sum(value * value * count for value, count in pairs)
    mean = total / n / scale
    return mean, sqrt((n * squares - total * total) / (n * (n - 1))) / scale if n > 1 else None


def hodges_lehmann(differences: Differences) -> Estimate | None:
    """The typical change: median of the means of every two pairs, a pair with itself included; None without pairs."""
    n = differences.pairs
    if n == 0:
        return None
    every = n * (n + 1) // 2
    middle = [_walsh_sum(differences, place) for place in ((every + 1) // 2, every // 2 + 1)]
    value = sum(middle) / 4 / differences.scale
    return Estimate("hodges_lehmann", value, method=HODGES_LEHMANN, source=HODGES_LEHMANN_SOURCE)


def summary(values: Integers, counts: Integers, scale: int = 1) -> Summary | None:
    """Middle, spread and total of counted whole numbers (rising); None without answers."""
    n = int(counts.sum())
    if n == 0:
        return None
    mean, sd = moments(values, counts, scale)
    quartiles = [quantile(values, counts, share_below) / scale for share_below in (0.25, 0.5, 0.75)]
    total = sum(value * count for value, count in zip(values.tolist(), counts.tolist(), strict=True)) / scale
    return Summary(n, mean, sd, quartiles[1], quartiles[0], quartiles[2], total)


def quantile(values: Integers, counts: Integers, share_below: float) -> float:
    """Quantile by linear interpolation between ordered answers (type 7 of Hyndman and Fan 1996)."""
    position = (int(counts.sum()) - 1) * share_below
    below = int(position)
    reached = np.cumsum(counts)
    first, second = (
        int(values[min(int(np.searchsorted(reached, place, side="right")), len(values) - 1)])
        for place in (below, below + 1)
    )
    return first + (position - below) * (second - first)


def _walsh_sum(differences: Differences, place: int) -> int:
    """The `place`-th smallest sum of two differences, first counted as 1, found by halving the interval it lies in."""
    low, high = 2 * int(differences.values[0]), 2 * int(differences.values[-1])
    while low < high:
        middle = (low + high) // 2
        if _walsh_sums_up_to(differences, middle) >= place:
            high = middle
        else:
            low = middle + 1
    return low


def _walsh_sums_up_to(differences: Differences, bound: int) -> int:
    """How many unordered pairs of differences, each with itself included, have a sum of at most `bound`."""
    reached = np.concatenate([[0], np.cumsum(differences.counts)])
    partners = reached[np.searchsorted(differences.values, bound - differences.values, side="right")]
    ordered = int(differences.counts @ partners)
    with_itself = int(differences.counts[2 * differences.values <= bound].sum())
    return (ordered + with_itself) // 2
