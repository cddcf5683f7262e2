"""Who stands at the ends of a score, where it can measure no further change."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from analysis.comparing.results import ScoreResult
from analysis.comparing.values import Better, Share
from analysis.disclosure.hiding import hide_share
from analysis.disclosure.suppression import SMALLEST_SHOWN, is_small
from analysis.reducing.differences import Integers
from analysis.statistics.proportions import share

RESAMPLED = frozenset({"mean_change_percentile", "mean_change_bca"})
"""Ends of resampled means are made of single persons' changes: they do not stand beside hidden counts of changes."""

Range = tuple[Fraction, Fraction]


def at_the_ends(scores: Integers, ends: Range, scale: int, when: str, level: float = 0.95) -> tuple[Share, ...]:
    """Floor and ceiling: the share of persons with the lowest and with the highest score there is.

    Parameters
    ----------
    scores : array of int, shape (persons,)
        One score per person, `scale` times too large.
    ends : pair of Fraction
        The lowest and the highest score there is, in points.
    scale : int
        What the scores are divided by.
    when : str
        The round, such as "baseline"; the shares are named "lowest_baseline" and "highest_baseline".
    level : float
        The confidence level of Wilson's intervals.

    Returns
    -------
    tuple of Share
        Lowest and highest; empty without persons.

    References
    ----------
    Terwee, Bot, de Boer and others 2007, Journal of Clinical Epidemiology 60:34-42: more than 15 % at an end is a
    floor or ceiling effect.

    Examples
    --------
    >>> import numpy as np
    >>> from fractions import Fraction
    >>> found = at_the_ends(np.array([0, 10, 10, 4]), (Fraction(0), Fraction(10)), 1, "baseline")
    >>> [(each.name, each.count, each.of) for each in found]
    [('lowest_baseline', 1, 4), ('highest_baseline', 2, 4)]

    """
    # A scale that is not fine enough for every score rounds them, and so the ends.
    lowest, highest = (int((scores == round(end * scale)).sum()) for end in ends)
    found = (
        share(f"lowest_{when}", lowest, len(scores), level),
        share(f"highest_{when}", highest, len(scores), level),
    )
    return tuple(each for each in found if each is not None)


def cannot_improve(scores: Integers, ends: Range, scale: int, room: Fraction, better: Better) -> int:
    """How many stand so near the good end that they cannot improve by `room` points."""
    if better == "lower":
        return int((scores < ceil((ends[0] + room) * scale)).sum())
    return int((scores > floor((ends[1] - room) * scale)).sum())


def shown_ends(score: ScoreResult) -> tuple[Share, ...]:
    """The floor and ceiling shares without small counts, and without those that would tell one by subtraction.

    Subtraction could tell who stands between the ends, and, at the good end, who could not improve by the threshold
    and yet is not quite there.
    """
    shares = {each.name: each for each in score.ends}
    for when in ("baseline", "followup"):
        low, high = shares.get(f"lowest_{when}"), shares.get(f"highest_{when}")
        if low is None or high is None or low.count is None or high.count is None or low.of is None:
            continue
        between = low.of - low.count - high.count
        shares[low.name] = _shown(low, also=is_small(between))
        shares[high.name] = _shown(high, also=is_small(between))
    good = shares.get("lowest_baseline" if score.better == "lower" else "highest_baseline")
    stuck = score.ceiling
    if good is not None and good.count is not None and stuck is not None and stuck.count is not None:
        shares[good.name] = _shown(good, also=is_small(stuck.count - good.count))
    return tuple(shares.values())


def _shown(value: Share, *, also: bool) -> Share:
    if value.count is None or value.of is None:
        return value
    small = any(0 < count < SMALLEST_SHOWN for count in (value.count, value.of - value.count))
    return hide_share(value, count=small or also, of=False) or value
