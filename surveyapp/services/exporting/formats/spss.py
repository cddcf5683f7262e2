"""SPSS: numbers with value labels, ways of not answering as user-missing values, and the level of measurement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyreadstat

from surveyapp.services.exporting.extracts import Extract
from surveyapp.services.exporting.formats.columns import Column
from surveyapp.services.exporting.formats.frames import frame, numeric, shortened
from surveyapp.services.exporting.formats.limits import SPSS, SPSS_CODE, SPSS_LABEL, cut, named
from surveyapp.services.exporting.formats.notes import Note

TEXT, TITLE = 32_767, 64
"""The bytes that the file has for a text, and for its own title."""
FIRST_DAY = date(1582, 10, 14)
"""SPSS counts seconds from its midnight; EDATE10 shows them as 28.02.2026."""


FAILS = (OSError, pyreadstat.ReadstatError)
"""What says that the disk did not take it."""


def write(extract: Extract, columns: Sequence[Column], path: Path) -> list[Note]:
    """Write the answers as .sav."""
    found, notes = shortened(
        frame(extract, columns, lambda column, cells: [numeric(column, cells, _seconds)]), TEXT, "sav"
    )
    names = named(found.columns, SPSS)
    coded = [column for column in columns if column.kind != "text"]
    pyreadstat.write_sav(
        found.rename(names),
        path,
        file_label=cut(extract.about.title, TITLE),
        row_compress=True,
        column_labels={names[each.name]: cut(each.label, SPSS_LABEL) for each in columns},
        variable_value_labels={names[each.name]: _labels(each) for each in coded},
        missing_ranges={names[each.name]: [{"lo": min(each.missing), "hi": max(each.missing)}] for each in coded},
        variable_measure={names[each.name]: each.measure for each in columns},
        variable_format={names[each.name]: _format(each) for each in coded},
    )
    return notes


def _labels(column: Column) -> dict[int | float, str]:
    return {number: cut(words, SPSS_CODE) for number, words in column.said.items()}


def _seconds(day: date) -> int:
    return (day - FIRST_DAY).days * 24 * 60 * 60


def _format(column: Column) -> str:
    if column.kind == "date":
        return "EDATE10"
    if column.kind == "number":
        return f"F{12 + column.decimals}.{column.decimals}"
    return f"F{max(len(str(number)) for number in column.missing) + 2}.0"
