"""How a table is broken down: the finest codes of each dimension, and the groups of them that are published as well.

A group is any set of codes: a county of municipalities, the country, those who pass a filter. Groups may overlap, so
two geographies or several filters over the same persons are one dimension, and what their differences tell is seen.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from questionnaires.classifications import fylker, kommuner

Nested: TypeAlias = "Mapping[str, Sequence[str] | Nested]"
Sums: TypeAlias = "sparse.csr_array[np.float64, tuple[int, int]]"


class DimensionError(ValueError):
    """A dimension that does not hold together: a code given twice, or a group of codes that are not there."""


class TableError(ValueError):
    """Counts or contributions that do not fit the table, or are no counts."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some of a dimension's codes, published as one; not `published` where it is known only as a difference."""

    code: str
    members: tuple[str, ...]
    published: bool = True


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way a table is broken down.

    Parameters
    ----------
    name
        What the codes are, such as "kommune".
    codes
        The finest codes, each person or unit in one of them.
    groups
        Sums over codes that are published too.
    unpublished
        Codes that stand in no table, but can be worked out from it: those outside a filter. They are protected as
        the others are.

    Raises
    ------
    DimensionError
        When a code stands twice, or a group has codes that are not there or none.
    """

    name: str
    codes: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    unpublished: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        twice = [code for code, times in Counter(self.nodes).items() if times > 1]
        if twice:
            raise DimensionError(f"{self.name}: {', '.join(twice)} stands twice. Give each code and group one name.")
        for name, members in [("unpublished", self.unpublished), *((each.code, each.members) for each in self.groups)]:
            strangers = sorted(set(members) - set(self.codes))
            if strangers:
                raise DimensionError(f"{self.name}: {name} has {', '.join(strangers)}, which are none of its codes.")
        empty = [each.code for each in self.groups if not each.members]
        if empty or not self.codes:
            raise DimensionError(f"{self.name}: {', '.join(empty) or 'it'} has no codes. Leave it out.")

    @property
    def nodes(self) -> tuple[str, ...]:
        """Codes first, then groups."""
        return (*self.codes, *(group.code for group in self.groups))

    @property
    def total(self) -> str | None:
        """The group of all codes, if there is one."""
        everything = set(self.codes)
        return next((each.code for each in self.groups if set(each.members) == everything), None)

    @property
    def shown(self) -> tuple[bool, ...]:
        """For each node, whether it stands in the table."""
        hidden = set(self.unpublished)
        return (*(code not in hidden for code in self.codes), *(group.published for group in self.groups))

    def sums(self) -> Sums:
        """Each node as a sum of codes: a row per node, a column per code."""
        place = {code: at for at, code in enumerate(self.codes)}
        rows = [(at, at) for at in range(len(self.codes))]
        for at, group in enumerate(self.groups, len(self.codes)):
            rows += [(at, place[code]) for code in group.members]
        row, column = np.array(rows, dtype=np.int64).T
        return sparse.csr_array((np.ones(len(row)), (row, column)), shape=(len(self.nodes), len(self.codes)))


def flat(name: str, codes: Sequence[str], total: str | None = "total") -> Dimension:
    """Codes and their total; without a total nothing is published across the codes.

    Examples
    --------
    >>> flat("svar", ["ja", "nei"]).nodes
    ('ja', 'nei', 'total')
    """
    groups = () if total is None else (Group(total, tuple(codes)),)
    return Dimension(name, tuple(codes), groups)


def nested(name: str, groups: Nested, total: str | None = "total") -> Dimension:
    """Codes in groups, as deep as the mapping goes, and the total of all.

    Examples
    --------
    >>> nested("sted", {"Vest": {"Agder": ["4201", "4202"]}, "Oslo": ["0301"]}, "Norge").nodes
    ('4201', '4202', '0301', 'Vest', 'Agder', 'Oslo', 'Norge')
    """
    codes = tuple(_codes(groups))
    made = [*_groups(groups)]
    if total is not None:
        made.append(Group(total, codes))
    return Dimension(name, codes, tuple(made))


def filtered(name: str, inside: str, outside: str, total: str = "total") -> Dimension:
    """All, and those who pass a filter: nobody prints those outside it, and everybody can subtract.

    Examples
    --------
    >>> filtered("plan", "har plan", "uten plan", "alle").shown
    (True, False, True)
    """
    return Dimension(name, (inside, outside), (Group(total, (inside, outside)),), (outside,))


def municipalities(on: dt.date) -> Dimension:
    """The municipalities in their counties in the country, by number, as they were on a date."""
    places = {county.nr: [each.nr for each in kommuner(on) if each.fylke.nr == county.nr] for county in fylker(on)}
    return nested("kommune", {county: members for county, members in places.items() if members}, "Norge")


def _codes(groups: Nested) -> Iterator[str]:
    for members in groups.values():
        yield from _codes(members) if isinstance(members, Mapping) else members


def _groups(groups: Nested) -> Iterator[Group]:
    for code, members in groups.items():
        yield Group(code, tuple(_codes({code: members})))
        if isinstance(members, Mapping):
            yield from _groups(members)


@dataclass(frozen=True, slots=True)
class Layout:
    """All cells of a table: every node of each dimension with every node of the others, the last running fastest."""

    dimensions: tuple[Dimension, ...]

    def __post_init__(self) -> None:
        names = [each.name for each in self.dimensions]
        if not names or len(set(names)) < len(names):
            raise DimensionError("Give a table at least one dimension, and each dimension a name of its own.")

    @property
    def shape(self) -> tuple[int, ...]:
        """How many finest codes each dimension has."""
        return tuple(len(each.codes) for each in self.dimensions)

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The codes of every cell."""
        return list(product(*(each.nodes for each in self.dimensions)))

    @property
    def shown(self) -> NDArray[np.bool_]:
        """For each cell, whether it stands in the table."""
        return np.array([all(each) for each in product(*(each.shown for each in self.dimensions))], dtype=bool)

    @property
    def heights(self) -> NDArray[np.int64]:
        """For each cell, in how many dimensions it is a group."""
        own = [[*(0 for _ in each.codes), *(1 for _ in each.groups)] for each in self.dimensions]
        return np.array([sum(each) for each in product(*own)], dtype=np.int64)

    def sums(self) -> Sums:
        """Each cell as a sum of the finest cells: a row per cell, a column per finest cell."""
        first, *others = (each.sums() for each in self.dimensions)
        for each in others:
            first = sparse.csr_array(sparse.kron(first, each))
        # Blocks of a dense kron hold zeros, which would pass for atoms of the sum.
        first.eliminate_zeros()
        return first

    def totals_over(self, name: str) -> NDArray[np.int64]:
        """For each cell, the place of the cell that has the total of this dimension, or -1 where there is none.

        Raises `DimensionError` when no dimension has the name.
        """
        at = self.place_of(name)
        total = self.dimensions[at].total
        place = {cell: here for here, cell in enumerate(self.cells)}
        if total is None:
            return np.full(len(place), -1, dtype=np.int64)
        return np.array([place[(*cell[:at], total, *cell[at + 1 :])] for cell in place], dtype=np.int64)

    def place_of(self, name: str) -> int:
        """Which dimension has the name; raises `DimensionError` when none has."""
        names = [each.name for each in self.dimensions]
        if name not in names:
            raise DimensionError(f"No dimension is called {name!r}. There are: {', '.join(names)}.")
        return names.index(name)


def counted(counts: ArrayLike, layout: Layout) -> NDArray[np.float64]:
    """The counts of the finest cells, one after the other; raises `TableError` when they are none of this table."""
    atoms = np.asarray(counts)
    if atoms.shape != layout.shape:
        raise TableError(f"The counts have the shape {atoms.shape}, the dimensions' codes {layout.shape}.")
    if atoms.dtype.kind not in "iuf" or not (np.isfinite(atoms) & (atoms >= 0) & (atoms == np.rint(atoms))).all():
        raise TableError(
            "Counts of persons are whole numbers from 0. Put missing counts in as 0, or leave the code out."
        )
    return atoms.ravel().astype(np.float64)
