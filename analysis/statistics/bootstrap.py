"""Bootstrap intervals from counts: a resample of persons is one multinomial draw of how many had each value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from analysis.comparing.values import Caution, Estimate
from analysis.reducing.differences import Differences, Integers

Floats = NDArray[np.float64]
Statistic = Callable[[Integers], Floats]
"""From counts of shape (resamples, values) to one number per resample."""

DRAWS = 2_000
SEED = 1979
"""The default seed (the year of the bootstrap), so that the same answers always give the same report."""
BLOCK = 200_000
"""Cells that are drawn at a time: what fits in a processor's own memory is twice as fast."""
ROWS_ARE_CHEAPER = 8
"""Drawing one person costs about an eighth of drawing one binomial count."""

SOURCE = "Davison and Hinkley 1997, Bootstrap Methods and their Application, section 5.3"


@dataclass(frozen=True, slots=True)
class BootstrapIntervals:
    """A statistic with its percentile interval and its BCa interval; where one does not exist a caution says why.

    `draws` is how many resamples were made. Both estimates have the same value, that of the persons themselves.
    """

    percentile: Estimate
    bca: Estimate
    draws: int
    cautions: tuple[Caution, ...] = ()


def bootstrap_intervals(
    counts: Integers,
    statistic: Statistic,
    name: str,
    level: float = 0.95,
    *,
    draws: int = DRAWS,
    seed: int | np.random.Generator = SEED,
) -> BootstrapIntervals:
    """Percentile and BCa intervals of any statistic of counted values.

    Parameters
    ----------
    counts : array of int, shape (values,)
        How many persons had each distinct value. Give the values in a fixed order (rising): then the order of the
        persons cannot change the result.
    statistic : callable
        Takes counts of shape (resamples, values) and returns one number per resample; see `means` and `medians`.
    name : str
        What the estimates are called: `name` followed by "_percentile" and "_bca".
    level : float
        The confidence level of the intervals.
    draws : int
        How many resamples are made.
    seed : int or numpy.random.Generator
        The same seed gives the same intervals.

    Returns
    -------
    BootstrapIntervals
        The two intervals. Where all resamples give the same number there is no interval (caution "no_bootstrap");
        where leaving out any one person changes nothing, or all resamples lie on one side of the statistic, there is
        no BCa interval (caution "no_bca").

    Raises
    ------
    TooFewToResampleError
        When there are fewer than two persons.

    References
    ----------
    Efron 1987, Better bootstrap confidence intervals, Journal of the American Statistical Association 82:171-185.
    Davison and Hinkley 1997, Bootstrap Methods and their Application, sections 5.2 and 5.3.

    Examples
    --------
    >>> import numpy as np
    >>> values, counts = np.array([-1, 0, 1, 2]), np.array([3, 8, 20, 9])
    >>> found = bootstrap_intervals(counts, means(values), "mean_change")
    >>> round(found.percentile.value, 3), found.percentile.low < found.percentile.value < found.percentile.high
    (0.875, True)

    """
    tallies = np.asarray(counts, dtype=np.int64)
    if int(tallies.sum()) < 2:
        raise TooFewToResampleError(f"{int(tallies.sum())} persons cannot be resampled: at least two are needed.")
    value = float(statistic(tallies[np.newaxis, :])[0])
    chance = np.random.default_rng(seed)
    drawn = np.concatenate([statistic(block) for block in resamples(tallies, draws, chance)])
    how = f"{draws} multinomial resamples of the counts" + (f", seed {seed}" if isinstance(seed, int) else "")
    cautions = []
    ends = percentile_ends(drawn, level)
    if ends is None:
        cautions.append(Caution("no_bootstrap"))
    corrected = None if ends is None else bca_ends(drawn, value, jackknife(tallies, statistic), level)
    if ends is not None and corrected is None:
        cautions.append(Caution("no_bca"))
    return BootstrapIntervals(
        _estimate(f"{name}_percentile", value, ends, level, f"Percentile bootstrap, {how}"),
        _estimate(f"{name}_bca", value, corrected, level, f"Bias-corrected and accelerated (BCa) bootstrap, {how}"),
        draws,
        tuple(cautions),
    )


def bootstrap_mean_change(
    differences: Differences,
    level: float = 0.95,
    *,
    draws: int = DRAWS,
    seed: int | np.random.Generator = SEED,
) -> BootstrapIntervals:
    """Bootstrap intervals of the mean change; the estimates are named "mean_change_percentile" and "mean_change_bca".

    Parameters
    ----------
    differences : Differences
        The counted changes of the persons.
    level, draws, seed
        As in `bootstrap_intervals`.

    Returns
    -------
    BootstrapIntervals
        As `bootstrap_intervals` of `means`.

    Raises
    ------
    TooFewToResampleError
        When there are fewer than two persons.

    """
    mean = means(differences.values, differences.scale)
    return bootstrap_intervals(differences.counts, mean, "mean_change", level, draws=draws, seed=seed)


def means(values: Integers, scale: int = 1) -> Statistic:
    """The mean of `values / scale`, as a statistic to resample."""

    def of(counts: Integers) -> Floats:
        found: Floats = (counts @ values) / counts.sum(axis=1) / scale
        return found

    return of


def medians(values: Integers, scale: int = 1) -> Statistic:
    """The median of `values / scale` (rising), as a statistic to resample."""

    def of(counts: Integers) -> Floats:
        reached = np.cumsum(counts, axis=1)
        everybody = reached[:, -1:]
        lower = (2 * reached >= everybody).argmax(axis=1)
        upper = (2 * reached > everybody).argmax(axis=1)
        found: Floats = (values[lower] + values[upper]) / 2 / scale
        return found

    return of


def resamples(counts: Integers, draws: int, chance: np.random.Generator) -> Iterator[Integers]:
    """Counts of as many persons drawn with replacement, in blocks of shape (some of the draws, values)."""
    persons, values = int(counts.sum()), len(counts)
    by_rows = persons < ROWS_ARE_CHEAPER * values
    at_a_time = max(1, BLOCK // (max(persons, values) if by_rows else values))
    held_by = np.repeat(np.arange(values), counts) if by_rows else None
    # Short random numbers are several times as fast to draw.
    smallest = np.uint16 if persons < 2**16 else np.uint32
    for first in range(0, draws, at_a_time):
        size = min(at_a_time, draws - first)
        if held_by is None:
            yield chance.multinomial(persons, counts / persons, size=size)
            continue
        cells = held_by[chance.integers(persons, size=(size, persons), dtype=smallest)]
        cells += values * np.arange(size)[:, np.newaxis]
        yield np.bincount(cells.ravel(), minlength=size * values).reshape(size, values)


def jackknife(counts: Integers, statistic: Statistic) -> tuple[Floats, Integers]:
    """The statistic without one person of each value, and how many persons have that value."""
    places = np.flatnonzero(counts)
    at_a_time = max(1, BLOCK // len(counts))
    found = []
    for first in range(0, len(places), at_a_time):
        these = places[first : first + at_a_time]
        without = np.repeat(counts[np.newaxis, :], len(these), axis=0)
        without[np.arange(len(these)), these] -= 1
        found.append(statistic(without))
    return np.concatenate(found), counts[places]


def percentile_ends(drawn: Floats, level: float) -> tuple[float, float] | None:
    """The percentile interval of these resampled numbers; None when they are all the same."""
    if drawn.min() == drawn.max():
        return None
    ordered, tail = np.sort(drawn), (1 - level) / 2
    return _order_statistic(ordered, tail), _order_statistic(ordered, 1 - tail)


def bca_ends(
    drawn: Floats, value: float, left_out: tuple[Floats, Integers], level: float
) -> tuple[float, float] | None:
    """The BCa interval; None where it does not exist. `left_out` is what `jackknife` gives."""
    # Means of whole numbers often equal the estimate; such a resample lies half below it.
    below = (float((drawn < value).sum()) + float((drawn == value).sum()) / 2) / len(drawn)
    without, persons = left_out
    apart = float(without @ persons) / int(persons.sum()) - without
    squares = float((apart**2) @ persons)
    if not 0 < below < 1 or squares <= 0 or without.min() == without.max():
        return None
    bias, acceleration = float(ndtri(below)), float((apart**3) @ persons) / (6 * squares**1.5)
    ordered, ends = np.sort(drawn), []
    for chance in ((1 - level) / 2, (1 + level) / 2):
        moved = bias + float(ndtri(chance))
        if acceleration * moved >= 1:
            return None
        ends.append(_order_statistic(ordered, float(ndtr(bias + moved / (1 - acceleration * moved)))))
    return ends[0], ends[1]


def _order_statistic(ordered: Floats, chance: float) -> float:
    """The resample below which this share lies, between two of them on the scale of a normal distribution."""
    size = len(ordered)
    place = (size + 1) * chance
    # 1 - 0.975 is not quite 0.025: what is a whole place but for rounding is one.
    below = round(place) if abs(place - round(place)) < 1e-9 * size else int(place)
    if below < 1 or below >= size:
        return float(ordered[0 if below < 1 else -1])
    ends = ndtri(np.array([chance, below / (size + 1), (below + 1) / (size + 1)]))
    part = max(0.0, float((ends[0] - ends[1]) / (ends[2] - ends[1])))
    return float(ordered[below - 1] + part * (ordered[below] - ordered[below - 1]))


def _estimate(name: str, value: float, ends: tuple[float, float] | None, level: float, method: str) -> Estimate:
    low, high = ends if ends is not None else (None, None)
    return Estimate(name, value, low, high, level, method, SOURCE)


class TooFewToResampleError(ValueError):
    """A bootstrap was asked of fewer than two persons."""
