"""Control limits of a funnel plot: how far the share of a unit of this size may lie from the common one by chance."""

from __future__ import annotations

import numpy as np
from scipy.special import bdtr

SOURCE = "Spiegelhalter 2005, Statistics in Medicine 24:1185-1202"
METHOD = "Exact binomial control limits, interpolated"


def control_limits(share: float, n: int, level: float) -> tuple[float, float]:
    """The limits that the share of `n` stays within with this probability when the true share is `share`.

    Parameters
    ----------
    share : float
        The common share, from 0 to 1.
    n : int
        The size of the unit, at least 1.
    level : float
        Such as 0.95 and 0.998, half of the rest beyond each limit.

    Returns
    -------
    tuple of float
        The lower and the upper limit, within 0 and 1. A count outside them is one that, with all those farther out, has
        a smaller probability than a tail; between counts they are interpolated.

    References
    ----------
    Spiegelhalter 2005, Funnel plots for comparing institutional performance, Statistics in Medicine 24:1185-1202,
    appendix A.1.1.

    Examples
    --------
    >>> low, high = control_limits(0.5, 20, 0.95)
    >>> round(low, 3), round(high, 3)
    (0.256, 0.744)

    """
    if not 0 < share < 1:
        return share, share
    tail = (1 - level) / 2
    # The other share's limit: the quantile of this one would leave out counts that chance reaches too often.
    return _lower(share, n, tail), 1 - _lower(1 - share, n, tail)


def _lower(share: float, n: int, tail: float) -> float:
    """The quantile of the share, interpolated between whole numbers."""
    cumulated = bdtr(np.arange(n + 1), n, share)
    at = int(np.searchsorted(cumulated, tail))
    reached, before = float(cumulated[at]), float(cumulated[at - 1]) if at else 0.0
    return max(0.0, (at - (reached - tail) / (reached - before)) / n)
