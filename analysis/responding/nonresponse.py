"""Those who answered against those who did not, by what is known of all of them: county, size, centrality."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.values import Share
from analysis.statistics.proportions import share
from questionnaires.classifications import correspondence, kommune, kommuner

Floats = NDArray[np.float64]

AUSTIN = "Standardised difference of two shares"
AUSTIN_SOURCE = "Austin 2009, Communications in Statistics - Simulation and Computation 38:1228-1234"
YANG_DALTON = "Standardised difference over all groups"
YANG_DALTON_SOURCE = "Yang and Dalton 2012, SAS Global Forum, paper 335"


class RespondingError(ValueError):
    """It cannot be said who answered and who did not."""


@dataclass(frozen=True, slots=True)
class GroupResponse:
    """One group: how many of it answered, and what share it is of those who answered and of those who did not.

    `difference` is the standardised difference of those two shares, None when no two shares exist or both are 0 or 1.
    """

    group: str
    answered: int
    not_answered: int
    rate: Share
    share_of_answered: float | None
    share_of_others: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """Those who answered against those who did not, group by group.

    `difference` sums up all groups; None when everybody or nobody answered, and when a group parts the two completely.
    """

    groups: tuple[GroupResponse, ...]
    answered: int
    not_answered: int
    difference: float | None
    method: str = f"{AUSTIN} ({AUSTIN_SOURCE}); {YANG_DALTON} ({YANG_DALTON_SOURCE})"


def compare_responders(groups: Mapping[str, str], answered: Iterable[str], level: float = 0.95) -> ResponseTable:
    """How those who answered differ from those who did not, by a group that is known of everybody.

    Parameters
    ----------
    groups
        The group of every unit that could have answered.
    answered
        The units that did.
    level
        Of the response rates' Wilson intervals.

    Returns
    -------
    ResponseTable
        Counts, rates and standardised differences, the groups in the order of their names. A difference of 0.1 or less
        is mostly held to be small.

    Raises
    ------
    RespondingError
        When there is nobody, or a unit that answered has no group.

    References
    ----------
    Austin PC (2009). Using the standardized difference to compare the prevalence of a binary variable between two
    groups in observational research. Communications in Statistics - Simulation and Computation 38:1228-1234.

    Yang D, Dalton JE (2012). A unified approach to measuring the effect size between two groups using SAS. SAS Global
    Forum 2012, paper 335.

    Examples
    --------
    >>> table = compare_responders({"1": "north", "2": "north", "3": "south", "4": "south"}, ["1", "3", "4"])
    >>> [(group.group, group.answered, group.not_answered) for group in table.groups]
    [('north', 1, 1), ('south', 2, 0)]

    """
    those = set(answered)
    strange = sorted(those - groups.keys())
    if strange or not groups:
        named = ", ".join(map(repr, strange[:5])) or "nobody at all"
        raise RespondingError(f"No group is given for {named}. Give one for every unit that could have answered.")
    names = sorted(set(groups.values()))
    place = {name: number for number, name in enumerate(names)}
    counts = np.zeros((2, len(names)), dtype=np.int64)
    for unit, group in groups.items():
        counts[0 if unit in those else 1, place[group]] += 1
    totals = counts.sum(axis=1).tolist()
    return ResponseTable(
        tuple(_group(name, counts[:, number].tolist(), totals, level) for number, name in enumerate(names)),
        totals[0],
        totals[1],
        _overall(counts),
    )


def responders_by_county(
    answered: Iterable[str], on: dt.date, level: float = 0.95, *, counties_on: dt.date | None = None
) -> ResponseTable:
    """Municipalities that answered against all others, by county, or by the county that each lies in on a later day.

    Parameters
    ----------
    answered
        Numbers of municipalities.
    on
        The date on which the numbers, and the counties, are those of the register.
    level
        Of the response rates' Wilson intervals.
    counties_on
        The later date; one that was divided counts in the county of its largest part.

    Returns
    -------
    ResponseTable
        As `compare_responders`, over every municipality of the register on the first date.

    Raises
    ------
    questionnaires.classifications.ClassificationError
        For a number that the register does not have on the date.

    """
    those = [kommune(number, on).nr for number in answered]
    counties = {each.nr: each.fylke.name for each in kommuner(counties_on or on)}
    if counties_on is not None:
        links = sorted(correspondence(on, counties_on), key=lambda each: each.share)
        counties = {each.old_nr: counties[each.new_nr] for each in links}
    return compare_responders(counties, those, level)


def responders_by_table(
    answered: Iterable[str], table: Mapping[str, str], on: dt.date, level: float = 0.95
) -> ResponseTable:
    """Municipalities that answered against all others, by a table such as of size or centrality.

    The register has neither, so the table is supplied: number of municipality -> group.

    Parameters
    ----------
    answered
        Numbers of municipalities.
    table
        The group of every municipality of the register on the date, and of no other.
    on
        The date on which the numbers are those of the register.
    level
        Of the response rates' Wilson intervals.

    Returns
    -------
    ResponseTable
        As `compare_responders`.

    Raises
    ------
    RespondingError
        When the table lacks a municipality, or has a number that the register does not.
    questionnaires.classifications.ClassificationError
        When one that answered is not in the register on the date.

    """
    register = {each.nr for each in kommuner(on)}
    lacking, strange = sorted(register - table.keys()), sorted(table.keys() - register)
    if lacking or strange:
        raise RespondingError(
            f"The table does not fit the municipalities on {on}: it lacks {_listed(lacking)}, and should not have "
            f"{_listed(strange)}."
        )
    return compare_responders(table, [kommune(number, on).nr for number in answered], level)


def _listed(numbers: Sequence[str]) -> str:
    more = f" and {len(numbers) - 5} more" if len(numbers) > 5 else ""
    return ", ".join(numbers[:5]) + more if numbers else "none"


def _group(name: str, counts: Sequence[int], totals: Sequence[int], level: float) -> GroupResponse:
    answered, others = counts
    rate = share("response_rate", answered, answered + others, level)
    if rate is None:
        raise RespondingError(f"The group {name!r} has nobody.")
    p = answered / totals[0] if totals[0] else None
    q = others / totals[1] if totals[1] else None
    spread = 0.0 if p is None or q is None else sqrt((p * (1 - p) + q * (1 - q)) / 2)
    difference = (p - q) / spread if spread and p is not None and q is not None else None
    return GroupResponse(name, answered, others, rate, p, q, difference)


def _overall(counts: NDArray[np.int64]) -> float | None:
    """The distance between the two sets of shares in standard deviations (Mahalanobis), the last group left out."""
    totals = counts.sum(axis=1)
    if not totals.all() or counts.shape[1] == 1:
        return 0.0 if totals.all() else None
    p, q = (counts[row, :-1] / totals[row] for row in (0, 1))
    spread = (np.diag(p) - np.outer(p, p) + np.diag(q) - np.outer(q, q)) / 2
    # With everybody of some groups on one side the spread can be flat in a direction that parts them.
    if np.linalg.matrix_rank(spread) < len(spread):
        return None
    apart = p - q
    return sqrt(float(apart @ np.linalg.solve(spread, apart)))
