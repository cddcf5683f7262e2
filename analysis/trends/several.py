"""Tests over more than two rounds of the same units: any difference (Cochran, Friedman) and a steady trend (Page).

Everything is computed from counts of patterns, in whole numbers up to the last step, so ties are exact.
"""

from __future__ import annotations

from sys import float_info

import numpy as np
from scipy.special import chdtrc

from analysis.comparing.values import Estimate, Test
from analysis.reducing.panels import Panel, PanelError, doubled_ranks

COCHRAN_SOURCE = "Cochran 1950, Biometrika 37:256-266"
FRIEDMAN_SOURCE = "Friedman 1937, Journal of the American Statistical Association 32:675-701; ties: Conover 1999"
KENDALL_SOURCE = "Kendall and Babington Smith 1939, Annals of Mathematical Statistics 10:275-287"

ENOUGH_CELLS = 24
"""Units that moved times rounds, from which the chi-squared approximation of Cochran's Q is good (Tate, Brown 1970)."""


def cochran_q(answers: Panel) -> Test:
    """Cochran's Q: whether the share of yes is the same in all rounds, for the same units.

    Only units that changed their answer count. With two rounds it is McNemar's chi-squared test without continuity
    correction. When nobody changed, the statistic is 0 and p is 1.

    Parameters
    ----------
    answers
        Answers that are 0 or 1.

    Returns
    -------
    Test
        Q, degrees of freedom (rounds minus one) and p by the chi-squared approximation.

    Raises
    ------
    PanelError
        When an answer is neither 0 nor 1.

    References
    ----------
    Cochran WG (1950). The comparison of percentages in matched samples. Biometrika 37:256-266.

    Examples
    --------
    >>> from analysis.reducing.panels import panel
    >>> cochran_q(panel([[0, 1, 1], [0, 0, 1], [0, 1, 1], [1, 1, 1]])).statistic
    4.666666666666667

    """
    if not np.isin(answers.values, (0, 1)).all():
        raise PanelError("Cochran's Q is for yes and no: give 1 for answers inside the share and 0 for the others.")
    k, inside = answers.rounds, [int(total) for total in answers.totals]
    per_unit = answers.values.sum(axis=1)
    apart = k * sum(total**2 for total in inside) - sum(inside) ** 2
    spread = k * sum(inside) - int(answers.counts @ per_unit**2)
    statistic = (k - 1) * apart / spread if spread else 0.0
    return Test(
        "cochran_q", statistic, float(k - 1), _upper(k - 1, statistic), None, "Cochran's Q, chi-squared", COCHRAN_SOURCE
    )


def few_moved(answers: Panel) -> bool:
    """Whether too few units moved for the chi-squared approximation of Cochran's Q (Tate and Brown 1970)."""
    return answers.moved * answers.rounds < ENOUGH_CELLS


def friedman(answers: Panel) -> Test:
    """Friedman's test, corrected for ties: whether any round tends to be answered higher, for the same units.

    Each unit's answers are ranked among themselves. With two rounds it is the sign test by its chi-squared
    approximation. When every unit answered the same in all rounds, the statistic is 0 and p is 1.

    Parameters
    ----------
    answers
        Answers on an ordered scale, or numbers, as whole numbers.

    Returns
    -------
    Test
        Friedman's chi-squared, degrees of freedom (rounds minus one) and p.

    References
    ----------
    Friedman M (1937). The use of ranks to avoid the assumption of normality implicit in the analysis of variance.
    Journal of the American Statistical Association 32:675-701.

    Conover WJ (1999). Practical Nonparametric Statistics, 3rd edition. Wiley, section 5.8.

    Examples
    --------
    >>> from analysis.reducing.panels import panel
    >>> friedman(panel([[1, 2, 3], [1, 3, 2], [1, 2, 3], [2, 2, 3]])).df
    2.0

    """
    k = answers.rounds
    between, within = _rank_squares(answers)
    statistic = (k - 1) * between / within if within else 0.0
    method = "Friedman, chi-squared, corrected for ties"
    return Test("friedman", statistic, float(k - 1), _upper(k - 1, statistic), None, method, FRIEDMAN_SOURCE)


def kendall_w(answers: Panel) -> Estimate | None:
    """Kendall's W, corrected for ties: how alike the units rank the rounds, from 0 (not at all) to 1 (all the same).

    It is Friedman's statistic divided by its largest possible value, so it tells the size of what that test finds.

    Parameters
    ----------
    answers
        Answers on an ordered scale, or numbers, as whole numbers.

    Returns
    -------
    Estimate or None
        W without an interval; None when no unit ranks any round above another.

    References
    ----------
    Kendall MG, Babington Smith B (1939). The problem of m rankings. Annals of Mathematical Statistics 10:275-287.

    Examples
    --------
    >>> from analysis.reducing.panels import panel
    >>> kendall_w(panel([[1, 2, 3], [2, 4, 5], [1, 3, 4]])).value
    1.0

    """
    between, within = _rank_squares(answers)
    if not within:
        return None
    return Estimate(
        "kendall_w",
        between / (answers.units * within),
        method="Kendall's coefficient of concordance, corrected for ties",
        source=KENDALL_SOURCE,
    )


def _rank_squares(answers: Panel) -> tuple[int, int]:
    """Squares of the rounds' summed ranks, and of all ranks, both about their mean and in doubled ranks."""
    ranks = doubled_ranks(answers.values)
    sums = [int(total) for total in answers.counts @ ranks]
    return sum(total**2 for total in sums), int(answers.counts @ (ranks**2).sum(axis=1))


def _upper(df: int, statistic: float) -> float:
    # A p can be too small for a floating point number; it is never 0.
    return max(float(chdtrc(df, statistic)), float_info.min)
