from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from surveyapp.services.importing import ImportLimits, UnreadableFileError
from surveyapp.services.importing.tables import read_table

LIMITS = ImportLimits(max_bytes=1_000_000, max_rows=5000)


def workbook(*rows: tuple[str | float | None, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bomb(lie: int | None = None) -> bytes:
    """A workbook whose sheet is 30 MB of spaces; `lie`: the size that it says it has instead."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(("id", "har"), ("1001", "yes")))) as real,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in real.namelist():
            sheet = name.endswith("sheet1.xml")
            packed.writestr(
                name, real.read(name).replace(b"<row", b" " * 30_000_000 + b"<row", 1) if sheet else real.read(name)
            )
        true_size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    content = file.getvalue()
    return content if lie is None else content.replace(struct.pack("<I", true_size), struct.pack("<I", lie))


def entities() -> bytes:
    """A workbook with a cell of entities within entities, 10^8 letters in all."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 8))
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(("id", "har"), ("1001", "yes")))) as real,
        zipfile.ZipFile(file, "w") as packed,
    ):
        for name in real.namelist():
            text = real.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                start = text.index("<worksheet")
                text = f'{text[:start]}<!DOCTYPE b [<!ENTITY e0 "oooooooooo">{levels}]>' + text[start:].replace(
                    "yes", "&e7;"
                )
            packed.writestr(name, text)
    return file.getvalue()


UNREADABLE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "another kind": ("runde.ods", lambda: b"x", "Save it as .csv or .xlsx"),
    "empty": ("runde.csv", lambda: b"", "no heading"),
    "blank lines": ("runde.csv", lambda: b"\n\n", "no heading"),
    "a heading alone": ("runde.csv", lambda: b"id,har\n", "no rows below"),
    "latin-1": ("runde.csv", lambda: b"id,har\n\xe5,yes\n", "byte 7 is not UTF-8"),
    "utf-16": ("runde.csv", lambda: "id,har\n1,yes\n".encode("utf-16"), "not UTF-8"),
    "an open quote": ("runde.csv", lambda: b'id,har\n1,"yes\n', "not well-formed"),
    "a quote inside": ("runde.csv", lambda: b'id,har\n1,"yes"no\n', "not well-formed"),
    "two separators": ("runde.csv", lambda: b"id,har;antall\n1,yes;3\n", "commas and semicolons"),
    "a workbook named csv": ("runde.csv", lambda: workbook(("id", "har")), "Name it .xlsx"),
    "a huge cell": ("runde.csv", lambda: b"id,merknad\n1," + b"x" * 200_000 + b"\n", "not well-formed"),
    "a huge file": ("runde.csv", lambda: b"x" * 1_000_001, "larger than 1000000 bytes"),
    "many rows": ("runde.csv", lambda: b"id,har\n" + b"1,yes\n" * 5001, "more than 5000 rows"),
    "text named xlsx": ("runde.xlsx", lambda: b"id,har\n1,yes\n", "not a workbook"),
    "an old workbook": ("runde.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "not a workbook"),
    "half a workbook": ("runde.xlsx", lambda: workbook(("id", "har"), (1, "yes"))[:-200], "not a workbook"),
    "an empty workbook": ("runde.xlsx", workbook, "no heading"),
    "many columns": ("runde.xlsx", lambda: workbook(tuple(range(5001))), "more than 5000 columns"),
    "a bomb": ("runde.xlsx", bomb, "unpacks to"),
    "a bomb that lies": ("runde.xlsx", lambda: bomb(lie=1000), "not a workbook"),
    "a bomb of entities": ("runde.xlsx", entities, "not a workbook"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, case: str) -> None:
    name, content, why = UNREADABLE[case]
    path = tmp_path / name
    path.write_bytes(content())
    with pytest.raises(UnreadableFileError, match=why):
        read_table(path, LIMITS)
