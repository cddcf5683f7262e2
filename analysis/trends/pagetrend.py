"""Page's test: a steady rise or fall over several rounds of the same units, from counts of patterns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import permutations
from math import gcd, sqrt
from sys import float_info
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analysis.comparing.values import Estimate, Test
from analysis.reducing.differences import Integers
from analysis.reducing.panels import Panel, doubled_ranks

Alternative = Literal["two-sided", "increasing", "decreasing"]
Floats = NDArray[np.float64]

MOST_ROUNDS = 7
"""Rounds whose orders are all listed (7! = 5,040); with more, Page's test is approximate."""
MOST_SUMS = 4_000
"""Largest number of distinct sums in Page's exact distribution; above it one p would take over 50 ms."""

PAGE_SOURCE = "Page 1963, Journal of the American Statistical Association 58:216-230"


def page_trend(answers: Panel, alternative: Alternative = "two-sided") -> Test:
    """Page's test of a steady trend over the rounds, for the same units.

    Each unit's answers are ranked among themselves; L sums rank times the round's number. Under the null hypothesis
    every order of a unit's ranks is as likely, ties kept. Exact when there are at most seven rounds and few enough
    sums, else normal with the variance corrected for ties: `method` says which. When every unit answered the same in
    all rounds, p is 1.

    Parameters
    ----------
    answers
        Answers on an ordered scale, or numbers, as whole numbers; rounds in the order of time.
    alternative
        "increasing" or "decreasing" only when the direction was laid down before the answers were seen.

    Returns
    -------
    Test
        L, and p.

    References
    ----------
    Page EB (1963). Ordered hypotheses for multiple treatments: a significance test for linear ranks. Journal of the
    American Statistical Association 58:216-230.

    Examples
    --------
    >>> from analysis.reducing.panels import panel
    >>> page_trend(panel([[1, 2, 3], [2, 4, 5]]), "increasing").p  # one of 36 orders
    0.027777777777777776

    """
    k = answers.rounds
    ranks = doubled_ranks(answers.values)
    total = int(answers.counts @ (ranks @ _steps(k)))
    blocks = _blocks(ranks, answers.counts)
    tail, how = _page_tail(blocks, k, -total if alternative == "decreasing" else total, alternative)
    # Doubled ranks and doubled steps about their means: L itself is a quarter, plus what all ties would give.
    statistic = (total + answers.units * k * (k + 1) ** 2) / 4
    p = min(1.0, max(2 * tail if alternative == "two-sided" else tail, float_info.min))
    return Test("page_trend", statistic, None, p, None, f"Page's trend test, {how}, {alternative}", PAGE_SOURCE)


def trend_correlation(answers: Panel) -> Estimate | None:
    """How steadily the units rise: the mean over units of the rank correlation between answer and round, -1 to 1.

    Parameters
    ----------
    answers
        Answers on an ordered scale, or numbers, as whole numbers; rounds in the order of time.

    Returns
    -------
    Estimate or None
        Page's mean Spearman correlation, in which a unit that never changes counts 0; None without units.

    References
    ----------
    Page EB (1963), as in `page_trend`.

    Examples
    --------
    >>> from analysis.reducing.panels import panel
    >>> trend_correlation(panel([[1, 2, 3], [3, 3, 3]])).value
    0.5

    """
    if answers.units == 0:
        return None
    k = answers.rounds
    total = int(answers.counts @ (doubled_ranks(answers.values) @ _steps(k)))
    value = total / (answers.units * int(_steps(k) @ _steps(k)))
    method = "Mean Spearman correlation of answer and round over the units; units without change count 0"
    return Estimate("trend_correlation", value, method=method, source=PAGE_SOURCE)


def _steps(rounds: int) -> Integers:
    """Twice the rounds' numbers, about their mean."""
    return 2 * np.arange(rounds, dtype=np.int64) - (rounds - 1)


def _blocks(ranks: Integers, counts: Integers) -> list[tuple[tuple[int, ...], int]]:
    """The distinct sets of ranks that vary, and how many units have each."""
    kinds, place = np.unique(np.sort(ranks, axis=1), axis=0, return_inverse=True)
    units = np.zeros(len(kinds), dtype=np.int64)
    np.add.at(units, place.ravel(), counts)
    rows = zip(kinds.tolist(), units.tolist(), strict=True)
    return [(tuple(kind), many) for kind, many in rows if many and any(kind)]


def _page_tail(
    blocks: list[tuple[tuple[int, ...], int]], rounds: int, total: int, alternative: Alternative
) -> tuple[float, str]:
    """The chance of a sum at least as large as `total` (as far from 0, when two-sided), and how it was found."""
    total = abs(total) if alternative == "two-sided" else total
    if not blocks:
        return 1.0, "exact under ties"
    largest = sum(
        many * sum(a * b for a, b in zip(_steps(rounds).tolist(), kind, strict=True)) for kind, many in blocks
    )
    if rounds <= MOST_ROUNDS:
        orders = [(_orders(kind), many) for kind, many in blocks]
        step = gcd(*(each.step for each, _ in orders))
        if 2 * largest // step <= MOST_SUMS:
            chance = np.ones(1)
            for each, many in orders:
                chance = np.convolve(chance, _power(each.spread(step), many))
            sums = step * np.arange(len(chance)) - largest
            return float(chance[sums >= total].sum()), "exact under ties"
    squares = sum(many * sum(rank**2 for rank in kind) for kind, many in blocks)
    variance = squares * float(_steps(rounds) @ _steps(rounds)) / (rounds - 1)
    return float(ndtr(-total / sqrt(variance))), "normal approximation corrected for ties"


@dataclass(frozen=True, slots=True)
class _Orders:
    """The sums that one unit's ranks can give in all their orders, with their chances."""

    sums: tuple[int, ...]
    chances: tuple[float, ...]

    @property
    def step(self) -> int:
        return gcd(*(each - self.sums[0] for each in self.sums))

    def spread(self, step: int) -> Floats:
        """The chances at every `step` from the lowest sum to the highest."""
        spread = np.zeros((self.sums[-1] - self.sums[0]) // step + 1)
        spread[[(each - self.sums[0]) // step for each in self.sums]] = self.chances
        return spread


@cache
def _permutations(rounds: int) -> Integers:
    return np.array(list(permutations(range(rounds))), dtype=np.int64)


@cache
def _orders(ranks: tuple[int, ...]) -> _Orders:
    listed = np.array(ranks, dtype=np.int64)[_permutations(len(ranks))] @ _steps(len(ranks))
    sums, counts = np.unique(listed, return_counts=True)
    return _Orders(tuple(sums.tolist()), tuple((counts / len(listed)).tolist()))


def _power(chances: Floats, times: int) -> Floats:
    """The distribution of the sum of as many independent units."""
    result = np.ones(1)
    while times:
        if times & 1:
            result = np.convolve(result, chances)
        times >>= 1
        if times:
            chances = np.convolve(chances, chances)
    return result
