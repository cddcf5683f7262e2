"""Controlled rounding: every number becomes one of its two nearest multiples of a base, and totals still add up.

It is the other way to protect a table of counts: nothing is hidden, and nothing is exact.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.disclosure.auditing import MOST_STEPS, Audit, audit
from analysis.disclosure.dimensions import Dimension, Layout, Sums, TableError, counted
from analysis.disclosure.protected import ProtectedCell, ProtectedTable
from analysis.disclosure.statements import Floats, Secret, Statement, times


class CannotRoundError(ValueError):
    """No way to round every number to a neighbouring multiple makes the totals add up."""


def round_table(
    counts: ArrayLike, dimensions: Sequence[Dimension], base: int = 5, *, shares_of: str | None = None
) -> ProtectedTable:
    """Counts of persons by groups, rounded so that sums and differences tell no more than the rounded numbers do.

    Parameters
    ----------
    counts
        How many persons there are in each combination of the dimensions' finest codes, an axis per dimension.
    dimensions
        What the axes are, and which groups of their codes are published.
    base
        All published numbers are multiples of it. A multiple stays as it is (the rounding is zero-restricted), and
        another number becomes the multiple just below or above it.
    shares_of
        The name of a dimension whose total the published shares are of; they are shares of rounded numbers.

    Returns
    -------
    ProtectedTable
        All published cells, none hidden, with `base`. Among all ways to round it is the one nearest the truth.

    Raises
    ------
    TableError
        When the counts do not fit the dimensions, are no counts, or the base is less than 2.
    CannotRoundError
        When the totals of the rounded numbers cannot be neighbours of the rounded totals: that happens in three
        dimensions and more, and with groups that overlap.

    References
    ----------
    Cox, L. H. (1987). A constructive procedure for unbiased controlled rounding. Journal of the American Statistical
    Association 82, 520-524.
    Salazar-González, J. J. (2006). Controlled rounding and cell perturbation: statistical disclosure limitation
    methods for tabular data. Mathematical Programming 105, 583-603.

    Examples
    --------
    >>> from analysis.disclosure.dimensions import flat
    >>> table = round_table([[21, 3], [32, 41]], [flat("sted", ["by", "bygd"]), flat("svar", ["ja", "nei"])])
    >>> [table.value("by", code) for code in ("ja", "nei", "total")]
    [20.0, 5.0, 25.0]
    """
    layout = Layout(tuple(dimensions))
    atoms = counted(counts, layout)
    if base < 2:
        raise TableError(f"Rounding to multiples of {base} hides nothing. Give a base of 2 or more.")
    rounded = _rounded(layout, layout.sums(), atoms, base)
    whole = np.full(len(rounded), -1) if shares_of is None else layout.totals_over(shares_of)
    cells = tuple(
        ProtectedCell(
            codes,
            float(rounded[at]),
            rounded[at] / rounded[whole[at]] if whole[at] >= 0 and rounded[whole[at]] else None,
        )
        for at, (codes, shown) in enumerate(zip(layout.cells, layout.shown, strict=True))
        if shown
    )
    return ProtectedTable(layout.dimensions, cells, 0, None, shares_of, base=base)


def _rounded(layout: Layout, sums: Sums, atoms: Floats, base: int) -> Floats:
    """The additive rounding nearest the truth."""
    values = times(sums, atoms)
    below, rest = values - values % base, values % base
    finest = np.flatnonzero(layout.heights == 0)
    groups = np.flatnonzero((layout.heights > 0) & layout.shown)
    order = np.concatenate([finest, groups])
    # A group is the sum of its atoms: base × (ups of the atoms - its own up) makes up for the rests left below.
    relations = sparse.hstack([sums[groups], -sparse.eye_array(len(groups))], format="csc")
    owed = (below[groups] - times(sums[groups], below[finest])) / base
    found = milp(
        (base - 2 * rest)[order],
        integrality=np.ones(len(order), dtype=np.int64),
        bounds=Bounds(0, (rest[order] > 0).astype(np.float64)),
        constraints=[LinearConstraint(relations, owed, owed)] if len(groups) else [],
        options={"node_limit": MOST_STEPS},
    )
    if found.x is None:
        raise CannotRoundError(
            f"Not all totals can be next to their rounded numbers with base {base}. Use another base, publish fewer "
            "groups, or hide cells with protect_table instead."
        )
    ups = np.zeros(len(values))
    ups[order] = np.rint(found.x)
    return np.asarray(below + base * ups, dtype=np.float64)


def audit_rounding(table: ProtectedTable, *, exact: bool = False) -> Audit:
    """Attack a rounded table: nobody may tell one true number from the next within a rounded one.

    The attacker knows the base and that a rounded number is less than one base from the true one. Each published
    number must stay in an interval at least `base` - 1 wide, so a rounded 0 or 5 may be 1, 2, 3 or 4 persons.

    Raises
    ------
    TableError
        When the table is not rounded.
    """
    base = table.base
    if base is None:
        raise TableError("This table is not rounded. Attack one with hidden cells with audit_table.")
    layout = Layout(table.dimensions)
    sums, shown = layout.sums(), {cell.codes: cell.value or 0.0 for cell in table.cells}
    statements, secrets = [], []
    for at, codes in enumerate(layout.cells):
        if codes in shown:
            name, value = " × ".join(codes), shown[codes]
            weights = tuple((int(atom), 1.0) for atom in sums.indices[sums.indptr[at] : sums.indptr[at + 1]])
            statements.append(Statement(name, weights, value - base + 1, value + base - 1))
            secrets.append(Secret(name, weights, width=base - 1.0))
    return audit(sums.shape[1], statements, secrets, exact=exact)
