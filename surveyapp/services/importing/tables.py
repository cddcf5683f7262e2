"""A file of rows and columns, read as text and with its limits kept."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from surveyapp.models.errors import SurveyAppError

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
MOST_COLUMNS = 5000
NORWEGIAN = frozenset("æøåäöüéèêóòôáàçñšžÆØÅÄÖÜÉÈÊÓÒÔÁÀÇÑŠŽ\u00a0")
"""Letters of Norwegian words and of names in Norway that Windows-1252 has, and the space that does not break."""
MOST_TO_LOOK_OVER = 5
UNPACKED_TIMES = 20
"""A workbook may unpack to so many times the limit on the file itself; a real one is about ten times its size."""


class UnreadableFileError(SurveyAppError):
    """The file is too big, of another kind than its name says, or damaged."""


class NoRowsError(UnreadableFileError):
    """The file has nothing below its heading."""


@dataclass(frozen=True, slots=True)
class ImportLimits:
    """How big a file may be: bytes on disk, and rows with something in them."""

    max_bytes: int
    max_rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """The file's cells as text; `rows` are numbered as a spreadsheet numbers them, and blank ones are left out.

    `guessed`: some cells of a file that was read as Windows-1252, for somebody to look over; none of a file in UTF-8.
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    guessed: tuple[str, ...] = ()


def read_table(path: Path, limits: ImportLimits, *, windows: bool = False) -> Table:
    """The table in a .csv, .tsv or .txt (UTF-8) or in the first sheet of an .xlsx; raises `UnreadableFileError`.

    `windows`: text may be in Windows-1252 too, as Excel saves «CSV» in Norway, where somebody is shown what it says.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFileError(f"{path.name}: cannot be read. Save it as .csv or .xlsx.")
    try:
        with path.open("rb") as file:
            content = file.read(limits.max_bytes + 1)
    except OSError as problem:
        raise UnreadableFileError(f"{path.name}: cannot be opened: {problem.strerror}.") from problem
    if len(content) > limits.max_bytes:
        raise UnreadableFileError(
            f"{path.name}: is larger than {limits.max_bytes} bytes. Divide it, or raise the limit."
        )
    guess = _norwegian(content) if windows and reader is _csv_lines else None
    lines = reader(path.name, content if guess is None else guess.encode(), limits)
    header, rows = _filled(path.name, lines, limits)
    guessed = () if guess is None else _to_look_over(header, rows)
    return Table(path.name, hashlib.sha256(content).hexdigest(), header, rows, guessed)


def _norwegian(content: bytes) -> str | None:
    """Text in Windows-1252 whose letters Norwegian has; None for UTF-8, and for what may be something else.

    Files of the Mac, of DOS and in other scripts are read as Windows-1252 too, but give other letters than these, or
    a few of these for others; so the letters of an address are never guessed.
    """
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        well = all(sign in NORWEGIAN for sign in text if not sign.isascii()) and "\0" not in text
        addresses = (each for each in re.split(r"[\s,;]+", text) if "@" in each)
        return text if well and all(each.isascii() for each in addresses) else None
    return None


def _to_look_over(header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[str, ...]:
    cells = chain(chain.from_iterable(cells for _number, cells in rows), header)
    told = dict.fromkeys(cell for cell in cells if not cell.isascii())
    return tuple(islice(told, MOST_TO_LOOK_OVER))


def _filled(
    name: str, lines: Iterable[tuple[str, ...]], limits: ImportLimits
) -> tuple[tuple[str, ...], tuple[tuple[int, tuple[str, ...]], ...]]:
    numbered = enumerate(lines, start=1)
    _, header = next(numbered, (1, ()))
    if not any(header):
        raise UnreadableFileError(f"{name}: has no heading in its first row.")
    rows = []
    for number, cells in numbered:
        if any(cells):
            rows.append((number, cells))
        if len(rows) > limits.max_rows:
            raise UnreadableFileError(f"{name}: has more than {limits.max_rows} rows. Divide it, or raise the limit.")
    if not rows:
        raise NoRowsError(f"{name}: has no rows below its heading.")
    return header, tuple(rows)


def _csv_lines(name: str, content: bytes, _limits: ImportLimits) -> Iterable[tuple[str, ...]]:
    if content.startswith(b"PK\x03\x04"):
        raise UnreadableFileError(f"{name}: is a workbook, not text. Name it .xlsx.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnreadableFileError(
            f"{name}: byte {problem.start} is not UTF-8. Save it again as «CSV UTF-8»."
        ) from problem
    separator = _separator(name, text)
    try:
        return [
            tuple(cell.strip() for cell in line)
            for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        ]
    except csv.Error as problem:
        raise UnreadableFileError(f"{name}: is not well-formed: {problem}.") from problem


def _separator(name: str, text: str) -> str:
    """What stands between the columns: the one that divides the heading; told, not guessed, when two do it alike."""
    heading = text.partition("\n")[0]
    columns = {each: len(next(csv.reader([heading], delimiter=each), [])) for each in SEPARATORS}
    most = max(columns.values())
    found = [each for each, count in columns.items() if count == most]
    if most > 1 and len(found) > 1:
        words = " and ".join(SEPARATORS[each] for each in found)
        raise UnreadableFileError(f"{name}: {words} divide the heading into equally many columns. Use one of them.")
    return found[0]


def _xlsx_lines(name: str, content: bytes, limits: ImportLimits) -> Iterable[tuple[str, ...]]:
    # It takes numpy in with it, which no server should start with.
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    file = io.BytesIO(content)
    try:
        _refuse_bomb(name, file, limits)
        with warnings.catch_warnings():
            # What it does not know of styles and validation is no matter here.
            warnings.filterwarnings("ignore", module="openpyxl")
            workbook = load_workbook(file, read_only=True, data_only=True)
        try:
            sheet = workbook.worksheets[0]
            sheet.reset_dimensions()
            heading = tuple(_written(cell) for cell in next(sheet.iter_rows(max_row=1, values_only=True), ()))
            if len(heading) > MOST_COLUMNS:
                raise UnreadableFileError(f"{name}: has more than {MOST_COLUMNS} columns.")
            # One column more than the heading, so that a stray cell beside the table is seen.
            rows = sheet.iter_rows(min_row=2, max_col=len(heading) + 1, values_only=True)
            return [heading, *(_row(row, len(heading)) for row in rows)]
        finally:
            workbook.close()
    except (zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, IndexError, ValueError, OSError) as problem:
        raise UnreadableFileError(f"{name}: is not a workbook, or is damaged. Save it again as .xlsx.") from problem


def _refuse_bomb(name: str, file: BinaryIO, limits: ImportLimits) -> None:
    """A small archive can unpack to more than memory holds; what it declares is all that the reader unpacks."""
    with zipfile.ZipFile(file) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > UNPACKED_TIMES * limits.max_bytes:
        raise UnreadableFileError(f"{name}: unpacks to {unpacked} bytes, which is more than is read. Save it as .csv.")


def _row(cells: tuple[object, ...], width: int) -> tuple[str, ...]:
    written = tuple(_written(cell) for cell in cells)
    return written if len(written) > width and written[width] else written[:width]


def _written(cell: object) -> str:
    """A cell as a person would write it: 3, not 3.0."""
    if cell is None:
        return ""
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell).strip()


READERS: dict[str, Callable[[str, bytes, ImportLimits], Iterable[tuple[str, ...]]]] = {
    ".csv": _csv_lines,
    ".tsv": _csv_lines,
    ".txt": _csv_lines,
    ".xlsx": _xlsx_lines,
}
