"""A variable as a column of a statistics program: numbers for codes, short names, labels that fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from questionnaires.codebook import NOT_ASKED, NOT_ASKED_LABEL, Variable, Words, labelled
from questionnaires.flattening import Cell
from surveyapp.models.datafiles import KEY_COLUMN

Kind = Literal["coded", "number", "date", "text"]
FAR_BELOW = -1_000_000_000
"""Where the numbers of missing codes begin in a variable whose own numbers may be negative, as days may."""
KEY_LABEL = {
    "nb": "Hvem svaret gjelder: det samme i alle runder",
    "nn": "Kven svaret gjeld: det same i alle rundar",
    "en": "Who the answer is about: the same in all rounds",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `numbers`: cell -> the number that stands for it; `labels` and `missing`: number -> words."""

    name: str
    label: str
    kind: Kind
    measure: Literal["nominal", "ordinal", "scale"]
    decimals: int
    numbers: Mapping[Cell, int]
    labels: Mapping[int, str]
    missing: Mapping[int, str]
    codes: tuple[str, ...]
    """The codes in the order of the codebook, then those of the ways of not answering."""

    @property
    def said(self) -> dict[int, str]:
        """The words of every number."""
        return {**self.labels, **self.missing}

    def as_numbers(self, cells: Iterable[Cell], counted: Callable[[date], int]) -> list[float | int | None]:
        """The cells as the column's numbers; `counted`: the number that the program has for a day."""
        if self.kind == "coded":
            return list(map(self.numbers.get, cells))
        return [self._number(cell, counted) for cell in cells]

    def _number(self, cell: Cell, counted: Callable[[date], int]) -> float | int | None:
        if cell is None or isinstance(cell, int | float):
            return cell
        missing = self.numbers.get(cell)
        if missing is not None:
            return missing
        return counted(date.fromisoformat(cell)) if self.kind == "date" else float(cell)


def columns(variables: Sequence[Variable], language: str, *, keyed: bool) -> tuple[Column, ...]:
    """The columns of a file, with words in this language or the first that there is; `keyed`: who it is comes first."""
    codes = _ways_out(variables)
    found = [_column(variable, codes, language) for variable in variables]
    return (*([_key(language)] if keyed else []), *found)


def _key(language: str) -> Column:
    return Column(KEY_COLUMN, said(KEY_LABEL, language), "text", "nominal", 0, {}, {}, {}, ())


def said(words: Words, language: str) -> str:
    """The words in this language, or in the first that there is."""
    return words.get(language) or next(iter(words.values()), "")


def _ways_out(variables: Iterable[Variable]) -> dict[str, int]:
    """Every code of not answering -> how far below it stands: the same in all columns."""
    codes = dict.fromkeys(entry.code for variable in variables for entry in variable.missing)
    return {code: place for place, code in enumerate(dict.fromkeys((NOT_ASKED, *codes)), start=1)}


def _column(variable: Variable, ways_out: Mapping[str, int], language: str) -> Column:
    kind = _kind(variable)
    plain = variable.low is not None and variable.low >= 0
    base = FAR_BELOW if kind == "date" or (kind == "number" and not plain) else 0
    gone = {NOT_ASKED: NOT_ASKED_LABEL} | {entry.code: entry.label for entry in variable.missing}
    missing: dict[Cell, int] = {code: base - ways_out[code] for code in gone}
    whole = all(entry.code.isdigit() for entry in variable.codes)
    numbers: dict[Cell, int] = {
        entry.code: int(entry.code) if whole else entry.value if entry.value is not None else place
        for place, entry in enumerate(variable.codes, start=1)
    }
    # A rating comes as a number already.
    cells: dict[Cell, int] = {**numbers, **missing, **{number: number for number in numbers.values()}}
    return Column(
        name=variable.name,
        label=said(labelled(variable), language),
        kind=kind,
        measure="ordinal" if variable.level == "ordinal" else "scale" if kind in ("number", "date") else "nominal",
        decimals=variable.decimals,
        numbers=cells,
        labels={numbers[entry.code]: said(entry.label, language) for entry in variable.codes},
        missing={missing[code]: said(words, language) for code, words in gone.items()},
        codes=tuple(map(str, (*numbers, *missing))),
    )


def _kind(variable: Variable) -> Kind:
    if variable.kind == "date":
        return "date"
    if variable.level in ("text", "key"):
        return "text"
    # One takes means of ratings, and each is the number that it says.
    return "number" if variable.level == "number" or variable.kind == "rating" else "coded"


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r\n?")


def cleaned(text: str) -> str:
    """Text without signs that no file of text should hold, and with one way of ending a line."""
    return _CONTROL.sub(lambda found: "\n" if found[0][0] == "\r" else "", text) if _CONTROL.search(text) else text
