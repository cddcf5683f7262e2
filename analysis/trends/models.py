"""Models over rounds that not everybody answered: a mixed model of a mean, and GEE of a mean or a share.

What did not converge gives no numbers: `converged` is False and a caution says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt
from sys import float_info
from typing import Literal

import numpy as np
from scipy.special import chdtrc, ndtri

from analysis.comparing.values import Caution, Estimate, Test
from analysis.reducing.observations import ModelError, Observations
from analysis.trends.fitting import Family, Floats, Time, design, fitted_gee
from analysis.trends.mixed import fitted_mixed

ENOUGH_UNITS = 40
"""From here on the robust errors of GEE are good (Mancl and DeRouen 2001); below it they are too small."""
MOST_STEPS = 500

MIXED_SOURCE = "Laird and Ware 1982, Biometrics 38:963-974"
GEE_SOURCE = "Liang and Zeger 1986, Biometrika 73:13-22"
MIXED = "Linear mixed model, random intercept of the unit, REML, normal interval"
GEE = "GEE, exchangeable working correlation, robust errors, normal interval"


@dataclass(frozen=True, slots=True)
class ModelResult:
    """What a model says of the rounds; `estimates` and `tests` are empty unless it `converged`.

    `change_2` is the second round's mean minus the first's (`odds_ratio_2`: its odds over the first's), and so on for
    later rounds; `change_per_round` (`odds_ratio_per_round`) with time as a straight line.
    """

    name: Literal["mixed_model", "gee"]
    converged: bool
    units: int
    answers: int
    estimates: tuple[Estimate, ...]
    tests: tuple[Test, ...]
    cautions: tuple[Caution, ...]
    method: str
    source: str


def mixed_model(
    answers: Observations, *, time: Time = "rounds", level: float = 0.95, most_steps: int = MOST_STEPS
) -> ModelResult:
    """A linear mixed model with a random intercept of the unit: means that also use units with gaps.

    It is right when whether a unit answered depends on its other answers, but not on the one that is missing.

    Parameters
    ----------
    answers
        Who answered what in which round.
    time
        "rounds" compares each round with the first, "linear" fits a straight line over the rounds' numbers.
    level
        Of the intervals.
    most_steps
        How many steps the fitting may take.

    Returns
    -------
    ModelResult
        Changes of the mean, the variance between and within units and their share (`icc`), and Wald's test that
        nothing changed.

    References
    ----------
    Laird NM, Ware JH (1982). Random-effects models for longitudinal data. Biometrics 38:963-974.

    """
    told = _Told("mixed_model", answers, MIXED, MIXED_SOURCE)
    if _constant(answers):
        return told.nothing(Caution("constant"))
    fit = fitted_mixed(design(answers, time), answers.value / answers.scale, answers.unit, most_steps)
    if fit is None:
        return told.nothing(Caution("did_not_converge"))
    coefficients, errors, between, within = fit.coefficients, fit.covariance, fit.between, fit.within
    estimates = (
        *_changes(coefficients, errors, time, level, odds=False, method=MIXED, source=MIXED_SOURCE),
        Estimate("between_variance", between, level=level, method=MIXED, source=MIXED_SOURCE),
        Estimate("within_variance", within, level=level, method=MIXED, source=MIXED_SOURCE),
        Estimate("icc", between / (between + within), level=level, method=MIXED, source=MIXED_SOURCE),
    )
    return told.result(estimates, _wald(coefficients, errors, "mixed_model", MIXED_SOURCE), ())


def gee(
    answers: Observations,
    family: Family,
    *,
    time: Time = "rounds",
    level: float = 0.95,
    most_steps: int = MOST_STEPS,
) -> ModelResult:
    """Generalised estimating equations: what the rounds' shares or means are in all units, answers of a unit alike.

    Parameters
    ----------
    answers
        Who answered what in which round; 0 and 1 for a share.
    family
        "share" (odds ratios, logit) or "mean" (differences).
    time
        "rounds" compares each round with the first, "linear" fits a straight line over the rounds' numbers.
    level
        Of the intervals.
    most_steps
        How many steps the fitting may take.

    Returns
    -------
    ModelResult
        Changes, the correlation of two answers of a unit (`working_correlation`), and Wald's test that nothing
        changed.

    Raises
    ------
    ModelError
        When a share has other answers than 0 and 1.

    References
    ----------
    Liang KY, Zeger SL (1986). Longitudinal data analysis using generalized linear models. Biometrika 73:13-22.

    """
    told = _Told("gee", answers, GEE, GEE_SOURCE)
    if family == "share" and not np.isin(answers.value, (0, answers.scale)).all():
        raise ModelError("A share is of yes and no: give 1 for answers inside it and 0 for the others.")
    if _constant(answers):
        return told.nothing(Caution("constant"))
    if family == "share" and (apart := _one_sided_rounds(answers)):
        return told.nothing(Caution("constant", apart, answers.rounds))
    fit = fitted_gee(design(answers, time), answers, family, most_steps)
    if fit is None:
        return told.nothing(Caution("did_not_converge"))
    coefficients, errors, correlation = fit
    odds = family == "share"
    estimates = (
        *_changes(coefficients, errors, time, level, odds=odds, method=GEE, source=GEE_SOURCE),
        Estimate("working_correlation", correlation, level=level, method=GEE, source=GEE_SOURCE),
    )
    few = (Caution("few_units", answers.units),) if answers.units < ENOUGH_UNITS else ()
    return told.result(estimates, _wald(coefficients, errors, "gee", GEE_SOURCE), few)


@dataclass(frozen=True, slots=True)
class _Told:
    """What every result of one model has."""

    name: Literal["mixed_model", "gee"]
    answers: Observations
    method: str
    source: str

    def nothing(self, caution: Caution) -> ModelResult:
        answers = self.answers
        return ModelResult(
            self.name, False, answers.units, len(answers.unit), (), (), (caution,), self.method, self.source
        )

    def result(
        self, estimates: tuple[Estimate, ...], tests: tuple[Test, ...], cautions: tuple[Caution, ...]
    ) -> ModelResult:
        answers = self.answers
        return ModelResult(
            self.name, True, answers.units, len(answers.unit), estimates, tests, cautions, self.method, self.source
        )


def _constant(answers: Observations) -> bool:
    return len(np.unique(answers.value)) == 1


def _one_sided_rounds(answers: Observations) -> int:
    """Rounds in which all said yes, or all no: their odds are no number."""
    each = (answers.value[answers.round == place] for place in range(answers.rounds))
    return sum(len(np.unique(values)) == 1 for values in each)


def _changes(
    coefficients: Floats, errors: Floats, time: Time, level: float, *, odds: bool, method: str, source: str
) -> list[Estimate]:
    z = float(ndtri(0.5 + level / 2))
    carry = exp if odds else float
    name = "odds_ratio" if odds else "change"
    found = []
    for place in range(1, len(coefficients)):
        value, half = float(coefficients[place]), z * sqrt(float(errors[place, place]))
        which = "per_round" if time == "linear" else str(place + 1)
        ends = carry(value - half), carry(value + half)
        found.append(Estimate(f"{name}_{which}", carry(value), ends[0], ends[1], level, method, source))
    return found


def _wald(coefficients: Floats, errors: Floats, name: str, source: str) -> tuple[Test, ...]:
    changes, df = coefficients[1:], len(coefficients) - 1
    statistic = float(changes @ np.linalg.solve(errors[1:, 1:], changes))
    p = max(float(chdtrc(df, statistic)), float_info.min)
    return (Test(f"{name}_wald", statistic, float(df), p, None, "Wald test that no round differs", source),)
