"""Reading tables of texts and of codings, as people keep them: CSV and XLSX with a row of headings."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_PROBLEMS = 20
"""So many problems of one file are listed; the rest are counted."""

UNREADABLE = (BadZipFile, InvalidFileException, OSError, ValueError, KeyError, csv.Error)


class TextFileError(ValueError):
    """A file of texts, codings or themes has problems: a line `file:row: what is wrong and what to do` for each."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        self.problems = tuple(f"{path.name}:{problem}" for problem in problems)
        rest = len(problems) - MOST_PROBLEMS
        more = [f"... and {rest} more."] if rest > 0 else []
        super().__init__("\n".join([*self.problems[:MOST_PROBLEMS], *more]))


def read_texts(path: Path, column: str, key: str = "id") -> dict[str, str]:
    """Each text by its id, from .csv or .xlsx; empty ones are left out.

    Raises `TextFileError` when a column is not there, or an id is missing or stands twice.
    """
    found: dict[str, str] = {}
    problems = []
    for number, row in rows(path, (key, column)):
        name = row[key]
        if not name:
            problems.append(f"{number}: there is no {key}. Give each text one.")
        elif name in found:
            problems.append(f"{number}: {key} {name!r} stands twice. Give each text an id of its own.")
        else:
            found[name] = row[column]
    if problems:
        raise TextFileError(path, problems)
    return {name: text for name, text in found.items() if text}


def rows(path: Path, needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows with their numbers in the file, by their headings; raises `TextFileError`."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise TextFileError(path, [f"1: this cannot be read. Save it as {' or '.join(READERS)}."])
    try:
        header, *filled = [*reader(path)] or [[]]
    except UNREADABLE as error:
        raise TextFileError(path, [f"1: this cannot be read as {path.suffix}: {error}"]) from error
    names = [name.strip() for name in header]
    missing = [name for name in needed if name not in names]
    if missing:
        separated = any(";" in name for name in names)
        advice = " The columns are separated by semicolons. Save the file with commas." if separated else ""
        raise TextFileError(path, [f"1: there is no column {', '.join(missing)}.{advice}"])
    cells = [(number, [cell.strip() for cell in row]) for number, row in enumerate(filled, 2)]
    empty = dict.fromkeys(names, "")
    return [(number, empty | dict(zip(names, row, strict=False))) for number, row in cells if any(row)]


def _csv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


def _xlsx(path: Path) -> Iterator[list[str]]:
    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        for row in workbook.worksheets[0].iter_rows(values_only=True):
            yield ["" if cell is None else f"{cell:.15g}" if isinstance(cell, float) else str(cell) for cell in row]
    finally:
        workbook.close()


READERS = {".csv": _csv, ".xlsx": _xlsx}
