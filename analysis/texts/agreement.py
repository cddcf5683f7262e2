"""How far coders agree beyond chance: Cohen's kappa and Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from analysis.comparing.values import Caution, Estimate
from analysis.texts.coding import Coding, CodingError, ThemeBook, by_text, coders

Floats = NDArray[np.float64]
Weights = Literal["none", "linear", "quadratic"]
Metric = Literal["nominal", "ordinal", "interval"]

KAPPA = "Cohen 1960, Educ Psychol Meas 20:37-46; Cohen 1968, Psychol Bull 70:213-220"
KAPPA_ERROR = "Fleiss, Cohen and Everitt 1969, Psychol Bull 72:323-327"
ALPHA = "Krippendorff 2011, Computing Krippendorff's Alpha-Reliability"

DRAWS = 2000
"""How many bootstrap samples an interval of alpha rests on."""

ENOUGH = 0.95
"""An interval is given only when alpha exists in this part of the samples."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree; `texts` are those that at least two of them coded.

    `estimates` hold what could be computed: "cohen_kappa" (two coders) and "krippendorff_alpha"; `observed` is the
    share of pairs of codings that are the same.
    """

    name: str
    coders: tuple[str, ...]
    texts: int
    observed: float | None
    estimates: tuple[Estimate, ...]
    cautions: tuple[Caution, ...]


def cohen_kappa(table: ArrayLike, weights: Weights = "none", *, level: float = 0.95) -> Estimate:
    """Agreement of two coders beyond chance.

    Parameters
    ----------
    table
        How many texts one coder gave the row's code and the other the column's: a square of counts, codes in order.
    weights
        "none" when any disagreement is as bad, "linear" or "quadratic" when codes are ordered and distance counts.
    level
        Of the interval, which rests on the large-sample error.

    Returns
    -------
    Estimate
        "cohen_kappa", between -1 and 1; its value is None when both coders gave all texts the same code, and kappa
        does not exist.

    Raises
    ------
    CodingError
        When the table is no square of counts, or empty.

    References
    ----------
    Cohen, J. (1960). Educational and Psychological Measurement 20, 37-46; (1968) Psychological Bulletin 70, 213-220.
    Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969). Psychological Bulletin 72, 323-327.

    Examples
    --------
    >>> round(cohen_kappa([[20, 5], [10, 15]]).value, 6)
    0.4
    """
    counts = np.asarray(table, dtype=np.float64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or not np.isfinite(counts).all() or (counts < 0).any():
        raise CodingError("A table of agreement is a square of counts: the same codes in its rows and its columns.")
    n = counts.sum()
    if n == 0:
        raise CodingError("Nobody coded anything. Give texts that both coders have coded.")
    shares, agree = counts / n, _agreement(len(counts), weights)
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    chance = float(rows @ agree @ columns)
    method = {"none": "unweighted", "linear": "linear weights", "quadratic": "quadratic weights"}[weights]
    if chance >= 1:
        return Estimate("cohen_kappa", None, level=level, method=method, source=KAPPA)
    kappa = float(((agree * shares).sum() - chance) / (1 - chance))
    # Row i's mean weight is over the other coder's codes, column j's over the first's.
    means = (agree @ columns)[:, np.newaxis] + (rows @ agree)[np.newaxis, :]
    spread = (shares * (agree - means * (1 - kappa)) ** 2).sum() - (kappa - chance * (1 - kappa)) ** 2
    half = float(-ndtri((1 - level) / 2) * np.sqrt(max(0.0, spread) / n) / (1 - chance))
    low, high = max(-1.0, kappa - half), min(1.0, kappa + half)
    return Estimate("cohen_kappa", kappa, low, high, level, f"{method}, {KAPPA_ERROR}", KAPPA)


def krippendorff_alpha(
    values: Sequence[Sequence[float | None]],
    metric: Metric = "nominal",
    *,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = 1,
) -> Estimate:
    """Agreement of any number of coders beyond chance, with codings missing.

    Parameters
    ----------
    values
        A row per coder and a column per text; numbers stand for codes, None for a text that the coder did not code.
    metric
        How far two codes are apart: "nominal" (same or not), "ordinal" (by how many lie between), "interval"
        (squared difference).
    level
        Of the interval: percentiles of alpha over bootstrap samples of the texts.
    draws, seed
        How many samples, and where chance starts; the same seed gives the same interval.

    Returns
    -------
    Estimate
        "krippendorff_alpha", at most 1; its value is None when all codings are alike, or none can be compared. The
        interval is absent when alpha does not exist in more than 5 percent of the samples.

    Raises
    ------
    CodingError
        When the rows are not equally long, or hold something that is no number.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania.
    Zapf, A. et al. (2016). BMC Medical Research Methodology 16, 93 (on the bootstrap over units).

    Examples
    --------
    >>> round(krippendorff_alpha([[1, 1, 2, 2, None], [1, 2, 2, 2, 1]]).value, 6)
    0.533333
    """
    data = _matrix(values)
    kept = data[:, (~np.isnan(data)).sum(axis=0) >= 2]
    codes = np.unique(kept[~np.isnan(kept)])
    method = f"{metric} metric, percentiles of {draws} bootstrap samples of texts"
    absent = Estimate("krippendorff_alpha", None, level=level, method=method, source=ALPHA)
    if len(codes) < 2:
        return absent
    pairs = _coincidences(kept, codes)
    (alpha,) = _alphas(pairs.sum(axis=0)[np.newaxis], codes, metric)
    samples = np.random.default_rng(seed).multinomial(len(pairs), np.full(len(pairs), 1 / len(pairs)), draws)
    drawn = _alphas(np.tensordot(samples, pairs, axes=1), codes, metric)
    exist = drawn[~np.isnan(drawn)]
    if len(exist) < ENOUGH * draws:
        return Estimate("krippendorff_alpha", float(alpha), level=level, method=method, source=ALPHA)
    low, high = np.quantile(exist, [(1 - level) / 2, (1 + level) / 2])
    return Estimate("krippendorff_alpha", float(alpha), float(low), float(high), level, method, ALPHA)


def theme_agreement(codings: Sequence[Coding], book: ThemeBook, *, level: float = 0.95) -> tuple[Agreement, ...]:
    """How far the coders agree, theme by theme: each text has the theme or not.

    Parameters
    ----------
    codings
        Of two coders or more; a text that only one of them coded tells nothing.
    book
        The themes. When each text has one, agreement on all of them together comes first, named "all".
    level
        Of the intervals.

    Returns
    -------
    tuple of Agreement
        One for each theme in the book's order.

    Raises
    ------
    CodingError
        When there is one coder only, or no text that two of them coded.
    """
    texts, who = by_text(codings), coders(codings)
    shared = {text: found for text, found in texts.items() if len(found) > 1}
    if len(who) < 2 or not shared:
        raise CodingError("Agreement is between coders: give texts that two or more of them have coded.")
    made = [
        _agreed(code, who, [[_has(code, found.get(coder)) for found in shared.values()] for coder in who], level)
        for code in book.codes
    ]
    if book.one_each:
        place = {frozenset([code]): float(at) for at, code in enumerate(book.codes)} | {frozenset[str](): -1.0}
        rows = [[place[found[coder]] if coder in found else None for found in shared.values()] for coder in who]
        made.insert(0, _agreed("all", who, rows, level))
    return tuple(made)


def _has(code: str, found: frozenset[str] | None) -> float | None:
    return None if found is None else float(code in found)


def _agreed(name: str, who: tuple[str, ...], rows: list[list[float | None]], level: float) -> Agreement:
    data = _matrix(rows)
    codes = np.unique(data[~np.isnan(data)])
    alpha = krippendorff_alpha(rows, level=level)
    estimates = [alpha]
    if len(who) == 2:
        table = np.zeros((len(codes), len(codes)))
        np.add.at(table, tuple(np.searchsorted(codes, data)), 1)
        estimates.insert(0, cohen_kappa(table, level=level))
    pairs = _coincidences(data, codes).sum(axis=0)
    cautions = () if alpha.value is not None else (Caution("constant", len(who), len(who)),)
    return Agreement(name, who, data.shape[1], float(np.trace(pairs) / pairs.sum()), tuple(estimates), cautions)


def _agreement(codes: int, weights: Weights) -> Floats:
    apart = np.abs(np.subtract.outer(np.arange(codes), np.arange(codes))) / max(1, codes - 1)
    far = {"none": (apart > 0).astype(np.float64), "linear": apart, "quadratic": apart**2}[weights]
    return np.asarray(1 - far, dtype=np.float64)


def _matrix(values: Sequence[Sequence[float | None]]) -> Floats:
    if len({len(row) for row in values}) != 1:
        raise CodingError("Every coder needs a row with one place for each text, None where it is not coded.")
    data = np.array([[np.nan if each is None else float(each) for each in row] for row in values], dtype=np.float64)
    if np.isinf(data).any():
        raise CodingError("A code is a number, and infinity is none.")
    return data


def _coincidences(data: Floats, codes: Floats) -> NDArray[np.float64]:
    """For each text a square: how often two coders' codes meet, each pair counted both ways, over one less than all."""
    counts = (data[:, :, np.newaxis] == codes).sum(axis=0).astype(np.float64)
    meet = counts[:, :, np.newaxis] * counts[:, np.newaxis, :]
    place = np.arange(len(codes))
    meet[:, place, place] -= counts
    return np.asarray(meet / np.maximum(1, counts.sum(axis=1) - 1)[:, np.newaxis, np.newaxis], dtype=np.float64)


def _alphas(pairs: Floats, codes: Floats, metric: Metric) -> Floats:
    """Alpha of each coincidence matrix; not a number where all codings are alike."""
    totals = pairs.sum(axis=2)
    n = totals.sum(axis=1)
    far = _distances(totals, codes, metric)
    observed = (pairs * far).sum(axis=(1, 2))
    expected = (totals[:, :, np.newaxis] * totals[:, np.newaxis, :] * far).sum(axis=(1, 2))
    alphas = np.full(len(pairs), np.nan)
    some = expected > 0
    alphas[some] = 1 - (n[some] - 1) * observed[some] / expected[some]
    return alphas


def _distances(totals: Floats, codes: Floats, metric: Metric) -> Floats:
    """Squared distances of the codes, for each sample."""
    if metric == "nominal":
        return np.broadcast_to(1 - np.eye(len(codes)), (len(totals), len(codes), len(codes)))
    if metric == "interval":
        return np.broadcast_to(np.subtract.outer(codes, codes) ** 2, (len(totals), len(codes), len(codes)))
    # Ordinal: all codings from the one code to the other, with half of those in the two themselves.
    middle = np.cumsum(totals, axis=1) - totals / 2
    return np.asarray((middle[:, :, np.newaxis] - middle[:, np.newaxis, :]) ** 2, dtype=np.float64)
