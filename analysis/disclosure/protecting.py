"""Tables that may leave: counts or sums by groups, with all hidden that would tell of single persons or units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.disclosure.auditing import Audit, audit
from analysis.disclosure.dimensions import Dimension, DimensionError, Layout, TableError, counted
from analysis.disclosure.protected import ProtectedCell, ProtectedTable
from analysis.disclosure.secondary import Table, hidden
from analysis.disclosure.sensitive import Cells, Need, Rule, Threshold, needs
from analysis.disclosure.statements import Secret, Statement, times

WIDTH_OF_SUMS = 1e-3
"""A hidden sum that no rule protects must not be known to this."""

CONTRIBUTORS = 10
"""So many of the largest contributions to a cell are kept for the rules to look at."""

DEARER = 4.0
"""A sum over groups in one more dimension costs so many times more to hide."""

EMPTY = 3.0
"""And an empty cell so many times more than one with one person: hiding it looks like hiding somebody."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One unit's number in a table of sums: where it stands in each dimension, and how much it adds."""

    codes: tuple[str, ...]
    value: float


@dataclass(frozen=True, slots=True)
class _Problem:
    """The true cells, what is asked for them, and which may never be hidden."""

    cells: Cells
    needs: list[Need]
    known: NDArray[np.bool_]
    whole: bool


def protect_table(
    counts: ArrayLike,
    dimensions: Sequence[Dimension],
    rules: Sequence[Rule] = (Threshold(),),
    *,
    known: str | None = None,
    shares_of: str | None = None,
) -> ProtectedTable:
    """Counts of persons by groups, as they may leave.

    Parameters
    ----------
    counts
        How many persons there are in each combination of the dimensions' finest codes: an array of whole numbers
        with one axis per dimension. The groups' sums are made here.
    dimensions
        What the axes are, and which groups of their codes are published.
    rules
        Which cells tell too much by themselves: `Threshold`, `Unanimous`.
    known
        The name of a dimension whose total is public anyway, such as the answers: how many took part is no secret.
        Those cells are never hidden, and a secret in them need not be thought larger than they are.
    shares_of
        The name of a dimension whose total the published shares are of.

    Returns
    -------
    ProtectedTable
        All published cells. What is hidden is proven to be enough: for every small cell there are tables of whole
        persons with the same published numbers in which it is none, and in which it is large enough to be shown.

    Raises
    ------
    TableError
        When the counts do not fit the dimensions, or are no counts.
    CannotProtectError
        When nothing that may be hidden is enough.

    References
    ----------
    Handbook on Statistical Disclosure Control, second edition, section 4.2 (rules and protection levels).
    Kelly, J. P., Golden, B. L. and Assad, A. A. (1992). Cell suppression: disclosure protection for sensitive tabular
    data. Networks 22, 397-417.

    Examples
    --------
    >>> from analysis.disclosure.dimensions import flat
    >>> table = protect_table([[20, 3], [30, 40]], [flat("sted", ["by", "bygd"]), flat("svar", ["ja", "nei"])])
    >>> table.hidden, table.value("by", "nei"), table.value("total", "total")
    (4, None, 93.0)
    """
    return _protected(_counted(counts, dimensions, rules, known), known, shares_of)


def protect_sums(
    contributions: Sequence[Contribution], dimensions: Sequence[Dimension], rules: Sequence[Rule]
) -> ProtectedTable:
    """Sums over units (full-time equivalents, money) by groups, as they may leave.

    Parameters
    ----------
    contributions
        Each unit's codes, one of each dimension's finest, and its number, not negative.
    dimensions
        What the table is broken down by, and which groups are published.
    rules
        `Dominance`, `PPercent`, and `Threshold` for sums over few.

    Returns
    -------
    ProtectedTable
        All published sums.

    Raises
    ------
    TableError
        When a contribution stands nowhere in the table, or is negative or no number.
    CannotProtectError
        When nothing that may be hidden is enough.

    Notes
    -----
    What is proven is that outsiders, and the other contributors to the same cell, come no nearer than the interval.
    A unit that is alone in another hidden cell knows that cell, and may come nearer.
    """
    cells = _summed(contributions, Layout(tuple(dimensions)))
    known = np.zeros(len(cells.values), dtype=bool)
    return _protected(_Problem(cells, needs(cells, rules, known), known, whole=False), None, None)


def audit_table(
    table: ProtectedTable, counts: ArrayLike, rules: Sequence[Rule] = (Threshold(),), *, exact: bool = False
) -> Audit:
    """Attack a protected table of counts, knowing nothing of how it was made.

    Parameters
    ----------
    table
        What is published.
    counts
        The true finest counts, to say how each rule wants its secrets protected. The attacker is not told them.
    rules
        The primary rules that the table must keep.
    exact
        Work out all intervals in full.

    Returns
    -------
    Audit
        A finding for each cell that a rule protects, and for each other hidden cell: its exact value must stay unknown.
    """
    return _attacked(table, _counted(counts, table.dimensions, rules, table.known), exact=exact)


def audit_sums(
    table: ProtectedTable, contributions: Sequence[Contribution], rules: Sequence[Rule], *, exact: bool = False
) -> Audit:
    """Attack a protected table of sums, as `audit_table` does one of counts; an outsider, who contributes nothing."""
    cells = _summed(contributions, Layout(table.dimensions))
    known = np.zeros(len(cells.values), dtype=bool)
    return _attacked(table, _Problem(cells, needs(cells, rules, known), known, whole=False), exact=exact)


def _attacked(table: ProtectedTable, problem: _Problem, *, exact: bool) -> Audit:
    layout = problem.cells.layout
    names, sums = layout.cells, layout.sums()
    weights = [tuple((int(atom), 1.0) for atom in sums.indices[a:b]) for a, b in pairwise(sums.indptr)]
    shown = {cell.codes: cell.value for cell in table.cells if cell.value is not None}
    statements = [
        Statement(" × ".join(name), weights[at], shown[name], shown[name])
        for at, name in enumerate(names)
        if name in shown
    ]
    secrets = [Secret(" × ".join(names[each.cell]), weights[each.cell], each.low, each.high) for each in problem.needs]
    named = {each.name for each in secrets}
    others = [at for at, name in enumerate(names) if name not in shown and " × ".join(name) not in named]
    least = 1.0 if problem.whole else WIDTH_OF_SUMS
    secrets += [Secret(" × ".join(names[at]), weights[at], width=least) for at in others if layout.shown[at]]
    return audit(sums.shape[1], statements, secrets, whole=problem.whole, exact=exact)


def _protected(problem: _Problem, known: str | None, shares_of: str | None) -> ProtectedTable:
    cells, layout = problem.cells, problem.cells.layout
    published, heights = layout.shown, layout.heights
    longest = int(np.argmax(layout.shape))
    rows = np.indices([len(each.nodes) for each in layout.dimensions])[longest].ravel()
    costs = (1 + np.log2(1 + cells.values)) * DEARER**heights * np.where(cells.values > 0, 1, EMPTY)
    table = Table(
        sums=layout.sums(),
        atoms=cells.values[heights == 0],
        finest=heights == 0,
        blocks=rows,
        costs=costs,
        known=problem.known,
        given_up=~published,
        whole=problem.whole,
    )
    gone = hidden(table, problem.needs)
    values = [None if away else float(value) for value, away in zip(cells.values, gone, strict=True)]
    whole = np.full(len(values), -1) if shares_of is None else layout.totals_over(shares_of)
    made = tuple(
        ProtectedCell(
            codes, values[at], _share(values[at], values[whole[at]] if whole[at] >= 0 else None), bool(gone[at])
        )
        for at, codes in enumerate(layout.cells)
        if published[at]
    )
    return ProtectedTable(layout.dimensions, made, int(gone[published].sum()), known, shares_of)


def _share(value: float | None, whole: float | None) -> float | None:
    return value / whole if value is not None and whole else None


def _counted(counts: ArrayLike, dimensions: Sequence[Dimension], rules: Sequence[Rule], known: str | None) -> _Problem:
    layout = Layout(tuple(dimensions))
    values = times(layout.sums(), counted(counts, layout))
    cells = Cells(layout, values, values, np.zeros((len(values), 0)))
    public, limit = np.zeros(len(values), dtype=bool), np.full(len(values), np.inf)
    if known is not None:
        total = layout.totals_over(known)
        if (total < 0).any():
            raise DimensionError(f"{known!r} has no total. Give it one, or leave `known` out.")
        public[total], limit = True, values[total]
    asked = [replace(each, high=min(each.high, float(limit[each.cell]))) for each in needs(cells, rules, public)]
    return _Problem(cells, asked, public, whole=True)


def _summed(contributions: Sequence[Contribution], layout: Layout) -> Cells:
    sums = layout.sums()
    places = [{code: at for at, code in enumerate(each.codes)} for each in layout.dimensions]
    atom = np.empty(len(contributions), dtype=np.int64)
    for at, each in enumerate(contributions):
        if not (math.isfinite(each.value) and each.value >= 0):
            raise TableError(f"{each.codes} contributes {each.value}. Contributions are numbers from 0.")
        try:
            spot = [place[code] for place, code in zip(places, each.codes, strict=True)]
        except (KeyError, ValueError) as error:
            raise TableError(f"{each.codes} is no combination of the dimensions' codes.") from error
        atom[at] = np.ravel_multi_index(spot, layout.shape)
    amount = np.array([each.value for each in contributions], dtype=np.float64)
    ordered = np.argsort(-amount, kind="stable")
    cell_of = sums.T.tocsr()
    largest, filled = np.zeros((sums.shape[0], CONTRIBUTORS)), np.zeros(sums.shape[0], dtype=np.int64)
    values = np.zeros(sums.shape[0])
    for at in ordered:
        cells = cell_of.indices[cell_of.indptr[atom[at]] : cell_of.indptr[atom[at] + 1]]
        room = cells[filled[cells] < CONTRIBUTORS]
        largest[room, filled[room]] = amount[at]
        filled[cells] += 1
        values[cells] += amount[at]
    return Cells(layout, values, filled.astype(np.float64), largest)
