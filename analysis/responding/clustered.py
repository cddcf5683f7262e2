"""Means, shares and changes with intervals that allow for answers that come in groups."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from analysis.comparing.values import Caution, Estimate
from analysis.responding.clusters import ClusterResult, Clusters, ClustersError, Floats, by_cluster, few_clusters

ROBUST = "Linearised variance between clusters, t interval with clusters minus 1 degrees of freedom"
ROBUST_LOGIT = "Linearised variance between clusters, t interval on the logit scale"
ROBUST_SOURCE = "Binder 1983, International Statistical Review 51:279-292"


def clustered_mean(found: Clusters, level: float = 0.95) -> ClusterResult:
    """A mean, with an interval from how much clusters differ.

    Parameters
    ----------
    found
        Sums per cluster.
    level
        Of the interval.

    Returns
    -------
    ClusterResult
        `mean`; without an interval when clusters do not differ at all.

    References
    ----------
    Binder DA (1983). On the variances of asymptotically normal estimators from complex surveys. International
    Statistical Review 51:279-292.

    Examples
    --------
    >>> clustered_mean(by_cluster(["a", "a", "b", "b"], [1, 2, 4, 5])).estimates[0].value
    3.0

    """
    error = _error(_residuals(found))
    half = _t(found.many, level) * error
    ends = (found.mean - half, found.mean + half) if error else (None, None)
    estimate = Estimate("mean", found.mean, ends[0], ends[1], level, ROBUST, ROBUST_SOURCE)
    return ClusterResult(found.many, int(found.answers), (estimate,), few_clusters(found.many))


def clustered_share(found: Clusters, level: float = 0.95) -> ClusterResult:
    """A share, with an interval from how much clusters differ that stays between 0 and 1.

    Parameters
    ----------
    found
        Sums per cluster, of 0 and 1.
    level
        Of the interval.

    Returns
    -------
    ClusterResult
        `share`; without an interval when nobody or everybody is inside, or clusters do not differ.

    Raises
    ------
    ClustersError
        When an answer is neither 0 nor 1.

    References
    ----------
    Binder DA (1983), as in `clustered_mean`.

    Examples
    --------
    >>> clustered_share(by_cluster(["a", "a", "b", "b"], [1, 0, 1, 1])).estimates[0].value
    0.75

    """
    if not found.binary:
        raise ClustersError("A share is of yes and no: give 1 for answers inside it and 0 for the others.")
    p, error = found.mean, _error(_residuals(found))
    if not error or not 0 < p < 1:
        estimate = Estimate("share", p, level=level, method=ROBUST_LOGIT, source=ROBUST_SOURCE)
        return ClusterResult(
            found.many, int(found.answers), (estimate,), (Caution("constant"), *few_clusters(found.many))
        )
    middle, half = log(p / (1 - p)), _t(found.many, level) * error / (p * (1 - p))
    low, high = (1 / (1 + exp(-end)) for end in (middle - half, middle + half))
    estimate = Estimate("share", p, low, high, level, ROBUST_LOGIT, ROBUST_SOURCE)
    return ClusterResult(found.many, int(found.answers), (estimate,), few_clusters(found.many))


def clustered_difference(
    unit: Sequence[object], later: Sequence[bool], values: ArrayLike, level: float = 0.95
) -> ClusterResult:
    """Change in a mean or a share between two rounds whose respondents come from the same clusters.

    Parameters
    ----------
    unit
        Each respondent's cluster.
    later
        Whether each respondent answered in the later round.
    values
        Each respondent's finite number; 1 and 0 for inside and outside a share.
    level
        Of the interval.

    Returns
    -------
    ClusterResult
        `mean_change`, later minus earlier; without an interval when clusters do not differ.

    Raises
    ------
    ClustersError
        When there are fewer than two clusters, lengths differ, a value is not finite, or a round has nobody.

    References
    ----------
    Binder DA (1983), as in `clustered_mean`.

    Examples
    --------
    >>> clustered_difference(["a", "b", "a", "b"], [False, False, True, True], [1, 2, 4, 3]).estimates[0].value
    2.0

    """
    y, second = np.asarray(values, dtype=float), np.asarray(later, dtype=bool)
    whole = by_cluster(unit, y)
    if second.shape != y.shape or second.all() or not second.any():
        raise ClustersError("Say of each respondent whether it is of the later round; both rounds need some.")
    before, after = float(y[~second].mean()), float(y[second].mean())
    scores = np.where(second, (y - after) / second.sum(), -(y - before) / (~second).sum())
    error = _error(by_cluster(unit, scores).sums)
    half, change = _t(whole.many, level) * error, after - before
    ends = (change - half, change + half) if error > 1e-14 * max(1.0, float(np.abs(y).max())) else (None, None)
    estimate = Estimate("mean_change", change, ends[0], ends[1], level, ROBUST, ROBUST_SOURCE)
    return ClusterResult(whole.many, len(y), (estimate,), few_clusters(whole.many))


def _error(parts: Floats) -> float:
    """The standard error of a sum of so many parts, one per cluster, whose mean is 0."""
    return sqrt(len(parts) / (len(parts) - 1) * float(parts @ parts))


def _t(many: int, level: float) -> float:
    return float(stdtrit(many - 1, 0.5 + level / 2))


def _residuals(found: Clusters) -> Floats:
    """Each cluster's sum of what its answers lie off the mean, as a part of all answers: they sum to 0."""
    return (found.sums - found.sizes * found.mean) / found.answers
