"""Maps of the counties as equal squares: a number in each, or both rounds as two bars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.figures.axes import SHARES, Measure
from analysis.figures.figure import Figure, FigureTable
from analysis.figures.key import round_mark
from analysis.figures.lettering import shorten, width
from analysis.figures.sheet import BODY, SMALL, Sheet
from analysis.figures.style import BASELINE, FOLLOWUP, HIDDEN, INK, MUTED, PAPER, RULE, SHADES, ink_on
from analysis.wording import cells
from analysis.wording.numbers import count, listed
from analysis.wording.phrases import say, so_many
from analysis.wording.shown import ROUNDS
from analysis.wording.spans import alt_text
from questionnaires.classifications import fylke, fylker
from questionnaires.classifications.tiles import Place, county_places

WIDE_TILE, HIGH_TILE, SPACE = 56.0, 38.0, 4.0
FEWEST = 5


@dataclass(frozen=True, slots=True)
class County:
    """A county's value, of so many; None where it is hidden or where nobody answered."""

    nr: str
    value: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class CountyMap:
    """Values of counties that there were on a day; `small` is the fewest `unit`s that a value may rest on.

    Counties whose numbers are in `own` have a thick frame.

    Municipalities' own answers are no personal data and are shown from one; persons from five.
    """

    about: str
    on: dt.date
    counties: tuple[County, ...]
    measure: Measure = SHARES
    unit: str = "municipality"
    small: int = 1
    own: tuple[str, ...] = ()

    def shown(self, each: County) -> bool:
        """Whether the county's value may be drawn."""
        return each.value is not None and each.n is not None and each.n >= self.small


@dataclass(frozen=True, slots=True)
class CountyRounds:
    """The same of two rounds: a county's two values stand in its square; counties are those of the day."""

    about: str
    rounds: tuple[str, str]
    first: CountyMap
    second: CountyMap


def county_tiles(told: CountyMap) -> Figure | None:
    """One number a county, in five shades; None when no county has one.

    Raises `UnknownFylkeError` for a county that there was not on the day.
    """
    known = sorted((each for each in told.counties if told.shown(each)), key=lambda each: each.value or 0.0)
    if not known:
        return None
    places = county_places([each.nr for each in fylker(told.on)])
    sheet = Sheet(_height(places))
    values = [each.value or 0.0 for each in known]
    ends = (0.0, 1.0) if told.measure.kind == "share" else (min(values), max(values))
    _shades_key(sheet, ends, told)
    given = {each.nr: each for each in told.counties}
    for nr, place in places.items():
        _tile(sheet, place, given.get(nr), told, ends)
    for nr in sorted({*told.own} & places.keys()):
        _frame(sheet, *_corner(places[nr]))
    names = {each.nr: fylke(each.nr, told.on).name for each in told.counties}
    ordered = sorted(known, key=lambda each: (each.nr not in told.own, -(each.value or 0.0)))
    rows = [_in_words(each, names, told) for each in ordered]
    answered = sum(each.n or 0 for each in known)
    title = _title(told, known, names)
    n = say("tiles_n", n=count(answered), units=so_many(told.unit, answered), of=count(len(known)))
    absent = len(places) - len(known)
    alt = alt_text(title, n, rows)
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=" ".join(filter(None, (say("tiles_note"), _own_note(told)))),
        missing=say("tiles_missing", n=count(absent), of=count(len(places))) if absent else "",
        reading=say("tiles_reading", row=rows[0].rstrip(".")),
        table=FigureTable(
            (say("col_county"), say("col_figure_value"), say("col_n")),
            tuple((names[each.nr], *_cells(each, told)) for each in told.counties),
        ),
        shows=(told, answered, len(known), absent, len(places), len(known) - 10),
    )


def _height(places: Mapping[str, Place]) -> float:
    return (max(place.row for place in places.values()) + 1) * (HIGH_TILE + SPACE) - SPACE + 1


def _corner(place: Place) -> tuple[float, float]:
    return place.column * (WIDE_TILE + SPACE), place.row * (HIGH_TILE + SPACE)


def _shades_key(sheet: Sheet, ends: tuple[float, float], told: CountyMap) -> None:
    """In the north-west, where there is sea."""
    low, high = ends
    step = (high - low) / len(SHADES)
    if not step:
        return
    for nth, colour in enumerate(SHADES):
        top = nth * 11.0
        sheet.bar(0, top, 14, 9, colour)
        first, last = (told.measure.write(low + step * each) for each in (nth, nth + 1))
        sheet.text(18, top + 7.2, say("span", low=first, high=last), size=SMALL)
    top = len(SHADES) * 11.0
    sheet.hatched(0, top, 14, 9)
    sheet.text(18, top + 7.2, say("tiles_none"), size=SMALL)


def _tile(sheet: Sheet, place: Place, each: County | None, told: CountyMap, ends: tuple[float, float]) -> None:
    left, top = _corner(place)
    if each is None or not told.shown(each) or each.value is None:
        if each is None:
            sheet.shape(_square(left, top), PAPER, RULE)
        else:
            sheet.hatched(left, top, WIDE_TILE, HIGH_TILE)
            sheet.bar(left + 3, top + 3, width(place.short, SMALL) + 4, 9, PAPER)
        sheet.text(left + 5, top + 10, place.short, size=SMALL, colour=MUTED)
        return
    low, high = ends
    part = (each.value - low) / (high - low) if high > low else 1.0
    colour = SHADES[min(len(SHADES) - 1, int(part * len(SHADES)))]
    ink = ink_on(colour)
    sheet.shape(_square(left, top), colour, HIDDEN, 0.5)
    middle = left + WIDE_TILE / 2
    sheet.text(middle, top + 10.5, place.short, size=SMALL, colour=ink, side="center")
    sheet.text(middle, top + 21.5, told.measure.write(each.value), size=BODY + 1, colour=ink, side="center", bold=True)
    sheet.text(middle, top + 32, say("n_is", n=count(each.n or 0)), size=SMALL, colour=ink, side="center")


def _own_note(told: CountyMap) -> str:
    names = [each.name for each in fylker(told.on) if each.nr in told.own]
    return say("tiles_own", area=listed(names)) if names else ""


def _frame(sheet: Sheet, left: float, top: float) -> None:
    right, bottom = left + WIDE_TILE, top + HIGH_TILE
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    sheet.path(corners, INK, 3.0)


def _square(left: float, top: float) -> list[tuple[float, float]]:
    right, bottom = left + WIDE_TILE, top + HIGH_TILE
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _title(told: CountyMap, known: Sequence[County], names: Mapping[str, str]) -> str:
    low, high = known[0], known[-1]
    if low.value == high.value:
        return say("tiles_alike", about=told.about, value=told.measure.write(low.value or 0.0), n=count(len(known)))
    return say(
        "tiles_title",
        about=told.about,
        low=told.measure.write(low.value or 0.0),
        where=listed([names[each.nr] for each in known if each.value == low.value][:3]),
        high=told.measure.write(high.value or 0.0),
        there=listed([names[each.nr] for each in known if each.value == high.value][:3]),
    )


def _in_words(each: County, names: Mapping[str, str], told: CountyMap) -> str:
    value = told.measure.write(each.value or 0.0)
    return say("tiles_row", name=names[each.nr], value=value, n=count(each.n or 0))


def _cells(each: County, told: CountyMap) -> tuple[str, str]:
    if told.shown(each) and each.value is not None:
        return told.measure.write(each.value), count(each.n or 0)
    hidden = each.n is not None and 0 < each.n < told.small
    return (say("hidden_cell"),) * 2 if hidden or each.n is None else (cells.NOTHING, count(each.n))


def county_multiples(told: CountyRounds) -> Figure | None:
    """Both rounds of each county as two bars, of shares; None when no county has both.

    The counties are those of the second map's day: give the first round's values for today's counties.
    """
    first = {each.nr: each for each in told.first.counties if told.first.shown(each)}
    second = {each.nr: each for each in told.second.counties if told.second.shown(each)}
    both = [nr for nr in second if nr in first]
    if not both:
        return None
    places = county_places([each.nr for each in fylker(told.second.on)])
    names = {nr: fylke(nr, told.second.on).name for nr in (first | second)}
    sheet = Sheet(_height(places))
    for at, name in zip(ROUNDS, told.rounds, strict=True):
        round_mark(sheet, 4, 5 + (at - 1) * 12, at)
        sheet.text(11, 7.6 + (at - 1) * 12, shorten(name, SMALL, 150), size=SMALL, colour=INK)
    for nr, place in places.items():
        left, top = _corner(place)
        sheet.shape(_square(left, top), PAPER, RULE)
        sheet.text(left + 4, top + 9, place.short, size=SMALL, colour=INK if nr in both else MUTED)
        for row, found in enumerate((first.get(nr), second.get(nr))):
            _bar(sheet, (left + 4, top + 13 + row * 12), found, told, row)
    changes = sorted(both, key=lambda nr: (second[nr].value or 0.0) - (first[nr].value or 0.0), reverse=True)
    rows = [_both_in_words(nr, names, (first[nr], second[nr]), told) for nr in changes]
    rose = sum((second[nr].value or 0.0) > (first[nr].value or 0.0) for nr in both)
    title = say("multiples_title", about=told.about, up=count(rose), of=count(len(both)))
    sums = [sum(each[nr].n or 0 for nr in both) for each in (first, second)]
    n = say("multiples_n", n=count(sums[0]), m=count(sums[1]), units=so_many(told.second.unit, sums[0]))
    absent = len(places) - len(both)
    alt = alt_text(title, n, rows)
    given = {each.nr: each for each in told.first.counties}
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=say("multiples_note"),
        missing=say("tiles_missing", n=count(absent), of=count(len(places))) if absent else "",
        reading=say("tiles_reading", row=rows[0].rstrip(".")),
        table=FigureTable(
            (say("col_county"), *(head for name in told.rounds for head in (name, say("col_n_in", round=name)))),
            tuple(
                (
                    names[each.nr],
                    *_cells(given.get(each.nr, County(each.nr, None, 0)), told.first),
                    *_cells(each, told.second),
                )
                for each in told.second.counties
                if each.nr in names
            ),
        ),
        shows=(told, *sums, rose, len(both), absent, len(places), len(both) - 10),
    )


def _bar(sheet: Sheet, corner: tuple[float, float], each: County | None, told: CountyRounds, row: int) -> None:
    left, top = corner
    if each is None or each.value is None:
        sheet.text(left, top + 7, cells.NOTHING, size=SMALL, colour=MUTED)
        return
    room = WIDE_TILE - 30
    long = max(0.8, min(1.0, each.value) * room)
    sheet.line((left, top), (left, top + 8), MUTED)
    corners = ((left, top), (left + long, top), (left + long, top + 8), (left, top + 8))
    sheet.shape(corners, FOLLOWUP if row else PAPER, FOLLOWUP if row else BASELINE, 1.0)
    sheet.text(left + long + 3, top + 6.8, told.second.measure.write(each.value), size=SMALL)


def _both_in_words(nr: str, names: Mapping[str, str], pair: tuple[County, County], told: CountyRounds) -> str:
    values = [told.second.measure.write(each.value or 0.0) for each in pair]
    return say(
        "multiples_row", name=names[nr], first=values[0], second=values[1], one=told.rounds[0], two=told.rounds[1]
    )
