"""A strip of quarters: measures by quarters, a letter and a shade for how far each had come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.figures.figure import Figure, FigureTable
from analysis.figures.key import Entry, draw_key, key_height
from analysis.figures.lettering import wrap
from analysis.figures.sheet import BODY, SMALL, WIDE, Sheet
from analysis.figures.style import BETTER, MUTED, NEUTRAL, RULE, STOPPED, ink_on, ramp
from analysis.wording import cells
from analysis.wording.numbers import count
from analysis.wording.phrases import say
from analysis.wording.spans import alt_text

NAMES = 150.0
WIDEST_CELL = 42.0
HIGH_CELL = 15.0
LINE = 9.0
HEAD = 23.0
GAP = 3.0
MOST_QUARTERS = 12
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Status:
    """A code for how far a measure has come, and its words."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure and its status in each quarter; None where nobody reported."""

    label: str
    states: tuple[str | None, ...]

    @property
    def last(self) -> str | None:
        """What was reported last."""
        return next((state for state in reversed(self.states) if state is not None), None)


@dataclass(frozen=True, slots=True)
class Strip:
    """A plan's measures by quarters; `steps` lead from not started to done, `stopped` are no step on that way."""

    quarters: tuple[str, ...]
    rows: tuple[Measured, ...]
    steps: tuple[Status, ...]
    stopped: tuple[Status, ...] = ()

    @property
    def statuses(self) -> tuple[Status, ...]:
        """All of them, in order."""
        return (*self.steps, *self.stopped)


def quarter_strip(told: Strip) -> Figure | None:
    """How far each measure had come; None without measures or quarters."""
    if not told.rows or not told.quarters:
        return None
    first = max(0, len(told.quarters) - MOST_QUARTERS)
    quarters, drawn = told.quarters[first:], told.rows[:MOST_ROWS]
    letters = letters_of([each.label for each in told.statuses])
    marks = {each.code: letter for each, letter in zip(told.statuses, letters, strict=True)}
    colours = _colours(told)
    entries: list[Entry] = [(colours[each.code], f"{marks[each.code]}: {each.label}") for each in told.statuses]
    top = key_height(entries, hidden=False) + HEAD
    names = [wrap(each.label, BODY, NAMES - 8, 2) for each in drawn]
    highs = [max(HIGH_CELL, len(lines) * LINE + 2) + GAP for lines in names]
    sheet = Sheet(top + sum(highs))
    draw_key(sheet, entries, hidden=False)
    wide = min(WIDEST_CELL, (WIDE - NAMES) / len(quarters))
    for at, quarter in enumerate(quarters):
        lines = wrap(quarter, SMALL, wide, 2)
        for nth, line in enumerate(lines):
            place = (NAMES + (at + 0.5) * wide, top - 4 - (len(lines) - 1 - nth) * LINE)
            sheet.text(*place, line, size=SMALL, colour=MUTED, side="center")
    for each, lines, high in zip(drawn, names, highs, strict=True):
        sheet.block(0, top + (high - GAP) / 2, lines, LINE)
        for at, state in enumerate(each.states[first:]):
            corner = (NAMES + at * wide, top + (high - GAP - HIGH_CELL) / 2, wide - 1.5)
            _cell(sheet, corner, marks.get(state or ""), colours.get(state or ""))
        top += high
    return _figure(sheet, told, (len(drawn), first))


def _figure(sheet: Sheet, told: Strip, cut: tuple[int, int]) -> Figure:
    drawn, first = cut
    labels = {each.code: each.label for each in told.statuses}
    done = told.steps[-1]
    finished = sum(each.last == done.code for each in told.rows)
    silent = sum(each.states[-1] is None for each in told.rows)
    of, quarter = len(told.rows), told.quarters[-1]
    title = say("strip_title", n=count(finished), of=count(of), label=done.label.lower())
    n = say("strip_n", n=count(of), quarters=count(len(told.quarters)))
    rows = [_in_words(each, told, labels) for each in told.rows]
    alt = alt_text(title, n, rows)
    notes = (
        say("strip_note"),
        say("strip_older", n=count(first)) if first else "",
        say("spoken_rest", n=count(of - drawn)) if of > drawn else "",
    )
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=" ".join(filter(None, notes)),
        missing=say("strip_missing", n=count(silent), of=count(of), quarter=quarter) if silent else "",
        reading=say("strip_reading", row=rows[0].rstrip(".")),
        table=FigureTable(
            (say("col_measure_name"), *told.quarters),
            tuple(
                (each.label, *(labels.get(state or "", cells.NOTHING) for state in each.states)) for each in told.rows
            ),
            words=tuple(range(1, len(told.quarters) + 1)),
        ),
        shows=(told, finished, silent, of, of - drawn, first, of - 10, len(told.quarters)),
    )


def letters_of(labels: Sequence[str]) -> list[str]:
    """The first letter of each, and as many more as tell it from the others."""
    found = []
    for label in labels:
        others = [each for each in labels if each != label]
        long = next(
            (end for end in range(1, 4) if not any(each.lower().startswith(label[:end].lower()) for each in others)), 3
        )
        found.append(label[:long].capitalize())
    return found


def _colours(told: Strip) -> Mapping[str, str]:
    shades = ramp((NEUTRAL, *BETTER), max(2, len(told.steps)))[-len(told.steps) :]
    colours = {each.code: shade for each, shade in zip(told.steps, shades, strict=True)}
    return colours | {each.code: STOPPED for each in told.stopped}


def _cell(sheet: Sheet, place: tuple[float, float, float], letter: str | None, colour: str | None) -> None:
    left, top, wide = place
    middle = left + wide / 2
    if letter is None or colour is None:
        sheet.line((left + 2, top + HIGH_CELL / 2), (left + wide - 2, top + HIGH_CELL / 2), RULE, 1.0)
        return
    sheet.bar(left, top, wide, HIGH_CELL, colour)
    sheet.text(middle, top + 10.4, letter, size=SMALL, colour=ink_on(colour), side="center", bold=True)


def _in_words(each: Measured, told: Strip, labels: Mapping[str, str]) -> str:
    """«Veileder: Planlagt i 2025 K1, Gjennomført i 2025 K3.»: only where the status became another."""
    said: list[str] = []
    before: str | None = None
    for quarter, state in zip(told.quarters, each.states, strict=True):
        if state is not None and state != before:
            said.append(say("strip_point", label=labels.get(state, state), quarter=quarter))
            before = state
    return say("row_sentence", label=each.label, told=", ".join(said) or say("strip_never"))
