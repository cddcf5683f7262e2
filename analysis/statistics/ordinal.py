"""Paired change on a scale or of a number, from counts of differences: how many moved, by how much and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from scipy.special import stdtrit

from analysis.comparing.values import Change, Estimate, Summary
from analysis.reducing.differences import Differences, Integers
from analysis.statistics.proportions import share
from analysis.statistics.signflips import MOST_EXACT, signed_rank_quantile

MEAN_CHANGE = "Mean of the pairs' changes with Student's t interval"
HODGES_LEHMANN = "Hodges-Lehmann: median of all pairwise means of the changes, unchanged pairs included"
HODGES_LEHMANN_SOURCE = "Hodges and Lehmann 1963, Annals of Mathematical Statistics 34:598-611"
ENDS = "with the closed interval of Tukey between two of those means"
EXACT_ENDS = f"{ENDS}, their places by the exact signed-rank distribution (conservative under ties)"
NORMAL_ENDS = f"{ENDS}, their places by the normal approximation (over {MOST_EXACT} pairs)"


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
    """Mean of the pairs' changes with Student's t interval.

    Parameters
    ----------
    differences
        How many pairs changed by how much; pairs without change are part of it.
    level
        Confidence level of the interval.

    Returns
    -------
    Estimate or None
        In the scale's own units; without an interval for one pair or equal changes. None without pairs.

    References
    ----------
    Student. The probable error of a mean. Biometrika 1908;6:1-25.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.differences import from_values
    >>> found = mean_change(from_values(np.array([0, 1, 1, 2])))
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (1.0, -0.3, 2.3)

    """
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


def hodges_lehmann(differences: Differences, level: float = 0.95) -> Estimate | None:
    """The typical change: median of the means of every two pairs' changes, a pair with itself included.

    Parameters
    ----------
    differences
        How many pairs changed by how much; pairs without change are part of it.
    level
        Confidence level of the interval.

    Returns
    -------
    Estimate or None
        In the scale's own units. Its interval holds both ends, and under ties its level is at least the one asked for.
        Without an interval when there are too few pairs for that level (below 6 for 0.95); None without pairs.

    References
    ----------
    Hodges JL, Lehmann EL. Estimates of location based on rank tests. Ann Math Stat 1963;34:598-611. Hollander M, Wolfe
    DA, Chicken E. Nonparametric statistical methods, 3rd ed. Wiley 2014, section 3.3. Noether GE. Wilcoxon confidence
    intervals for location parameters in the discrete case. J Am Stat Assoc 1967;62:184-188.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.differences import from_values
    >>> found = hodges_lehmann(from_values(np.array([0, 0, 1, 1, 1, 2, 2, 3])))
    >>> found.value, found.low, found.high
    (1.0, 0.5, 2.0)

    """
    n = differences.pairs
    if n == 0:
        return None
    every = n * (n + 1) // 2
    place = signed_rank_quantile(n, (1 - level) / 2)
    ends = [place, every + 1 - place] if place else []
    sums = _walsh_sums(differences, [(every + 1) // 2, every // 2 + 1, *ends])
    value = (sums[0] + sums[1]) / 4 / differences.scale
    if place == 0:
        return Estimate("hodges_lehmann", value, level=level, method=HODGES_LEHMANN, source=HODGES_LEHMANN_SOURCE)
    low, high = (each / 2 / differences.scale for each in sums[2:])
    method = f"{HODGES_LEHMANN}, {EXACT_ENDS if n <= MOST_EXACT else NORMAL_ENDS}"
    return Estimate("hodges_lehmann", value, low, high, level, method, HODGES_LEHMANN_SOURCE)


def summary(values: Integers, counts: Integers, scale: int = 1) -> Summary | None:
    """Middle, spread and total of counted whole numbers (rising); None without answers."""
    n = int(counts.sum())
    if n == 0:
        return None
    mean, sd = moments(values, counts, scale)
    quartiles = [each / scale for each in quantiles(values, counts, (0.25, 0.5, 0.75))]
    total = sum(value * count for value, count in zip(values.tolist(), counts.tolist(), strict=True)) / scale
    return Summary(n, mean, sd, quartiles[1], quartiles[0], quartiles[2], total)


def quantiles(values: Integers, counts: Integers, shares_below: Sequence[float]) -> list[float]:
    """Quantiles by linear interpolation between ordered answers (type 7 of Hyndman and Fan 1996)."""
    reached = counts.cumsum()
    positions = [(int(reached[-1]) - 1) * share for share in shares_below]
    around = [place for position in positions for place in (int(position), int(position) + 1)]
    found = values[np.minimum(reached.searchsorted(around, side="right"), len(values) - 1)].tolist()
    pairs = zip(positions, found[::2], found[1::2], strict=True)
    return [first + (position - int(position)) * (second - first) for position, first, second in pairs]


def _walsh_sums(differences: Differences, places: Sequence[int]) -> list[int]:
    """The sums of two differences in these places, from 1 for the smallest, all found by halving at once."""
    values, counts = differences.values, differences.counts
    reached = np.concatenate([[0], counts.cumsum()])
    low, high = (np.full(len(places), 2 * values[end]) for end in (0, -1))
    while (low < high).any():
        middle = (low + high) // 2
        bounds = middle[:, np.newaxis]
        # Unordered pairs with a sum of at most the bound, each difference with itself included.
        ordered = reached[values.searchsorted(bounds - values, side="right")] @ counts
        enough = (ordered + (2 * values <= bounds) @ counts) // 2 >= places
        low, high = np.where(enough, low, middle + 1), np.where(enough, middle, high)
    return [int(each) for each in low]
