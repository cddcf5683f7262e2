"""A steady trend over rounds of different persons: Cochran-Armitage for a share, Mantel for an ordered answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from sys import float_info

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtri

from analysis.comparing.values import Estimate, Test
from analysis.reducing.panels import PanelError

ARMITAGE_SOURCE = "Cochran 1954, Biometrics 10:417-451; Armitage 1955, Biometrics 11:375-386"
LINEAR_SOURCE = "Mantel 1963, Journal of the American Statistical Association 58:690-700"


@dataclass(frozen=True, slots=True)
class SeparateRounds:
    """Yes/no answers in rounds of different persons: `inside[i]` of `of[i]`, at the time `scores[i]`.

    Parameters
    ----------
    inside, of
        Whole numbers, one per round: how many of how many.
    scores
        Where each round stands in time (years, say); 0, 1, 2, ... when they are evenly apart.

    Raises
    ------
    PanelError
        When the lengths differ, there are fewer than two rounds, a round has nobody or more inside than answered, or
        all scores are the same.

    """

    inside: tuple[int, ...]
    of: tuple[int, ...]
    scores: tuple[float, ...]

    def __post_init__(self) -> None:
        if not len(self.inside) == len(self.of) == len(self.scores) > 1:
            raise PanelError("Give as many counts inside as denominators and scores, for at least two rounds.")
        if any(not 0 <= inside <= of or of == 0 for inside, of in zip(self.inside, self.of, strict=True)):
            raise PanelError("Each round needs someone who answered, and no more inside the share than answered.")
        if len(set(self.scores)) == 1 or not np.isfinite(self.scores).all():
            raise PanelError("The scores tell when the rounds were: give finite numbers that are not all the same.")


def separate_rounds(inside: Sequence[int], of: Sequence[int], scores: Sequence[float] | None = None) -> SeparateRounds:
    """Yes/no answers in rounds of different persons; without `scores` the rounds are evenly apart."""
    times = range(len(inside)) if scores is None else scores
    return SeparateRounds(tuple(inside), tuple(of), tuple(float(score) for score in times))


def cochran_armitage(rounds: SeparateRounds) -> Test:
    """The Cochran-Armitage test of a linear trend in a share over rounds of different persons.

    Parameters
    ----------
    rounds
        How many of how many in each round, and when.

    Returns
    -------
    Test
        Chi-squared with one degree of freedom, two-sided, no continuity correction; 0 and p 1 when nobody or everybody
        is inside.

    References
    ----------
    Armitage P (1955). Tests for linear trends in proportions and frequencies. Biometrics 11:375-386.

    Examples
    --------
    >>> round(cochran_armitage(separate_rounds([10, 20, 30], [100, 100, 100])).statistic, 3)
    12.5

    """
    inside, of = np.array(rounds.inside, dtype=float), np.array(rounds.of, dtype=float)
    share = sum(rounds.inside) / sum(rounds.of)
    away = np.array(rounds.scores) - float(of @ rounds.scores) / float(of.sum())
    spread = share * (1 - share) * float(of @ away**2)
    statistic = float(away @ inside) ** 2 / spread if spread else 0.0
    method = "Cochran-Armitage test for linear trend, chi-squared, two-sided"
    return Test("cochran_armitage", statistic, 1.0, _upper(statistic), None, method, ARMITAGE_SOURCE)


def share_slope(rounds: SeparateRounds, level: float = 0.95) -> Estimate:
    """Change in the share per unit of the scores, over rounds of different persons.

    Parameters
    ----------
    rounds
        How many of how many in each round, and when.
    level
        Of the interval.

    Returns
    -------
    Estimate
        The least squares slope over all persons, with a normal interval from each round's own variance; without an
        interval when every round's share is 0 or 1.

    References
    ----------
    Armitage P (1955), as in `cochran_armitage`.

    Examples
    --------
    >>> round(share_slope(separate_rounds([10, 20, 30], [100, 100, 100])).value, 3)
    0.1

    """
    inside, of = np.array(rounds.inside, dtype=float), np.array(rounds.of, dtype=float)
    away = np.array(rounds.scores) - float(of @ rounds.scores) / float(of.sum())
    spread = float(of @ away**2)
    slope = float(away @ inside) / spread
    variance = float(away**2 @ (inside * (of - inside) / of)) / spread**2
    half = float(ndtri(0.5 + level / 2)) * sqrt(variance)
    method = "Least squares slope of the share over persons, normal interval, variance of each round"
    low, high = (slope - half, slope + half) if half else (None, None)
    return Estimate("share_slope", slope, low, high, level, method, ARMITAGE_SOURCE)


def linear_trend(table: ArrayLike, values: Sequence[float], scores: Sequence[float] | None = None) -> Test:
    """Mantel's test of a linear trend in an ordered answer over rounds of different persons.

    Parameters
    ----------
    table
        Whole numbers, rounds by codes: how many gave each code in each round.
    values
        The number of each code.
    scores
        Where each round stands in time; 0, 1, 2, ... when not given.

    Returns
    -------
    Test
        Chi-squared (N - 1) r² with one degree of freedom; 0 and p 1 when all answered the same.

    Raises
    ------
    PanelError
        When the shapes do not fit.

    References
    ----------
    Mantel N (1963). Chi-square tests with one degree of freedom; extensions of the Mantel-Haenszel procedure. Journal
    of the American Statistical Association 58:690-700.

    Examples
    --------
    >>> round(linear_trend([[5, 3, 2], [2, 3, 5]], [1, 2, 3]).statistic, 4)
    2.4429

    """
    counts = np.asarray(table, dtype=float)
    times = np.arange(len(counts), dtype=float) if scores is None else np.asarray(scores, dtype=float)
    if counts.ndim != 2 or counts.shape != (len(times), len(values)):
        raise PanelError("Give a table of rounds by codes, a number for each code and a score for each round.")
    n = float(counts.sum())
    if n == 0:
        raise PanelError("Nobody answered in any round, so there is no trend to test.")
    when = times - float(counts.sum(axis=1) @ times) / n
    what = np.asarray(values, dtype=float) - float(counts.sum(axis=0) @ np.asarray(values, dtype=float)) / n
    spread = float(counts.sum(axis=1) @ when**2) * float(counts.sum(axis=0) @ what**2)
    statistic = (n - 1) * float(when @ counts @ what) ** 2 / spread if spread else 0.0
    method = "Linear-by-linear association, chi-squared, two-sided"
    return Test("linear_trend", statistic, 1.0, _upper(statistic), None, method, LINEAR_SOURCE)


def _upper(statistic: float) -> float:
    # A p can be too small for a floating point number; it is never 0.
    return max(float(chdtrc(1, statistic)), float_info.min)
