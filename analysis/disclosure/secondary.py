"""What else must be hidden, so that what is hidden cannot be worked out from what is shown.

Other tables are looked for, which show the same numbers except in cells that are hidden, and in which the secrets lie
at the ends of their protection intervals. Cells that must differ for such a table to exist are hidden too, as few and
as cheap ones as linear programming finds (the heuristic of Kelly, Golden and Assad 1992, for many secrets at a time).
So what is hidden is proven to be enough by the tables that were found, and `auditing` can find them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.disclosure.auditing import CLOSE, MOST_STEPS
from analysis.disclosure.dimensions import Sums
from analysis.disclosure.sensitive import Need

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
End = tuple[int, int]
"""A cell, and -1 for the low end of its protection interval or 1 for the high one."""

REWARD = 1e4
"""Worth of one person's distance towards an end: far more than what any cell costs to hide."""

AGAIN = 1e-3
"""What moving a cell costs that is hidden already."""


class CannotProtectError(ValueError):
    """Even with all hidden that may be, a secret can be worked out too closely."""


@dataclass(frozen=True, slots=True)
class Table:
    """The true table: `sums` are the cells (rows) as sums of atoms (columns), `costs` what hiding a cell costs.

    `finest` cells are the atoms in their order. `blocks` puts cells together that stand in one row or column.
    `known` cells can never be hidden, `given_up` ones are hidden already; atoms are counts when `whole`.
    """

    sums: Sums
    atoms: Floats
    finest: Flags
    blocks: NDArray[np.int64]
    costs: Floats
    known: Flags
    given_up: Flags
    whole: bool


@dataclass(frozen=True, slots=True)
class _Other:
    """Another table: which cells differ in it, and which ends it reaches."""

    differs: Flags
    reaches: frozenset[End]


def hidden(table: Table, needs: Sequence[Need]) -> Flags:
    """For each cell, whether it must be hidden; raises `CannotProtectError` when nothing is enough."""
    values = np.asarray(table.sums @ table.atoms, dtype=np.float64)
    ends = dict(_ends(values, needs))
    gone = table.given_up.copy()
    gone[[need.cell for need in needs]] = True
    first, others = gone.copy(), []
    search, left, turn = _Search(table, values, ends), set(ends), 0
    while left:
        aims = _apart(left, table, turn)
        other = search.other(gone, aims)
        if other is None or not other.reaches & left:
            aims = [min(left)]
            other = search.other(gone, aims)
        if other is None or not other.reaches & left:
            raise CannotProtectError(
                f"Cell {aims[0][0]} can be worked out too closely whatever is hidden. Publish fewer groups or totals."
            )
        others.append(other)
        gone |= other.differs
        left -= other.reaches
        turn += 1
    return _enough(first, others, frozenset(ends), table.costs)


def _ends(values: Floats, needs: Sequence[Need]) -> Iterator[tuple[End, float]]:
    """How far each end lies from the truth."""
    for need in needs:
        value = float(values[need.cell])
        if need.low < value - CLOSE:
            yield (need.cell, -1), value - need.low
        if need.high > value + CLOSE:
            yield (need.cell, 1), need.high - value


def _apart(left: set[End], table: Table, turn: int) -> list[End]:
    """One end in each block, ups and downs by turns, so that they help each other more than they hinder."""
    chosen: dict[int, End] = {}
    for end in sorted(left):
        block = int(table.blocks[end[0]])
        if block not in chosen or end[1] == (1 if (block + turn) % 2 else -1):
            chosen[block] = end
    return list(chosen.values())


def _enough(first: Flags, others: Sequence[_Other], ends: frozenset[End], costs: Floats) -> Flags:
    """What is hidden when other tables that nobody needs any more are left out, the dearest first."""
    kept = list(others)
    for other in sorted(others, key=lambda each: -float(costs[each.differs].sum())):
        rest = [each for each in kept if each is not other]
        if ends <= frozenset[End]().union(*(each.reaches for each in rest)):
            kept = rest
    gone = first.copy()
    for each in kept:
        gone |= each.differs
    return gone


class _Search:
    """Looks for other tables by linear programming over how far every cell moves, up and down."""

    def __init__(self, table: Table, values: Floats, ends: dict[End, float]) -> None:
        self.table, self.values, self.ends = table, values, ends
        self.finest, self.groups = np.flatnonzero(table.finest), np.flatnonzero(~table.finest)
        self.atoms, self.sizes = len(self.finest), len(values)
        # Cells in the order of the variables: the finest, which are the atoms, then groups.
        self.order = np.concatenate([self.finest, self.groups])
        self.place = np.argsort(self.order)
        sums, own = table.sums[self.groups], sparse.eye_array(len(self.groups))
        self.relations = sparse.hstack([sums, -own, -sums, own], format="csr")

    def other(self, gone: Flags, aims: Sequence[End]) -> _Other | None:
        """The cheapest other table that comes as near to all these ends as can be."""
        n, m = self.sizes, len(aims)
        cells = self.place[[cell for cell, _ in aims]]
        sign = np.array([float(end) for _, end in aims])
        row, one = np.arange(m), np.ones(m)
        towards = sparse.csr_array((sign, (row, cells)), shape=(m, n))
        reward = sparse.csr_array((one, (row, row)), shape=(m, m))
        costs = np.where(gone, AGAIN, self.table.costs)[self.order]
        most = np.where(self.table.known, 0.0, np.inf)[self.order]
        down = np.minimum(most, self.values[self.order])
        far = np.array([self.ends[end] for end in aims])
        constraints = [
            LinearConstraint(
                sparse.hstack([towards, -towards, -reward], format="csc"), np.zeros(m), np.full(m, np.inf)
            ),
        ]
        if len(self.groups):
            relations = sparse.hstack([self.relations, sparse.csr_array((len(self.groups), m))], format="csc")
            constraints.append(LinearConstraint(relations, 0, 0))
        box = Bounds(np.zeros(2 * n + m), np.concatenate([most, down, far]))
        return self._solved(np.concatenate([costs, costs, np.full(m, -REWARD)]), box, constraints)

    def _solved(self, costs: Floats, box: Bounds, constraints: list[LinearConstraint]) -> _Other | None:
        n = self.sizes
        for kind in (0, 1) if self.table.whole else (0,):
            integrality = np.zeros(len(costs), dtype=np.int64)
            integrality[: self.atoms] = integrality[n : n + self.atoms] = kind
            found = milp(
                costs,
                integrality=integrality,
                bounds=box,
                constraints=constraints,
                options={"node_limit": MOST_STEPS, "mip_rel_gap": 0.02},
            )
            if found.x is None:
                return None
            other = self._other(found.x[: self.atoms] - found.x[n : n + self.atoms])
            if other is not None:
                return other
        return None

    def _other(self, moved: Floats) -> _Other | None:
        """What differs when the atoms have moved so far; None when they must move by whole persons and did not."""
        if self.table.whole:
            if (np.abs(moved - np.rint(moved)) > CLOSE).any():
                return None
            moved = np.rint(moved)
        atoms = np.maximum(self.table.atoms + moved, 0)
        change = np.asarray(self.table.sums @ atoms, dtype=np.float64) - self.values
        differs = np.abs(change) > CLOSE
        if (differs & self.table.known).any():
            return None
        reaches = frozenset(end for end, far in self.ends.items() if change[end[0]] * end[1] >= far - CLOSE)
        return _Other(differs, reaches)
