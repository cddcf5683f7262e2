"""How long something takes when some are not done yet: Kaplan and Meier's curve, from counts per time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from analysis.comparing.values import Estimate
from analysis.reducing.differences import Integers

KAPLAN_MEIER = "Kaplan-Meier, Greenwood's variance, log-log interval"
KAPLAN_MEIER_SOURCE = "Kaplan and Meier 1958, Journal of the American Statistical Association 53:457-481"
MEDIAN = "Median of the Kaplan-Meier curve; interval where the log-log bands cross one half (Brookmeyer and Crowley)"
MEDIAN_SOURCE = "Brookmeyer and Crowley 1982, Biometrics 38:29-41"
AS_GOOD_AS_HALF = 1.5e-8


class DurationsError(ValueError):
    """The times are none that a curve can be drawn from."""


@dataclass(frozen=True, slots=True)
class Durations:
    """At `times[i]`, `ended[i]` were done and `censored[i]` were last seen not done; times are distinct and rising."""

    times: Integers
    ended: Integers
    censored: Integers

    @property
    def units(self) -> int:
        """How many are followed."""
        return int(self.ended.sum() + self.censored.sum())


@dataclass(frozen=True, slots=True)
class SurvivalStep:
    """Just after `time`: the share not done, with its interval; none where the share is 0 or 1."""

    time: int
    at_risk: int
    ended: int
    censored: int
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Survival:
    """A Kaplan-Meier curve; `median` is None when half are not done yet at the end."""

    units: int
    ended: int
    steps: tuple[SurvivalStep, ...]
    median: Estimate | None
    level: float
    method: str = KAPLAN_MEIER
    source: str = KAPLAN_MEIER_SOURCE


def durations(times: ArrayLike, ended: ArrayLike) -> Durations:
    """Reduce times to counts.

    Parameters
    ----------
    times
        Whole numbers, one per unit, 0 or more: the time until done, or until last seen.
    ended
        Whether each unit was done at its time.

    Returns
    -------
    Durations
        The distinct times and how many were done and not done at each.

    Raises
    ------
    DurationsError
        When lengths differ or a time is negative or no whole number.

    Examples
    --------
    >>> durations([2, 1, 2], [True, True, False]).ended.tolist()
    [1, 1]

    """
    when, done = np.asarray(times), np.asarray(ended, dtype=bool)
    if when.shape != done.shape or when.ndim != 1 or (len(when) and when.dtype.kind not in "iu"):
        raise DurationsError("Give a whole number of quarters and whether it was done, for each measure.")
    if (when < 0).any():
        raise DurationsError("A time is negative. Count quarters from the first report.")
    distinct, place = np.unique(when, return_inverse=True)
    size = len(distinct)
    return Durations(
        distinct.astype(np.int64),
        np.bincount(place[done], minlength=size).astype(np.int64),
        np.bincount(place[~done], minlength=size).astype(np.int64),
    )


def kaplan_meier(found: Durations, level: float = 0.95) -> Survival | None:
    """The share not done at each time, when those not done yet are no different from the others.

    Parameters
    ----------
    found
        How many were done, and last seen not done, at each time.
    level
        Of the intervals.

    Returns
    -------
    Survival or None
        The curve with its median; None when nobody is followed.

    References
    ----------
    Kaplan EL, Meier P (1958). Nonparametric estimation from incomplete observations. Journal of the American
    Statistical Association 53:457-481.

    Examples
    --------
    >>> curve = kaplan_meier(durations([1, 2, 3, 3], [True, True, False, True]))
    >>> [step.value for step in curve.steps]
    [0.75, 0.5, 0.25]
    >>> curve.median.value
    2.5

    """
    if found.units == 0:
        return None
    z = float(ndtri(0.5 + level / 2))
    at_risk, left, greenwood, steps = found.units, 1.0, 0.0, []
    for time, ended, censored in zip(found.times.tolist(), found.ended.tolist(), found.censored.tolist(), strict=True):
        left *= (at_risk - ended) / at_risk
        greenwood += ended / (at_risk * (at_risk - ended)) if at_risk > ended else 0.0
        low, high = _ends(left, greenwood, z)
        steps.append(SurvivalStep(time, at_risk, ended, censored, left, low, high))
        at_risk -= ended + censored
    return Survival(found.units, int(found.ended.sum()), tuple(steps), _median(steps, level), level)


def _ends(left: float, greenwood: float, z: float) -> tuple[float | None, float | None]:
    if not 0 < left < 1:
        return None, None
    half = z * sqrt(greenwood) / -log(left)
    middle = log(-log(left))
    return exp(-exp(middle + half)), exp(-exp(middle - half))


def _median(steps: Sequence[SurvivalStep], level: float) -> Estimate | None:
    value = _crossing([(step.time, step.value) for step in steps])
    if value is None:
        return None
    low = _crossing([(step.time, step.low) for step in steps if step.low is not None])
    high = _crossing([(step.time, step.high) for step in steps if step.high is not None])
    return Estimate("median_time", value, low, high, level, MEDIAN, MEDIAN_SOURCE)


def _crossing(curve: Sequence[tuple[int, float]]) -> float | None:
    """Where a falling curve comes to one half; in the middle of the stretch where it is just that."""
    under = [(time, height) for time, height in curve if height < 0.5 + AS_GOOD_AS_HALF]
    if not under:
        return None
    time, height = under[0]
    below = [later for later, lower in under if lower < height]
    if abs(height - 0.5) < AS_GOOD_AS_HALF and below:
        return (time + below[0]) / 2
    return float(time)
