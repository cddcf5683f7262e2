"""Slopes: a line for each question through two or more rounds, named where it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.disclosure.leaving import UnprotectedError, require_protected
from analysis.figures.axes import SHARES, Axis, Measure, apart, axis_around
from analysis.figures.figure import Figure, FigureTable
from analysis.figures.key import placed_mark
from analysis.figures.lettering import shorten, wrap
from analysis.figures.sheet import SMALL, WIDE, Sheet
from analysis.figures.style import INK, MUTED, RULE
from analysis.trends.trendresults import RoundPoint, SeriesResult, Trend
from analysis.wording import cells, shown
from analysis.wording.numbers import capitalized, count
from analysis.wording.phrases import say, words
from analysis.wording.spans import alt_text, counts_span

MOST_LINES = 8
"""Lines that can be told apart; of more, those that moved the most are drawn."""
FEWEST = 5
LEAST = 0.2
"""Shares are drawn on at least so much of the whole: what hardly changed looks so."""
LEFT, RIGHT = 40.0, 205.0
NAMES = 214.0
TOP, HIGH, FOOT = 10.0, 168.0, 18.0
LINE = 8.6
STRONG, WEAK = (INK, 2.0), (MUTED, 1.0)
"""The line that moved the most, and the others."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a value in each round with how many it rests on; None where not asked or hidden."""

    label: str
    values: tuple[float | None, ...]
    ns: tuple[int | None, ...]

    @property
    def known(self) -> list[tuple[int, float]]:
        """The rounds, by their places, that may be drawn."""
        both = zip(self.values, self.ns, strict=True)
        return [
            (at, value) for at, (value, n) in enumerate(both) if value is not None and n is not None and n >= FEWEST
        ]

    @property
    def moved(self) -> float:
        """How far from the first to the last."""
        return self.known[-1][1] - self.known[0][1]


@dataclass(frozen=True, slots=True)
class Slopes:
    """Lines in one measure through the same rounds; `dates` set the rounds apart as time did, when all are known."""

    about: str
    rounds: tuple[str, ...]
    lines: tuple[Line, ...]
    measure: Measure = SHARES
    dates: tuple[dt.date, ...] = ()
    same_units: bool = False


def trend_slopes(series: Sequence[SeriesResult], trend: Trend, *, same_units: bool = False) -> Figure | None:
    """Shares or means through all rounds of a protected trend: over everybody, or over those in every round.

    Raises `UnprotectedError` for what is no part of a protected trend.
    """
    require_protected(trend)
    if any(each not in trend.questions and each not in trend.scores for each in series):
        raise UnprotectedError("This is no part of the protected trend. Draw what is in the trend itself.")
    share = all(each.indicator is not None for each in series)
    lines = tuple(
        Line(
            words(each.part_label) or capitalized(words(each.indicator or each.text)),
            *zip(*(_point(point, share=share, same_units=same_units) for point in each.points), strict=True),
        )
        for each in series
    )
    dates = tuple(each.date for each in trend.rounds if each.date is not None)
    made = slopes(
        Slopes(
            say("slope_shares" if share else "slope_means"),
            tuple(each.label for each in trend.rounds),
            lines,
            Measure() if share else Measure("points", 1),
            dates if len(dates) == len(trend.rounds) else (),
            same_units=same_units,
        )
    )
    return made and replace(made, missing=". ".join(filter(None, (made.missing, _answered(series, trend)))))


def _answered(series: Sequence[SeriesResult], trend: Trend) -> str:
    """How many of those in each round answered on the scale: «Svarte på skalaen: 101 til 248 av 250 i 2017»."""
    said = []
    for at, each in enumerate(trend.rounds):
        known = [valid for one in series if one.points[at].asked and (valid := one.points[at].valid) is not None]
        if known:
            said.append(say("slope_answered", n=counts_span(known), of=count(each.respondents), round=each.label))
    return say("slope_missing", told=", ".join(said)) if said else ""


def _point(point: RoundPoint, *, share: bool, same_units: bool) -> tuple[float | None, int | None]:
    if share:
        known = shown.rate(point.panel_share if same_units else point.share)
        return (known[2], known[1]) if known else (None, None)
    middle = shown.summary(point.panel_summary if same_units else point.summary)
    return (middle.mean, middle.n) if middle else (None, None)


def slopes(told: Slopes) -> Figure | None:
    """The lines that have at least two rounds; None when no line has."""
    usable = [each for each in told.lines if len(each.known) > 1]
    if not usable:
        return None
    drawn = sorted(usable, key=lambda each: abs(each.moved), reverse=True)[:MOST_LINES]
    values = [value for each in drawn for _, value in each.known]
    axis = axis_around(
        min(values), max(values), (TOP + HIGH, TOP), least=LEAST if told.measure.kind == "share" else 0.0
    )
    sheet = Sheet(TOP + HIGH + FOOT)
    across = _across(told)
    for name, x in zip(told.rounds, across, strict=True):
        sheet.line((x, TOP - 4), (x, TOP + HIGH + 4), RULE)
        sheet.text(x, TOP + HIGH + 14, shorten(name, SMALL, 60), size=SMALL, colour=MUTED, side="center")
    for each in reversed(drawn):
        sheet.path([(across[at], axis.at(value)) for at, value in each.known], *(STRONG if each is drawn[0] else WEAK))
        _marks(sheet, each, across, axis, len(told.rounds))
    _first_values(sheet, drawn, axis, told.measure)
    _names(sheet, drawn, axis, told.measure)
    rows = [_in_words(each, told) for each in drawn]
    whole = [each for each in usable if each.values[0] is not None and each.values[-1] is not None]
    up = sum(each.moved > 0 for each in whole)
    title = _title(told, usable, (up, len(whole)))
    n = say("slope_n", n=counts_span([n for each in usable for n in each.ns if n is not None and n >= FEWEST]))
    alt = alt_text(title, n, rows)
    hidden = len(told.lines) - len(usable)
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=" ".join(filter(None, _notes(told, len(usable)))),
        missing=say("rows_hidden", n=count(hidden), of=count(len(told.lines))) if hidden else "",
        reading=say("slope_reading", row=rows[0].rstrip(".")),
        table=_table(told),
        shows=(told, up, len(usable), hidden, len(told.lines), MOST_LINES, len(whole)),
    )


def _across(told: Slopes) -> list[float]:
    """Where each round is: as far apart as in time, or evenly."""
    whole = (told.dates[-1] - told.dates[0]).days if len(told.dates) > 1 else 0
    even = [at / (len(told.rounds) - 1) for at in range(len(told.rounds))]
    parts = [(each - told.dates[0]).days / whole for each in told.dates] if whole else even
    return [LEFT + part * (RIGHT - LEFT) for part in parts]


def _marks(sheet: Sheet, each: Line, across: list[float], axis: Axis, rounds: int) -> None:
    points = [(across[at], axis.at(value)) for at, value in each.known]
    for (at, _), (x, y) in zip(each.known, points, strict=True):
        placed_mark(sheet, x, y, at, rounds)


def _first_values(sheet: Sheet, drawn: Sequence[Line], axis: Axis, measure: Measure) -> None:
    places = apart([axis.at(each.known[0][1]) for each in drawn], LINE, TOP, TOP + HIGH)
    for each, y in zip(drawn, places, strict=True):
        sheet.text(LEFT - 8, y + 2.6, measure.write(each.known[0][1]), size=SMALL, side="right")


def _names(sheet: Sheet, drawn: Sequence[Line], axis: Axis, measure: Measure) -> None:
    """The last value and the name beside the end of each line, moved apart where they would meet."""
    room = max(1, int((HIGH + LINE) / LINE / len(drawn)))
    told = [
        wrap(f"{measure.write(each.known[-1][1])}  {each.label}", SMALL, WIDE - NAMES, min(2, room)) for each in drawn
    ]
    most = max(len(lines) for lines in told)
    places = apart([axis.at(each.known[-1][1]) for each in drawn], LINE * most, TOP, TOP + HIGH)
    for each, lines, y in zip(drawn, told, places, strict=True):
        end = axis.at(each.known[-1][1])
        if abs(end - y) > 1:
            sheet.line((RIGHT + 4, end), (NAMES - 2, y), MUTED, 0.4)
        for nth, line in enumerate(lines):
            sheet.text(NAMES, y + 2.6 + nth * LINE - (len(lines) - 1) * LINE / 2, line, size=SMALL)


def _title(told: Slopes, usable: Sequence[Line], rose: tuple[int, int]) -> str:
    up, of = rose
    if len(usable) == 1 or not of:
        return _in_words(usable[0], told).rstrip(".")
    first, last = told.rounds[0], told.rounds[-1]
    return say("slope_title", about=told.about, up=count(up), of=count(of), first=first, last=last)


def _in_words(each: Line, told: Slopes) -> str:
    """«Plan: 41 % i 2017, 63 % i 2020.»."""
    said = [say("slope_point", value=told.measure.write(value), round=told.rounds[at]) for at, value in each.known]
    return say("row_sentence", label=each.label, told=", ".join(said))


def _notes(told: Slopes, lines: int) -> tuple[str, ...]:
    return (
        say("slope_note_same" if told.same_units else "slope_note_all"),
        say("slope_note_most", most=count(MOST_LINES), of=count(lines)) if lines > MOST_LINES else "",
    )


def _table(told: Slopes) -> FigureTable:
    headings = [heading for name in told.rounds for heading in (name, say("col_n_in", round=name))]
    rows = []
    for each in told.lines:
        known = dict(each.known)
        values = [told.measure.write(known[at]) if at in known else cells.NOTHING for at in range(len(told.rounds))]
        ns = [count(each.ns[at] or 0) if at in known else cells.NOTHING for at in range(len(told.rounds))]
        rows.append((each.label, *(cell for pair in zip(values, ns, strict=True) for cell in pair)))
    return FigureTable((say("col_what"), *headings), tuple(rows))
