"""What the colours mean: the mark of each round, and the answers in the order of the bars."""

from __future__ import annotations

from analysis.figures.lettering import shorten, width
from analysis.figures.sheet import SMALL, WIDE, Sheet
from analysis.figures.style import BASELINE, FOLLOWUP, INK
from analysis.wording.phrases import say
from analysis.wording.shown import RoundPlace

SWATCH = 8.0
LINE = 12.0
LONGEST = 240.0

Entry = tuple[str, str]


def round_mark(sheet: Sheet, x: float, y: float, place: RoundPlace) -> None:
    """Round 1 is orange and hollow, round 2 blue and filled."""
    sheet.dot(x, y, BASELINE if place == 1 else FOLLOWUP, filled=place == 2)


def placed_mark(sheet: Sheet, x: float, y: float, at: int, rounds: int) -> None:
    """The mark of round `at`, from 0, of so many: the first and the last as ever, those between small and plain."""
    if at in {0, rounds - 1}:
        round_mark(sheet, x, y, 2 if at else 1)
    else:
        sheet.dot(x, y, INK, filled=True, size=3.4)


def key_height(entries: list[Entry], *, hidden: bool) -> float:
    """Room that the key takes at the top of a figure."""
    return (1 + max(line for line, _, _ in _places(entries, hidden=hidden))) * LINE + 2


def draw_key(sheet: Sheet, entries: list[Entry], *, hidden: bool) -> None:
    """The answers from left to right, then what is kept back."""
    for (line, x, label), colour in zip(
        _places(entries, hidden=hidden), [*(colour for colour, _ in entries), ""], strict=False
    ):
        top = line * LINE + 1
        if colour:
            sheet.bar(x, top, SWATCH, SWATCH, colour)
        else:
            sheet.hatched(x, top, SWATCH, SWATCH)
        sheet.text(x + SWATCH + 3, top + 6.8, label, size=SMALL, colour=INK)


def _places(entries: list[Entry], *, hidden: bool) -> list[tuple[int, float, str]]:
    labels = [label for _, label in entries] + ([say("hidden_key")] if hidden else [])
    places: list[tuple[int, float, str]] = []
    line, x = 0, 0.0
    for label in labels:
        short = shorten(label, SMALL, LONGEST)
        wide = SWATCH + 3 + width(short, SMALL) + 9
        if x and x + wide > WIDE:
            line, x = line + 1, 0.0
        places.append((line, x, short))
        x += wide
    return places
