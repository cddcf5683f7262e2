"""How a round was answered, as counts without single answers, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from surveyapp.models.datafiles import harmless
from surveyapp.models.results import RoundResults, VariableResult
from surveyapp.services.exporting.formats.columns import said

HEADER = ("variabel", "spørsmål", "kode", "svar", "antall", "andel", "besvart", "gjennomsnitt", "skjult")


def counts_csv(results: RoundResults, language: str = "nb") -> bytes:
    """A line per code and one per variable of numbers; what is hidden, so that nobody can be told, is empty.

    With the mark, the separators and the decimal commas that Excel reads in Norway.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for variable in results.variables:
        writer.writerows(_lines(variable, language))
    return written.getvalue().encode("utf-8-sig")


def _lines(variable: VariableResult, language: str) -> Iterator[tuple[str, ...]]:
    about = said(variable.text, language)
    part = said(variable.part_label, language)
    start = variable.name, harmless(f"{about} – {part}" if part else about)
    end = _number(variable.valid), _number(variable.mean)
    for each in (*variable.codes, *variable.missing):
        yield (
            *start,
            harmless(each.code),
            harmless(said(each.label, language)),
            _number(each.count),
            _number(each.share),
            *end,
            _hidden(each.suppressed),
        )
    if not variable.codes:
        yield *start, "", "", "", "", *end, _hidden(variable.suppressed)


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.4g}".replace(".", ",") if number % 1 else str(int(number))


def _hidden(suppressed: bool) -> str:
    return "ja" if suppressed else ""
