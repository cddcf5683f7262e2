"""How a round was answered, as counts without single answers, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import xlsxwriter

from surveyapp.models.datafiles import harmless
from surveyapp.models.results import RoundResults, VariableResult
from surveyapp.services.exporting.formats.columns import cleaned, said

HEADERS = {
    "nb": ("variabel", "spørsmål", "kode", "svar", "antall", "andel", "besvart", "gjennomsnitt", "skjult"),
    "nn": ("variabel", "spørsmål", "kode", "svar", "tal på svar", "del", "svara", "gjennomsnitt", "skjult"),
    "en": ("variable", "question", "code", "answer", "count", "share", "answered", "mean", "hidden"),
}
HIDDEN = {"nb": "ja", "nn": "ja", "en": "yes"}
WIDTHS = (24, 60, 14, 40)
"""Of the columns of words, in letters."""
SHARE = HEADERS["en"].index("share")
Cell = str | float | None


def counts_csv(results: RoundResults, language: str = "nb") -> bytes:
    """A line per code and one per variable of numbers; what is hidden, so that nobody can be told, is empty.

    With the mark, the separators and the decimal commas that Excel reads in Norway.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS[language])
    writer.writerows(
        [harmless(cell) if isinstance(cell, str) else _number(cell) for cell in line]
        for line in _all(results, language)
    )
    return written.getvalue().encode("utf-8-sig")


def counts_xlsx(results: RoundResults, language: str = "nb") -> bytes:
    """The same lines as a workbook, with numbers as numbers and nothing that is a formula or a link."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        sheet, bold, share = (
            book.add_worksheet(),
            book.add_format({"bold": True}),
            book.add_format({"num_format": "0.0%"}),
        )
        sheet.write_row(0, 0, HEADERS[language], bold)
        sheet.freeze_panes(1, 0)
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)
        sheet.set_column(SHARE, SHARE, None, share)
        for number, line in enumerate(_all(results, language), start=1):
            for place, cell in enumerate(line):
                if isinstance(cell, str) and cell:
                    sheet.write_string(number, place, cleaned(cell))
                elif cell not in (None, ""):
                    sheet.write_number(number, place, cell)
    return written.getvalue()


def _all(results: RoundResults, language: str) -> Iterator[tuple[Cell, ...]]:
    for variable in results.variables:
        yield from _lines(variable, language)


def _lines(variable: VariableResult, language: str) -> Iterator[tuple[Cell, ...]]:
    about = said(variable.text, language)
    part = said(variable.part_label, language)
    start = variable.name, f"{about} – {part}" if part else about
    end = variable.valid, variable.mean
    for each in (*variable.codes, *variable.missing):
        hidden = HIDDEN[language] if each.suppressed else ""
        yield (*start, each.code, said(each.label, language), each.count, each.share, *end, hidden)
    if not variable.codes:
        yield (*start, "", "", None, None, *end, HIDDEN[language] if variable.suppressed else "")


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.4g}".replace(".", ",") if number % 1 else str(int(number))
