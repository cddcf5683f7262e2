"""A one-factor model of correlations by maximum likelihood, by Newton's method in the logs of the unique variances.

For given unique variances the best loadings follow from the largest eigenvalue of the correlations scaled by them, and
the misfit from the others (Jöreskog 1967, Psychometrika 32:443-482). Its slope and curvature are exact. How one person
more would move the solution follows from the slope and curvature of the whole likelihood there.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.reducing.items import Floats

LEAST_UNIQUE = 0.005
"""An item that shares more than 99.5 % of its variance with the factor has no sound solution (a Heywood case)."""
STEPS = 100
FLAT = 1e-10


@dataclass(frozen=True, slots=True)
class _Fit:
    """The misfit of logs of unique variances, its slope and curvature, and the loadings that go with them."""

    misfit: float
    slope: Floats
    curvature: Floats
    loadings: Floats


def one_factor(correlation: Floats) -> tuple[Floats, Floats] | None:
    """Loadings and unique variances of these correlations, or None where there is no sound solution."""
    if np.linalg.eigvalsh(correlation)[0] < 1e-10:
        return None
    # Half of what the other items do not explain is where the search usually starts.
    logs = np.clip(np.log(0.5 / np.diag(np.linalg.inv(correlation))), log(LEAST_UNIQUE), 0.0)
    fit = _fit(logs, correlation)
    for _ in range(STEPS):
        # Among those that are not pressed against an end.
        free = ~((logs <= log(LEAST_UNIQUE)) & (fit.slope > 0) | (logs >= 0) & (fit.slope < 0))
        if np.abs(fit.slope[free]).max(initial=0.0) < FLAT:
            sound = logs.min() > log(LEAST_UNIQUE)
            return (fit.loadings, np.exp(logs)) if sound else None
        logs, fit = _step(logs, fit, free, correlation)
    return None


def moves(apart: Floats, covariance: Floats, loadings: Floats, unique: Floats) -> Floats | None:
    """How a person more would move the loadings and then the unique variances, times the number of persons.

    `apart` is what each person answered less the means, shape (persons, items); `covariance` is theirs (over n), and
    the solution is in its units. None where the likelihood is flat in some direction, as where no item has a loading.
    """
    weights = np.linalg.inv(np.outer(loadings, loadings) + np.diag(unique))
    observed = weights @ covariance @ weights
    slope, bent = weights - observed, 2 * observed - weights
    held, pulled = weights @ loadings, bent @ loadings
    # Second derivatives of log det(model) + tr(model⁻¹ covariance).
    both = np.outer(held, pulled) + (loadings @ held) * bent + (loadings @ pulled) * weights + np.outer(pulled, held)
    mixed = weights * pulled[np.newaxis, :] + bent * held[np.newaxis, :]
    curvature = np.block([[both + 2 * slope, mixed], [mixed.T, weights * bent]])
    if np.linalg.eigvalsh(curvature)[0] < FLAT:
        return None
    seen = apart @ weights
    slopes = np.hstack([2 * held - 2 * seen * (seen @ loadings)[:, np.newaxis], np.diag(weights) - seen**2])
    return -np.linalg.solve(curvature, slopes.T).T


def _step(logs: Floats, fit: _Fit, free: NDArray[np.bool_], correlation: Floats) -> tuple[Floats, _Fit]:
    """One step of Newton's, halved until the misfit falls."""
    curvature = fit.curvature[np.ix_(free, free)]
    least = float(np.linalg.eigvalsh(curvature)[0])
    if least < 1e-6:
        curvature = curvature + (1e-3 - least) * np.eye(len(curvature))
    move = np.zeros_like(logs)
    move[free] = -np.linalg.solve(curvature, fit.slope[free])
    moved, found = logs, fit
    for halving in range(30):
        moved = np.clip(logs + move / 2**halving, log(LEAST_UNIQUE), 0.0)
        found = _fit(moved, correlation)
        # Near the minimum the misfit falls by less than its last digit.
        if found.misfit <= fit.misfit + 1e-13:
            break
    return moved, found


def _fit(logs: Floats, correlation: Floats) -> _Fit:
    root = np.exp(logs / 2)
    values, vectors = np.linalg.eigh(correlation / np.outer(root, root))
    rest, others, largest, factor = values[:-1], vectors[:, :-1], float(values[-1]), vectors[:, -1]
    loadings = root * factor * sqrt(max(largest - 1, 0.0))
    # By the derivatives of eigenvalues and eigenvectors; those between two small eigenvalues cancel to a product.
    turned = (1 - rest) * (rest + largest) / np.maximum(largest - rest, 1e-12)
    curvature = (others @ others.T) * ((others * rest) @ others.T)
    curvature += ((others * turned) @ others.T) * np.outer(factor, factor)
    return _Fit(
        float((rest - np.log(rest) - 1).sum()),
        (others**2) @ (1 - rest),
        curvature,
        loadings if loadings.sum() >= 0 else -loadings,
    )
