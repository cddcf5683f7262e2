"""Who changed enough to count, and how the changes are spread out, from counts of the changes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import numpy as np

from analysis.comparing.persons import ChangeGroup, CumulativeStep
from analysis.comparing.results import Responders
from analysis.comparing.values import Better
from analysis.reducing.differences import Differences
from analysis.statistics.proportions import share
from questionnaires.codebook import ThresholdEntry

GROUP_OF = 5
"""Neighbours that share a bar in the waterfall, at least."""
MOST_BARS = 60


def responders_at(
    differences: Differences, threshold: ThresholdEntry, better: Better, level: float = 0.95
) -> Responders | None:
    """How many changed by at least a threshold, for better or worse.

    Parameters
    ----------
    differences : Differences
        The counted changes of the persons.
    threshold : ThresholdEntry
        The change that counts (`value`, in points), its name and where it is from.
    better : {"higher", "lower", "none"}
        Which way is better; a rise counts as better unless lower is.
    level : float
        The confidence level of Wilson's intervals.

    Returns
    -------
    Responders or None
        Shares of all pairs that improved, stayed within the threshold and became worse; None without pairs.

    References
    ----------
    Guyatt, Juniper, Walter, Griffith and Goldstein 1998, British Medical Journal 316:690-693.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.differences import from_values
    >>> from questionnaires.codebook import ThresholdEntry
    >>> threshold = ThresholdEntry(name="standard", value=2.0, source="Rysstad 2020")
    >>> found = responders_at(from_values(np.array([0, 2, 3, -2, 1])), threshold, "higher")
    >>> found.improved.count, found.unchanged.count, found.worse.count
    (2, 2, 1)

    """
    # The threshold as it was written, 2.0 and not the nearest binary number: a gain of just 2.0 counts.
    least = ceil(Fraction(str(threshold.value)) * differences.scale)
    up = int(differences.counts[differences.values >= least].sum())
    down = int(differences.counts[differences.values <= -least].sum())
    improved, worsened = (down, up) if better == "lower" else (up, down)
    n = differences.pairs
    better_off = share("improved", improved, n, level)
    same = share("unchanged", n - improved - worsened, n, level)
    worse_off = share("worse", worsened, n, level)
    if better_off is None or same is None or worse_off is None:
        return None
    return Responders(threshold.name, threshold.value, threshold.source, better_off, same, worse_off)


def cumulative_change(differences: Differences) -> tuple[CumulativeStep, ...]:
    """The cumulative distribution of the changes, one step per distinct change.

    Each step may be one person: before it leaves the house, use `cumulative_groups` of the waterfall instead.

    Parameters
    ----------
    differences : Differences
        The counted changes of the persons.

    Returns
    -------
    tuple of CumulativeStep
        By rising change, how many and which share changed by at most so much; empty without pairs.

    References
    ----------
    US Food and Drug Administration 2009, Patient-Reported Outcome Measures: guidance for industry.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.reducing.differences import from_values
    >>> [(step.change, step.persons) for step in cumulative_change(from_values(np.array([0, 2, 2, -1])))]
    [(-1.0, 1), (0.0, 2), (2.0, 4)]

    """
    reached = np.cumsum(differences.counts).tolist()
    changes = differences.values.tolist()
    return tuple(
        CumulativeStep(change / differences.scale, persons, persons / differences.pairs)
        for change, persons in zip(changes, reached, strict=True)
    )


def waterfall(differences: Differences) -> tuple[ChangeGroup, ...]:
    """Means of neighbours among the sorted changes, at least five to a group, so that no bar is a person."""
    groups = min(differences.pairs // GROUP_OF, MOST_BARS)
    if groups == 0:
        return ()
    ordered = np.repeat(differences.values, differences.counts)
    return tuple(
        ChangeGroup(int(group.sum()) / len(group) / differences.scale, len(group))
        for group in np.array_split(ordered, groups)
    )


def cumulative_groups(groups: Sequence[ChangeGroup]) -> tuple[CumulativeStep, ...]:
    """The cumulative distribution in the waterfall's groups: it tells no more of a person than they do."""
    everybody, reached, steps = sum(group.persons for group in groups), 0, []
    for group in groups:
        reached += group.persons
        steps.append(CumulativeStep(group.value, reached, reached / everybody))
    return tuple(steps)
