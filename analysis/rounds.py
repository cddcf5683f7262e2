"""A round of answers as analysis meets it, and how it is read from a file."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import polars as pl
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from pydantic import ConfigDict, NonNegativeInt, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked_dataclass

from analysis.counts import strange
from questionnaires.codebook import Codebook, Variable

MOST_PROBLEMS = 20
"""So many problems of one file are listed; the rest are counted."""

UNREADABLE = (BadZipFile, InvalidFileException, LookupError, OSError, ParseError, pl.exceptions.PolarsError, ValueError)
"""What the readers raise for a file that is broken or of another kind."""


@checked_dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class RoundInfo:
    """What is known of a round beside its answers.

    `denominator` is how many could have answered, as they existed on `denominator_date`.
    """

    label: str
    date: dt.date | None = None
    denominator: NonNegativeInt | None = None
    denominator_date: dt.date | None = None
    caveat: str = ""
    synthetic: bool = False


@dataclass(frozen=True)
class Round:
    """One row per respondent, one column per variable, all strings; null is not answered."""

    info: RoundInfo
    data: pl.DataFrame

    @property
    def sha256(self) -> str:
        """The fingerprint of the answers, whatever file they came from and however its columns stand."""
        ordered = self.data.select(sorted(self.data.columns))
        return hashlib.sha256(ordered.write_csv().encode()).hexdigest()


def read_round(path: Path, codebook: Codebook, key: str | None = None) -> Round:
    """A round from .csv, .xlsx or .parquet, with NAME.round.json beside it when there is one.

    `key` is a column that is no variable and tells who answered. Raises RoundFileError with every problem of the file.
    """
    data = _cells(path)
    problems = [*_column_problems(data, codebook, key), *_cell_problems(data, codebook)]
    if problems:
        raise RoundFileError(path, problems)
    # A blank line at the end is nobody's answer.
    return Round(_info(path), data.filter(~pl.all_horizontal(pl.all().is_null())))


def _cells(path: Path) -> pl.DataFrame:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise RoundFileError(path, [f"{path.name}: cannot be read. Save it as {', '.join(READERS)}."])
    try:
        data = reader(path)
    except UNREADABLE as error:
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise RoundFileError(path, [f"{path.name}: cannot be read as {path.suffix}: {why}"]) from error
    text = data.cast(pl.String)
    return text.with_columns(pl.when(pl.all() != "").then(pl.all()))


def _read_csv(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False, glob=False)


def _read_parquet(path: Path) -> pl.DataFrame:
    # Other tools keep a column of codes that has gaps as 3.0.
    return pl.read_parquet(path, glob=False).with_columns(pl.selectors.float().cast(pl.String).str.strip_suffix(".0"))


def _read_xlsx(path: Path) -> pl.DataFrame:
    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = workbook.worksheets[0].iter_rows(values_only=True)
        header = [_written(cell) or "" for cell in next(rows, ())]
        filled = [[_written(cell) for cell in row] for row in rows]
    finally:
        workbook.close()
    if len(set(header)) < len(header):
        raise ValueError("two columns have the same heading, or one has none.")
    return pl.DataFrame(filled, schema=dict.fromkeys(header, pl.String), orient="row")


def _written(cell: object) -> str | None:
    """A spreadsheet's cell as a person would write it: 3, not 3.0."""
    if cell is None:
        return None
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


READERS = {".csv": _read_csv, ".xlsx": _read_xlsx, ".parquet": _read_parquet}


def _column_problems(data: pl.DataFrame, codebook: Codebook, key: str | None) -> Iterator[str]:
    known = {variable.name for variable in codebook.variables}
    for column in data.columns:
        if column in known or column == key:
            continue
        if ";" in column:
            yield f"1:{column}: the columns are separated by semicolons. Save the file with commas."
        else:
            yield (
                f"1:{column}: no variable of {codebook.id!r} has this name. "
                "Leave the column out, or name it with --pair-by if it tells who answered."
            )
    if key is not None and key not in data.columns:
        yield f"1:{key}: there is no such column. Its columns: {', '.join(data.columns[:8])} ..."
    if not known & set(data.columns):
        yield f"1: no column is a variable of {codebook.id!r}."


def _cell_problems(data: pl.DataFrame, codebook: Codebook) -> Iterator[str]:
    for variable in codebook.variables:
        if variable.name not in data.columns:
            continue
        column = data[variable.name]
        for row in strange(column, variable).arg_true().to_list():
            # The heading is row 1, so the first answers stand in row 2.
            yield f"{row + 2}:{variable.name}: {column[row]!r} is not allowed here. Allowed: {_allowed(variable)}."


def _allowed(variable: Variable) -> str:
    codes = [entry.code for entry in (*variable.codes, *variable.missing)]
    if variable.level != "number":
        return ", ".join(codes)
    low = "" if variable.low is None else f" from {variable.low:g}"
    high = "" if variable.high is None else f" to {variable.high:g}"
    return ", ".join([f"numbers{low}{high} with at most {variable.decimals} decimals", *codes])


def _info(path: Path) -> RoundInfo:
    sidecar = path.with_name(f"{path.stem}.round.json")
    if not sidecar.exists():
        return RoundInfo(label=path.stem)
    try:
        return _INFO.validate_json(sidecar.read_bytes())
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, found['loc'])) or 'the file'}: {found['msg']}." for found in error.errors()]
        raise RoundFileError(sidecar, wrong) from error


_INFO = TypeAdapter(RoundInfo)


class RoundFileError(ValueError):
    """A round's file has problems: each is a line `file:row:column: what is wrong and what to do`."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.problems = tuple(
            problem if problem.startswith(f"{path.name}:") else f"{path.name}:{problem}" for problem in problems
        )
        rest = len(problems) - MOST_PROBLEMS
        more = [f"... and {rest} more."] if rest > 0 else []
        super().__init__("\n".join([*self.problems[:MOST_PROBLEMS], *more]))
