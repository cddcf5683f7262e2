"""The mean change of a number: its test, and how large it is beside the spread between persons."""

from __future__ import annotations

from math import atanh, sqrt, tanh
from sys import float_info

import numpy as np
from scipy.optimize import brentq
from scipy.special import nctdtr, ndtri, stdtr

from analysis.comparing.values import Estimate, Test
from analysis.reducing.differences import Differences, Integers
from analysis.reducing.pairs import Pairs
from analysis.statistics.ordinal import moments

PAIRED_T = "Student's t of the pairs' changes, two-sided"
PAIRED_T_SOURCE = "Student 1908, Biometrika 6:1-25"
D_Z = "Mean change by the standard deviation of the changes (d_z), interval by inverting the noncentral t"
D_Z_SOURCE = "Cumming and Finch 2001, Educational and Psychological Measurement 61:532-574"
D_AV = (
    "Mean change by the root mean square of the two rounds' standard deviations (d_av), approximate interval by the "
    "noncentral t"
)
D_AV_SOURCE = "Algina and Keselman 2003, Educational and Psychological Measurement 63:537-553"
SRM = "Standardised response mean: mean change by the standard deviation of the changes; the same number as d_z"
SRM_SOURCE = "Liang, Fossel and Larson 1990, Medical Care 28:632-642"
OLDHAM = "Oldham's correlation of change with the mean of both rounds, Fisher's z interval"
OLDHAM_SOURCE = "Oldham 1962, Journal of Chronic Diseases 15:969-977"


def paired_t(differences: Differences) -> Test | None:
    """Test that the mean change is zero.

    Parameters
    ----------
    differences : Differences
        The counted changes of the persons, follow-up minus baseline.

    Returns
    -------
    Test or None
        The t statistic, its n - 1 degrees of freedom and the two-sided p; None when fewer than two persons, or when
        all changed alike, so that there is no spread to judge the mean by.

    References
    ----------
    Student 1908, The probable error of a mean, Biometrika 6:1-25.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.differences import from_values
    >>> test = paired_t(from_values(np.array([1, 2, 0, 3])))
    >>> round(test.statistic, 4), test.df
    (2.3238, 3.0)

    """
    t = _t(differences)
    if t is None:
        return None
    df = differences.pairs - 1
    # A p can be too small for a floating point number; it is never 0.
    p = max(2 * float(stdtr(df, -abs(t))), float_info.min)
    return Test("paired_t", t, float(df), min(p, 1.0), None, PAIRED_T, PAIRED_T_SOURCE)


def d_z(differences: Differences, level: float = 0.95) -> Estimate | None:
    """Standardised mean change by the spread of the changes.

    Parameters
    ----------
    differences : Differences
        The counted changes of the persons.
    level : float
        The confidence level of the interval, in 0..1.

    Returns
    -------
    Estimate or None
        In standard deviations of the changes, with the interval that inverts the noncentral t distribution (exact for
        normal changes). None when fewer than two persons or all changed alike; without an interval where the
        distribution cannot be computed.

    References
    ----------
    Cumming and Finch 2001, Educational and Psychological Measurement 61:532-574.
    Lakens 2013, Frontiers in Psychology 4:863.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.differences import from_values
    >>> found = d_z(from_values(np.array([1, 2, 0, 3])))
    >>> round(found.value, 4)
    1.1619

    """
    return _by_spread_of_changes("d_z", differences, level, (D_Z, D_Z_SOURCE))


def standardised_response_mean(differences: Differences, level: float = 0.95) -> Estimate | None:
    """The name that studies of outcome measures use for `d_z`; the same number with the same interval.

    Parameters
    ----------
    differences : Differences
        The counted changes of the persons.
    level : float
        The confidence level of the interval.

    Returns
    -------
    Estimate or None
        As `d_z`.

    References
    ----------
    Liang, Fossel and Larson 1990, Medical Care 28:632-642.

    """
    return _by_spread_of_changes("srm", differences, level, (SRM, SRM_SOURCE))


def d_av(pairs: Pairs, level: float = 0.95) -> Estimate | None:
    """Standardised mean change by the spread between persons.

    Parameters
    ----------
    pairs : Pairs
        The counted pairs of numbers.
    level : float
        The confidence level of the interval.

    Returns
    -------
    Estimate or None
        In standard deviations between persons (the root mean square of both rounds'), with Algina and Keselman's
        approximate interval. None when fewer than two persons, or when nobody differs from another in either round;
        without an interval when all changed alike.

    References
    ----------
    Algina and Keselman 2003, Educational and Psychological Measurement 63:537-553.
    Cumming 2012, Understanding the New Statistics, chapter 11.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.pairs import pair_values
    >>> found = d_av(pair_values(np.array([1, 2, 3, 4]), np.array([2, 4, 3, 7])))
    >>> round(found.value, 4)
    0.8429

    """
    if pairs.persons < 2:
        return None
    spreads = [moments(side, pairs.counts, pairs.scale)[1] or 0.0 for side in (pairs.before, pairs.after)]
    between = sqrt((spreads[0] ** 2 + spreads[1] ** 2) / 2)
    if not between:
        return None
    changes = pairs.differences
    mean, sd = moments(changes.values, changes.counts, changes.scale)
    t = _t(changes)
    ends = None if t is None or not sd else _ends(t, pairs.persons - 1, level)
    if ends is None or not sd:
        return Estimate("d_av", mean / between, level=level, method=D_AV, source=D_AV_SOURCE)
    unit = sd / between / sqrt(pairs.persons)
    return Estimate("d_av", mean / between, ends[0] * unit, ends[1] * unit, level, D_AV, D_AV_SOURCE)


def oldham(pairs: Pairs, level: float = 0.95) -> Estimate | None:
    """Whether those who began high changed differently, without being fooled by regression to the mean.

    Change and baseline share the baseline's error, so they correlate negatively even when nothing depends on the
    baseline. Change and the mean of both rounds do not: their correlation is 0 when both rounds spread alike.

    Parameters
    ----------
    pairs : Pairs
        The counted pairs of numbers.
    level : float
        The confidence level of the interval.

    Returns
    -------
    Estimate or None
        The correlation, -1 to 1, negative when the spread between persons shrank. None when fewer than three persons
        or when the changes or the means do not vary; without an interval for three persons or a correlation of 1.

    References
    ----------
    Oldham 1962, Journal of Chronic Diseases 15:969-977.
    Tu and Gilthorpe 2007, Statistics in Medicine 26:443-457.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.pairs import pair_values
    >>> found = oldham(pair_values(np.array([1, 2, 3, 4, 5]), np.array([4, 3, 5, 4, 6])))
    >>> round(found.value, 4)
    -0.4193

    """
    n = pairs.persons
    if n < 3:
        return None
    r = _correlation(pairs.after - pairs.before, pairs.after + pairs.before, pairs.counts)
    if r is None:
        return None
    if n == 3 or abs(r) >= 1:
        return Estimate("oldham", r, level=level, method=OLDHAM, source=OLDHAM_SOURCE)
    half = float(ndtri(0.5 + level / 2)) / sqrt(n - 3)
    low, high = tanh(atanh(r) - half), tanh(atanh(r) + half)
    return Estimate("oldham", r, low, high, level, OLDHAM, OLDHAM_SOURCE)


def _by_spread_of_changes(name: str, differences: Differences, level: float, told: tuple[str, str]) -> Estimate | None:
    t = _t(differences)
    if t is None:
        return None
    root, (method, source) = sqrt(differences.pairs), told
    ends = _ends(t, differences.pairs - 1, level)
    if ends is None:
        return Estimate(name, t / root, level=level, method=method, source=source)
    return Estimate(name, t / root, ends[0] / root, ends[1] / root, level, method, source)


def _t(differences: Differences) -> float | None:
    """The mean change by its standard error; None when there is no spread."""
    if differences.pairs < 2:
        return None
    mean, sd = moments(differences.values, differences.counts, differences.scale)
    return mean / (sd / sqrt(differences.pairs)) if sd else None


def _ends(t: float, df: int, level: float) -> tuple[float, float] | None:
    """The noncentralities for which `t` lies just at the upper and the lower end of what is expected."""
    tail = (1 - level) / 2
    if t < 0:
        mirrored = _ends(-t, df, level)
        return None if mirrored is None else (-mirrored[1], -mirrored[0])
    low, high = _noncentrality(t, df, 1 - tail), _noncentrality(t, df, tail)
    return None if low is None or high is None else (low, high)


def _noncentrality(t: float, df: int, chance: float) -> float | None:
    """The noncentrality for which a noncentral t is at most `t` with this chance; None where none can be found."""

    def excess(noncentrality: float) -> float:
        return float(nctdtr(df, noncentrality, t)) - chance

    width = 10 * sqrt(1 + t * t / (2 * df))
    low, high = t - width, t + width
    if not excess(low) > 0 > excess(high):
        return None
    return float(brentq(excess, low, high, xtol=1e-12, rtol=8.9e-16))


def _correlation(first: Integers, second: Integers, counts: Integers) -> float | None:
    """Pearson's correlation of counted whole numbers; None when either does not vary."""
    # Python's whole numbers are exact, so a constant has a spread of exactly 0.
    n = int(counts.sum())
    x, y, weights = first.tolist(), second.tolist(), counts.tolist()
    sums = [sum(w * value for w, value in zip(weights, each, strict=True)) for each in (x, y)]
    squares = [
        n * sum(w * a * b for w, a, b in zip(weights, one, other, strict=True))
        for one, other in ((x, x), (y, y), (x, y))
    ]
    spread = (squares[0] - sums[0] ** 2) * (squares[1] - sums[1] ** 2)
    if spread <= 0:
        return None
    return float(np.clip((squares[2] - sums[0] * sums[1]) / sqrt(spread), -1.0, 1.0))
