"""Stata 14 and later: numbers with value labels, and ways of not answering as .a, .b and so on."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyreadstat

from questionnaires.flattening import Cell
from surveyapp.services.exporting.extracts import Extract
from surveyapp.services.exporting.formats.columns import Column
from surveyapp.services.exporting.formats.frames import frame, numeric, shortened
from surveyapp.services.exporting.formats.limits import STATA, STATA_LABEL, cut_for_stata, named
from surveyapp.services.exporting.formats.notes import Note

TEXT = 2045
"""The bytes of a text that Stata can sort by; the library does not write its longer ones."""
FIRST_DAY = date(1960, 1, 1)
"""Stata counts days from it, which %td shows as 28feb2026."""


FAILS = (OSError, pyreadstat.ReadstatError)
"""What says that the disk did not take it."""


def write(extract: Extract, columns: Sequence[Column], path: Path) -> list[Note]:
    """Write the answers as .dta."""
    letters = letters_of(columns)
    coded = [column for column in columns if column.kind != "text"]

    def series(column: Column, cells: Sequence[Cell]) -> list[pl.Series]:
        # The library takes a missing value as its letter among numbers of one kind.
        numbers = numeric(column, cells, _days)
        if column.kind == "text":
            return [numbers]
        gone = {number: letters[code] for code, number in _gone(column)}
        return [pl.Series(column.name, [gone.get(each, each) for each in numbers.to_list()], dtype=pl.Object)]

    found, notes = shortened(frame(extract, columns, series), TEXT, "dta")
    # Where nobody answered there is no number that could tell the library that it is a number.
    empty = [each.name for each in coded if found[each.name].null_count() == found.height]
    found = found.with_columns(pl.lit(None, pl.Float64).alias(name) for name in empty)
    names = named(found.columns, STATA)
    pyreadstat.write_dta(
        found.rename(names),
        path,
        version=15,
        file_label=extract.about.title[:STATA_LABEL],
        column_labels={names[each.name]: cut_for_stata(each.label) for each in columns},
        variable_value_labels={names[each.name]: _labels(each, letters) for each in coded},
        variable_format={names[each.name]: "%td" for each in coded if each.kind == "date"},
        missing_user_values={
            names[each.name]: list(_gone_labels(each, letters)) for each in coded if each.name not in empty
        },
    )
    return notes


def _days(day: date) -> int:
    return (day - FIRST_DAY).days


def letters_of(columns: Sequence[Column]) -> dict[str, str]:
    """Code of not answering -> a to z, the same in all columns; the rare ones after twenty-five share the last."""
    codes = dict.fromkeys(code for column in columns for code, _number in _gone(column))
    last = len(string.ascii_lowercase) - 1
    return {code: string.ascii_lowercase[min(place, last)] for place, code in enumerate(codes)}


def _gone(column: Column) -> list[tuple[str, int]]:
    return [(code, column.numbers[code]) for code in column.codes if column.numbers[code] in column.missing]


def _gone_labels(column: Column, letters: Mapping[str, str]) -> dict[str, str]:
    return {letters[code]: column.missing[number] for code, number in _gone(column)}


def _labels(column: Column, letters: Mapping[str, str]) -> dict[int | float, str]:
    labels: dict[Any, str] = {**column.labels, **_gone_labels(column, letters)}
    return labels
