"""Square tables of the same units' answers in two rounds: did the distribution change, and is the traffic even."""

from __future__ import annotations

from collections.abc import Sequence
from sys import float_info

import numpy as np
from scipy.special import chdtrc

from analysis.comparing.values import Better, Estimate, Test
from analysis.reducing.differences import Differences, Integers
from analysis.statistics.proportions import paired_change, share, unpaired_change
from analysis.statistics.signedrank import standardised, two_sided
from analysis.statistics.signflips import is_cheap, lower_tail

STUART_MAXWELL = "Stuart-Maxwell test of equal marginal distributions, answers not ordered"
STUART_MAXWELL_SOURCE = "Stuart 1955, Biometrika 42:412-416; Maxwell 1970, British Journal of Psychiatry 116:651-655"
BOWKER = "Bowker test of symmetry, over the pairs of answers that somebody moved between"
BOWKER_SOURCE = "Bowker 1948, Journal of the American Statistical Association 43:572-574"
SCORES = "Test of equal marginal distributions with the answers' values as scores"
SCORES_SOURCE = "Agresti 2013, Categorical Data Analysis, 3rd ed., section 11.3"
SCORES_EXACT_SOURCE = "Fisher 1935, The Design of Experiments, section 21; Streitberg and Röhmel 1986"
MOST_STEPS = 30_000_000
"""The exact test of the scores stands beside a normal one, so that it may take less time than the signed-rank test."""
TOP_BOX = "Change in the share of the best answer on the scale (the highest where none is best)"


def stuart_maxwell(table: Integers) -> Test | None:
    """Whether the distribution of the answers, whatever their order, is the same in both rounds.

    Parameters
    ----------
    table
        Square, answers at baseline (rows) by answers at follow-up (columns) of the same units.

    Returns
    -------
    Test or None
        Chi-squared. An answer that nobody moved to or from has no part in it, and answers that no moves connect are
        tested in each connected group: `df` is the number of answers moved between, less the number of such groups.
        Without any move the statistic and df are 0 and p is 1. None for a table without pairs.

    Raises
    ------
    NotSquareError
        The table is not square, or has a number below 0.

    References
    ----------
    Stuart A. A test for homogeneity of the marginal distributions in a two-way classification. Biometrika
    1955;42:412-416. Maxwell AE. Comparing the classification of subjects by two independent judges. Br J Psychiatry
    1970;116:651-655.

    Examples
    --------
    >>> import numpy as np
    >>> found = stuart_maxwell(np.array([[20, 10, 5], [3, 30, 15], [0, 5, 40]]))
    >>> round(found.statistic, 4), found.df
    (13.7647, 2.0)

    """
    counts = _square(table)
    if not counts.sum():
        return None
    statistic, df = 0.0, 0
    for group in _connected(counts):
        # The margins' differences add up to 0, so that one answer of the group says nothing more.
        part = counts[np.ix_(group, group)]
        apart = (part.sum(axis=0) - part.sum(axis=1)).astype(float)[1:]
        spread = -(part + part.T).astype(float)
        np.fill_diagonal(spread, part.sum(axis=0) + part.sum(axis=1) - 2 * np.diag(part))
        statistic += float(apart @ np.linalg.solve(spread[1:, 1:], apart))
        df += len(group) - 1
    return _chi_squared("stuart_maxwell", statistic, df, (STUART_MAXWELL, STUART_MAXWELL_SOURCE))


def bowker(table: Integers) -> Test | None:
    """Whether as many moved from each answer to each other one as the other way.

    Parameters
    ----------
    table
        Square, answers at baseline (rows) by answers at follow-up (columns) of the same units.

    Returns
    -------
    Test or None
        Chi-squared; `df` is the number of pairs of answers that somebody moved between. Without any move the statistic
        and df are 0 and p is 1. None for a table without pairs.

    Raises
    ------
    NotSquareError
        The table is not square, or has a number below 0.

    References
    ----------
    Bowker AH. A test for symmetry in contingency tables. J Am Stat Assoc 1948;43:572-574.

    Examples
    --------
    >>> import numpy as np
    >>> found = bowker(np.array([[20, 10, 5], [3, 30, 15], [0, 5, 40]]))
    >>> round(found.statistic, 4), found.df
    (13.7692, 3.0)

    """
    counts = _square(table)
    if not counts.sum():
        return None
    above = np.triu_indices(len(counts), 1)
    there, back = counts[above], counts.T[above]
    moved = there + back > 0
    statistic = float((((there - back)[moved].astype(float) ** 2) / (there + back)[moved]).sum())
    return _chi_squared("bowker", statistic, int(moved.sum()), (BOWKER, BOWKER_SOURCE))


def marginal_scores(differences: Differences) -> tuple[Test, ...]:
    """Whether the mean value is the same in both rounds: the Stuart-Maxwell test for ordered answers.

    Parameters
    ----------
    differences
        How many pairs changed by how much; answers of a scale have their codes' values as scores.

    Returns
    -------
    tuple
        The normal test, whose z is positive when the values rose, and the exact one over all ways the changes' signs
        could have fallen, whose statistic is the sum of the changes up. The exact one is left out where it would take
        too long (a comparison then has the caution "no_exact_scores"). Without any change z is 0 and p is 1. Empty
        without pairs.

    References
    ----------
    Agresti A. Categorical data analysis, 3rd ed. Wiley 2013, section 11.3. Fisher RA. The design of experiments. Oliver
    and Boyd 1935, section 21.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.differences import from_values
    >>> normal, exact = marginal_scores(from_values(np.array([0, 0, 1, 1, 2, -1])))
    >>> round(normal.statistic, 4), exact.p
    (1.1339, 0.5)

    """
    if not differences.pairs:
        return ()
    sizes = np.unique(np.abs(differences.values[differences.values != 0]))
    up, down = (_counts_of(differences, sign * sizes) for sign in (1, -1))
    rise, fall = int(sizes @ up), int(sizes @ down)
    z = standardised(float(rise - fall), float((sizes.astype(float) ** 2) @ (up + down)))
    normal = Test("marginal_scores", z, None, two_sided(z), None, f"{SCORES}, normal, two-sided", SCORES_SOURCE)
    if not is_cheap(sizes, up + down, MOST_STEPS):
        return (normal,)
    p = min(1.0, max(2 * lower_tail(sizes, up + down, min(rise, fall)), float_info.min))
    method, statistic = f"{SCORES}, exact over all signs, two-sided", rise / differences.scale
    return normal, Test("marginal_scores_exact", statistic, None, p, None, method, SCORES_EXACT_SOURCE)


def top_box_paired(table: Integers, best: int, level: float = 0.95) -> Estimate | None:
    """Change in the share of the best answer over pairs; `best` is its place in the table. None without pairs."""
    counts = _square(table)
    stayed_in = int(counts[best, best])
    lost, gained = int(counts[best].sum()) - stayed_in, int(counts[:, best].sum()) - stayed_in
    found = paired_change(stayed_in, lost, gained, int(counts.sum()) - stayed_in - lost - gained, level)
    return found and _as_top_box(found)


def top_box_unpaired(before: Integers, after: Integers, best: int, level: float = 0.95) -> Estimate | None:
    """Change in the share of the best answer, the `best`-th, of different persons; None when a round has nobody."""
    first, second = (share("top_box", int(each[best]), int(each.sum()), level) for each in (before, after))
    return None if first is None or second is None else _as_top_box(unpaired_change(first, second))


def best_place(values: Sequence[int], better: Better) -> int:
    """Where the best of a scale's values stands: the highest, or the lowest where lower is better."""
    return values.index(min(values) if better == "lower" else max(values))


def _as_top_box(found: Estimate) -> Estimate:
    method = f"{TOP_BOX}, {found.method}"
    return Estimate("top_box_change", found.value, found.low, found.high, found.level, method, found.source)


def _chi_squared(name: str, statistic: float, df: int, written: tuple[str, str]) -> Test:
    method, source = written
    # A p can be too small for a floating point number; it is never 0.
    p = max(float(chdtrc(df, statistic)), float_info.min) if df else 1.0
    return Test(name, statistic, float(df), p, None, method, source)


def _connected(counts: Integers) -> list[list[int]]:
    """Answers that moves connect, in groups of at least two."""
    moves = counts + counts.T
    groups, left = [], set(range(len(counts)))
    while left:
        group, edge = set[int](), {left.pop()}
        while edge:
            place = edge.pop()
            group.add(place)
            reached = {other for other in left if moves[place, other]}
            left -= reached
            edge |= reached
        if len(group) > 1:
            groups.append(sorted(group))
    return groups


def _counts_of(differences: Differences, wanted: Integers) -> Integers:
    counts = dict(zip(differences.values.tolist(), differences.counts.tolist(), strict=True))
    return np.array([counts.get(value, 0) for value in wanted.tolist()], dtype=np.int64)


def _square(table: Integers) -> Integers:
    counts = np.asarray(table, dtype=np.int64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise NotSquareError(
            f"The table has the shape {counts.shape}. Both rounds need the same answers in the same order."
        )
    if (counts < 0).any():
        raise NotSquareError("The table has numbers below 0. Give counts of units.")
    return counts


class NotSquareError(ValueError):
    """A table that cannot hold the same units' answers in two rounds."""
