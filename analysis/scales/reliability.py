"""How well the items of a score hang together: Cronbach's alpha and McDonald's omega."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from scipy.special import expit, fdtri, ndtri

from analysis.comparing.values import Caution, Estimate
from analysis.reducing.items import Floats, Items
from analysis.scales.factor import moves, one_factor

ALPHA = "Cronbach's alpha of complete answers, Feldt's F interval"
ALPHA_SOURCE = "Cronbach 1951, Psychometrika 16:297-334; Feldt 1965, Psychometrika 30:357-370"
OMEGA = (
    "McDonald's omega total of a one-factor model by maximum likelihood, complete answers, "
    "infinitesimal jackknife interval on the logit scale"
)
OMEGA_SOURCE = (
    "McDonald 1999, Test Theory: A Unified Treatment; Jöreskog 1967, Psychometrika 32:443-482; "
    "Kelley and Pornprasertmanit 2016, Psychological Methods 21:69-92"
)

FEWEST_FOR_OMEGA = 3
"""Two items have one covariance, which cannot tell two loadings."""
CANCELLED = 1e-12


@dataclass(frozen=True, slots=True)
class Reliability:
    """Alpha and omega of one score in one round; None where it cannot be computed, and a caution says why."""

    persons: int
    items: int
    alpha: Estimate | None
    omega: Estimate | None
    cautions: tuple[Caution, ...]


def reliability_of(items: Items, level: float = 0.95) -> Reliability:
    """Internal consistency of the items of a score.

    Parameters
    ----------
    items : Items
        Complete answers, from `item_rows`.
    level : float
        The confidence level of the intervals.

    Returns
    -------
    Reliability
        Both coefficients, 1 at most. Caution "constant_items" when all answered an item alike (nothing is computed),
        "few_items" when two items are too few for omega, "no_factor" when no sound one-factor model was found.

    References
    ----------
    Cronbach 1951, Psychometrika 16:297-334.
    Feldt, Woodruff and Salih 1987, Applied Psychological Measurement 11:93-103.
    McDonald 1999, Test Theory: A Unified Treatment, chapter 6.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.items import item_rows
    >>> found = reliability_of(item_rows(np.array([[1, 2, 1], [2, 2, 3], [4, 3, 4], [5, 5, 4], [3, 4, 3]])))
    >>> round(found.alpha.value, 3)
    0.918

    """
    if items.constant:
        return Reliability(
            items.persons, items.items, None, None, (Caution("constant_items", items.constant, items.items),)
        )
    cautions = []
    omega = mcdonald_omega(items, level) if items.items >= FEWEST_FOR_OMEGA else None
    if items.items < FEWEST_FOR_OMEGA:
        cautions.append(Caution("few_items", items.items))
    elif omega is None:
        cautions.append(Caution("no_factor"))
    return Reliability(items.persons, items.items, cronbach_alpha(items, level), omega, tuple(cautions))


def cronbach_alpha(items: Items, level: float = 0.95) -> Estimate | None:
    """Cronbach's alpha with Feldt's interval.

    Parameters
    ----------
    items : Items
        Complete answers, from `item_rows`.
    level : float
        The confidence level.

    Returns
    -------
    Estimate or None
        Alpha, 1 at most and negative when items go against each other. None when all answered some item alike or when
        the sums do not vary; without an interval when the items never differ but by a constant.

    References
    ----------
    Feldt 1965, Psychometrika 30:357-370.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.items import item_rows
    >>> found = cronbach_alpha(item_rows(np.array([[1, 2], [2, 2], [4, 3], [5, 5]])))
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (0.933, -0.029, 0.996)

    """
    total = np.unique(items.rows.sum(axis=1))
    if items.constant or len(total) == 1:
        return None
    n, k = items.persons, items.items
    covariance = items.covariance
    left = k / (k - 1) * float(np.trace(covariance)) / float(covariance.sum())
    alpha = k / (k - 1) - left
    if 1 - alpha <= 1e-12:
        return Estimate("alpha", 1.0, level=level, method=ALPHA, source=ALPHA_SOURCE)
    tail, df, df_error = (1 - level) / 2, n - 1, (n - 1) * (k - 1)
    low, high = (1 - (1 - alpha) * float(fdtri(df, df_error, chance)) for chance in (1 - tail, tail))
    return Estimate("alpha", alpha, low, high, level, ALPHA, ALPHA_SOURCE)


def mcdonald_omega(items: Items, level: float = 0.95) -> Estimate | None:
    """McDonald's omega: the share of the sum's variance that one common factor explains.

    Parameters
    ----------
    items : Items
        Complete answers to three items or more, from `item_rows`.
    level : float
        The confidence level.

    Returns
    -------
    Estimate or None
        Omega, 0 to 1. The one-factor model is fitted to the covariances by maximum likelihood. The interval is by the
        infinitesimal jackknife on the logit scale, so that answers need not be normal. None for fewer than three items,
        constant items, items of which one follows from the others, when an item would have less than half a percent of
        its variance to itself (a Heywood case), when other loadings fit as well (items with nothing in common), and
        when loadings for and against cancel.

    References
    ----------
    McDonald 1999, Test Theory: A Unified Treatment, chapter 6.
    Jöreskog 1967, Psychometrika 32:443-482.
    Kelley and Pornprasertmanit 2016, Psychological Methods 21:69-92.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.items import item_rows
    >>> answers = [[1, 2, 2], [2, 1, 3], [4, 3, 2], [5, 4, 4], [3, 4, 3], [4, 5, 5], [2, 3, 2]]
    >>> round(mcdonald_omega(item_rows(np.array(answers))).value, 3)
    0.854

    """
    if items.items < FEWEST_FOR_OMEGA or items.constant:
        return None
    covariance = items.covariance
    spreads = np.sqrt(np.diag(covariance))
    fitted = one_factor(covariance / np.outer(spreads, spreads))
    if fitted is None:
        return None
    loadings, unique = fitted
    common, own = float(spreads @ loadings) ** 2, float(spreads**2 @ unique)
    # Loadings that cancel leave nothing of the factor in the sum.
    error = _logit_error(items, spreads, loadings, unique) if common > CANCELLED * own else None
    if error is None:
        return None
    half, middle = float(ndtri(0.5 + level / 2)) * error, log(common / own)
    low, high = float(expit(middle - half)), float(expit(middle + half))
    return Estimate("omega", common / (common + own), low, high, level, OMEGA, OMEGA_SOURCE)


def _logit_error(items: Items, spreads: Floats, loadings: Floats, unique: Floats) -> float | None:
    """The standard error of omega's logit, which is the log of the common variance over the items' own."""
    # The model fits covariances over n - 1 and over n alike, but for their size.
    apart = (items.rows / items.scale - items.means) / spreads * sqrt(items.persons / (items.persons - 1))
    covariance = (apart * items.counts[:, np.newaxis]).T @ apart / items.persons
    moved = moves(apart, covariance, loadings, unique)
    if moved is None:
        return None
    towards = np.concatenate([2 * spreads / (spreads @ loadings), -(spreads**2) / (spreads**2 @ unique)])
    return sqrt(float((moved @ towards) ** 2 @ items.counts)) / items.persons


def error_of(sd: float, coefficient: float) -> float:
    """The standard error of measurement of a score with this spread (in points) and reliability (0 to 1)."""
    if sd < 0 or not 0 <= coefficient <= 1:
        raise ReliabilityError(f"A spread of {sd} and a reliability of {coefficient}: give 0 or more, and 0 to 1.")
    return sd * sqrt(1 - coefficient)


class ReliabilityError(ValueError):
    """A spread or a reliability that no score can have."""
