"""From which fifth of a score to which persons went, told of five or more at a time."""

from __future__ import annotations

from collections import Counter

import numpy as np

from analysis.comparing.persons import ScoreFlow
from analysis.reducing.differences import Integers

FIFTHS = 5
FEWEST = 5
"""Persons in a flow, and among those that no flow tells of."""


def flows_of(before: Integers, after: Integers, ends: tuple[float, float], scale: int) -> tuple[ScoreFlow, ...]:
    """The flows of the pairs, largest first.

    Parameters
    ----------
    before, after : array of int
        The same persons' scores, times `scale`.
    ends : tuple of float
        The lowest and the highest score, which differ; without them there are no fifths, and no flows.
    scale : int
        What the scores are multiplied by.

    Returns
    -------
    tuple of ScoreFlow
        Each of at least five persons. Those in no flow are none or at least five: where fewer would be left, the
        smallest flows are left out too.

    Examples
    --------
    >>> import numpy as np
    >>> flows_of(np.array([1] * 6 + [3] * 5), np.array([7] * 6 + [9] * 5), (0, 10), 1)
    (ScoreFlow(start=1.0, end=7.0, persons=6), ScoreFlow(start=3.0, end=9.0, persons=5))

    """
    low, high = ends
    if high <= low:
        return ()
    moves = Counter(zip(_fifths(before, ends, scale), _fifths(after, ends, scale), strict=True))
    shown = sorted((each for each in moves.items() if each[1] >= FEWEST), key=lambda each: (-each[1], each[0]))
    rest = sum(moves.values()) - sum(persons for _, persons in shown)
    while 0 < rest < FEWEST and shown:
        rest += shown.pop()[1]
    width = (high - low) / FIFTHS
    return tuple(
        ScoreFlow(low + (start + 0.5) * width, low + (end + 0.5) * width, persons) for (start, end), persons in shown
    )


def _fifths(scores: Integers, ends: tuple[float, float], scale: int) -> list[int]:
    """Which fifth each score is in, from 0; the highest score is in the last."""
    low, high = ends
    places = np.floor((scores / scale - low) / (high - low) * FIFTHS + 1e-9).astype(int)
    return [int(each) for each in np.clip(places, 0, FIFTHS - 1)]
