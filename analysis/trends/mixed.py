"""The linear mixed model with a random intercept, by restricted maximum likelihood (REML).

With one random intercept the likelihood depends on one number, the variance between units over that within. Its slope
has a closed form in sums per unit, so the fit is a search for the place where a falling curve crosses 0, which is
exact also at the edge, where units differ no more than chance would make them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from analysis.reducing.differences import Integers

Floats = NDArray[np.float64]

LARGEST_RATIO = 1e8
"""Above it the answers of a unit differ by nothing but the rounds, and there is no variance within to speak of."""


@dataclass(frozen=True, slots=True)
class MixedFit:
    """Coefficients, their covariance, and the variances between and within units."""

    coefficients: Floats
    covariance: Floats
    between: float
    within: float


@dataclass(frozen=True, slots=True)
class _Sums:
    """The answers and their design, and their sums per unit."""

    matrix: Floats
    y: Floats
    place: NDArray[np.intp]
    sizes: NDArray[np.intp]
    sums: Floats

    def solved(self, ratio: float) -> tuple[Floats, Floats, Floats]:
        """At a ratio of the variances: coefficients, their covariance over the variance within, and residuals."""
        shrunk = ratio / (1 + ratio * self.sizes)
        totals = np.bincount(self.place, self.y, len(self.sizes))
        information = self.matrix.T @ self.matrix - (self.sums * shrunk[:, np.newaxis]).T @ self.sums
        inverse = np.asarray(np.linalg.inv(information), dtype=np.float64)
        coefficients = inverse @ (self.matrix.T @ self.y - self.sums.T @ (shrunk * totals))
        return coefficients, inverse, self.y - self.matrix @ coefficients

    def weighed(self, residuals: Floats, ratio: float) -> tuple[float, Floats]:
        """The residuals' weighted sum of squares, and their shrunk sum in each unit."""
        totals = np.bincount(self.place, residuals, len(self.sizes))
        shrunk = totals / (1 + ratio * self.sizes)
        return float(residuals @ residuals) - ratio * float(totals @ shrunk), shrunk

    def slope(self, ratio: float) -> float:
        """Twice the slope of the restricted log likelihood in the ratio."""
        _, inverse, residuals = self.solved(ratio)
        squares, shrunk = self.weighed(residuals, ratio)
        less = 1 + ratio * self.sizes
        scaled = self.sums / less[:, np.newaxis]
        trace = float((self.sizes / less).sum()) - float(np.trace(inverse @ (scaled.T @ scaled)))
        degrees = len(self.y) - int(self.matrix.shape[1])
        return degrees * float(shrunk @ shrunk) / squares - trace


def fitted_mixed(matrix: Floats, y: Floats, unit: Integers, most_steps: int) -> MixedFit | None:
    """The REML fit; None when it does not end within so many steps or nothing varies within units."""
    _, place = np.unique(unit, return_inverse=True)
    sizes = np.bincount(place)
    sums = np.zeros((len(sizes), matrix.shape[1]))
    np.add.at(sums, place, matrix)
    # Answers about their mean lose no digits.
    middle = float(y.mean())
    held = _Sums(matrix, y - middle, place, sizes, sums)
    if held.weighed(held.solved(LARGEST_RATIO)[2], LARGEST_RATIO)[0] <= 1e-9 * float((held.y**2).sum()):
        return None
    ratio = _ratio(held, most_steps)
    if ratio is None:
        return None
    coefficients, inverse, residuals = held.solved(ratio)
    within = held.weighed(residuals, ratio)[0] / (len(y) - matrix.shape[1])
    coefficients[0] += middle
    return MixedFit(coefficients, inverse * within, ratio * within, within)


def _ratio(held: _Sums, most_steps: int) -> float | None:
    if held.slope(0.0) <= 0:
        return 0.0
    if held.slope(LARGEST_RATIO) >= 0:
        return None
    found, report = brentq(
        held.slope, 0.0, LARGEST_RATIO, xtol=1e-13, rtol=1e-14, maxiter=most_steps, full_output=True, disp=False
    )
    return float(found) if report.converged else None
