"""How exactly a score's numbers may be told, so that they are not single persons' own."""

from __future__ import annotations

from analysis.comparing.values import Estimate, Summary
from analysis.disclosure.hiding import ON_A_SCALE, rounded
from analysis.disclosure.published import decimals, share_decimals
from analysis.disclosure.suppression import SMALLEST_SHOWN


def summary_by_size(summary: Summary | None) -> Summary | None:
    """A summary of a score with so many decimals as its persons blur, and with quantiles that lie among many.

    The quartiles and the median of five persons are three persons' own scores, and an exact mean and spread tell the
    other two. So the spread and the median are shown of ten or more and the quartiles of twenty: five on either side.
    """
    if summary is None or summary.n is None or summary.mean is None:
        return summary
    places = decimals(summary.n)
    mean, sd, median, lower, upper = (
        None if value is None or summary.n < fewest else round(value, places)
        for value, fewest in (
            (summary.mean, 0),
            (summary.sd, 2 * SMALLEST_SHOWN),
            (summary.median, 2 * SMALLEST_SHOWN),
            (summary.lower_quartile, 4 * SMALLEST_SHOWN),
            (summary.upper_quartile, 4 * SMALLEST_SHOWN),
        )
    )
    few = summary.n < 4 * SMALLEST_SHOWN
    return Summary(summary.n, mean, sd, median, lower, upper, suppressed=summary.suppressed or few)


def estimate_by_size(estimate: Estimate, n: int) -> Estimate:
    """An estimate of `n` persons' scores with so many decimals as they blur."""
    in_points = estimate.name in (*ON_A_SCALE, "mean_change_percentile", "mean_change_bca")
    return rounded(estimate, decimals(n) if in_points else share_decimals(n))
