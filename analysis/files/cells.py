"""From a file to columns of codes: a closed variable takes one byte a cell, everything else is text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from openpyxl import load_workbook

from questionnaires.codebook import NOT_ASKED, Codebook, Variable

NOTHING = 255
MOST_CODES = 254
"""A byte holds so many codes beside «nothing»."""

Small = NDArray[np.uint8]


def columns_together(rows: int) -> int:
    """How many columns of so many bytes are made at a time: each request has its price, and so has memory."""
    return max(8, 2**20 // max(rows, 1))


def kinds_of(variable: Variable) -> tuple[str, ...]:
    """Every code that a cell of a closed variable may hold, on the scale and beside it; empty for open ones."""
    if not variable.codes or variable.level not in ("binary", "nominal", "ordinal"):
        return ()
    every = [entry.code for entry in (*variable.codes, *variable.missing)]
    kinds = tuple(dict.fromkeys([*every, NOT_ASKED]))
    return kinds if len(kinds) <= MOST_CODES else ()


def small(column: pl.Series, kinds: tuple[str, ...]) -> pl.Series:
    """The column with one byte a cell; what is none of the kinds becomes null."""
    kind = pl.Enum(kinds)
    if column.dtype.is_integer():
        return from_places({column.name: places_of_whole_numbers(column, kinds)}, {column.name: kinds})[0]
    if isinstance(column.dtype, pl.Categorical | pl.Enum):
        return column.cast(kind, strict=False)
    return text(column).cast(kind, strict=False)


def from_places(places: Mapping[str, Small], kinds: Mapping[str, tuple[str, ...]]) -> list[pl.Series]:
    """Columns from each cell's place among the column's codes, counted from 1; 0 is nothing."""
    columns = []
    for name, found in places.items():
        # One less than nothing is 255, which is no place.
        cells = pl.Series(name, found - np.uint8(1))
        columns.append(cells.set(cells == NOTHING, None))
    # Every request to the table library has its price: one for all columns.
    made = pl.DataFrame(columns).select(pl.col(name).cat.to(pl.Enum(kinds[name])) for name in places)
    return made.get_columns()


def places_of(columns: pl.DataFrame) -> dict[str, Small]:
    """The place of each cell among its column's codes, from 0; `NOTHING` where it is null."""
    # A column without nulls is not copied, nor can it be written to.
    found = columns.select(pl.all().to_physical().cast(pl.UInt8).fill_null(NOTHING))
    return {name: found[name].to_numpy() for name in found.columns}


def places_of_whole_numbers(column: pl.Series, kinds: tuple[str, ...]) -> Small:
    """The place of each whole number among the codes, counted from 1; 0 for nothing and for what is no code."""
    whole = {int(code): place for place, code in enumerate(kinds, start=1) if code == _plain(code)}
    if column.dtype == pl.Int8 and not column.null_count():
        # One byte for another is what bytes are quickest at; a negative number is a high byte.
        table = bytearray(256)
        for number in whole.keys() & range(-128, 128):
            table[number % 256] = whole[number]
        return np.frombuffer(column.to_numpy().tobytes().translate(table), dtype=np.uint8)
    low, high = min(whole, default=0), max(whole, default=0)
    if high - low > 10_000:
        return column.replace_strict(whole, default=0, return_dtype=pl.UInt8).fill_null(0).to_numpy()
    # The last place stands for everything else.
    places = np.zeros(high - low + 2, dtype=np.uint8)
    for number, place in whole.items():
        places[number - low] = place
    if not column.null_count() and len(column):
        numbers = column.to_numpy()
        if low <= numbers.min() and numbers.max() <= high:
            quick: Small = places[numbers.astype(np.int32) - low]
            return quick
    inside = column.set(~column.is_between(low, high), None).cast(pl.Int32)
    found: Small = places[(inside - low).fill_null(len(places) - 1).to_numpy()]
    return found


def _plain(code: str) -> str:
    """The code as a whole number is written, to tell «01» and «yes» from one."""
    try:
        return str(int(code))
    except ValueError:
        return ""


def text(column: pl.Series) -> pl.Series:
    """The column as a person would write it, null where nothing stands."""
    if column.dtype.is_float():
        # Other tools keep a column of codes that has gaps as 3.0.
        return column.cast(pl.String).str.strip_suffix(".0")
    words = column.cast(pl.String)
    return words.set(words == "", None) if (words == "").any() else words


def scan_csv(path: Path, _book: Codebook) -> pl.LazyFrame:
    """All cells as text."""
    return pl.read_csv(path, infer_schema=False, glob=False).lazy()


def scan_parquet(path: Path, _book: Codebook) -> pl.LazyFrame:
    """The columns as the file keeps them, not read yet."""
    return pl.scan_parquet(path, glob=False)


def scan_xlsx(path: Path, _book: Codebook) -> pl.LazyFrame:
    """The first sheet, all cells as text."""
    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        header = [_written(cell) or "" for cell in next(rows, ())]
        filled = [[_written(cell) for cell in row] for row in rows]
    finally:
        workbook.close()
    if len(set(header)) < len(header):
        raise ValueError("two columns have the same heading, or one has none.")
    return pl.DataFrame(filled, schema=dict.fromkeys(header, pl.String), orient="row").lazy()


def _written(cell: object) -> str | None:
    """A spreadsheet's cell as a person would write it: 3, not 3.0."""
    if cell is None:
        return None
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def scan_sav(path: Path, book: Codebook) -> pl.LazyFrame:
    """An SPSS file, with the codes that its labels stand for."""
    # Reading SPSS loads another table library, which no other file needs.
    from analysis.files.spss import read  # noqa: PLC0415

    return read(path, book).lazy()


READERS: dict[str, Callable[[Path, Codebook], pl.LazyFrame]] = {
    ".csv": scan_csv,
    ".xlsx": scan_xlsx,
    ".parquet": scan_parquet,
    ".sav": scan_sav,
}
