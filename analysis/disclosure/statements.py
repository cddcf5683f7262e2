"""What is published, and what is secret, as sums over the finest counts (*atoms*), which are numbered from 0."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

if TYPE_CHECKING:
    from analysis.disclosure.dimensions import Sums

Floats: TypeAlias = NDArray[np.float64]
Weights: TypeAlias = tuple[tuple[int, float], ...]
"""How often each atom counts in a sum; atoms that are not named do not."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is published: the sum of `weights` times atoms lies between `low` and `high`."""

    name: str
    weights: Weights
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Secret:
    """A sum of atoms of which nobody may be able to exclude `low`, nor `high`: its protection interval.

    Where no `low` and `high` are asked for, it must lie in an interval of at least this `width`.
    """

    name: str
    weights: Weights
    low: float | None = None
    high: float | None = None
    width: float = 0.0


def exactly(name: str, atoms: Sequence[int], value: float) -> Statement:
    """The sum of these atoms is published as it is."""
    return Statement(name, tuple((int(atom), 1.0) for atom in atoms), value, value)


def percentage(
    name: str, part: Sequence[int], whole: Sequence[int], shown: float, *, decimals: int = 0
) -> tuple[Statement, Statement]:
    """A percentage is published: `part` of `whole` lies within its rounding.

    Examples
    --------
    >>> at_least, at_most = percentage("ja", [0], [0, 1], 33)
    >>> [round(weight, 3) for _, weight in at_least.weights]
    [0.675, -0.325]
    """
    ones = [1.0] * len(part)
    return _ratio(name, (part, ones), whole, (shown / 100, 0.5 * 10.0**-decimals / 100))


def mean(
    name: str, values: Sequence[float], atoms: Sequence[int], shown: float, *, decimals: int = 1
) -> tuple[Statement, Statement]:
    """A mean is published: that of `values`, one for each of the atoms, lies within its rounding."""
    return _ratio(name, (atoms, values), atoms, (shown, 0.5 * 10.0**-decimals))


def _ratio(
    name: str, part: tuple[Sequence[int], Sequence[float]], whole: Sequence[int], shown: tuple[float, float]
) -> tuple[Statement, Statement]:
    middle, half = shown

    def less(limit: float) -> Weights:
        weights = {int(atom): -limit for atom in whole}
        for atom, weight in zip(*part, strict=True):
            weights[int(atom)] = weights.get(int(atom), 0.0) + weight
        return tuple(weights.items())

    return (
        Statement(f"{name}, at least", less(middle - half), 0.0, math.inf),
        Statement(f"{name}, at most", less(middle + half), -math.inf, 0.0),
    )


def times(sums: Sums, table: Floats) -> Floats:
    """What each sum comes to in this table."""
    return np.asarray(sums @ table, dtype=np.float64)


def matrix(sums: Sequence[Weights], atoms: int) -> Sums:
    """Weights as a matrix: a row for each sum, a column for each atom."""
    row = [at for at, weights in enumerate(sums) for _ in weights]
    column = [atom for weights in sums for atom, _ in weights]
    weight = [weight for weights in sums for _, weight in weights]
    return sparse.csr_array((weight, (row, column)), shape=(len(sums), atoms), dtype=np.float64)
