"""Parquet, for polars, pandas, R's arrow, DuckDB and Spark: codes as categories, numbers as numbers, days as days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from questionnaires.flattening import Cell
from surveyapp.services.exporting.extracts import Extract
from surveyapp.services.exporting.formats.columns import Column
from surveyapp.services.exporting.formats.frames import frame, texts
from surveyapp.services.exporting.formats.notes import Note

WHY = "_missing"
"""What the name of a column ends in that tells why there is no number or day."""


FAILS = (OSError, pl.exceptions.PolarsError)
"""What says that the disk did not take it."""


def write(extract: Extract, columns: Sequence[Column], path: Path) -> list[Note]:
    """Write the answers as .parquet, with the whole codebook as JSON in the file's own metadata."""
    # The version with which the file begins is the codebook's: `medvirk.codebook`.
    metadata = {"medvirk.codebook": extract.codebook.model_dump_json()}
    frame(extract, columns, _series).write_parquet(path, metadata=metadata)
    return []


def _series(column: Column, cells: Sequence[Cell]) -> list[pl.Series]:
    if column.kind == "text":
        return [texts(column, cells)]
    if column.kind == "coded":
        held = [None if cell is None else str(cell) for cell in cells]
        return [pl.Series(column.name, held, dtype=pl.Enum(column.codes))]
    why = [cell if column.numbers.get(cell) in column.missing else None for cell in cells]
    there = [None if reason is not None else cell for cell, reason in zip(cells, why, strict=True)]
    return [_said(column, there), pl.Series(column.name + WHY, why, dtype=pl.Enum(column.codes))]


def _said(column: Column, cells: Sequence[Cell]) -> pl.Series:
    if column.kind == "date":
        days = [None if cell is None else date.fromisoformat(str(cell)) for cell in cells]
        return pl.Series(column.name, days, dtype=pl.Date)
    numbers = [None if cell is None else float(cell) for cell in cells]
    return pl.Series(column.name, numbers, dtype=pl.Float64).cast(pl.Float64 if column.decimals else pl.Int64)
