"""SPSS files: numbers with value labels become the codes that the codebook knows them by."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pyreadstat

from questionnaires.codebook import NOT_ASKED, Codebook, CodeEntry, Variable

LABEL_BYTES = 60
"""Some writers cut value labels here without a word."""

ValueLabels = Mapping[float, str] | Mapping[str, str]


def read(path: Path, codebook: Codebook) -> pl.DataFrame:
    """All columns as text, user-missing values among them; what is missing to the system is null.

    A value is the code that is written alike; else the code that its label is, or that the label is the words of.
    A value that leads to no code stays as it is, to be refused with its row.
    """
    try:
        data, about = pyreadstat.read_sav(
            str(path), user_missing=True, disable_datetime_conversion=True, output_format="polars"
        )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        raise ValueError(str(error)) from error
    variables = {variable.name: variable for variable in codebook.variables}
    columns = []
    for column in data.get_columns():
        labels, variable = about.variable_value_labels.get(column.name, {}), variables.get(column.name)
        written = _written(column)
        columns.append(written if variable is None else written.replace(_codes(labels, variable)))
    return pl.DataFrame(columns)


def _written(column: pl.Series) -> pl.Series:
    """Values as a person would write them: 3, not 3.0."""
    if column.dtype.is_float():
        return column.fill_nan(None).cast(pl.String).str.strip_suffix(".0")
    return column.cast(pl.String)


def _codes(labels: ValueLabels, variable: Variable) -> dict[str, str]:
    """The file's values, as they are written, that stand for a code which is written otherwise."""
    entries = (*variable.codes, *variable.missing)
    own = {entry.code for entry in entries}
    found = {}
    for value, label in labels.items():
        written = f"{value:.15g}" if isinstance(value, float) else str(value)
        code = None if written in own else _code(label, entries)
        if code is not None:
            found[written] = code
    return found


def _code(label: str, entries: tuple[CodeEntry, ...]) -> str | None:
    """The one code with this label, in whatever language; None when there is none, or several."""
    if label == NOT_ASKED or any(entry.code == label for entry in entries):
        return label
    led = {entry.code for entry in entries if any(_same(label, words) for words in entry.label.values())}
    return led.pop() if len(led) == 1 else None


def _same(label: str, words: str) -> bool:
    """Whether the label is these words, or as much of them as there was room for."""
    cut = len(label.encode()) >= LABEL_BYTES - 3
    return label.strip() == words.strip() or (cut and words.startswith(label))
