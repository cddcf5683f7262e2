"""Lines of text -> an .xlsx workbook in which every cell is text, whatever it begins with."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

Line = dict[str, str]

FIRST = ("type", "list_name", "name")
LONGEST = 32_767
"""Characters in a cell of Excel."""


def workbook(sheets: Mapping[str, Sequence[Line]]) -> bytes:
    """Sheet name -> its lines, each a mapping of column to text."""
    book = openpyxl.Workbook(write_only=False)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        columns = columns_of(lines)
        for number, line in enumerate([dict(zip(columns, columns, strict=True)), *lines], start=1):
            for place, column in enumerate(columns, start=1):
                if line.get(column):
                    cell = sheet.cell(number, place)
                    cell.value = ILLEGAL_CHARACTERS_RE.sub("", line[column])
                    # Whoever opens the form must not run what somebody wrote in a text.
                    cell.data_type = "s"
                    cell.quotePrefix = line[column][0] in "=+-@"
                    if number == 1:
                        cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    book.remove(book.worksheets[0])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def columns_of(lines: Sequence[Line]) -> list[str]:
    """The columns in the order that they come up: the type and name first, our own last."""
    found = dict.fromkeys(column for line in lines for column in line)
    return sorted(found, key=lambda column: FIRST.index(column) if column in FIRST else 5 + ("medvirk" in column))
