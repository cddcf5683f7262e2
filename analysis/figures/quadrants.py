"""Importance against experience: each theme by how important it is said to be and how it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.axes import Measure, axis_around
from analysis.figures.figure import Figure, FigureTable
from analysis.figures.lettering import wrap
from analysis.figures.sheet import SMALL, WIDE, Sheet
from analysis.figures.style import BASELINE, FIELD, FOLLOWUP, MUTED, PAPER, RULE
from analysis.wording import cells
from analysis.wording.numbers import count, listed
from analysis.wording.phrases import say
from analysis.wording.spans import alt_text, counts_span

FEWEST = 5
LEFT, RIGHT = 32.0, 352.0
TOP, HIGH, FOOT = 6.0, 190.0, 28.0
LINE = 9.2
POINTS = Measure("points", 1)
MARK = 10.5


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its mean importance and mean experience, and how many gave both; None where hidden."""

    label: str
    importance: float | None
    experience: float | None
    n: int | None

    @property
    def known(self) -> bool:
        """Whether it may be drawn."""
        return None not in {self.importance, self.experience} and (self.n or 0) >= FEWEST


@dataclass(frozen=True, slots=True)
class Themes:
    """Themes that were rated on the same scale from `low` to `high`, higher being more important and better."""

    themes: tuple[Theme, ...]
    low: float
    high: float


def importance_map(told: Themes) -> Figure | None:
    """Numbered themes in four fields around their means; None when fewer than two may be shown."""
    known = [each for each in told.themes if each.known]
    if len(known) < 2:
        return None
    middle = tuple(sum(values) / len(known) for values in zip(*map(_place, known), strict=True))
    urgent = [each for each in known if _urgent(each, (middle[0], middle[1]))]
    half = -(-len(known) // 2)
    names = [wrap(f"{nth + 1}  {each.label}", SMALL, WIDE / 2 - 8, 2) for nth, each in enumerate(known)]
    columns = (names[:half], names[half:])
    under = max(sum(len(lines) * LINE + 2 for lines in column) for column in columns)
    sheet = Sheet(TOP + HIGH + FOOT + under)
    _field(sheet, (known, urgent), (middle[0], middle[1]), (told.high - told.low) / 8)
    for at, column in enumerate(columns):
        y = TOP + HIGH + FOOT + 7
        for lines in column:
            for nth, line in enumerate(lines):
                sheet.text(at * WIDE / 2 + (9 if nth else 0), y + nth * LINE, line, size=SMALL)
            y += len(lines) * LINE + 2
    title = _title(known, urgent)
    n = say("quadrant_n", n=counts_span([each.n or 0 for each in known]))
    ordered = sorted(known, key=lambda each: (each not in urgent, -(each.importance or 0.0)))
    rows = [_in_words(each) for each in ordered]
    alt = alt_text(title, n, rows)
    hidden = len(told.themes) - len(known)
    return Figure(
        sheet.svg(title, alt),
        title,
        alt,
        n=n,
        note=say("quadrant_note", low=count(round(told.low)), high=count(round(told.high))),
        missing=say("rows_hidden", n=count(hidden), of=count(len(told.themes))) if hidden else "",
        reading=say("quadrant_reading", row=rows[0].rstrip(".")),
        table=FigureTable(
            (say("col_theme"), say("col_importance"), say("col_experience"), say("col_n")),
            tuple(_cells(each) for each in told.themes),
        ),
        shows=(told, len(urgent), len(known), hidden, len(told.themes), len(known) - 10),
    )


def _place(each: Theme) -> tuple[float, float]:
    return each.experience or 0.0, each.importance or 0.0


def _urgent(each: Theme, middle: tuple[float, float]) -> bool:
    """More important than the mean, with worse experience than the mean."""
    experience, importance = _place(each)
    return importance > middle[1] and experience < middle[0]


def _field(
    sheet: Sheet, themes: tuple[Sequence[Theme], Sequence[Theme]], middle: tuple[float, float], least: float
) -> None:
    """Each axis spans at least `least`, so that themes that are nearly alike look so."""
    known, urgent = themes
    both = zip(zip(*map(_place, known), strict=True), PLACES, strict=True)
    across, up = (axis_around(min(values), max(values), place, 5, least) for values, place in both)
    x, y = across.at(middle[0]), up.at(middle[1])
    sheet.bar(LEFT, TOP, x - LEFT, y - TOP, FIELD)
    for mark in up.marks:
        written = POINTS.mark(mark, up.step)
        sheet.text(LEFT - 5, up.at(mark) + 2.6, written, size=SMALL, colour=MUTED, side="right")
    for mark in across.marks:
        written = POINTS.mark(mark, across.step)
        sheet.text(across.at(mark), TOP + HIGH + 11, written, size=SMALL, colour=MUTED, side="center")
    sheet.path([(LEFT, TOP), (RIGHT, TOP), (RIGHT, TOP + HIGH), (LEFT, TOP + HIGH), (LEFT, TOP)], RULE, 0.6)
    sheet.line((x, TOP), (x, TOP + HIGH), MUTED, 0.8)
    sheet.line((LEFT, y), (RIGHT, y), MUTED, 0.8)
    for key, corner in CORNERS.items():
        left, top = corner
        told = say(f"quadrant_{key}")
        sheet.text(
            RIGHT - 4 if left else LEFT + 4,
            TOP + HIGH - 5 if top else TOP + 9,
            told,
            size=SMALL,
            side="right" if left else "left",
        )
    sheet.text((LEFT + RIGHT) / 2, TOP + HIGH + 21, say("quadrant_across"), size=SMALL, colour=MUTED, side="center")
    for nth, each in enumerate(known):
        colour = BASELINE if each in urgent else FOLLOWUP
        at = (across.at(each.experience or 0.0), up.at(each.importance or 0.0))
        if each in urgent:
            sheet.square(*at, colour, filled=True, size=MARK)
        else:
            sheet.dot(*at, colour, filled=True, size=MARK)
        sheet.text(at[0], at[1] + 2.6, count(nth + 1), size=SMALL, colour=PAPER, side="center", bold=True)


PLACES = ((LEFT + 8, RIGHT - 8), (TOP + HIGH - 14, TOP + 14))
CORNERS = {"urgent": (False, False), "keep": (True, False), "low": (False, True), "easy": (True, True)}
"""Which corner each field is named in: whether to the right, whether at the bottom."""


def _title(known: Sequence[Theme], urgent: Sequence[Theme]) -> str:
    if not urgent:
        return say("quadrant_title_none", of=count(len(known)))
    if len(urgent) > 2:
        return say("quadrant_title_many", n=count(len(urgent)), of=count(len(known)))
    return say("quadrant_title", names=listed([each.label for each in urgent]))


def _in_words(each: Theme) -> str:
    return say(
        "quadrant_row",
        label=each.label,
        importance=POINTS.write(each.importance or 0.0),
        experience=POINTS.write(each.experience or 0.0),
        n=count(each.n or 0),
    )


def _cells(each: Theme) -> tuple[str, ...]:
    if not each.known:
        return (each.label, say("hidden_cell"), say("hidden_cell"), cells.NOTHING)
    both = (POINTS.write(each.importance or 0.0), POINTS.write(each.experience or 0.0))
    return (each.label, *both, count(each.n or 0))
