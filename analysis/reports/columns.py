"""How wide a table's columns are on paper: as a browser does it, but known beforehand, and alike in PDF and Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.figures.lettering import width
from analysis.reports.model import Column, Table

SPACES = re.compile(r"[ \n\t]+")
INSET = 0.9
"""Ems that a cell keeps free, both sides together."""
SIZES = (8.0, 7.0, 6.0)
"""Letters in points, from what is read with ease to the smallest that still can be."""
UPRIGHT, FLIPPED = 470.0, 717.0
"""Points of text on A4: 166 mm upright, 253 mm when the page is turned."""
LONGEST_WORD, LONGEST_CELL = 10.0, 40.0
"""Ems of words: what is longer than the first is hyphenated, than the second gets no wider column."""
MOST_LINES = 4
"""Lines of a cell of words, while smaller letters or a turned page can hold it so."""
HALVINGS = 20
TURNED_ABOVE = 9
"""Columns; a wider table of fewer rows is easier to read with its rows as columns."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Letters in points, whether the page is turned, each column's part of its width, and whether words are broken."""

    size: float
    flipped: bool
    parts: tuple[float, ...]
    hyphenated: bool


@dataclass(frozen=True, slots=True)
class _Need:
    """Ems: what a column must have, and what it would fill with each cell on one line."""

    least: float
    full: float


@lru_cache(maxsize=512)
def layout(table: Table) -> Layout:
    """The largest letters by which no number or ordinary word is cut, on a page that is turned only if it must."""
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    needs = [_need(column, cells) for column, cells in zip(table.columns, columns, strict=True)]
    least = sum(each.least for each in needs)
    hyphenated = any(each.least >= LONGEST_WORD + INSET for each in needs)
    for flipped, room in ((False, UPRIGHT), (True, FLIPPED)):
        for size in SIZES:
            if least * size <= room:
                return Layout(size, flipped, _parts(needs, room / size), hyphenated)
    return Layout(SIZES[-1], True, tuple(each.least / least for each in needs), hyphenated)


def _need(column: Column, cells: Sequence[str]) -> _Need:
    heading = max((width(word, 1, bold=True) for word in SPACES.split(column.heading)), default=0)
    headed = min(LONGEST_WORD, width(column.heading, 1, bold=True))
    whole = max((width(cell, 1) for cell in cells), default=0)
    if column.numeric:
        least = max(min(whole, LONGEST_CELL), min(heading, LONGEST_WORD))
        return _Need(least + INSET, max(least, headed) + INSET)
    words = max((width(word, 1) for cell in cells for word in SPACES.split(cell)), default=0)
    least = min(max(heading, words, whole / MOST_LINES), LONGEST_WORD)
    return _Need(least + INSET, max(least, headed, min(LONGEST_CELL, whole)) + INSET)


def _parts(needs: Sequence[_Need], room: float) -> tuple[float, ...]:
    """What is over goes to the narrowest first, until all are as wide as they need; such a table is narrower."""
    low, high = 0.0, LONGEST_CELL + INSET
    for _ in range(HALVINGS):
        width_of_many = (low + high) / 2
        if sum(_between(each, width_of_many) for each in needs) <= room:
            low = width_of_many
        else:
            high = width_of_many
    return tuple(_between(each, low) / room for each in needs)


def _between(need: _Need, wanted: float) -> float:
    return max(need.least, min(need.full, wanted))


def readable(table: Table) -> Table:
    """The same cells, with rows as columns where the table is much wider than high."""
    if len(table.columns) <= TURNED_ABOVE or len(table.rows) >= len(table.columns) / 2 or not layout(table).flipped:
        return table
    corner, *headings = (each.heading for each in table.columns)
    numeric = all(each.numeric for each in table.columns[1:])
    return Table(
        table.caption,
        (Column(corner, numeric=False), *(Column(row[0], numeric=numeric) for row in table.rows)),
        tuple((heading, *(row[place] for row in table.rows)) for place, heading in enumerate(headings, start=1)),
        table.note,
    )
