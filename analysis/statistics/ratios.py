"""Yes/no answers: how many times as large a share or its odds became, from counts.

A ratio is given where both of its parts are above 0, and is otherwise absent (None): it would be 0 or infinite, and
swapping the rounds must not change whether there is one.
"""

from __future__ import annotations

from math import asinh, exp, log, sqrt

from scipy.optimize import brentq
from scipy.special import bdtr, ndtri

from analysis.comparing.values import Estimate
from analysis.statistics.proportions import require_counts, wilson

MOVER_R = "Ratio of the later to the earlier share, different persons, MOVER-R of two Wilson intervals"
MOVER_R_SOURCE = "Donner and Zou 2012, Statistical Methods in Medical Research 21:347-359"
INVERSE_SINH = "Ratio of the later to the earlier odds, different persons, adjusted inverse sinh interval (0.45, 0.25)"
INVERSE_SINH_SOURCE = "Fagerland and Newcombe 2013, Statistics in Medicine 32:2823-2836"
BONETT_PRICE = "Ratio of the later to the earlier share, paired, Bonett-Price hybrid Wilson interval"
BONETT_PRICE_SOURCE = "Bonett and Price 2006, Biometrics 62:1254-1259"
CONDITIONAL = (
    "Conditional odds ratio, paired: gained by lost, with Clopper and Pearson's interval of the gained as mid-p"
)
CONDITIONAL_SOURCE = "Fagerland, Lydersen and Laake 2014, Statistics in Medicine 33:2850-2875"


def risk_ratio(inside: int, of: int, inside_after: int, of_after: int, *, level: float = 0.95) -> Estimate | None:
    """The later share by the earlier one, of different persons.

    Parameters
    ----------
    inside, of
        How many of how many were inside the share in the earlier round.
    inside_after, of_after
        The same in the later round.
    level
        Confidence level of the interval.

    Returns
    -------
    Estimate or None
        The ratio (no unit, 1 is no change) with its interval, which leaves out 1 exactly when Newcombe's interval of
        the difference leaves out 0. None when a round has nobody, or nobody inside.

    Raises
    ------
    NotCountsError
        The numbers cannot be counts of a share.

    References
    ----------
    Donner A, Zou GY. Closed-form confidence intervals for functions of the normal mean and standard deviation. Stat
    Methods Med Res 2012;21:347-359. Fagerland MW, Lydersen S, Laake P. Recommended confidence intervals for two
    independent binomial proportions. Stat Methods Med Res 2015;24:224-254.

    Examples
    --------
    >>> found = risk_ratio(1, 34, 7, 34)
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (7.0, 1.1537, 41.9763)

    """
    require_counts((inside, of), (inside_after, of_after))
    if not (inside and inside_after):
        return None
    later = (inside_after / of_after, *wilson(inside_after, of_after, level))
    low, high = _mover_r(later, (inside / of, *wilson(inside, of, level)))
    ratio = inside_after * of / (of_after * inside)
    return Estimate("risk_ratio", ratio, low, high, level, MOVER_R, MOVER_R_SOURCE)


def odds_ratio(inside: int, of: int, inside_after: int, of_after: int, *, level: float = 0.95) -> Estimate | None:
    """The later odds (inside by outside) by the earlier ones, of different persons.

    Parameters
    ----------
    inside, of
        How many of how many were inside the share in the earlier round.
    inside_after, of_after
        The same in the later round.
    level
        Confidence level of the interval.

    Returns
    -------
    Estimate or None
        The ratio (no unit, 1 is no change) with its interval. None when any of the four cells is 0.

    Raises
    ------
    NotCountsError
        The numbers cannot be counts of a share.

    References
    ----------
    Fagerland MW, Newcombe RG. Confidence intervals for odds ratio and relative risk based on the inverse hyperbolic
    sine transformation. Stat Med 2013;32:2823-2836. Fagerland MW, Lydersen S, Laake P. Stat Methods Med Res
    2015;24:224-254.

    Examples
    --------
    >>> found = odds_ratio(4, 14, 9, 13)
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (5.625, 1.1414, 21.7873)

    """
    require_counts((inside, of), (inside_after, of_after))
    outside, outside_after = of - inside, of_after - inside_after
    if not (inside and outside and inside_after and outside_after):
        return None
    cells = (inside, outside, inside_after, outside_after)
    spread = sqrt(sum(1 / (cell + 0.25) for cell in cells))
    half = 2 * asinh(float(ndtri(0.5 + level / 2)) / 2 * spread)
    middle = log((inside_after + 0.45) * (outside + 0.45) / ((outside_after + 0.45) * (inside + 0.45)))
    ratio, low, high = inside_after * outside / (outside_after * inside), exp(middle - half), exp(middle + half)
    return Estimate("odds_ratio", ratio, low, high, level, INVERSE_SINH, INVERSE_SINH_SOURCE)


def paired_risk_ratio(
    stayed_in: int, lost: int, gained: int, stayed_out: int, *, level: float = 0.95
) -> Estimate | None:
    """The later share by the earlier one, over pairs.

    Parameters
    ----------
    stayed_in, lost, gained, stayed_out
        Pairs that were inside in both rounds, only in the earlier, only in the later, and in neither.
    level
        Confidence level of the interval.

    Returns
    -------
    Estimate or None
        The ratio (no unit, 1 is no change) with its interval. None when nobody was inside in one of the rounds.

    Raises
    ------
    NotCountsError
        A number is below 0.

    References
    ----------
    Bonett DG, Price RM. Confidence intervals for a ratio of binomial proportions based on paired data. Biometrics
    2006;62:1254-1259. Fagerland MW, Lydersen S, Laake P. Stat Med 2014;33:2850-2875.

    Examples
    --------
    >>> found = paired_risk_ratio(59, 16, 6, 80)
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (0.8667, 0.7579, 0.991)

    """
    require_counts((stayed_in, stayed_in), (lost, lost), (gained, gained), (stayed_out, stayed_out))
    before, after, ever = stayed_in + lost, stayed_in + gained, stayed_in + lost + gained
    if not (before and after):
        return None
    apart = sqrt((lost + gained + 2) / ((before + 1) * (after + 1)))
    each = [sqrt((1 - (inside + 1) / (ever + 2)) / (inside + 1)) for inside in (before, after)]
    z = apart / sum(each) * float(ndtri(0.5 + level / 2))
    (low, high), (low_after, high_after) = (_score_limits(inside, ever, z) for inside in (before, after))
    low, high = low_after / high, high_after / low
    return Estimate("risk_ratio", after / before, low, high, level, BONETT_PRICE, BONETT_PRICE_SOURCE)


def paired_odds_ratio(lost: int, gained: int, *, level: float = 0.95) -> Estimate | None:
    """How many came inside for each who fell outside: the conditional odds ratio of pairs.

    Parameters
    ----------
    lost, gained
        Pairs that were inside only in the earlier round, and only in the later.
    level
        Confidence level of the interval.

    Returns
    -------
    Estimate or None
        The ratio (no unit, 1 is no change) with its interval, which leaves out 1 exactly when McNemar's mid-p is below
        1 - level. None when nobody was gained or nobody lost.

    Raises
    ------
    NotCountsError
        A number is below 0.

    References
    ----------
    Fagerland MW, Lydersen S, Laake P. Recommended tests and confidence intervals for paired binomial proportions. Stat
    Med 2014;33:2850-2875.

    Examples
    --------
    >>> found = paired_odds_ratio(16, 6)
    >>> found.value, found.low < 1 and found.high < 1
    (0.375, True)

    """
    require_counts((lost, lost), (gained, gained))
    if not (lost and gained):
        return None
    tail = (1 - level) / 2
    low, high = (_odds(_share_where(gained, lost + gained, below)) for below in (1 - tail, tail))
    return Estimate("odds_ratio_paired", gained / lost, low, high, level, CONDITIONAL, CONDITIONAL_SOURCE)


def _mover_r(later: tuple[float, float, float], earlier: tuple[float, float, float]) -> tuple[float, float]:
    """Limits of a ratio from the value, low and high of its two parts, in a form that divides by nothing near 0."""
    p, p_low, p_high = later
    q, q_low, q_high = earlier
    product = p * q
    below = max(0.0, product**2 - p_low * (2 * p - p_low) * q_high * (2 * q - q_high))
    above = max(0.0, product**2 - p_high * (2 * p - p_high) * q_low * (2 * q - q_low))
    return p_low * (2 * p - p_low) / (product + sqrt(below)), (product + sqrt(above)) / (q_low * (2 * q - q_low))


def _score_limits(inside: int, of: int, z: float) -> tuple[float, float]:
    """Wilson's limits with another z than that of the level."""
    middle, half = 2 * inside + z * z, z * sqrt(z * z + 4 * inside * (1 - inside / of))
    return (middle - half) / (2 * (of + z * z)), (middle + half) / (2 * (of + z * z))


def _share_where(count: int, of: int, below: float) -> float:
    """The share at which at most `count` of `of`, half of just `count` left out, has the chance `below`."""

    def missed(share: float) -> float:
        return float(bdtr(count - 1, of, share) + bdtr(count, of, share)) / 2 - below

    return float(brentq(missed, 0.0, 1.0, xtol=1e-18, rtol=1e-14))


def _odds(share: float) -> float:
    return share / (1 - share)
