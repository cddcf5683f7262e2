"""Files of text: the answers as CSV, and the codebook beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from questionnaires.flattening import Cell
from questionnaires.rows import as_text
from surveyapp.models.datafiles import harmless
from surveyapp.services.exporting.extracts import Extract
from surveyapp.services.exporting.formats.columns import Column, cleaned
from surveyapp.services.exporting.formats.limits import SPSS, STATA, named
from surveyapp.services.exporting.formats.notes import Note

CODEBOOK_HEADER = ("variable", "spss", "stata", "kind", "measure", "decimals", "label")
CODES_HEADER = ("variable", "code", "number", "missing", "label")


FAILS = (OSError,)
"""What says that the disk did not take it."""


def write(extract: Extract, columns: Sequence[Column], path: Path) -> list[Note]:
    """The answers: UTF-8, commas, codes as in the codebook, empty where nothing was answered."""
    write_lines(path, [column.name for column in columns], extract.whole(_plain(extract.read(), columns)))
    return []


def _plain(rows: Iterable[list[Cell]], columns: Sequence[Column]) -> Iterator[list[Cell]]:
    numbers = [place for place, column in enumerate(columns) if column.kind == "number"]
    texts = [place for place, column in enumerate(columns) if column.kind == "text"]
    for row in rows:
        for place in numbers:
            if isinstance(row[place], float):
                row[place] = as_text(row[place])
        for place in texts:
            if row[place] is not None:
                row[place] = harmless(cleaned(str(row[place])))
        yield row


def write_codebook(columns: Sequence[Column], folder: Path) -> list[Path]:
    """`kodebok.csv` has a line per variable, and `koder.csv` one per code, with the number that stands for it."""
    spss, stata = (named((column.name for column in columns), naming) for naming in (SPSS, STATA))
    variables = (
        (each.name, spss[each.name], stata[each.name], each.kind, each.measure, each.decimals, harmless(each.label))
        for each in columns
    )
    codes = ((column.name, *line) for column in columns for line in code_lines(column))
    write_lines(folder / "kodebok.csv", CODEBOOK_HEADER, variables)
    write_lines(folder / "koder.csv", CODES_HEADER, ((*start, harmless(label)) for *start, label in codes))
    return [folder / "kodebok.csv", folder / "koder.csv"]


def code_lines(column: Column) -> Iterator[tuple[str, int, int, str]]:
    """Every code of a column: itself, its number, whether it stands for no answer, and its words."""
    for code in column.codes:
        number = column.numbers[code]
        missing = number in column.missing
        yield code, number, int(missing), column.said[number]


def write_lines(path: Path, header: Iterable[str], rows: Iterable[Sequence[object]]) -> None:
    """A file of text with these lines below its header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
