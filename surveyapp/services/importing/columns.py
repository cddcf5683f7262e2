"""Which variable a column is, and which code a cell is: by code or by label, never by likeness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from questionnaires.codebook import NOT_ASKED, Codebook, Variable
from surveyapp.services.importing.problems import Problems

WHOLE = re.compile(r"-?[0-9]{1,15}")
DECIMAL = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,15})?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its place, its heading, and the variable it fills (None: the key alone)."""

    place: int
    heading: str
    variable: Variable | None
    read: Callable[[str], str | None]

    @property
    def name(self) -> str:
        """The variable's name; the heading, where there is no variable."""
        return self.variable.name if self.variable else self.heading


def find_columns(header: Sequence[str], codebook: Codebook, key_column: str | None, problems: Problems) -> list[Column]:
    """A column for each heading that is understood; the others are added to `problems`."""
    names = _names(codebook)
    columns = []
    taken: dict[str, str] = {}
    for place, heading in enumerate(header):
        variable = names.get(heading) or names.get(_folded(heading))
        if variable is None and heading != key_column:
            problems.add(1, heading or f"column {place + 1}", _unknown(codebook, heading))
            continue
        name = variable.name if variable else heading
        if name in taken:
            problems.add(1, heading, f"is {name!r}, and so is {taken[name]!r}. Keep one of them.")
            continue
        taken[name] = heading
        columns.append(Column(place, heading, variable, _reader(variable) if variable else str))
    if key_column is not None and not any(column.heading == key_column for column in columns):
        problems.add(1, key_column, "there is no such column to tell who answered.")
    return columns


def _unknown(codebook: Codebook, heading: str) -> str:
    if not heading:
        return "the column has no heading. Give it the name of a variable, or take it out."
    return f"no variable of {codebook.id!r} has this name or label. Take the column out, or name it as in the codebook."


def _names(codebook: Codebook) -> dict[str, Variable]:
    """Everything that a heading may say: names as they are, labels folded; a label of two variables is none."""
    labels = Counter[str]()
    owners: dict[str, Variable] = {}
    for variable in codebook.variables:
        for label in {_folded(label) for label in _labels(variable)}:
            labels[label] += 1
            owners[label] = variable
    unique = {label: owners[label] for label, count in labels.items() if count == 1}
    return {**unique, **{variable.name: variable for variable in codebook.variables}}


def _labels(variable: Variable) -> Iterator[str]:
    if variable.part is None:
        yield from variable.text.values()
    for language, words in variable.part_label.items():
        yield words
        yield f"{variable.text.get(language, '')} [{words}]"


def _reader(variable: Variable) -> Callable[[str], str | None]:
    """Cell -> code or number as the codebook writes it; None for what it does not have."""
    if variable.level == "text":
        return str
    known = _codes(variable)
    if variable.level == "number" or variable.kind == "rating":
        return lambda cell: known.get(cell) or known.get(_folded(cell)) or _number(cell, variable.decimals)
    if variable.level == "key":
        # Spreadsheets eat the first 0 of 0301; every municipality number has four digits.
        return lambda cell: cell.zfill(4) if cell.isdecimal() else None
    return lambda cell: known.get(cell) or known.get(_folded(cell))


def _codes(variable: Variable) -> Mapping[str, str]:
    entries = (*variable.codes, *variable.missing)
    labels = Counter(label for entry in entries for label in {_folded(words) for words in entry.label.values()})
    by_label = {
        _folded(words): entry.code for entry in entries for words in entry.label.values() if labels[_folded(words)] == 1
    }
    return {**by_label, **{entry.code: entry.code for entry in entries}, NOT_ASKED: NOT_ASKED}


def _number(cell: str, decimals: int) -> str | None:
    return cell.replace(",", ".") if (DECIMAL if decimals else WHOLE).fullmatch(cell) else None


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def allowed(variable: Variable) -> str:
    """What a cell of this variable may hold, to be told to the person who mends the file."""
    codes = ", ".join(entry.code for entry in (*variable.codes, *variable.missing))
    if variable.level == "number":
        number = "a number" if variable.decimals else "a whole number"
        return f"{number}, or {codes}" if codes else number
    return "a municipality number" if variable.level == "key" else codes


def read_cells(columns: Iterable[Column], row: int, cells: Sequence[str], problems: Problems) -> dict[str, str]:
    """The row as variable -> code; what cannot be read is added to `problems`."""
    found: dict[str, str] = {}
    for column in columns:
        cell = cells[column.place] if column.place < len(cells) else ""
        if column.variable is None or not cell:
            continue
        code = NOT_ASKED if cell == NOT_ASKED else column.read(cell)
        if code is None:
            text = f"{_short(cell)} is not allowed here. Allowed: {allowed(column.variable)}."
            problems.add(row, column.heading, text)
        elif code != NOT_ASKED:
            found[column.variable.name] = code
    return found


def _short(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else f"{cell[:40]}...")
