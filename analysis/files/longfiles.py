"""Long files: one row for each answer, with whose it is, to which variable, and its code; and perhaps the round.

They are read a piece at a time into a grid of one byte per respondent and variable, in whatever order the rows stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.files.cells import (
    MOST_CODES,
    Small,
    columns_together,
    from_places,
    kinds_of,
    places_of_whole_numbers,
    text,
)
from analysis.reducing.counts import strange
from questionnaires.codebook import Codebook, Variable

VARIABLE, CODE, ROUND = "variable", "code", "round"
"""The columns of a long file beside the one that tells who answered."""

NOT_ALLOWED = 255
MOST_NAMED = 100
"""So many wrong rows of each kind are looked up; a file with more is wrong as a whole."""


def is_long(columns: Iterable[str], codebook: Codebook) -> bool:
    """Whether a file with these columns has a row for each answer."""
    names = {variable.name for variable in codebook.variables}
    return {VARIABLE, CODE} <= set(columns) and not names & {VARIABLE, CODE}


def first_of_runs(column: pl.Series) -> NDArray[np.intp]:
    """Where each run of equal cells begins: mostly, a respondent's answers stand together."""
    cells = column.to_physical() if isinstance(column.dtype, pl.Categorical) else column
    if cells.dtype.is_integer() and not cells.null_count():
        numbers = cells.to_numpy()
        other: NDArray[np.bool_] = numbers[1:] != numbers[:-1]
    else:
        other = cells.slice(1).ne_missing(cells.slice(0, max(len(cells) - 1, 0))).to_numpy()
    return np.concatenate([np.zeros(min(len(cells), 1), dtype=np.intp), np.flatnonzero(other) + 1])


@dataclass(slots=True)
class Keys:
    """Respondents numbered as they come."""

    own: pl.DataType = field(default_factory=lambda: pl.Categorical(pl.Categories.random()))
    numbers: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    found: list[pl.Series] = field(default_factory=list)
    count: int = 0
    held: pl.Series | None = None

    def places(self, column: pl.Series) -> NDArray[np.int64]:
        """The number of each row's respondent."""
        heads = first_of_runs(column)
        if len(heads) * 2 > len(column):
            return self._places(column)
        lengths = np.diff(heads, append=len(column))
        return np.repeat(self._places(column.gather(heads)), lengths)

    def _places(self, column: pl.Series) -> NDArray[np.int64]:
        if not isinstance(column.dtype, pl.Categorical):
            column = column.cast(pl.String).cast(self.own)
        # The categories are kept as long as any column of their kind is.
        self.held = column if self.held is None else self.held
        categories = column.to_physical().to_numpy()
        self._make_room(int(categories.max(initial=0)) + 1)
        places: NDArray[np.int64] = self.numbers[categories]
        new = np.flatnonzero(places < 0)
        if len(new):
            self._add(column, categories, new)
            places = self.numbers[categories]
        return places

    def column(self) -> pl.Series:
        """Who they are, in the order of their numbers."""
        return pl.concat(self.found) if self.found else pl.Series([], dtype=pl.String)

    def _add(self, column: pl.Series, categories: NDArray[np.uint32], new: NDArray[np.int64]) -> None:
        # Written backwards, the first row of each respondent is the one that stays.
        self.numbers[categories[new][::-1]] = new[::-1]
        first = new[self.numbers[categories[new]] == new]
        self.numbers[categories[first]] = np.arange(self.count, self.count + len(first))
        self.found.append(column.gather(first).cast(pl.String))
        self.count += len(first)

    def _make_room(self, needed: int) -> None:
        room = len(self.numbers)
        if needed > room:
            more = np.full(max(needed, 2 * room) - room, -1, dtype=np.int64)
            self.numbers = np.concatenate([self.numbers, more])


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that cannot be used: its number in the file, the column, what stands there, and to which variable."""

    row: int
    column: str
    cell: str | None
    variable: str | None


class LongReader:
    """Reads the pieces of one round of a long file; `problems` are those of the rows read so far."""

    def __init__(self, codebook: Codebook, key: str) -> None:
        self.key = key
        self.variables = [variable for variable in codebook.variables if variable.name != key]
        self.names = pl.Enum([variable.name for variable in self.variables])
        self.kinds = [kinds_of(variable) for variable in self.variables]
        self.codes = tuple(dict.fromkeys(code for kinds in self.kinds for code in kinds))
        self.lookup = self._lookup()
        self.is_open = np.array([not kinds for kinds in self.kinds])
        self.keys = Keys()
        self.named = np.full(1, -1, dtype=np.intp)
        self.grid: Small = np.zeros((0, len(self.variables)), dtype=np.uint8)
        self.asked = np.zeros(len(self.variables), dtype=bool)
        self.written: list[pl.DataFrame] = []
        self.filled = 0
        self.problems: list[WrongRow] = []

    def add(self, piece: pl.DataFrame, first: int, inside: pl.Series | None = None) -> None:
        """Take in rows that begin at this one of the file; `inside`: which of those that stand there they are."""

        def numbers() -> pl.Series:
            if inside is None:
                return pl.Series(np.arange(first, first + piece.height))
            return inside.arg_true().cast(pl.Int64) + first

        column = self._variables(piece[VARIABLE])
        if column.min(initial=0) < 0 or piece[self.key].null_count():
            self._note(piece, numbers(), pl.Series(column < 0), VARIABLE)
            self._note(piece, numbers(), piece[self.key].is_null(), self.key)
        if self.problems:
            return
        rows = self.keys.places(piece[self.key])
        self._grow()
        cells = column * self.lookup.shape[1]
        cells += self._codes(piece[CODE])
        places = self.lookup.take(cells)
        if not self.asked.all():
            self.asked |= np.bincount(column, minlength=len(self.variables)).astype(bool)
        if self.is_open.any():
            self._add_written(piece, numbers(), rows, column)
            places[self.is_open[column]] = 0
        if places.max(initial=0) == NOT_ALLOWED:
            self._note(piece, numbers(), pl.Series(places == NOT_ALLOWED), CODE)
        rows *= len(self.variables)
        rows += column
        self._fill(rows, places)

    def _variables(self, column: pl.Series) -> NDArray[np.intp]:
        """Which variable each row answers; -1 where it is none."""
        if not isinstance(column.dtype, pl.Categorical) or column.null_count():
            return text(column).cast(self.names, strict=False).to_physical().cast(pl.Int64).fill_null(-1).to_numpy()
        categories = column.to_physical().to_numpy()
        # What is out of bounds is taken for the last one, which is nobody's place.
        found = self.named.take(categories, mode="clip")
        if found.min(initial=0) < 0:
            # There are few names, so each is looked up once.
            distinct = column.unique()
            places = distinct.cast(pl.String).cast(self.names, strict=False).to_physical().cast(pl.Int64).fill_null(-1)
            self.named = np.full(int(categories.max(initial=0)) + 2, -1, dtype=np.intp)
            self.named[distinct.to_physical().to_numpy()] = places.to_numpy()
            found = self.named.take(categories)
        return found

    def check_written(self) -> None:
        """Note the cells of numbers that the codebook does not allow."""
        for rows in self._together():
            for place, variable in enumerate(self.variables):
                here = rows.filter(pl.col("column") == place) if self.is_open[place] else rows.clear()
                wrong = here.filter(strange(here["cell"], variable))
                for number, cell in wrong.select("number", "cell").rows():
                    self.problems.append(WrongRow(number, CODE, cell, variable.name))

    def data(self) -> pl.DataFrame:
        """One row per respondent, one column per variable that was asked."""
        columns = [self.keys.column().alias(self.key)]
        closed = np.flatnonzero(self.asked & ~self.is_open)
        # A few columns at a time, so that the grid is never held twice.
        together = columns_together(self.keys.count)
        for start in range(0, len(closed), together):
            here = {self.variables[place].name: place for place in closed[start : start + together]}
            grid = self.grid[: self.keys.count, list(here.values())].T.copy()
            places = dict(zip(here, grid, strict=True))
            columns += from_places(places, {name: self.kinds[place] for name, place in here.items()})
        for place in np.flatnonzero(self.asked & self.is_open).tolist():
            columns.append(self._written_column(place, self.variables[place]))
        order = [self.key, *(variable.name for variable in self.variables)]
        return pl.DataFrame(sorted(columns, key=lambda column: order.index(column.name)))

    @property
    def repeated(self) -> bool:
        """Whether somebody answered a variable more than once."""
        closed = self.filled > np.count_nonzero(self.grid)
        return bool(closed) or any(each.select("row", "column").is_duplicated().any() for each in self._together())

    def _lookup(self) -> Small:
        """For each variable, and each code of any of them, its place in the variable's own codes, from 1."""
        # The last place, which is also place -1, stands for codes that no variable has.
        table = np.full((len(self.variables), len(self.codes) + 2), NOT_ALLOWED, dtype=np.uint8)
        table[:, 0] = 0
        places = {code: place for place, code in enumerate(self.codes, start=1)}
        for row, kinds in enumerate(self.kinds):
            for place, code in enumerate(kinds, start=1):
                table[row, places[code]] = place
        return table

    def _codes(self, column: pl.Series) -> NDArray[np.integer]:
        """The place of each code among those of any variable, from 1; 0 for nothing, the last for what is no code."""
        found: NDArray[np.integer]
        if column.dtype.is_integer() and len(self.codes) <= MOST_CODES:
            found = places_of_whole_numbers(column, self.codes)
        else:
            column = text(column)
            places = column.cast(pl.Enum(self.codes), strict=False).to_physical()
            found = places.cast(pl.Int32).fill_null(-1).to_numpy() + np.int32(1)
        if found.min(initial=0) == 0:
            strange = (found == 0) & column.is_not_null().to_numpy()
            if strange.any():
                found = np.where(strange, np.int32(len(self.codes) + 1), found)
        return found

    def _grow(self) -> None:
        room, needed = len(self.grid), self.keys.count
        if needed > room:
            self.grid.resize((max(needed, room + room // 4), len(self.variables)), refcheck=False)

    def _fill(self, cells: NDArray[np.int64], places: Small) -> None:
        if places.min(initial=NOT_ALLOWED) == 0 or places.max(initial=0) == NOT_ALLOWED:
            given = (places > 0) & (places < NOT_ALLOWED)
            cells, places = cells[given], places[given]
        self.grid.reshape(-1)[cells] = places
        self.filled += len(cells)

    def _add_written(
        self, piece: pl.DataFrame, first: pl.Series, rows: NDArray[np.int64], column: NDArray[np.integer]
    ) -> None:
        here = self.is_open[column]
        if here.any():
            chosen = pl.Series(here)
            words, numbers = text(piece[CODE]).filter(chosen), first.filter(chosen)
            places = {"row": rows[here], "column": column[here].astype(np.int32), "number": numbers}
            self.written.append(pl.DataFrame({**places, "cell": words}))

    def _together(self) -> Iterator[pl.DataFrame]:
        if self.written:
            yield pl.concat(self.written)

    def _written_column(self, place: int, variable: Variable) -> pl.Series:
        everybody = pl.DataFrame({"row": np.arange(self.keys.count)})
        here = next(self._together()).filter(pl.col("column") == place)
        return everybody.join(here, on="row", how="left", maintain_order="left")["cell"].alias(variable.name)

    def _note(self, piece: pl.DataFrame, first: pl.Series, wrong: pl.Series, column: str) -> None:
        for place in wrong.arg_true().head(MOST_NAMED).to_list():
            cell = piece[column][place]
            variable = str(piece[VARIABLE][place]) if column == CODE else None
            self.problems.append(WrongRow(first[place], column, None if cell is None else str(cell), variable))
