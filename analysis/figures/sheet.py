"""A sheet of paper in points, drawn on with matplotlib and saved as small, clean SVG."""

from __future__ import annotations

import re
import warnings
from io import StringIO
from typing import Literal
from xml.sax.saxutils import quoteattr

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from analysis.figures.lettering import clean, width
from analysis.figures.style import HIDDEN, INK, PAPER, RULE, font, rc

WIDE = 360.0
"""Width of every figure in points: the text column of an A5 page."""
BODY = 8.0
SMALL = 7.0

Side = Literal["left", "center", "right"]
METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
TAG = re.compile(r"<[^>]*>")
NEEDLESS = re.compile(r' id="[^"]*"| transform="rotate\(-0 [^"]*"')


class Sheet:
    """Marks at points from the top left corner."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._marks = 0
        self._canvas = Canvas(figsize=(WIDE / 72, height / 72), dpi=72)
        self._canvas.patch.set_visible(False)
        self._down = Affine2D().scale(1, -1).translate(0, height)

    def bar(self, left: float, top: float, wide: float, high: float, colour: str) -> None:
        """A filled rectangle, with a hair of paper between it and its neighbours."""
        self._place(Rectangle((left, top), wide, high, facecolor=colour, edgecolor=PAPER, linewidth=0.6))

    def hatched(self, left: float, top: float, wide: float, high: float) -> None:
        """A rectangle that shows that something is kept back."""
        self._place(Rectangle((left, top), wide, high, facecolor="none", edgecolor=HIDDEN, linewidth=0.6))
        corners: list[tuple[float, float]] = []
        step = 4.0
        start = left - high
        while start < left + wide:
            # A stroke from the lower left to the upper right, cut at the sides.
            x_low, x_high = max(start, left), min(start + high, left + wide)
            if x_high > x_low:
                corners += [(x_low, top + high - (x_low - start)), (x_high, top + high - (x_high - start))]
            start += step
        if corners:
            codes = [Path.MOVETO, Path.LINETO] * (len(corners) // 2)
            self._place(PathPatch(Path(corners, codes), edgecolor=HIDDEN, facecolor="none", linewidth=0.6))

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str = RULE, wide: float = 0.6) -> None:
        """A straight line."""
        ends = ([start[0], end[0]], [start[1], end[1]])
        self._place(Line2D(*ends, color=colour, linewidth=wide, solid_capstyle="butt"))

    def dashes(self, start: tuple[float, float], end: tuple[float, float], colour: str = INK) -> None:
        """A dashed line."""
        ends = ([start[0], end[0]], [start[1], end[1]])
        self._place(Line2D(*ends, color=colour, linewidth=0.8, linestyle=(0, (3, 2))))

    def dot(self, x: float, y: float, colour: str, *, filled: bool, size: float = 6.4) -> None:
        """A round mark, hollow or filled."""
        inside = colour if filled else PAPER
        self._place(Ellipse((x, y), size, size, facecolor=inside, edgecolor=colour, linewidth=1.5))

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
        weight = "bold" if bold else "normal"
        self._place(
            Text(
                x,
                y,
                clean(words),
                fontsize=size,
                color=colour,
                ha=side,
                va="baseline",
                fontweight=weight,
                fontfamily=[font(), "sans-serif"],
                parse_math=False,
            )
        )

    def _place(self, mark: Rectangle | PathPatch | Ellipse | Line2D | Text) -> None:
        mark.set_transform(self._down)
        # What is drawn later lies on top.
        self._marks += 1
        mark.set_zorder(self._marks)
        self._canvas.add_artist(mark)

    def svg(self, title: str, alt: str) -> str:
        """The drawing; `alt` is read aloud in its place."""
        out = StringIO()
        with mpl.rc_context(rc()), warnings.catch_warnings():
            # A letter that our font lacks is drawn by the reader's own font.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            self._canvas.savefig(out, format="svg", metadata=METADATA)
        return _tidy(out.getvalue(), alt or title)


def fits(words: str, room: float, size: float = BODY, *, bold: bool = False) -> bool:
    """Whether the words have room on one line."""
    return width(words, size, bold=bold) <= room


def _tidy(svg: str, label: str) -> str:
    """Without the prolog, the style sheet that would leak into a page, and ids that would meet in it."""
    body = svg[svg.index("<svg") :]
    opening, rest = body.split(">", 1)
    size = re.search(r'viewBox="([^"]*)"', opening)
    view = size.group(1) if size else ""
    rest = re.sub(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>", "", rest, flags=re.DOTALL)
    rest = TAG.sub(lambda tag: re.sub(r"\s+", " ", NEEDLESS.sub("", tag.group())), rest)
    rest = re.sub(r"<g>\s*|\s*</g>", "", rest) if "<g " not in rest else rest
    rest = re.sub(r">\s*\n\s*<", ">\n<", rest)
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" role="img" aria-label={quoteattr(clean(label))}>'
    return start + rest.strip() + "\n"
