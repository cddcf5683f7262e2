"""Weights that make those who answered look like all who could have: post-stratification, and raking to margins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

CLOSE_ENOUGH = 1e-10
MOST_CYCLES = 1_000

POST_STRATIFIED = "Post-stratification to known counts"
POST_STRATIFIED_SOURCE = "Holt and Smith 1979, Journal of the Royal Statistical Society A 142:33-46"
RAKED = "Raking (iterative proportional fitting) to known margins"
RAKED_SOURCE = "Deming and Stephan 1940, Annals of Mathematical Statistics 11:427-444"


class WeightsError(ValueError):
    """Weights are negative, infinite, not numbers, all 0, or not one per respondent."""


class MarginsError(ValueError):
    """The known margins are none that weights can be made from."""


class EmptyCellError(MarginsError):
    """A group of the population has no respondent who could stand for it."""


class CannotRakeError(MarginsError):
    """No weights meet all margins: raking goes on without coming closer."""


@dataclass(frozen=True, slots=True)
class DesignEffect:
    """What unequal weights cost: `n` respondents tell as much as `n_effective` = `n` / `deff` with equal weights."""

    n: int
    n_effective: float
    deff: float


@dataclass(frozen=True, slots=True)
class Weighting:
    """A weight for each respondent, in their order, which sum to the population.

    `cycles` through the margins were needed; then no margin was off by more than `largest_gap` of itself.
    """

    weights: Floats
    population: float
    cycles: int
    largest_gap: float
    design: DesignEffect
    method: str
    source: str


def checked_weights(weights: ArrayLike, respondents: int) -> Floats:
    """The weights as numbers, one per respondent; raises WeightsError."""
    found = np.asarray(weights, dtype=float)
    if found.shape != (respondents,):
        raise WeightsError(f"Give one weight for each of the {respondents} respondents, not {found.shape}.")
    if not np.isfinite(found).all() or (found < 0).any():
        place = int(np.flatnonzero(~np.isfinite(found) | (found < 0))[0])
        raise WeightsError(f"The weight in place {place} is {found[place]}. Weights are finite and not negative.")
    if respondents and not found.any():
        raise WeightsError("All weights are 0, so nobody counts.")
    return found


def kish(weights: ArrayLike) -> DesignEffect:
    """Kish's design effect of unequal weights.

    Parameters
    ----------
    weights
        One per respondent; those with 0 do not count.

    Returns
    -------
    DesignEffect
        n Σw² / (Σw)² and what it leaves of n; exactly 1 and n when all weights are 1.

    Raises
    ------
    WeightsError
        When a weight is negative or not finite, or all are 0.

    References
    ----------
    Kish L (1992). Weighting for unequal Pi. Journal of Official Statistics 8:183-200.

    Examples
    --------
    >>> kish([1, 1, 2])
    DesignEffect(n=3, n_effective=2.6666666666666665, deff=1.125)

    """
    found = checked_weights(weights, len(np.asarray(weights)))
    n = int((found > 0).sum())
    if n == 0:
        raise WeightsError("Nobody has a weight, so there is no design effect.")
    # Weights about 1 lose no digits, whatever the population's size.
    found = found / found.max()
    effective = float(found.sum()) ** 2 / float((found**2).sum())
    return DesignEffect(n, effective, n / effective)


def post_stratify(groups: Sequence[str], population: Mapping[str, float], base: ArrayLike | None = None) -> Weighting:
    """Weight each group of respondents up to how many it has in the population.

    Parameters
    ----------
    groups
        Each respondent's group.
    population
        How many each group has in the population.
    base
        Weights to begin with, such as the inverse chance of being drawn; 1 for all when not given.

    Returns
    -------
    Weighting
        Weights that sum to the population in each group.

    Raises
    ------
    EmptyCellError
        When a group of the population has no respondent: merge it with another.
    MarginsError
        When a respondent's group is not in the population, or a count is not a positive finite number.
    WeightsError
        When a base weight is not finite or negative.

    References
    ----------
    Holt D, Smith TMF (1979). Post stratification. Journal of the Royal Statistical Society A 142:33-46.

    Examples
    --------
    >>> post_stratify(["north", "north", "south"], {"north": 10, "south": 20}).weights.tolist()
    [5.0, 5.0, 20.0]

    """
    start = _start(base, len(groups))
    place, targets = _margin("groups", groups, population, start)
    totals = np.bincount(place, start, len(targets))
    weights = start * (targets / totals)[place]
    return Weighting(weights, float(targets.sum()), 1, 0.0, kish(weights), POST_STRATIFIED, POST_STRATIFIED_SOURCE)


def rake(
    groups: Mapping[str, Sequence[str]],
    population: Mapping[str, Mapping[str, float]],
    base: ArrayLike | None = None,
    *,
    tolerance: float = CLOSE_ENOUGH,
    most_cycles: int = MOST_CYCLES,
) -> Weighting:
    """Weight respondents so that several margins, such as county and size, each are as in the population.

    Parameters
    ----------
    groups
        For each margin, every respondent's group.
    population
        For each margin, how many each group has; all margins have the same total.
    base
        Weights to begin with; 1 for all when not given.
    tolerance
        How far off a margin may be at the end, as a part of itself.
    most_cycles
        How many times all margins are gone through at most.

    Returns
    -------
    Weighting
        The weights, and how many cycles they took.

    Raises
    ------
    EmptyCellError
        When a group of the population has no respondent.
    CannotRakeError
        When the margins are not met within so many cycles, as when two of them contradict who answered.
    MarginsError
        When margins are missing, have different totals, or do not know a respondent's group.
    WeightsError
        When a base weight is not finite or negative.

    References
    ----------
    Deming WE, Stephan FF (1940). On a least squares adjustment of a sampled frequency table when the expected marginal
    totals are known. Annals of Mathematical Statistics 11:427-444.

    Examples
    --------
    >>> found = rake(
    ...     {"size": ["small", "small", "large"], "county": ["a", "b", "b"]},
    ...     {"size": {"small": 6, "large": 4}, "county": {"a": 3, "b": 7}},
    ... )
    >>> found.weights.round(6).tolist()
    [3.0, 3.0, 4.0]

    """
    margins, start = _margins(groups, population, base)
    # Respondents who are alike in every margin have one factor in common.
    cells, cell = np.unique(np.column_stack([place for place, _ in margins]), axis=0, return_inverse=True)
    cell = cell.ravel()
    held: Floats = np.bincount(cell, start, len(cells)).astype(np.float64)
    before = held.copy()
    cycles, gap = 0, np.inf
    while gap > tolerance:
        if cycles == most_cycles:
            raise CannotRakeError(
                f"After {cycles} cycles a margin is still {gap:.2g} of itself off. Merge small groups, or use fewer "
                "margins: no weights may meet all of them."
            )
        for number, (_, targets) in enumerate(margins):
            totals = np.bincount(cells[:, number], held, len(targets))
            held = held * (targets / totals)[cells[:, number]]
        gap = max(_gap(cells[:, number], held, targets) for number, (_, targets) in enumerate(margins))
        cycles += 1
    factors = np.divide(held, before, out=np.zeros_like(held), where=before > 0)
    weights = start * factors[cell]
    return Weighting(weights, float(margins[0][1].sum()), cycles, gap, kish(weights), RAKED, RAKED_SOURCE)


def _gap(place: Places, held: Floats, targets: Floats) -> float:
    return float(np.abs(np.bincount(place, held, len(targets)) / targets - 1).max())


def _margins(
    groups: Mapping[str, Sequence[str]], population: Mapping[str, Mapping[str, float]], base: ArrayLike | None
) -> tuple[list[tuple[Places, Floats]], Floats]:
    if not groups or groups.keys() != population.keys():
        raise MarginsError(
            f"Give the same margins for respondents ({', '.join(groups)}) and population ({', '.join(population)})."
        )
    if len({len(each) for each in groups.values()}) > 1:
        raise MarginsError("Every margin needs one group for each respondent.")
    start = _start(base, len(next(iter(groups.values()))))
    margins = [_margin(name, groups[name], population[name], start) for name in groups]
    totals = [float(targets.sum()) for _, targets in margins]
    if not all(isclose(total, totals[0], rel_tol=1e-9) for total in totals):
        told = ", ".join(f"{name} {total:g}" for name, total in zip(groups, totals, strict=True))
        raise MarginsError(f"The margins have different totals ({told}). They must be of one population.")
    return margins, start


def _start(base: ArrayLike | None, respondents: int) -> Floats:
    if respondents == 0:
        raise WeightsError("There are no respondents to weight.")
    return np.ones(respondents) if base is None else checked_weights(base, respondents)


def _margin(name: str, groups: Sequence[str], population: Mapping[str, float], start: Floats) -> tuple[Places, Floats]:
    """Each respondent's place among the groups of one margin, and how many the population has in each."""
    targets = np.array(list(population.values()), dtype=float)
    if not np.isfinite(targets).all() or (targets <= 0).any():
        raise MarginsError(f"{name}: each group of the population needs a finite count above 0. Leave out empty ones.")
    places = {group: place for place, group in enumerate(population)}
    strange = sorted(set(groups) - places.keys())
    if strange:
        raise MarginsError(f"{name}: {', '.join(map(repr, strange[:5]))} is no group of the population given.")
    place = np.array([places[group] for group in groups], dtype=np.intp)
    empty = np.bincount(place, start, len(targets)) == 0
    if empty.any():
        lacking = ", ".join(repr(group) for group, none in zip(population, empty, strict=True) if none)
        raise EmptyCellError(f"{name}: nobody answered in {lacking}. Merge it with another group.")
    return place, targets
