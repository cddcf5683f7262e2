"""The minimal important change: how far a score moves in persons who say themselves that they are better."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtri

from analysis.comparing.values import Better, Caution, Estimate, Share
from analysis.reducing.differences import Differences, Integers
from analysis.reducing.items import Floats
from analysis.statistics.ordinal import mean_change, moments
from analysis.statistics.proportions import share

MEAN_SOURCE = "Jaeschke, Singer and Guyatt 1989, Controlled Clinical Trials 10:407-415"
ROC_SOURCE = "Deyo and Centor 1986, Journal of Chronic Diseases 39:897-906"
AUC_SOURCE = "DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837-845"
PREDICTIVE_SOURCE = "Terluin, Eekhout, Terwee and de Vet 2015, Journal of Clinical Epidemiology 68:1388-1396"
ADJUSTED_SOURCE = "Terluin, Eekhout and Terwee 2017, Journal of Clinical Epidemiology 83:90-100"
WEAK = 0.3
"""With a weaker correlation the anchor says too little of the score (Revicki and others 2008)."""
STEPS = 50


@dataclass(frozen=True, slots=True)
class AnchoredChanges:
    """`improved[i]` and `others[i]` persons changed by `values[i] / scale`; `minimal` of the improved said a little."""

    values: Integers
    improved: Integers
    others: Integers
    minimal: Integers
    scale: int = 1


@dataclass(frozen=True, slots=True)
class ImportantChange:
    """The minimal important change by five methods, in points of improvement; None where it cannot be computed.

    `improved` of all said that they were better; `correlation` is that of the change with having said so.
    """

    improved: Share
    correlation: Estimate | None
    auc: Estimate
    mean_change: Estimate | None
    roc_youden: Estimate
    roc_nearest: Estimate
    predictive: Estimate | None
    adjusted: Estimate | None
    cautions: tuple[Caution, ...]


def anchored_changes(
    changes: Integers, improved: NDArray[np.bool_], minimal: NDArray[np.bool_] | None = None, scale: int = 1
) -> AnchoredChanges:
    """Changes in a score beside what the persons answered to an anchor question.

    Parameters
    ----------
    changes : array of int, shape (persons,)
        Follow-up minus baseline, `scale` times too large.
    improved : array of bool, shape (persons,)
        Who answered the anchor question that they were better, a little or much.
    minimal : array of bool, shape (persons,), optional
        Who answered just "a little better"; without it the mean-change method is left out.
    scale : int
        What the changes are divided by.

    Returns
    -------
    AnchoredChanges
        Counts of the distinct changes by answer.

    Raises
    ------
    AnchorError
        When the columns are not as long, when nobody or everybody improved, or when a minimal one did not.

    Examples
    --------
    >>> import numpy as np
    >>> found = anchored_changes(np.array([0, 2, 2, 3]), np.array([False, True, False, True]))
    >>> found.values.tolist(), found.improved.tolist(), found.others.tolist()
    ([0, 2, 3], [0, 1, 1], [1, 1, 0])
    """
    better = np.asarray(improved, dtype=bool)
    little = np.zeros(len(better), dtype=bool) if minimal is None else np.asarray(minimal, dtype=bool)
    if not len(changes) == len(better) == len(little):
        raise AnchorError("Give one change and one answer to the anchor question per person.")
    if not 0 < int(better.sum()) < len(better):
        raise AnchorError("The anchor needs both persons who improved and persons who did not.")
    if (little & ~better).any():
        raise AnchorError("Who answered a little better has improved: count them among the improved too.")
    values, place = np.unique(changes, return_inverse=True)
    counts = [np.bincount(place[group], minlength=len(values)).astype(np.int64) for group in (better, ~better, little)]
    return AnchoredChanges(values.astype(np.int64), counts[0], counts[1], counts[2], scale)


def important_change(anchored: AnchoredChanges, better: Better = "higher", level: float = 0.95) -> ImportantChange:
    """The minimal important change by an anchor.

    Parameters
    ----------
    anchored : AnchoredChanges
        From `anchored_changes`.
    better : {"higher", "lower", "none"}
        Which way is better on the score; the results are in points of improvement either way.
    level : float
        The confidence level of the intervals.

    Returns
    -------
    ImportantChange
        By the mean change of those who were a little better (t interval), by the ROC curve (Youden's index, and the
        point nearest to the corner; no intervals), by predictive modelling (interval by the infinitesimal jackknife),
        and that adjusted for the share who improved (no interval). Caution "weak_anchor" below a correlation of 0.3,
        "tied_cutoffs" when `count` cut-offs are as good by Youden's index (the lowest is given), "separated" when the
        groups do not overlap, so that no logistic curve fits.

    References
    ----------
    Jaeschke, Singer and Guyatt 1989, Controlled Clinical Trials 10:407-415.
    Terluin and others 2015, Journal of Clinical Epidemiology 68:1388-1396, and 2017, 83:90-100.

    Examples
    --------
    >>> import numpy as np
    >>> changes = np.array([-1, 0, 0, 1, 2, 1, 2, 3, 3, 4])
    >>> found = important_change(anchored_changes(changes, np.arange(10) >= 5))
    >>> found.roc_youden.value, round(found.predictive.value, 2)
    (0.5, 1.5)
    """
    gains = _turned(anchored) if better == "lower" else anchored
    m, n = int(gains.improved.sum()), int(gains.others.sum())
    improved = share("improved", m, m + n, level)
    if improved is None:
        raise AnchorError("The anchor needs both persons who improved and persons who did not.")
    r = _correlation(gains)
    youden, nearest, tied = _cutoffs(gains, level)
    overlaps = _overlaps(gains)
    predictive = _predictive(gains, level) if overlaps else None
    cautions = []
    if r is None or r < WEAK:
        cautions.append(Caution("weak_anchor"))
    if tied > 1:
        cautions.append(Caution("tied_cutoffs", tied))
    if not overlaps:
        cautions.append(Caution("separated"))
    return ImportantChange(
        improved,
        None if r is None else _made("anchor_correlation", r, None, level, ("Point-biserial correlation", "")),
        _auc(gains, level),
        _mean_change(gains, level),
        youden,
        nearest,
        predictive,
        None if predictive is None or r is None else _adjusted(predictive, gains, r),
        tuple(cautions),
    )


def _turned(anchored: AnchoredChanges) -> AnchoredChanges:
    """The same persons on a scale turned round."""
    turned = (anchored.improved[::-1], anchored.others[::-1], anchored.minimal[::-1])
    return AnchoredChanges(-anchored.values[::-1], *turned, anchored.scale)


def _made(name: str, value: float, ends: tuple[float, float] | None, level: float, told: tuple[str, str]) -> Estimate:
    low, high = ends or (None, None)
    return Estimate(name, value, low, high, level, *told)


def _spread(gains: AnchoredChanges) -> float:
    return moments(gains.values, gains.improved + gains.others, gains.scale)[1] or 0.0


def _correlation(gains: AnchoredChanges) -> float | None:
    everybody = gains.improved + gains.others
    total, m = int(everybody.sum()), int(gains.improved.sum())
    sd = _spread(gains)
    if not sd:
        return None
    apart = moments(gains.values, gains.improved, gains.scale)[0] - moments(gains.values, gains.others, gains.scale)[0]
    return apart / sd * sqrt(m * (total - m) / total / (total - 1))


def _overlaps(gains: AnchoredChanges) -> bool:
    """Whether some who improved changed less than some who did not, and the other way round."""
    better, others = gains.values[gains.improved > 0], gains.values[gains.others > 0]
    return bool(better[0] < others[-1] and others[0] < better[-1])


def _auc(gains: AnchoredChanges, level: float) -> Estimate:
    m, n = int(gains.improved.sum()), int(gains.others.sum())
    below = (np.cumsum(gains.others) - gains.others / 2) / n
    above = 1 - (np.cumsum(gains.improved) - gains.improved / 2) / m
    value = float(gains.improved @ below) / m
    told = ("Area under the ROC curve, DeLong's interval", AUC_SOURCE)
    if m < 2 or n < 2:
        return _made("auc", value, None, level, told)
    parts = ((below, gains.improved, m), (above, gains.others, n))
    error = sqrt(sum(float(((at - value) ** 2) @ counts) / (size - 1) / size for at, counts, size in parts))
    half = float(ndtri(0.5 + level / 2)) * error
    # A curve without error has no interval.
    ends = (max(0.0, value - half), min(1.0, value + half)) if error else None
    return _made("auc", value, ends, level, told)


def _mean_change(gains: AnchoredChanges, level: float) -> Estimate | None:
    """The mean of those who were a little better."""
    at = gains.minimal > 0
    found = mean_change(Differences(gains.values[at], gains.minimal[at], gains.scale), level)
    method = "Mean change of those who were a little better, Student's t interval"
    return None if found is None else replace(found, name="mic_mean_change", method=method, source=MEAN_SOURCE)


def _cutoffs(gains: AnchoredChanges, level: float) -> tuple[Estimate, Estimate, int]:
    """The best cut-offs halfway between distinct changes, and how many are as good by Youden's index."""
    m, n = int(gains.improved.sum()), int(gains.others.sum())
    missed, kept = np.cumsum(gains.improved)[:-1], np.cumsum(gains.others)[:-1]
    middles = (gains.values[:-1] + gains.values[1:]) / 2 / gains.scale
    if not len(middles):
        raise AnchorError("Everybody changed alike, so no cut-off tells those who improved from the others.")
    # Whole numbers, so that equally good cut-offs are equal.
    index = (m - missed) * n + kept * m
    distance = (missed * n) ** 2 + ((n - kept) * m) ** 2
    told = ("Cut-off of the ROC curve with the largest Youden's index, without interval", ROC_SOURCE)
    youden = _made("mic_roc_youden", float(middles[np.argmax(index)]), None, level, told)
    told = ("Cut-off of the ROC curve nearest to the corner (0, 1), without interval", ROC_SOURCE)
    nearest = _made("mic_roc_nearest", float(middles[np.argmin(distance)]), None, level, told)
    return youden, nearest, int((index == index.max()).sum())


def _predictive(gains: AnchoredChanges, level: float) -> Estimate | None:
    """The change at which the chance of having improved is that of the whole group; None where it does not rise."""
    total = int(gains.improved.sum() + gains.others.sum())
    prior = int(gains.improved.sum()) / total
    middle, sd = moments(gains.values, gains.improved + gains.others, gains.scale)
    if not sd:
        return None
    x = (gains.values / gains.scale - middle) / sd
    (intercept, slope), information = _logistic(x, gains)
    if slope <= 0:
        return None
    odds = log(prior / (1 - prior))
    at = float((odds - intercept) / slope)
    # What one person more moves the result by, for persons of either group at each change.
    chance, design = expit(intercept + slope * x), np.column_stack([np.ones_like(x), x])
    squares = 0.0
    for answer, counts in ((1.0, gains.improved), (0.0, gains.others)):
        moved = np.linalg.solve(information, (design * (answer - chance)[:, np.newaxis]).T)
        prior_moved = (answer - prior) / (prior * (1 - prior)) / total
        squares += float((((prior_moved - moved[0] - at * moved[1]) / slope) ** 2) @ counts)
    half = float(ndtri(0.5 + level / 2)) * sqrt(squares) * sd
    value = middle + sd * at
    method = "Predictive modelling by logistic regression at a likelihood ratio of 1, infinitesimal jackknife interval"
    return _made("mic_predictive", value, (value - half, value + half), level, (method, PREDICTIVE_SOURCE))


def _logistic(x: Floats, gains: AnchoredChanges) -> tuple[Floats, Floats]:
    """Intercept and slope by Newton's method, and the information matrix there."""
    design, everybody = np.column_stack([np.ones_like(x), x]), gains.improved + gains.others
    found, information = np.zeros(2), np.eye(2)
    for _ in range(STEPS):
        chance = expit(design @ found)
        information = (design * (everybody * chance * (1 - chance))[:, np.newaxis]).T @ design
        step = np.linalg.solve(information, design.T @ (gains.improved - everybody * chance))
        found = found + step
        if np.abs(step).max() < 1e-12:
            break
    return found, information


def _adjusted(predictive: Estimate, gains: AnchoredChanges, r: float) -> Estimate:
    """Terluin's correction for more or fewer than half of the persons having improved."""
    m, n = int(gains.improved.sum()), int(gains.others.sum())
    value = (predictive.value or 0.0) - (0.090 + 0.103 * r) * _spread(gains) * log(m / n)
    told = ("Predictive modelling, adjusted for the share who improved, without interval", ADJUSTED_SOURCE)
    return _made("mic_adjusted", value, None, predictive.level, told)


class AnchorError(ValueError):
    """An anchor from which no important change can be learnt."""
