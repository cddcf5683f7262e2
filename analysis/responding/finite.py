"""When most of a small population answered: intervals that shrink with every unit that is known, beside the bounds.

Of 426 municipalities 389 answered: what is uncertain is the other 37 alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from scipy.special import stdtrit
from scipy.stats import hypergeom

from analysis.comparing.values import Bounds, Estimate, Share
from analysis.statistics.proportions import wilson

HYPERGEOMETRIC = "Exact hypergeometric interval (both tails), {n} of {population} known"
HYPERGEOMETRIC_SOURCE = "Buonaccorsi 1987, The American Statistician 41:215-218"
FINITE_WILSON = "Wilson score interval with finite population correction, {n} of {population} known"
FINITE_WILSON_SOURCE = "Wilson 1927; Cochran 1977, Sampling Techniques, 3rd edition, section 2.6"
FINITE_MEAN = "Student's t interval with finite population correction, {n} of {population} known"
FINITE_MEAN_SOURCE = "Cochran 1977, Sampling Techniques, 3rd edition, section 2.6"


class PopulationError(ValueError):
    """More answered than there are, or nobody did."""


@dataclass(frozen=True, slots=True)
class NearCensus:
    """A share of a known population of which `of` answered.

    `exact` and `wilson` hold when those who did not answer are as the others, and are about the share in the whole
    population; `at_least` and `at_most` are the numbers inside that the exact interval goes between. `bounds` hold
    always: every one of the others had said no, or yes.
    """

    count: int
    of: int
    population: int
    fraction: float
    exact: Share
    wilson: Share
    at_least: int
    at_most: int
    bounds: Bounds


def near_census(count: int, of: int, population: int, level: float = 0.95) -> NearCensus:
    """A share of a small population that is mostly known.

    Parameters
    ----------
    count, of
        How many are inside the share, of how many that answered.
    population
        How many there are.
    level
        Of the intervals.

    Returns
    -------
    NearCensus
        Both intervals, and the bounds that hold whoever did not answer. When all answered, all are the share itself.

    Raises
    ------
    PopulationError
        When nobody answered, or the numbers do not lie in each other.

    References
    ----------
    Buonaccorsi JP (1987). A note on confidence intervals for proportions in finite populations. The American
    Statistician 41:215-218.

    Examples
    --------
    >>> found = near_census(241, 389, 426)
    >>> found.at_least, found.at_most, round(found.bounds.low, 3), round(found.bounds.high, 3)
    (258, 270, 0.566, 0.653)

    """
    _check(count, of, population)
    low, high = hypergeometric_interval(count, of, population, level)
    name, value = "share", count / of
    told = {"n": of, "population": population}
    start, end = _corrected_wilson(count, of, population, level)
    return NearCensus(
        count=count,
        of=of,
        population=population,
        fraction=of / population,
        exact=Share(
            name,
            count,
            of,
            value,
            low / population,
            high / population,
            level,
            HYPERGEOMETRIC.format(**told),
            HYPERGEOMETRIC_SOURCE,
        ),
        wilson=Share(name, count, of, value, start, end, level, FINITE_WILSON.format(**told), FINITE_WILSON_SOURCE),
        at_least=low,
        at_most=high,
        bounds=Bounds(count / population, (count + population - of) / population, population),
    )


def hypergeometric_interval(count: int, of: int, population: int, level: float = 0.95) -> tuple[int, int]:
    """How many of the whole population may be inside, when those who answered are as any others.

    Parameters
    ----------
    count, of
        How many are inside the share, of how many that answered.
    population
        How many there are.
    level
        Of the interval.

    Returns
    -------
    tuple of two int
        The smallest and largest number inside for which what was seen is not in a tail of (1 - level) / 2 or less.

    Raises
    ------
    PopulationError
        When nobody answered, or the numbers do not lie in each other.

    References
    ----------
    Buonaccorsi JP (1987), as in `near_census`.

    Examples
    --------
    >>> hypergeometric_interval(2, 8, 10)
    (2, 4)

    """
    _check(count, of, population)
    tail = (1 - level) / 2
    return (
        _smallest(count, of, population, tail),
        # Who is outside is counted the same way from the other end.
        population - _smallest(of - count, of, population, tail),
    )


def finite_mean(name: str, mean: float, sd: float, of: int, population: int, *, level: float = 0.95) -> Estimate:
    """A mean of a small population that is mostly known.

    Parameters
    ----------
    name
        Of the result.
    mean, sd
        Of those who answered (sd with n - 1); of the changes of linked units, for a mean change.
    of
        How many answered.
    population
        How many there are.
    level
        Of the interval.

    Returns
    -------
    Estimate
        With a t interval times the root of 1 - n/N; without an interval for one answer.

    Raises
    ------
    PopulationError
        When nobody answered, or more than there are.

    References
    ----------
    Cochran WG (1977). Sampling Techniques, 3rd edition. Wiley, section 2.6.

    Examples
    --------
    >>> found = finite_mean("mean", 3.2, 1.1, 300, 357)
    >>> round(found.low, 3), round(found.high, 3)
    (3.15, 3.25)

    """
    _check(0, of, population)
    method = FINITE_MEAN.format(n=of, population=population)
    if of == 1:
        return Estimate(name, mean, level=level, method=method, source=FINITE_MEAN_SOURCE)
    half = float(stdtrit(of - 1, 0.5 + level / 2)) * sd / sqrt(of) * sqrt(1 - of / population)
    return Estimate(name, mean, mean - half, mean + half, level, method, FINITE_MEAN_SOURCE)


def _corrected_wilson(count: int, of: int, population: int, level: float) -> tuple[float, float]:
    if of == population:
        return count / of, count / of
    # So many drawn from an endless population would tell as much.
    factor = (population - 1) / (population - of)
    effective = of * factor
    return wilson(effective if count == of else count * factor, effective, level)


def _smallest(count: int, of: int, population: int, tail: float) -> int:
    """The smallest number inside the population for which `count` or more of those who answered is no rare thing."""
    low, high = count, population - (of - count)
    while low < high:
        middle = (low + high) // 2
        if float(hypergeom.sf(count - 1, population, middle, of)) > tail:
            high = middle
        else:
            low = middle + 1
    return low


def _check(count: int, of: int, population: int) -> None:
    if not 0 <= count <= of <= population or of == 0:
        raise PopulationError(
            f"{count} of {of} in a population of {population}: someone must have answered, not more inside than "
            "answered, and not more answers than there are."
        )
