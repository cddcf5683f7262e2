"""The minimal important change by predictive modelling, and adjusted for the share who improved."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
from scipy.special import expit, ndtri

from analysis.comparing.values import Estimate
from analysis.reducing.items import Floats
from analysis.scales.anchors import AnchoredChanges
from analysis.statistics.ordinal import moments

PREDICTIVE_SOURCE = "Terluin, Eekhout, Terwee and de Vet 2015, Journal of Clinical Epidemiology 68:1388-1396"
ADJUSTED_SOURCE = "Terluin, Eekhout and Terwee 2017, Journal of Clinical Epidemiology 83:90-100"
STEPS = 50
JACKKNIFE = "infinitesimal jackknife interval"


def by_prediction(gains: AnchoredChanges, r: float, level: float) -> tuple[Estimate | None, Estimate | None]:
    """The change at which the chance of having improved is that of the whole group, and the same adjusted.

    `r` is the correlation of the change with having improved. Both are None where the chance does not rise. The
    adjustment is Terluin's, for more or fewer than half of the persons having improved.
    """
    total, m = int(gains.everybody.sum()), int(gains.improved.sum())
    prior = m / total
    middle, sd = moments(gains.values, gains.everybody, gains.scale)
    if not sd:
        return None, None
    x = (gains.values / gains.scale - middle) / sd
    (intercept, slope), information = _logistic(x, gains)
    if slope <= 0:
        return None, None
    odds = log(prior / (1 - prior))
    at, weight = float((odds - intercept) / slope), 0.090 + 0.103 * r
    # What one person more moves the results by, for persons of either group at each change, in standard deviations.
    chance, design = expit(intercept + slope * x), np.column_stack([np.ones_like(x), x])
    squares = np.zeros(2)
    for answer, counts in ((1.0, gains.improved), (0.0, gains.others)):
        coefficients = np.linalg.solve(information, (design * (answer - chance)[:, np.newaxis]).T)
        on_odds = (answer - prior) / (prior * (1 - prior)) / total
        on_value = (on_odds - coefficients[0] - at * coefficients[1]) / slope
        side = (answer - prior) / sqrt(prior * (1 - prior))
        on_r = (x * side - r / 2 * (x**2 + side**2)) / total
        on_spread = (x**2 - 1) / 2 / total
        on_shift = 0.103 * on_r * odds + weight * (on_spread * odds + on_odds)
        squares += [float(each**2 @ counts) for each in (on_value, on_value - on_shift)]
    values = middle + sd * at, middle + sd * (at - weight * odds)
    halves = float(ndtri(0.5 + level / 2)) * np.sqrt(squares) * sd
    found = [
        Estimate(name, value, value - half, value + half, level, f"{method}, {JACKKNIFE}", source)
        for name, value, half, method, source in zip(
            ("mic_predictive", "mic_adjusted"),
            values,
            halves.tolist(),
            (
                "Predictive modelling by logistic regression at a likelihood ratio of 1",
                "Predictive modelling, adjusted for the share who improved",
            ),
            (PREDICTIVE_SOURCE, ADJUSTED_SOURCE),
            strict=True,
        )
    ]
    return found[0], found[1]


def _logistic(x: Floats, gains: AnchoredChanges) -> tuple[Floats, Floats]:
    """Intercept and slope by Newton's method, and the information matrix there."""
    design, everybody = np.column_stack([np.ones_like(x), x]), gains.everybody
    found, information = np.zeros(2), np.eye(2)
    for _ in range(STEPS):
        chance = expit(design @ found)
        information = (design * (everybody * chance * (1 - chance))[:, np.newaxis]).T @ design
        step = np.linalg.solve(information, design.T @ (gains.improved - everybody * chance))
        found = found + step
        if np.abs(step).max() < 1e-12:
            break
    return found, information
