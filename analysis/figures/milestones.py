"""Milestones on a line of time: when each was to be reached, how it stands, and what shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.figures.figure import Figure, FigureTable
from analysis.figures.lettering import shorten, wrap
from analysis.figures.sheet import BODY, SMALL, WIDE, Sheet
from analysis.figures.style import BASELINE, FOLLOWUP, INK, MUTED, RULE
from analysis.wording import cells
from analysis.wording.numbers import count, date
from analysis.wording.phrases import say
from analysis.wording.spans import alt_text

NAMES = 150.0
LEFT, RIGHT = 160.0, 268.0
TOLD = 280.0
LINE = 9.0
HEAD, FOOT = 12.0, 14.0
GAP = 6.0
MOST_ROWS = 40
SHORTEST = dt.timedelta(days=60)
"""A line of time is no shorter for this purpose, also where all milestones have one day."""

State = Literal["planned", "under_way", "reached", "dropped"]


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is to be reached by a date, how it stands, when it was reached if that is known, and what shows it."""

    label: str
    due: dt.date
    state: State
    reached: dt.date | None = None
    evidence: str = ""

    def late(self, on: dt.date) -> bool:
        """Whether the day passed without it."""
        return self.state in {"planned", "under_way"} and self.due < on

    def standing(self, on: dt.date) -> str:
        """Its status in a word."""
        return say("milestone_late" if self.late(on) else f"milestone_{self.state}")


@dataclass(frozen=True, slots=True)
class Milestones:
    """All milestones of something, as they stood on a day."""

    on: dt.date
    rows: tuple[Milestone, ...]


def milestone_line(told: Milestones) -> Figure | None:
    """The milestones in the order of their dates; None when there is none."""
    rows = sorted(told.rows, key=lambda each: each.due)
    if not rows:
        return None
    drawn = rows[:MOST_ROWS]
    names = [wrap(each.label, BODY, NAMES, 3) for each in drawn]
    highs = [max(2, len(lines)) * LINE + GAP for lines in names]
    sheet = Sheet(HEAD + sum(highs) + FOOT)
    first, last = _ends([day for each in drawn for day in (each.due, each.reached) if day is not None], told.on)
    whole = max(1, (last - first).days)

    def at(day: dt.date) -> float:
        return LEFT + (day - first).days / whole * (RIGHT - LEFT)

    bottom = HEAD + sum(highs)
    _years(sheet, (first, last), (LEFT, whole), bottom)
    now = at(min(max(told.on, first), last))
    sheet.dashes((now, HEAD - 2), (now, bottom))
    shown = first <= told.on <= last
    words = say("milestone_now") if shown else say("milestone_now_far", year=str(told.on.year))
    sheet.text(now, 7, words, size=SMALL, side="center")
    top = HEAD
    for each, lines, high in zip(drawn, names, highs, strict=True):
        sheet.block(0, top + high / 2 - 2, lines, LINE)
        _row(sheet, top + high / 2 - 2, each, (at(each.due), at(each.reached) if each.reached else None), told.on)
        top += high
    return _figure(sheet, told, rows)


def _ends(days: Sequence[dt.date], on: dt.date) -> tuple[dt.date, dt.date]:
    """The days between which the line runs: today's too, unless it is so far off that the milestones would crowd."""
    first, last = min(days), max(days)
    whole = max(last - first, SHORTEST)
    away = max(first - on, on - last)
    if away <= whole / 2:
        return min(first, on), max(last, on)
    # A little further than the milestones, so that today is not taken for the day of one of them.
    return (first - whole / 8, last) if on < first else (first, last + whole / 8)


def _figure(sheet: Sheet, told: Milestones, rows: Sequence[Milestone]) -> Figure:
    reached, late = sum(each.state == "reached" for each in rows), sum(each.late(told.on) for each in rows)
    of = len(rows)
    bare = sum(each.state == "reached" and not each.evidence for each in rows)
    key = "milestones_title_late" if late else "milestones_title"
    title = say(key, reached=count(reached), of=count(of), late=count(late))
    n = say("milestones_n", n=count(of), day=date(told.on))
    said = [_in_words(each, told.on) for each in rows]
    alt = alt_text(title, n, said)
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=" ".join(
            filter(
                None, (say("milestones_note"), say("spoken_rest", n=count(of - MOST_ROWS)) if of > MOST_ROWS else "")
            )
        ),
        missing=say("milestones_missing", n=count(bare), of=count(reached)) if bare else "",
        reading=say("milestones_reading", row=said[0].rstrip(".")),
        table=FigureTable(
            (say("col_milestone"), say("col_due"), say("col_milestone_standing"), say("col_evidence")),
            tuple(
                (each.label, date(each.due), _standing(each, told.on), each.evidence or cells.NOTHING) for each in rows
            ),
            words=(1, 2, 3),
        ),
        shows=(told, reached, late, of, bare, of - MOST_ROWS, of - 10),
    )


def _years(sheet: Sheet, ends: tuple[dt.date, dt.date], place: tuple[float, int], bottom: float) -> None:
    """Each new year, or the first and last day where no year begins between them."""
    first, last = ends
    left, whole = place
    starts = [dt.date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    every = max(1, -(-len(starts) // 4))
    for day in starts[::every]:
        x = left + (day - first).days / whole * (RIGHT - LEFT)
        sheet.line((x, HEAD), (x, bottom), RULE, 0.5)
        sheet.text(x, bottom + 9, str(day.year), size=SMALL, colour=MUTED, side="center")
    if not starts:
        sheet.text((LEFT + RIGHT) / 2, bottom + 9, str(first.year), size=SMALL, colour=MUTED, side="center")


def _row(sheet: Sheet, y: float, each: Milestone, places: tuple[float, float | None], on: dt.date) -> None:
    due, reached = places
    sheet.line((LEFT, y), (RIGHT, y), RULE, 0.4)
    colour = BASELINE if each.late(on) else MUTED if each.state == "dropped" else FOLLOWUP
    if reached is not None and abs(reached - due) > 1:
        sheet.line((due, y), (reached, y), FOLLOWUP, 1.4)
        sheet.diamond(due, y, FOLLOWUP, filled=False, size=6)
    sheet.diamond(due if reached is None else reached, y, colour, filled=each.state == "reached")
    if each.state == "under_way":
        sheet.diamond(due, y, colour, filled=True, size=2.4)
    if each.state == "dropped":
        sheet.line((due - 5, y + 5), (due + 5, y - 5), MUTED, 1.2)
    sheet.text(TOLD, y + 0.5, each.standing(on), size=BODY, bold=each.late(on) or each.state == "reached")
    beside = shorten(each.evidence, SMALL, WIDE - TOLD) if each.evidence else date(each.due)
    sheet.text(TOLD, y + 9.5, shorten(beside, SMALL, WIDE - TOLD), size=SMALL, colour=INK if each.evidence else MUTED)


def _standing(each: Milestone, on: dt.date) -> str:
    if each.reached is None:
        return each.standing(on)
    return say("milestone_reached_on", standing=each.standing(on), day=date(each.reached))


def _in_words(each: Milestone, on: dt.date) -> str:
    """«Veileder er ferdig: nådd, frist 1. juni 2025. Det viser: lenke.»."""
    said = say("milestone_row", label=each.label, standing=_standing(each, on).lower(), due=date(each.due))
    return f"{said} {say('milestone_shown', evidence=each.evidence.rstrip('.'))}" if each.evidence else said
