"""Positions: the share of wished-for answers in each row, of one municipality, its county and the country."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.figures.axes import SHARES, Axis
from analysis.figures.figure import Figure, FigureTable
from analysis.figures.lettering import shorten, width, wrap
from analysis.figures.sheet import BODY, SMALL, WIDE, Sheet
from analysis.figures.style import BASELINE, FOLLOWUP, INK, MUTED, RULE
from analysis.wording import cells
from analysis.wording.numbers import count, percent
from analysis.wording.phrases import say
from analysis.wording.spans import alt_text, counts_span

NAMES, LEFT, RIGHT = 138.0, 152.0, 318.0
HEAD, FOOT, LINE, GAP = 20.0, 16.0, 9.6, 9.0


@dataclass(frozen=True, slots=True)
class Position:
    """A row: in so many `of` questions the own answer is the wished-for one; the others' mean share of such answers."""

    label: str
    good: int
    of: int
    county: float | None
    country: float

    @property
    def share(self) -> float:
        """The one by the other."""
        return self.good / self.of


@dataclass(frozen=True, slots=True)
class Positions:
    """Who it is about, its county, the rows, and how many questions are in none of them."""

    name: str
    county: str
    rows: tuple[Position, ...]
    left_out: int = 0


def positions(told: Positions) -> Figure | None:
    """A row each, in their own order; None without rows."""
    if not told.rows:
        return None
    names = [wrap(each.label, BODY, NAMES, 3) for each in told.rows]
    highs = [max(len(lines), 1) * LINE + GAP for lines in names]
    bottom = HEAD + sum(highs)
    sheet = Sheet(bottom + FOOT)
    axis = Axis(0, 1, LEFT, RIGHT, 0.25)
    for mark in axis.marks:
        sheet.line((axis.at(mark), HEAD - 2), (axis.at(mark), bottom), RULE, 0.5)
        sheet.text(axis.at(mark), bottom + 10, SHARES.write(mark), size=SMALL, colour=MUTED, side="center")
    _key(sheet, told)
    top = HEAD
    for each, lines, high in zip(told.rows, names, highs, strict=True):
        middle = top + high / 2
        sheet.block(0, middle, lines, LINE)
        _row(sheet, middle, each, axis)
        top += high
    return _figure(sheet, told)


def _figure(sheet: Sheet, told: Positions) -> Figure:
    above = sum(each.share > each.country for each in told.rows)
    title = say("position_title", name=told.name, n=count(above), of=count(len(told.rows)))
    n = say("position_n", n=counts_span([each.of for each in told.rows]))
    rows = [_in_words(each, told) for each in told.rows]
    alt = alt_text(title, n, rows)
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=say("position_note"),
        missing=say("position_missing", n=count(told.left_out)) if told.left_out else "",
        reading=say("position_reading", row=rows[0].rstrip(".")),
        table=FigureTable(
            (say("col_what"), told.name, told.county, say("country")), tuple(_cells(each) for each in told.rows)
        ),
        shows=(told, above, len(told.rows), [each.share for each in told.rows]),
    )


def _key(sheet: Sheet, told: Positions) -> None:
    x = 0.0
    for nth, words in enumerate((told.name, told.county, say("country"))):
        _mark(sheet, x + 4, 5, nth)
        short = shorten(words, SMALL, 110)
        sheet.text(x + 11, 7.6, short, size=SMALL)
        x += 11 + width(short, SMALL) + 14


def _mark(sheet: Sheet, x: float, y: float, nth: int) -> None:
    """Oneself a dot, the county a diamond, the country a stroke."""
    if nth == 0:
        sheet.dot(x, y, FOLLOWUP, filled=True)
    elif nth == 1:
        sheet.diamond(x, y, BASELINE, filled=False, size=7)
    else:
        sheet.path(((x, y - 5), (x, y + 5)), INK, 2.0)


def _row(sheet: Sheet, middle: float, each: Position, axis: Axis) -> None:
    sheet.line((LEFT, middle), (RIGHT, middle), RULE, 0.5)
    _mark(sheet, axis.at(each.country), middle, 2)
    if each.county is not None:
        _mark(sheet, axis.at(each.county), middle, 1)
    _mark(sheet, axis.at(each.share), middle, 0)
    told = say("so_many_of", count=count(each.good), of=count(each.of))
    sheet.text(WIDE, middle + 2.6, told, size=SMALL, side="right")


def _in_words(each: Position, told: Positions) -> str:
    fields = {"label": each.label, "n": count(each.good), "of": count(each.of), "country": percent(each.country, None)}
    if each.county is None:
        return say("position_row_country", **fields)
    return say("position_row", **fields, county=percent(each.county, None), area=told.county)


def _cells(each: Position) -> tuple[str, ...]:
    own = say("so_many_of", count=count(each.good), of=count(each.of))
    county = cells.NOTHING if each.county is None else percent(each.county, None)
    return (each.label, own, county, percent(each.country, None))
