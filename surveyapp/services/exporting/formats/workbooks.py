"""Excel: what the file is, the answers in words and in codes, and the codebook, each on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from questionnaires.flattening import Cell
from surveyapp.services.exporting.extracts import Extract, TooManyRowsError
from surveyapp.services.exporting.formats.columns import Column, cleaned
from surveyapp.services.exporting.formats.notes import Note
from surveyapp.services.exporting.formats.readme import readme
from surveyapp.services.exporting.formats.tables import CODES_HEADER, code_lines

MOST_ROWS, MOST_LETTERS = 1_048_576, 32_767
"""What a sheet of Excel holds, and a cell of it."""
FIRST_YEAR = 1900
"""Earlier days are no dates to Excel, and stay text."""


FAILS = (OSError, xlsxwriter.exceptions.XlsxFileError)
"""What says that the disk did not take it."""


def write(extract: Extract, columns: Sequence[Column], path: Path) -> list[Note]:
    """Write the workbook, row by row; raises `TooManyRowsError`."""
    if extract.count >= MOST_ROWS:
        raise TooManyRowsError(extract.count, MOST_ROWS - 1)
    # What it writes on the way are answers too, and belong where the file is made.
    on_the_way = {"constant_memory": True, "tmpdir": str(path.parent)}
    options = {**on_the_way, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        about, words, codes, variables, labels = (
            book.add_worksheet(name) for name in ("Les meg", "Svar", "Svar som koder", "Variabler", "Koder")
        )
        bold = book.add_format({"bold": True})
        notes = _Answers(columns, (words, codes), (bold, book.add_format({"num_format": "yyyy-mm-dd"}))).write(extract)
        _fill(
            variables,
            bold,
            ("variable", "label", "measure", "kind"),
            ((c.name, c.label, c.measure, c.kind) for c in columns),
        )
        _fill(labels, bold, CODES_HEADER, ((column.name, *line) for column in columns for line in code_lines(column)))
        _fill(about, bold, (extract.about.title,), ([line] for line in readme(extract, columns, notes).splitlines()))
        about.set_column(0, 0, 100)
        variables.set_column(1, 1, 80)
        labels.set_column(4, 4, 60)
    return notes


class _Answers:
    """The two sheets of answers, while they are written."""

    def __init__(self, columns: Sequence[Column], sheets: tuple[Any, Any], looks: tuple[object, object]) -> None:
        self.columns, (self.words, self.codes), (bold, self.as_day) = columns, sheets, looks
        self.said: list[dict[Cell, str]] = [_words(column) for column in columns]
        self.notes: dict[str, Note] = {}
        for sheet in sheets:
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column.name, bold)
                if column.kind == "date":
                    sheet.set_column(place, place, len("2026-02-28") + 1)

    def write(self, extract: Extract) -> list[Note]:
        for number, row in enumerate(extract.whole(extract.read()), start=1):
            for place, cell in enumerate(row):
                if cell is not None:
                    self._cell(number, place, cell)
        return list(self.notes.values())

    def _cell(self, number: int, place: int, cell: Cell) -> None:
        said = self.said[place].get(cell)
        if said is not None:
            self.words.write_string(number, place, said)
            self.codes.write_string(number, place, str(cell))
            return
        column = self.columns[place]
        if column.kind == "date" and int(str(cell)[:4]) >= FIRST_YEAR:
            for sheet in (self.words, self.codes):
                sheet.write_datetime(number, place, date.fromisoformat(str(cell)), self.as_day)
            return
        if column.kind in ("number", "coded"):
            self.words.write_number(number, place, float(cell))  # type: ignore[arg-type]  # None is no cell
            self.codes.write_number(number, place, float(cell))  # type: ignore[arg-type]
            return
        text = cleaned(str(cell))
        if len(text) > MOST_LETTERS:
            text = text[:MOST_LETTERS]
            self.notes[column.name] = Note("text", "xlsx", column.name, f"{MOST_LETTERS}")
        self.words.write_string(number, place, text)
        self.codes.write_string(number, place, text)


def _words(column: Column) -> dict[Cell, str]:
    said = column.missing if column.kind == "number" else column.said
    return {cell: said[number] for cell, number in column.numbers.items() if number in said}


def _fill(sheet: Any, bold: object, header: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    for place, words in enumerate(header):
        sheet.write_string(0, place, words, bold)
    for number, line in enumerate(lines, start=1):
        for place, cell in enumerate(line):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell)
            else:
                sheet.write_string(number, place, cleaned(str(cell))[:MOST_LETTERS])
