"""Yes/no answers: shares, differences between shares, and change in pairs, all from counts."""

from __future__ import annotations

from math import sqrt
from sys import float_info

from scipy.special import bdtr, chdtrc, ndtri

from analysis.comparing.values import Estimate, Share, Test

WILSON = "Wilson score interval"
WILSON_SOURCE = "Wilson 1927"
NEWCOMBE = "Newcombe hybrid score interval, unpaired (method 10)"
NEWCOMBE_SOURCE = "Newcombe 1998, Statistics in Medicine 17:873-890"
NEWCOMBE_PAIRED = "Newcombe square-and-add interval, paired (method 10)"
NEWCOMBE_PAIRED_SOURCE = "Newcombe 1998, Statistics in Medicine 17:2635-2650"
MCNEMAR_SOURCE = "Fagerland, Lydersen and Laake 2013, BMC Medical Research Methodology 13:91"
N_MINUS_1 = "N - 1 chi-squared test of two independent shares, two-sided"
N_MINUS_1_SOURCE = "Campbell 2007, Statistics in Medicine 26:3661-3675"


def share(name: str, count: int, of: int, level: float = 0.95) -> Share | None:
    """`count` of `of` with its Wilson interval; None when there is nobody to take a share of."""
    require_counts((count, of))
    if of == 0:
        return None
    low, high = wilson(count, of, level)
    return Share(name, count, of, count / of, low, high, level, WILSON, WILSON_SOURCE)


def wilson(count: float, of: float, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval for a share, without continuity correction.

    Parameters
    ----------
    count, of
        How many of how many, above 0; with weights they need not be whole.
    level
        Confidence level.

    Returns
    -------
    tuple
        The lower and upper limit, from 0 to 1.

    Raises
    ------
    NotCountsError
        The numbers cannot be counts of a share.

    References
    ----------
    Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc 1927;22:209-212.

    Examples
    --------
    >>> low, high = wilson(101, 248)
    >>> round(low, 3), round(high, 3)
    (0.348, 0.469)

    """
    require_counts((count, of))
    if of == 0:
        raise NotCountsError("A share of nobody has no interval. Leave out groups in which nobody answered.")
    z = float(ndtri(0.5 + level / 2))
    p = min(1.0, count / of)
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    # The ends are exact at 0 and all; rounding would leave 1e-17 instead.
    low = 0.0 if count == 0 else middle - half
    high = 1.0 if count == of else middle + half
    return low, high


def unpaired_change(before: Share, after: Share) -> Estimate:
    """Change in a share between two groups of different persons, later minus earlier, with Newcombe's interval.

    Parameters
    ----------
    before, after
        The shares, as `share` makes them; their level is that of the interval.

    Returns
    -------
    Estimate
        From -1 to 1.

    Raises
    ------
    HiddenShareError
        A share is hidden to protect persons.

    References
    ----------
    Newcombe RG. Interval estimation for the difference between independent proportions. Stat Med 1998;17:873-890,
    method 10.

    Examples
    --------
    >>> found = unpaired_change(share("share", 1, 34), share("share", 7, 34))
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (0.1765, 0.0189, 0.3404)

    """
    p, p_low, p_high = _known(before)
    q, q_low, q_high = _known(after)
    low = (q - p) - sqrt((q - q_low) ** 2 + (p_high - p) ** 2)
    high = (q - p) + sqrt((q_high - q) ** 2 + (p - p_low) ** 2)
    return Estimate("share_change", q - p, low, high, before.level, NEWCOMBE, NEWCOMBE_SOURCE)


def unpaired_test(before: Share, after: Share) -> Test:
    """Campbell's N - 1 chi-squared test of the same share in two groups of different persons.

    Parameters
    ----------
    before, after
        The shares, as `share` makes them.

    Returns
    -------
    Test
        Chi-squared with one degree of freedom. When nobody or everybody is inside in both, p is 1.

    Raises
    ------
    HiddenShareError
        A share is hidden to protect persons.

    References
    ----------
    Campbell I. Chi-squared and Fisher-Irwin tests of two-by-two tables with small sample recommendations. Stat Med
    2007;26:3661-3675.

    Examples
    --------
    >>> round(unpaired_test(share("share", 7, 34), share("share", 1, 34)).statistic, 3)
    5.025

    """
    inside, of = known_counts(before)
    inside_after, of_after = known_counts(after)
    everybody, all_inside = of + of_after, inside + inside_after
    margins = of * of_after * all_inside * (everybody - all_inside)
    apart = inside * (of_after - inside_after) - inside_after * (of - inside)
    statistic = (everybody - 1) * apart**2 / margins if margins else 0.0
    # A p can be too small for a floating point number; it is never 0.
    p = max(float(chdtrc(1, statistic)), float_info.min)
    return Test("n_minus_1", statistic, 1.0, p, None, N_MINUS_1, N_MINUS_1_SOURCE)


def paired_change(
    stayed_in: float, lost: float, gained: float, stayed_out: float, level: float = 0.95
) -> Estimate | None:
    """Change in a share over pairs, later minus earlier, with Newcombe's interval.

    Parameters
    ----------
    stayed_in, lost, gained, stayed_out
        Pairs that were inside in both rounds, only in the earlier, only in the later, and in neither.
    level
        Confidence level of the interval.

    Returns
    -------
    Estimate or None
        From -1 to 1. None without pairs.

    References
    ----------
    Newcombe RG. Improved confidence intervals for the difference between binomial proportions based on paired data.
    Stat Med 1998;17:2635-2650, method 10.

    Examples
    --------
    >>> found = paired_change(59, 16, 6, 80)
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (-0.0621, -0.1186, -0.0046)

    """
    pairs = stayed_in + lost + gained + stayed_out
    if pairs == 0:
        return None
    p, q = (stayed_in + lost) / pairs, (stayed_in + gained) / pairs
    p_low, p_high = wilson(stayed_in + lost, pairs, level)
    q_low, q_high = wilson(stayed_in + gained, pairs, level)
    phi = _correlation(stayed_in, lost, gained, stayed_out)
    down, up = q - q_low, p_high - p
    low = (q - p) - sqrt(max(0.0, down * down - 2 * phi * down * up + up * up))
    up, down = q_high - q, p - p_low
    high = (q - p) + sqrt(max(0.0, up * up - 2 * phi * up * down + down * down))
    return Estimate("share_change", q - p, low, high, level, NEWCOMBE_PAIRED, NEWCOMBE_PAIRED_SOURCE)


def mcnemar(lost: int, gained: int) -> tuple[Test, Test]:
    """McNemar's mid-p and exact tests of as many gained as lost.

    Parameters
    ----------
    lost, gained
        Pairs that were inside the share only in the earlier round, and only in the later.

    Returns
    -------
    tuple
        The mid-p test, which counts half of what is just as far from even as what was seen, and the exact conditional
        one, which counts all of it. The statistic is `gained`. Without any change both p are 1.

    Raises
    ------
    NotCountsError
        A number is below 0.

    References
    ----------
    Fagerland MW, Lydersen S, Laake P. The McNemar test for binary matched-pairs data: mid-p and asymptotic are better
    than exact conditional. BMC Med Res Methodol 2013;13:91.

    Examples
    --------
    >>> [round(test.p, 3) for test in mcnemar(1, 7)]
    [0.039, 0.07]
    """
    require_counts((lost, lost), (gained, gained))
    changed, fewer = lost + gained, min(lost, gained)
    exact, mid_p = 1.0, 1.0
    if lost != gained:
        # A p can be too small for a floating point number; it is never 0.
        exact = max(2 * float(bdtr(fewer, changed, 0.5)), float_info.min)
        mid_p = max(exact - _probability(fewer, changed), float_info.min)
    elif changed:
        # As many gained as lost stand in the middle of the distribution, where there is one side only.
        mid_p = 1 - _probability(fewer, changed) / 2
    return (
        Test("mcnemar_mid_p", float(gained), None, mid_p, None, "McNemar, mid-p, two-sided", MCNEMAR_SOURCE),
        Test(
            "mcnemar_exact", float(gained), None, exact, None, "McNemar, exact conditional, two-sided", MCNEMAR_SOURCE
        ),
    )


def _probability(k: int, n: int) -> float:
    """That a fair coin shows exactly `k` heads in `n` throws."""
    below = float(bdtr(k - 1, n, 0.5)) if k > 0 else 0.0
    return float(bdtr(k, n, 0.5)) - below


def _correlation(a: float, b: float, c: float, d: float) -> float:
    """Phi with Newcombe's continuity correction, which keeps the interval from being too narrow."""
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if margins == 0:
        return 0.0
    n, product = a + b + c + d, float(a * d - b * c)
    if product > 0:
        product = max(0.0, product - n / 2)
    return product / sqrt(margins)


def known_counts(value: Share) -> tuple[int, int]:
    """How many of how many; raises HiddenShareError for a share that is hidden."""
    if value.count is None or value.of is None:
        raise HiddenShareError(f"The share {value.name!r} is hidden, so nothing can be computed from it.")
    return value.count, value.of


def _known(value: Share) -> tuple[float, float, float]:
    if value.value is None or value.low is None or value.high is None:
        raise HiddenShareError(f"The share {value.name!r} is hidden, so nothing can be computed from it.")
    return value.value, value.low, value.high


def require_counts(*shares: tuple[float, float]) -> None:
    """Refuse what cannot be so many of so many."""
    for count, of in shares:
        # Sums of weights are not exact.
        if not 0 <= count <= of * (1 + 1e-12):
            raise NotCountsError(f"{count} of {of} cannot be a share: a count lies between 0 and what it is of.")


class NotCountsError(ValueError):
    """Numbers that cannot be counts of persons in a share."""


class HiddenShareError(ValueError):
    """A computation was asked of a share that is hidden to protect persons."""
