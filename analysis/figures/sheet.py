"""A sheet to draw on: points from the top left corner, text that stays text, and the SVG that pages can hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from analysis.figures import cache
from analysis.figures.drawing import Mark, Point, drawn
from analysis.figures.lettering import clean
from analysis.figures.style import INK, PAPER, RULE

WIDE = 360.0
"""Width of every figure in points: printed on the text column of an A5 page, its letters are at least 6.5 points."""
BODY = 8.0
SMALL = 7.0

Side = Literal["left", "center", "right"]


class Sheet:
    """Marks at points from the top left corner."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._marks: list[Mark] = []

    def bar(self, left: float, top: float, wide: float, high: float, colour: str) -> None:
        """A filled rectangle, with a hair of paper between it and its neighbours."""
        self._marks.append(("bar", (left, top, wide, high, colour)))

    def hatched(self, left: float, top: float, wide: float, high: float) -> None:
        """A rectangle that shows that something is kept back."""
        self._marks.append(("hatched", (left, top, wide, high)))

    def line(self, start: Point, end: Point, colour: str = RULE, wide: float = 0.6) -> None:
        """A straight line."""
        self.path((start, end), colour, wide)

    def dashes(self, start: Point, end: Point, colour: str = INK) -> None:
        """A dashed line."""
        self.path((start, end), colour, 0.8, dashes=(3, 2))

    def path(self, points: Sequence[Point], colour: str, wide: float = 1.2, *, dashes: Sequence[float] = ()) -> None:
        """A line through these points."""
        self._marks.append(("line", (list(points), colour, wide, list(dashes))))

    def dot(self, x: float, y: float, colour: str, *, filled: bool, size: float = 6.4) -> None:
        """A round mark, hollow or filled."""
        self._marks.append(("dot", (x, y, size, colour if filled else PAPER, colour)))

    def square(self, x: float, y: float, colour: str, *, filled: bool, size: float = 6.0) -> None:
        """A square mark around a point."""
        half = size / 2
        corners = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
        self.shape(corners, colour if filled else PAPER, colour, 1.3)

    def diamond(self, x: float, y: float, colour: str, *, filled: bool, size: float = 8.0) -> None:
        """A square mark that stands on its corner."""
        half = size / 2
        corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
        self.shape(corners, colour if filled else PAPER, colour, 1.3)

    def shape(self, corners: Sequence[Point], inside: str, edge: str, wide: float = 0.6) -> None:
        """A filled area between these corners."""
        self._marks.append(("shape", (list(corners), inside, edge, wide)))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = BODY,
        colour: str = INK,
        side: Side = "left",
        bold: bool = False,
    ) -> None:
        """One line of text whose baseline is at `y`."""
        self._marks.append(("text", (x, y, clean(words), size, (colour, side, "bold" if bold else "normal"))))

    def block(self, x: float, middle: float, lines: Sequence[str], leading: float) -> None:
        """Lines of text around a height, so that they stand beside what they name."""
        top = middle - (len(lines) - 1) * leading / 2 + 2.8
        for nth, line in enumerate(lines):
            self.text(x, top + nth * leading, line)

    def svg(self, title: str, alt: str) -> str:
        """The drawing; `alt` is read aloud in its place."""
        size, label = (WIDE, self.height), alt or title
        return cache.once(cache.key_of(self._marks, size, label), lambda: drawn(self._marks, size, label))
