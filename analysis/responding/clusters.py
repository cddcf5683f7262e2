"""Answers that come in groups, such as patients in units: how alike those of a group are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtri

from analysis.comparing.values import Caution, Estimate

Floats = NDArray[np.float64]

ENOUGH_CLUSTERS = 30
"""Below it, intervals from differences between clusters are too narrow (Cameron and Miller 2015 name 20 to 50)."""

ANOVA = "Intraclass correlation by one-way analysis of variance, {interval}"
ANOVA_SOURCE = "Donner 1986, International Statistical Review 54:67-82; interval: Searle 1971, Linear Models, chapter 9"
FLEISS_CUZICK = "Intraclass correlation of yes and no, Fleiss and Cuzick"
FLEISS_CUZICK_SOURCE = "Fleiss and Cuzick 1979, Applied Psychological Measurement 3:537-542"
KISH = "Design effect of clusters, 1 + (m - 1) ICC with m weighed by size"
KISH_SOURCE = "Kish 1965, Survey Sampling; Kerry and Bland 2001, Statistics in Medicine 20:377-390"


class ClustersError(ValueError):
    """There are fewer than two clusters, or answers that are not one per respondent."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """Sums per cluster, all that is needed: `sizes[i]` answers with sum `sums[i]` and sum of squares `squares[i]`.

    `binary` says whether every answer is 0 or 1.
    """

    sizes: Floats
    sums: Floats
    squares: Floats
    binary: bool

    @property
    def many(self) -> int:
        """How many clusters there are."""
        return len(self.sizes)

    @property
    def answers(self) -> float:
        """How many answers there are."""
        return float(self.sizes.sum())

    @property
    def mean(self) -> float:
        """The mean over all answers."""
        return float(self.sums.sum()) / self.answers

    @property
    def constant(self) -> bool:
        """Whether all answered the same."""
        away = self.squares.sum() - self.answers * self.mean**2
        return bool(away <= 1e-12 * max(1.0, float(self.squares.sum())))


@dataclass(frozen=True, slots=True)
class ClusterResult:
    """What is said of answers in clusters; what could not be computed is absent and `cautions` say why."""

    clusters: int
    answers: int
    estimates: tuple[Estimate, ...]
    cautions: tuple[Caution, ...]


def by_cluster(unit: Sequence[object], values: ArrayLike) -> Clusters:
    """Reduce answers to sums per cluster.

    Parameters
    ----------
    unit
        Each respondent's cluster.
    values
        Each respondent's finite number; 1 and 0 for inside and outside a share.

    Returns
    -------
    Clusters
        Sums per cluster, in the order of the clusters' names.

    Raises
    ------
    ClustersError
        When there are fewer than two clusters, or the lengths differ, or a value is not finite.

    Examples
    --------
    >>> by_cluster(["a", "a", "b"], [1, 0, 1]).sums.tolist()
    [1.0, 1.0]

    """
    y = np.asarray(values, dtype=float)
    if y.shape != (len(unit),) or not np.isfinite(y).all():
        raise ClustersError("Give one cluster and one finite number for each respondent.")
    names = {name: place for place, name in enumerate(sorted(set(unit), key=str))}
    if len(names) < 2:
        raise ClustersError("There must be at least two clusters to say how alike the answers in one are.")
    place = np.array([names[name] for name in unit], dtype=np.intp)
    # Sums of whole numbers are exact, so the order of respondents changes nothing.
    sizes, sums, squares = (
        np.bincount(place, weight, len(names)).astype(np.float64) for weight in (np.ones(len(y)), y, y * y)
    )
    return Clusters(sizes, sums, squares, bool(np.isin(y, (0, 1)).all()))


def cluster_icc(found: Clusters, level: float = 0.95) -> ClusterResult:
    """How alike answers in a cluster are: the intraclass correlation, and the design effect that follows.

    Parameters
    ----------
    found
        Sums per cluster.
    level
        Of the interval.

    Returns
    -------
    ClusterResult
        `icc` by analysis of variance with an F interval (exact for clusters of one size and normal answers, else with
        their mean size), for yes and no also `icc_binary` of Fleiss and Cuzick, and `design_effect`. Absent when every
        cluster has one answer, or all answered the same.

    References
    ----------
    Donner A (1986). A review of inference procedures for the intraclass correlation coefficient in the one-way random
    effects model. International Statistical Review 54:67-82.

    Fleiss JL, Cuzick J (1979). The reliability of dichotomous judgments: unequal numbers of judges per subject. Applied
    Psychological Measurement 3:537-542.

    Examples
    --------
    >>> result = cluster_icc(by_cluster(["a", "a", "b", "b"], [1, 2, 4, 5]))
    >>> [(each.name, round(each.value, 3)) for each in result.estimates]
    [('icc', 0.895), ('design_effect', 1.895)]

    """
    n, k = found.answers, found.many
    if n == k or found.constant:
        return ClusterResult(k, int(n), (), (Caution("constant", k, k),))
    between = float((found.sums**2 / found.sizes).sum()) - n * found.mean**2
    within = max(0.0, float(found.squares.sum()) - float((found.sums**2 / found.sizes).sum()))
    size = (n - float((found.sizes**2).sum()) / n) / (k - 1)
    mean_between, mean_within = between / (k - 1), within / (n - k)
    icc = (mean_between - mean_within) / (mean_between + (size - 1) * mean_within)
    low, high = None, None
    if within > 0:
        low, high = _icc_ends(mean_between / mean_within, size, (k - 1, n - k), level)
    equal = found.sizes.min() == found.sizes.max()
    method = ANOVA.format(interval="F interval" if equal else "F interval at the mean cluster size (approximate)")
    weighed = float((found.sizes**2).sum()) / n
    effect = Estimate("design_effect", 1 + (weighed - 1) * icc, level=level, method=KISH, source=KISH_SOURCE)
    anova = Estimate("icc", icc, low, high, level, method, ANOVA_SOURCE)
    return ClusterResult(k, int(n), (anova, *_binary_icc(found, level), effect), few_clusters(k))


def few_clusters(many: int) -> tuple[Caution, ...]:
    """A caution when there are too few clusters for intervals from their differences."""
    return (Caution("few_units", many),) if many < ENOUGH_CLUSTERS else ()


def _binary_icc(found: Clusters, level: float) -> tuple[Estimate, ...]:
    if not found.binary:
        return ()
    n, k, p = found.answers, found.many, found.mean
    unlike = float((found.sums * (found.sizes - found.sums) / found.sizes).sum())
    value = 1 - unlike / ((n - k) * p * (1 - p))
    return (Estimate("icc_binary", value, level=level, method=FLEISS_CUZICK, source=FLEISS_CUZICK_SOURCE),)


def _icc_ends(ratio: float, size: float, df: tuple[float, float], level: float) -> tuple[float, float]:
    """Ends of the F interval, from the ratio of the variances and the mean cluster size."""
    upper = ratio / float(fdtri(*df, 0.5 - level / 2))
    lower = ratio / float(fdtri(*df, 0.5 + level / 2))
    return (lower - 1) / (lower + size - 1), (upper - 1) / (upper + size - 1)
