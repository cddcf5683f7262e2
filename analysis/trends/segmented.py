"""An interrupted series: whether a level and a slope changed at a stated quarter, beyond the trend before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from sys import float_info

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from analysis.comparing.values import Caution, Estimate, Test

Floats = NDArray[np.float64]

FEWEST_ON_A_SIDE = 4
"""Two points always lie on a line: with fewer than four on a side nothing is left to tell its errors by."""
ENOUGH_ON_A_SIDE = 8
"""So many are asked for on each side of an interruption (Penfold and Zhang 2013)."""

METHOD = "Segmented least squares, Newey-West errors ({lags} lags, small-sample factor), t interval"
SOURCE = "Wagner and others 2002, Journal of Clinical Pharmacy and Therapeutics 27:299-309"


class TooFewQuartersError(ValueError):
    """There are too few quarters on one side of the interruption."""


class SeriesError(ValueError):
    """The values are no series that can be fitted."""


@dataclass(frozen=True, slots=True)
class SegmentedResult:
    """Estimates: `start` (level of the first quarter), `slope_before`, `level_change` and `slope_change`.

    The level change is the jump in the first quarter after, off the line that the quarters before point to; the slope
    change is the later slope minus the earlier. `lags` is how many quarters apart errors may still be correlated.
    """

    before: int
    after: int
    lags: int
    estimates: tuple[Estimate, ...]
    tests: tuple[Test, ...]
    cautions: tuple[Caution, ...]


def segmented_regression(
    values: Sequence[float], first_after: int, *, lags: int | None = None, level: float = 0.95
) -> SegmentedResult:
    """A level and a slope change at a stated quarter, with errors that allow for autocorrelation.

    Parameters
    ----------
    values
        One number per quarter in the order of time, such as the share of measures that are done; no gaps.
    first_after
        The place (from 0) of the first quarter after the interruption, laid down before the values were seen.
    lags
        How many quarters apart errors may be correlated; the whole part of 4 (n / 100)^(2/9), at least 1, when not
        given.
    level
        Of the intervals.

    Returns
    -------
    SegmentedResult
        The four estimates with t intervals (n - 4 degrees of freedom) and a test of each change; without intervals
        and tests when the values lie on the lines exactly.

    Raises
    ------
    TooFewQuartersError
        When a side has fewer than four quarters.
    SeriesError
        When a value is not finite, or there are not so many lags.

    References
    ----------
    Newey WK, West KD (1987). A simple, positive semi-definite, heteroskedasticity and autocorrelation consistent
    covariance matrix. Econometrica 55:703-708.

    Wagner AK, Soumerai SB, Zhang F, Ross-Degnan D (2002). Segmented regression analysis of interrupted time series
    studies in medication use research. Journal of Clinical Pharmacy and Therapeutics 27:299-309.

    Examples
    --------
    >>> found = segmented_regression([1, 2, 1, 2, 5, 6, 5, 7], 4)
    >>> [(each.name, round(each.value, 2)) for each in found.estimates]
    [('start', 1.2), ('slope_before', 0.2), ('level_change', 3.0), ('slope_change', 0.3)]

    """
    y = np.asarray(values, dtype=float)
    n, after = len(y), len(y) - first_after
    if min(first_after, after) < FEWEST_ON_A_SIDE:
        raise TooFewQuartersError(
            f"{max(0, first_after)} quarters before and {max(0, after)} after: each side needs at least "
            f"{FEWEST_ON_A_SIDE}. Show the quarters as they are instead."
        )
    if not np.isfinite(y).all():
        raise SeriesError("Each quarter needs a finite number. Leave the series out, or begin it later.")
    lags = max(1, int(4 * (n / 100) ** (2 / 9))) if lags is None else lags
    if not 0 <= lags < n:
        raise SeriesError(f"There are {n} quarters, so errors can be correlated over 0 to {n - 1} lags, not {lags}.")
    coefficients, errors = _fitted(_design(n, first_after), y, lags)
    exact = errors is None
    return SegmentedResult(
        first_after,
        after,
        lags,
        _estimates(coefficients, errors, n - 4, lags, level),
        () if errors is None else _tests(coefficients, errors, n - 4, lags),
        _cautions(first_after, after, exact=exact),
    )


def _design(n: int, first_after: int) -> Floats:
    time = np.arange(n, dtype=float)
    later = (time >= first_after).astype(float)
    return np.column_stack([np.ones(n), time, later, later * (time - first_after)])


def _fitted(design: Floats, y: Floats, lags: int) -> tuple[Floats, Floats | None]:
    """Coefficients and their standard errors; no errors when nothing is left over."""
    n, parameters = design.shape
    inverse = np.asarray(np.linalg.inv(design.T @ design), dtype=np.float64)
    coefficients = inverse @ (design.T @ y)
    residuals = y - design @ coefficients
    if float(residuals @ residuals) <= 1e-20 * max(1.0, float(y @ y)):
        return coefficients, None
    scores = design * residuals[:, np.newaxis]
    middle = scores.T @ scores
    for lag in range(1, lags + 1):
        crossed = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (crossed + crossed.T)
    covariance = inverse @ middle @ inverse * n / (n - parameters)
    return coefficients, np.sqrt(np.diag(covariance))


def _estimates(coefficients: Floats, errors: Floats | None, df: int, lags: int, level: float) -> tuple[Estimate, ...]:
    t, method = float(stdtrit(df, 0.5 + level / 2)), METHOD.format(lags=lags)

    def ends(place: int) -> tuple[float, float | None, float | None]:
        value = float(coefficients[place])
        if errors is None:
            return value, None, None
        half = t * float(errors[place])
        return value, value - half, value + half

    return (
        Estimate("start", *ends(0), level=level, method=method, source=SOURCE),
        Estimate("slope_before", *ends(1), level=level, method=method, source=SOURCE),
        Estimate("level_change", *ends(2), level=level, method=method, source=SOURCE),
        Estimate("slope_change", *ends(3), level=level, method=method, source=SOURCE),
    )


def _tests(coefficients: Floats, errors: Floats, df: int, lags: int) -> tuple[Test, ...]:
    def found(place: int) -> tuple[float, float, float]:
        statistic = float(coefficients[place]) / sqrt(float(errors[place]) ** 2)
        return statistic, float(df), max(2 * float(stdtr(df, -abs(statistic))), float_info.min)

    method = METHOD.format(lags=lags)
    return (
        Test("level_change", *found(2), None, method, SOURCE),
        Test("slope_change", *found(3), None, method, SOURCE),
    )


def _cautions(before: int, after: int, *, exact: bool) -> tuple[Caution, ...]:
    few = (Caution("few_quarters", min(before, after), ENOUGH_ON_A_SIDE),) if min(before, after) < 8 else ()
    return (*few, Caution("exact_fit")) if exact else few
