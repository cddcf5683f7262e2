"""An extract as columns, for the libraries that write those: some thousand rows at a time, in the smallest numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice

import polars as pl

from questionnaires.flattening import Cell
from surveyapp.services.exporting.extracts import Extract
from surveyapp.services.exporting.formats.columns import Column, cleaned
from surveyapp.services.exporting.formats.limits import cut
from surveyapp.services.exporting.formats.notes import Note

AT_A_TIME = 20_000
"""Rows that are turned into columns together: as many as are ever held as Python's own objects."""

Series = Callable[[Column, Sequence[Cell]], list[pl.Series]]


def frame(extract: Extract, columns: Sequence[Column], series: Series) -> pl.DataFrame:
    """All rows; `series` makes one or more columns of some rows' cells of one."""
    rows = extract.whole(extract.read())
    parts = []
    while chunk := list(islice(rows, AT_A_TIME)):
        parts.append(_part(columns, list(zip(*chunk, strict=True)), series))
    return pl.concat(parts) if parts else _part(columns, [()] * len(columns), series)


def _part(columns: Sequence[Column], cells: Sequence[Sequence[Cell]], series: Series) -> pl.DataFrame:
    return pl.DataFrame([one for column, held in zip(columns, cells, strict=True) for one in series(column, held)])


def numeric(column: Column, cells: Iterable[Cell], counted: Callable[[date], int]) -> pl.Series:
    """The cells as numbers, those for missing codes too, and days as the program counts them; a text stays one."""
    if column.kind == "text":
        return texts(column, cells)
    return pl.Series(column.name, column.as_numbers(cells, counted), dtype=_smallest(column), strict=False)


def texts(column: Column, cells: Iterable[Cell]) -> pl.Series:
    """The cells as words."""
    return pl.Series(column.name, [None if cell is None else cleaned(str(cell)) for cell in cells], dtype=pl.String)


def _smallest(column: Column) -> type[pl.DataType]:
    if column.kind in ("number", "date"):
        return pl.Float64
    most = max(map(abs, (*column.labels, *column.missing)))
    return pl.Int8 if most <= 127 else pl.Int16 if most <= 32_767 else pl.Float64


def shortened(found: pl.DataFrame, most: int, format_name: str) -> tuple[pl.DataFrame, list[Note]]:
    """The same with texts cut to so many bytes, and a note of each column where one was."""
    long = [
        name
        for name, kind in found.schema.items()
        if kind == pl.String and (found[name].str.len_bytes().max() or 0) > most  # type: ignore[operator]
    ]
    cuts = [pl.col(name).map_elements(lambda words: cut(words, most), return_dtype=pl.String) for name in long]
    return found.with_columns(cuts), [Note("text", format_name, name, f"{most} bytes") for name in long]
