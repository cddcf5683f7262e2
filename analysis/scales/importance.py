"""The minimal important change: how far a score moves in persons who say themselves that they are better."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from scipy.special import ndtri

from analysis.comparing.values import Better, Caution, Estimate, Share
from analysis.reducing.differences import Differences, Integers
from analysis.scales.anchors import AnchoredChanges, AnchorError
from analysis.scales.predictive import by_prediction
from analysis.statistics.bootstrap import SEED, percentile_ends
from analysis.statistics.ordinal import mean_change, moments
from analysis.statistics.proportions import share

MEAN_SOURCE = "Jaeschke, Singer and Guyatt 1989, Controlled Clinical Trials 10:407-415"
ROC_SOURCE = "Deyo and Centor 1986, Journal of Chronic Diseases 39:897-906"
AUC_SOURCE = "DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44:837-845"
WEAK = 0.3
"""With a weaker correlation the anchor says too little of the score (Revicki and others 2008)."""
ROC_DRAWS = 1_000


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
        point nearest to the corner; percentile bootstrap within both groups), by predictive modelling, and that
        adjusted for the share who improved (both by the infinitesimal jackknife). Caution "weak_anchor" below a
        correlation of 0.3, "tied_cutoffs" when `count` cut-offs are as good by Youden's index (the lowest is given),
        "separated" when the groups do not overlap, so that no logistic curve fits.

    References
    ----------
    Jaeschke, Singer and Guyatt 1989, Controlled Clinical Trials 10:407-415.
    Terluin and others 2015, Journal of Clinical Epidemiology 68:1388-1396, and 2017, 83:90-100.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.scales.anchors import anchored_changes
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
    predictive, adjusted = by_prediction(gains, r, level) if overlaps and r is not None else (None, None)
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
        adjusted,
        tuple(cautions),
    )


def _turned(anchored: AnchoredChanges) -> AnchoredChanges:
    """The same persons on a scale turned round."""
    turned = (anchored.improved[::-1], anchored.others[::-1], anchored.minimal[::-1])
    return AnchoredChanges(-anchored.values[::-1], *turned, anchored.scale)


def _made(name: str, value: float, ends: tuple[float, float] | None, level: float, told: tuple[str, str]) -> Estimate:
    low, high = ends or (None, None)
    return Estimate(name, value, low, high, level, *told)


def _correlation(gains: AnchoredChanges) -> float | None:
    everybody = gains.everybody
    total, m = int(everybody.sum()), int(gains.improved.sum())
    sd = gains.spread
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
    middles = (gains.values[:-1] + gains.values[1:]) / 2 / gains.scale
    if not len(middles):
        raise AnchorError("Everybody changed alike, so no cut-off tells those who improved from the others.")
    index, distance = _curve(gains.improved[np.newaxis], gains.others[np.newaxis])
    chance = np.random.default_rng(SEED)
    # As many of each group as there are, so that every resample has a curve.
    drawn = [
        chance.multinomial(int(group.sum()), group / group.sum(), size=ROC_DRAWS)
        for group in (gains.improved, gains.others)
    ]
    indices, distances = _curve(*drawn)
    how = f"percentile interval of {ROC_DRAWS} resamples within both groups, seed {SEED}"
    cutoffs = [
        _made(name, float(middles[best]), percentile_ends(middles[among], level), level, (f"{told}, {how}", ROC_SOURCE))
        for name, best, among, told in (
            ("mic_roc_youden", np.argmax(index), indices.argmax(axis=1), "ROC cut-off of the largest Youden's index"),
            (
                "mic_roc_nearest",
                np.argmin(distance),
                distances.argmin(axis=1),
                "ROC cut-off nearest to the corner (0, 1)",
            ),
        )
    ]
    return cutoffs[0], cutoffs[1], int((index == index.max()).sum())


def _curve(improved: Integers, others: Integers) -> tuple[Integers, Integers]:
    """Youden's index and the squared distance to the corner at each cut-off, of curves in rows.

    Whole numbers, so that equally good cut-offs are equal.
    """
    m, n = improved.sum(axis=1, keepdims=True), others.sum(axis=1, keepdims=True)
    missed, kept = np.cumsum(improved, axis=1)[:, :-1], np.cumsum(others, axis=1)[:, :-1]
    return (m - missed) * n + kept * m, (missed * n) ** 2 + ((n - kept) * m) ** 2
