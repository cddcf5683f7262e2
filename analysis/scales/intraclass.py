"""How far repeated ratings of the same persons agree: intraclass correlations and the error of one measurement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from scipy.special import chdtri, fdtri, ndtri

from analysis.comparing.values import Caution, Estimate
from analysis.reducing.items import Items

ICC_SOURCE = (
    "Shrout and Fleiss 1979, Psychological Bulletin 86:420-428; McGraw and Wong 1996, Psychological Methods 1:30"
)
SEM_SOURCE = "De Vet, Terwee, Knol and Bouter 2006, Journal of Clinical Epidemiology 59:1033-1039"
MDC_SOURCE = "Beaton 2000, Spine 25:3192-3199; Weir 2005, Journal of Strength and Conditioning Research 19:231-240"
DESIGNS = {
    "icc_1_1": "one-way random, one rating",
    "icc_2_1": "two-way random, absolute agreement, one rating",
    "icc_3_1": "two-way mixed, consistency, one rating",
    "icc_1_k": "one-way random, mean of the ratings",
    "icc_2_k": "two-way random, absolute agreement, mean of the ratings",
    "icc_3_k": "two-way mixed, consistency, mean of the ratings",
}

Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """The two-way analysis of variance of `persons` rated `ratings` times each.

    `between` persons, `within` persons, of the `columns` (raters or occasions), and the `error` that is left.
    """

    persons: int
    ratings: int
    between: float
    within: float
    columns: float
    error: float


@dataclass(frozen=True, slots=True)
class IntraclassCorrelations:
    """Shrout and Fleiss's six coefficients by name; one that cannot be computed is left out, and a caution says why."""

    persons: int
    ratings: int
    estimates: tuple[Estimate, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """The error of one measurement and the smallest change of one person that is more than error, in points.

    `agreement` counts a shift of everybody between the occasions as error, `consistency` does not.
    """

    persons: int
    ratings: int
    sem_agreement: Estimate
    sem_consistency: Estimate
    mdc90_agreement: Estimate
    mdc95_agreement: Estimate
    mdc90_consistency: Estimate
    mdc95_consistency: Estimate


def mean_squares(items: Items) -> MeanSquares:
    """The mean squares of persons by raters or occasions.

    Parameters
    ----------
    items : Items
        One row per person, one column per rater or occasion, from `item_rows`.

    Returns
    -------
    MeanSquares
        In squared points.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.items import item_rows
    >>> found = mean_squares(item_rows(np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8]])))
    >>> round(found.between, 2), round(found.error, 2)
    (14.33, 1.56)

    """
    n, k, counts = items.persons, items.items, items.counts.tolist()
    rows = items.rows.tolist()
    # Whole numbers of any size are exact in Python, so what does not vary has a spread of exactly 0.
    total = sum(w * sum(row) for w, row in zip(counts, rows, strict=True))
    squares = sum(w * sum(value * value for value in row) for w, row in zip(counts, rows, strict=True))
    of_rows = sum(w * sum(row) ** 2 for w, row in zip(counts, rows, strict=True))
    of_columns = sum(sum(w * row[j] for w, row in zip(counts, rows, strict=True)) ** 2 for j in range(k))
    # Every sum of squares, n k times too large.
    everything, between, columns = n * k * squares - total**2, n * of_rows - total**2, k * of_columns - total**2
    unit = n * k * items.scale**2
    return MeanSquares(
        n,
        k,
        between / unit / (n - 1),
        (everything - between) / unit / (n * (k - 1)),
        columns / unit / (k - 1),
        (everything - between - columns) / unit / ((n - 1) * (k - 1)),
    )


def intraclass_correlations(items: Items, level: float = 0.95) -> IntraclassCorrelations:
    """Shrout and Fleiss's intraclass correlations with F intervals.

    Parameters
    ----------
    items : Items
        One row per person, one column per rater or occasion, from `item_rows`.
    level : float
        The confidence level of the intervals.

    Returns
    -------
    IntraclassCorrelations
        Estimates named icc_1_1, icc_2_1, icc_3_1 (of one rating) and icc_1_k, icc_2_k, icc_3_k (of their mean).
        Without intervals where the ratings leave no error. Caution "no_spread" when persons do not differ: then the
        coefficients of means are left out, and all are when nothing differs.

    References
    ----------
    Shrout and Fleiss 1979, Psychological Bulletin 86:420-428.
    McGraw and Wong 1996, Psychological Methods 1:30-46.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.items import item_rows
    >>> table = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    >>> found = intraclass_correlations(item_rows(table))
    >>> [round(each.value, 2) for each in found.estimates]
    [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]

    """
    found = mean_squares(items)
    values = _values(found)
    cautions = () if len(values) == len(DESIGNS) else (Caution("no_spread"),)
    ends = _ends(found, level)
    estimates = []
    for name, value in values.items():
        low, high = ends.get(name, (None, None))
        method = f"Intraclass correlation, {DESIGNS[name]}, F interval"
        estimates.append(Estimate(name, value, low, high, level, method, ICC_SOURCE))
    return IntraclassCorrelations(found.persons, found.ratings, tuple(estimates), cautions)


def measurement_error(items: Items, level: float = 0.95) -> MeasurementError:
    """The standard error of measurement and the minimal detectable change, from persons who were measured again.

    Parameters
    ----------
    items : Items
        One row per person, one column per occasion between which nobody is thought to have changed.
    level : float
        The confidence level of the intervals (not of the 90 and 95 in the names of the changes).

    Returns
    -------
    MeasurementError
        In the score's points. The intervals are by the chi-squared distribution of a mean square; an error of 0 has
        none.

    References
    ----------
    De Vet, Terwee, Knol and Bouter 2006, Journal of Clinical Epidemiology 59:1033-1039.
    Weir 2005, Journal of Strength and Conditioning Research 19:231-240.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.items import item_rows
    >>> found = measurement_error(item_rows(np.array([[4, 5], [6, 6], [8, 7], [3, 5]])))
    >>> round(found.sem_agreement.value, 3), round(found.mdc95_agreement.value, 3)
    (0.866, 2.4)

    """
    found = mean_squares(items)
    n, k = found.persons, found.ratings
    squares = {"agreement": (found.within, n * (k - 1)), "consistency": (found.error, (n - 1) * (k - 1))}
    made: dict[str, Estimate] = {}
    for kind, (square, df) in squares.items():
        sem = made[f"sem_{kind}"] = _sem(kind, square, df, level)
        for confidence in (90, 95):
            made[f"mdc{confidence}_{kind}"] = _mdc(sem, kind, confidence)
    return MeasurementError(n, k, **made)


def _values(found: MeanSquares) -> dict[str, float]:
    n, k = found.persons, found.ratings
    between, within, error = found.between, found.within, found.error
    shift = (found.columns - error) / n
    apart, mixed = between - within, between - error
    of_one = {
        "icc_1_1": (apart, between + (k - 1) * within),
        "icc_2_1": (mixed, between + (k - 1) * error + k * shift),
        "icc_3_1": (mixed, between + (k - 1) * error),
    }
    of_mean = {
        "icc_1_k": (apart, between),
        "icc_2_k": (mixed, between + shift),
        "icc_3_k": (mixed, between),
    }
    # Where persons do not differ, the reliability of a mean would be minus infinity.
    shown = of_one | of_mean if between > 0 else of_one
    return {name: top / bottom for name, (top, bottom) in shown.items() if bottom > 0}


def _ends(found: MeanSquares, level: float) -> dict[str, Ends]:
    n, k = found.persons, found.ratings
    if not found.between or not found.error:
        return {}
    one_way = _of_ratio(found.between / found.within, (n - 1, n * (k - 1)), level)
    mixed = _of_ratio(found.between / found.error, (n - 1, (n - 1) * (k - 1)), level)
    single = {
        "icc_1_1": _mapped(one_way, lambda ratio: (ratio - 1) / (ratio + k - 1)),
        "icc_3_1": _mapped(mixed, lambda ratio: (ratio - 1) / (ratio + k - 1)),
        "icc_1_k": _mapped(one_way, lambda ratio: 1 - 1 / ratio),
        "icc_3_k": _mapped(mixed, lambda ratio: 1 - 1 / ratio),
    }
    random = _agreement_ends(found, level)
    if random is None:
        return single
    return single | {
        "icc_2_1": random,
        "icc_2_k": _mapped(random, lambda end: k * end / (1 + (k - 1) * end)),
    }


def _of_ratio(ratio: float, df: tuple[int, int], level: float) -> Ends:
    """The ends of a ratio of mean squares by the F distribution."""
    tail = (1 - level) / 2
    return ratio / float(fdtri(*df, 1 - tail)), ratio * float(fdtri(*df[::-1], 1 - tail))


def _mapped(ends: Ends, of: Callable[[float], float]) -> Ends:
    return of(ends[0]), of(ends[1])


def _agreement_ends(found: MeanSquares, level: float) -> Ends | None:
    """Shrout and Fleiss's interval of agreement between random raters, with Satterthwaite's degrees of freedom."""
    n, k = found.persons, found.ratings
    between, columns, error = found.between, found.columns, found.error
    icc, tail = _values(found)["icc_2_1"], (1 - level) / 2
    rest = n * (1 + (k - 1) * icc) - k * icc
    shifted = k * icc * columns / error
    df = (n - 1) * (k - 1) * (shifted + rest) ** 2 / ((n - 1) * shifted**2 + rest**2)
    if df < 1:
        return None
    upper, lower = float(fdtri(n - 1, df, 1 - tail)), float(fdtri(df, n - 1, 1 - tail))
    spread = k * columns + (k * n - k - n) * error
    low = n * (between - upper * error) / (upper * spread + n * between)
    high = n * (lower * between - error) / (spread + n * lower * between)
    return low, high


def _sem(kind: str, square: float, df: int, level: float) -> Estimate:
    name, method = f"sem_{kind}", f"Standard error of measurement ({kind}), chi-squared interval of its mean square"
    if not square:
        return Estimate(name, 0.0, level=level, method=method, source=SEM_SOURCE)
    tail = (1 - level) / 2
    low, high = (sqrt(square * df / float(chdtri(df, chance))) for chance in (tail, 1 - tail))
    return Estimate(name, sqrt(square), low, high, level, method, SEM_SOURCE)


def _mdc(sem: Estimate, kind: str, confidence: int) -> Estimate:
    """The error of a difference of two measurements, times what covers so many percent of a normal distribution."""
    times = sqrt(2) * float(ndtri(0.5 + confidence / 200))
    value, low, high = (None if each is None else times * each for each in (sem.value, sem.low, sem.high))
    method = f"Minimal detectable change at {confidence} % ({kind}): z by the root of 2 by the standard error"
    return Estimate(f"mdc{confidence}_{kind}", value, low, high, sem.level, method, MDC_SOURCE)
