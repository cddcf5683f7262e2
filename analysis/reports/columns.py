"""How wide a table's columns are on paper: as a browser does it, but known beforehand, and alike in PDF and Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

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
RAGGED, ROUNDING = 1.1, 0.001
"""How much longer words are on several lines than on one, and what is no difference."""
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
    """Ems: what a column must have, the most that it may have, and each of its cells on one line, the heading first."""

    least: float
    most: float
    cells: tuple[float, ...]

    @property
    def whole(self) -> float:
        return max(self.cells)


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
    headed = width(column.heading, 1, bold=True)
    told = [width(cell, 1) for cell in cells]
    whole = max(told, default=0)
    if column.numeric:
        least = max(min(whole, LONGEST_CELL), min(heading, LONGEST_WORD))
        most = max(least, min(LONGEST_WORD, headed))
    else:
        words = max((width(word, 1) for cell in cells for word in SPACES.split(cell)), default=0)
        least = min(max(heading, words, whole / MOST_LINES), LONGEST_WORD)
        most = max(least, min(LONGEST_WORD, headed), min(LONGEST_CELL, whole))
    return _Need(least + INSET, most + INSET, (headed + INSET, *(each + INSET for each in told)))


def _parts(needs: Sequence[_Need], room: float) -> tuple[float, ...]:
    """The lowest table, with so many of the shortest columns on one line; one that needs less room is narrower."""
    tried = [_shared(needs, room, kept) for kept in (0.0, *sorted({each.whole for each in needs}))]
    lowest = min(tried, key=lambda wide: _height(needs, wide))
    return tuple(each / room for each in lowest)


def _shared(needs: Sequence[_Need], room: float, kept: float) -> list[float]:
    """Columns no longer than what is kept as wide as they may be, the others with as many lines as each other."""
    least = [each.most if each.whole <= kept else each.least for each in needs]
    if sum(least) > room:
        least = [each.least for each in needs]
    few, many = 1.0, max(each.whole / each.least for each in needs)
    for _ in range(HALVINGS):
        lines = (few + many) / 2
        if sum(_wide(needs, least, lines)) <= room:
            many = lines
        else:
            few = lines
    return _wide(needs, least, many)


def _wide(needs: Sequence[_Need], least: Sequence[float], lines: float) -> list[float]:
    return [max(low, min(each.most, each.whole / lines)) for each, low in zip(needs, least, strict=True)]


def _height(needs: Sequence[_Need], wide: Sequence[float]) -> int:
    """About how many lines the rows have together."""
    rows = zip(*(each.cells for each in needs), strict=True)
    return sum(max(_lines(*each) for each in zip(row, wide, strict=True)) for row in rows)


def _lines(cell: float, wide: float) -> int:
    return 1 if cell <= wide + ROUNDING else ceil(RAGGED * (cell - INSET) / (wide - INSET))


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
