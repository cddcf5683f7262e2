"""Yes/no answers: shares, differences between shares, and change in pairs, all from counts."""

from __future__ import annotations

from math import sqrt
from sys import float_info

from scipy.special import bdtr, chdtrc, ndtri

from analysis.values import Estimate, Share, Test

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
    if of == 0:
        return None
    low, high = wilson(count, of, level)
    return Share(name, count, of, count / of, low, high, level, WILSON, WILSON_SOURCE)


def wilson(count: float, of: float, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval for a share, without continuity correction; `of` is at least 1."""
    z = float(ndtri(0.5 + level / 2))
    p = count / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    # The ends are exact at 0 and all; rounding would leave 1e-17 instead.
    low = 0.0 if count == 0 else middle - half
    high = 1.0 if count == of else middle + half
    return low, high


def unpaired_change(before: Share, after: Share) -> Estimate:
    """Change in a share between two groups of different persons, with Newcombe's interval."""
    p, p_low, p_high = _known(before)
    q, q_low, q_high = _known(after)
    low = (q - p) - sqrt((q - q_low) ** 2 + (p_high - p) ** 2)
    high = (q - p) + sqrt((q_high - q) ** 2 + (p - p_low) ** 2)
    return Estimate("share_change", q - p, low, high, before.level, NEWCOMBE, NEWCOMBE_SOURCE)


def unpaired_test(before: Share, after: Share) -> Test:
    """Campbell's N - 1 chi-squared test of the same share in two groups; p is 1 when nobody or everybody is inside."""
    inside, of = _known_counts(before)
    inside_after, of_after = _known_counts(after)
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
    """Change in a share over pairs, with Newcombe's interval; None without pairs."""
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
    """McNemar's mid-p and exact tests of as many gained as lost; without any change p is 1."""
    changed, fewer = lost + gained, min(lost, gained)
    tails = 2 * float(bdtr(fewer, changed, 0.5))
    # As many gained as lost stand in the middle of the distribution, which both tails would count.
    exact, mid_p = min(1.0, tails), min(1.0, tails - _probability(fewer, changed))
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


def _known_counts(value: Share) -> tuple[int, int]:
    if value.count is None or value.of is None:
        raise HiddenShareError(f"The share {value.name!r} is hidden, so nothing can be computed from it.")
    return value.count, value.of


def _known(value: Share) -> tuple[float, float, float]:
    if value.value is None or value.low is None or value.high is None:
        raise HiddenShareError(f"The share {value.name!r} is hidden, so nothing can be computed from it.")
    return value.value, value.low, value.high


class HiddenShareError(ValueError):
    """A computation was asked of a share that is hidden to protect persons."""
