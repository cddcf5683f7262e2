"""The bytes of an .xlsx file -> its sheets as plain text cells, with every attack refused before anything is parsed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

from questionnaires.formats.report import FormatError

MOST_BYTES = 20_000_000
MOST_UNZIPPED = 100_000_000
MOST_PARTS = 2_000
MOST_TIMES_LARGER = 200
"""How many times its zipped size a part of more than a million bytes may have; a sheet has some 10 to 50."""
MOST_ROWS = 20_000
MOST_COLUMNS = 702
"""Up to column ZZ."""
MOST_CELLS = 500_000
MOST_EMPTY = 5_000_000
"""Empty cells up to those that only have a format far to the right, which LibreOffice leaves there."""
LONGEST_CELL = 32_767
"""Excel's own limit on the characters of one cell."""
_TRUTHS = {"=TRUE()": "yes", "=FALSE()": "no"}
"""Formulas that only say what is true, as LibreOffice writes it."""
_MOST = f"A form has at most {MOST_ROWS:,} rows in a sheet and {MOST_CELLS:,} cells. Delete the empty rest of it."

_ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_ENCODINGS = {b"utf-8", b"us-ascii", b"ascii"}
_PLACED = re.compile(rb"<(?:[A-Za-z0-9]+:)?(?:row|c)\b[^>]*?\sr\s*=\s*[\"']([A-Z]*)(\d+)[\"'][^>]*?(/?)>")
_UNPLACED = re.compile(rb"<(?:[A-Za-z0-9]+:)?row\b(?![^>]*\sr\s*=)")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty; `column` is the name at the top of its column."""

    sheet: str
    row: int
    letter: str
    column: str
    text: str
    formula: bool = False

    @property
    def place(self) -> str:
        return f"{self.sheet} {self.letter}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with names in its first row: its cells by row, and what stands under no name."""

    name: str
    header: dict[str, Cell]
    rows: tuple[tuple[Cell, ...], ...]


def sheets_of(data: bytes, name: str) -> dict[str, Sheet]:
    """Sheet name in small letters -> the sheet; raises FormatError for whatever is no honest workbook."""
    _refuse_attacks(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return dict(_read(data, name))
    except FormatError:
        raise
    except Exception as error:
        raise FormatError(
            name, "", f"The workbook is damaged ({error}). Open it in Excel and save it again."
        ) from error


def _refuse_attacks(data: bytes, name: str) -> None:
    if len(data) > MOST_BYTES:
        raise FormatError(name, "", f"The file is {len(data):,} bytes; a form may have {MOST_BYTES:,}.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        text = "This is an old .xls file, or one with a password. Save it as .xlsx without a password."
        raise FormatError(name, "", text)
    if not data.startswith(b"PK"):
        raise FormatError(name, "", "This is no .xlsx file. Save the form as an Excel workbook (.xlsx).")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_bombs(parts, name)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    _refuse_trickery(archive.read(part), part.filename, name)
    except FormatError:
        raise
    except Exception as error:
        text = f"The file is cut off or damaged ({error}). Save it again and try once more."
        raise FormatError(name, "", text) from error


def _refuse_bombs(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MOST_PARTS:
        raise FormatError(name, "", f"The workbook has {len(parts):,} parts; a form may have {MOST_PARTS:,}.")
    size = sum(part.file_size for part in parts)
    if size > MOST_UNZIPPED:
        text = f"Unpacked, the workbook is {size:,} bytes; a form may have {MOST_UNZIPPED:,}."
        raise FormatError(name, "", text)
    for part in parts:
        if part.flag_bits & 1:
            raise FormatError(name, part.filename, "This is encrypted. Save the workbook without a password.")
        if part.file_size > 1_000_000 and part.file_size > MOST_TIMES_LARGER * part.compress_size:
            text = f"This unpacks to {part.file_size:,} bytes from {part.compress_size:,}, which no form does."
            raise FormatError(name, part.filename, text)


def _refuse_trickery(content: bytes, part: str, name: str) -> None:
    """A document type, an entity, a strange encoding that could hide them, or cells far outside of any form."""
    found = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    if (
        content[:2] in (b"\xff\xfe", b"\xfe\xff")
        or b"\0" in content[:4]
        or (found and found[1].lower() not in _ENCODINGS)
    ):
        raise FormatError(name, part, "This is not UTF-8, as workbooks are. Open the form in Excel and save it again.")
    if any(word in content for word in _FORBIDDEN):
        raise FormatError(name, part, "This declares a document type or an entity, which no workbook needs.")
    if "worksheets/" in part:
        _refuse_far_cells(content, part, name)


def _refuse_far_cells(content: bytes, part: str, name: str) -> None:
    """Cells outside of any form, unless they are empty and few enough to walk past."""
    far: dict[bytes, int] = {}
    for letters, row, closed in _PLACED.findall(content):
        outside = len(letters) > 3 or len(row) > 7 or int(row) > 1_048_576
        if outside or (not closed and len(letters) > 2):
            text = f"There is a cell in {(letters + row).decode()}; a form ends before column ZZ."
            raise FormatError(name, part, text)
        if not closed and letters and int(row) > MOST_ROWS:
            raise FormatError(name, part, f"There is a cell in {(letters + row).decode()}; {_MOST}")
        if len(letters) > 2:
            far[row] = max(far.get(row, 0), column_index_from_string(letters.decode()))
    if sum(far.values()) > MOST_EMPTY or len(_UNPLACED.findall(content)) > MOST_ROWS:
        raise FormatError(name, part, _MOST)


def _read(data: bytes, name: str) -> Iterator[tuple[str, Sheet]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        seen = 0
        for sheet in book.worksheets:
            cells: list[tuple[Cell, ...]] = []
            sheet.reset_dimensions()
            for number, row in enumerate(islice(sheet.iter_rows(), MOST_ROWS), start=1):
                filled = tuple(_cells(sheet.title, number, row))
                seen += len(filled)
                if seen > MOST_CELLS:
                    raise FormatError(name, filled[0].place, _MOST)
                if filled:
                    cells.append(filled)
            yield sheet.title.strip().lower(), _with_header(sheet.title, cells)
    finally:
        book.close()


def _cells(sheet: str, number: int, row: tuple[Any, ...]) -> Iterator[Cell]:
    for place, cell in enumerate(row, start=1):
        if cell.value is None:
            continue
        text = _text(cell.value)[:LONGEST_CELL]
        text = _TRUTHS.get(text, text)
        if text:
            formula = cell.data_type in ("f", "e") and text not in _TRUTHS.values()
            yield Cell(sheet, number, get_column_letter(place), "", text, formula)


def _with_header(name: str, rows: list[tuple[Cell, ...]]) -> Sheet:
    """The sheet with its first row as names; a name that stands twice keeps its first column."""
    header = {cell.letter: cell for cell in rows[0]} if rows else {}
    named = tuple(
        tuple(
            Cell(c.sheet, c.row, c.letter, header[c.letter].text if c.letter in header else "", c.text, c.formula)
            for c in row
        )
        for row in rows[1:]
    )
    return Sheet(name, header, named)


def _text(value: object) -> str:
    """A cell's value as XLSForm takes it: numbers without a needless fraction, truth as yes or no, ISO dates."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    text = getattr(value, "text", None)  # an array formula keeps its text there
    return (text if isinstance(text, str) else str(value)).strip()
