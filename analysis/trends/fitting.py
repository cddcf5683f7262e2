"""How GEE over rounds is fitted, by statsmodels, which is loaded by the first fit."""

from __future__ import annotations

import warnings
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from analysis.reducing.observations import Observations

Floats = NDArray[np.float64]
Family = Literal["share", "mean"]
Time = Literal["rounds", "linear"]

CLOSE_ENOUGH = 1e-10


def design(answers: Observations, time: Time) -> Floats:
    """The constant, then each later round against the first, or the round's number."""
    ones = np.ones(len(answers.round))
    if time == "linear":
        return np.column_stack([ones, answers.round]).astype(float)
    later = [answers.round == place for place in range(1, answers.rounds)]
    return np.column_stack([ones, *later]).astype(float)


def fitted_gee(
    matrix: Floats, answers: Observations, family: Family, most_steps: int
) -> tuple[Floats, Floats, float] | None:
    """Coefficients, their robust covariance and the working correlation; None when the fitting did not end."""
    from statsmodels.genmod import generalized_estimating_equations
    from statsmodels.genmod.cov_struct import Exchangeable
    from statsmodels.genmod.families import Binomial, Gaussian

    kind = Binomial() if family == "share" else Gaussian()
    y = answers.value / answers.scale
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            model: Any = generalized_estimating_equations.GEE(
                y, matrix, groups=answers.unit, family=kind, cov_struct=Exchangeable()
            )
            fit: Any = model.fit(maxiter=most_steps, ctol=CLOSE_ENOUGH)
        except (np.linalg.LinAlgError, ValueError):
            return None
        coefficients, errors = np.asarray(fit.params, dtype=float), np.asarray(fit.cov_params(), dtype=float)
        correlation = float(fit.cov_struct.dep_params)
    # statsmodels also says that it converged when it has used its last step on the starting values.
    ended = fit.converged and len(fit.fit_history["score"]) < most_steps
    if not ended or not np.isfinite([*coefficients, *errors.ravel(), correlation]).all():
        return None
    return coefficients, errors, correlation
