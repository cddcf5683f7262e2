"""Marks -> SVG by matplotlib: the only module that knows it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from xml.sax.saxutils import quoteattr

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from analysis.figures.lettering import clean
from analysis.figures.style import HIDDEN, PAPER, font, rc

Point = tuple[float, float]
Mark = tuple[str, tuple[object, ...]]
"""The name of a mark and how it is to be drawn, in plain values, in points from the top left corner."""

METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
TAG = re.compile(r"<[^>]*>")
NEEDLESS = re.compile(r' id="[^"]*"| transform="rotate\(-0 [^"]*"')
STROKES = 4.0
"""Between the strokes of what is kept back."""


def drawn(marks: Sequence[Mark], size: Point, label: str) -> str:
    """The drawing; `label` is read aloud in its place. What is drawn later lies on top."""
    wide, high = size
    canvas = Canvas(figsize=(wide / 72, high / 72), dpi=72)
    canvas.patch.set_visible(False)
    down = Affine2D().scale(1, -1).translate(0, high)
    for place, artist in enumerate(artist for name, how in marks for artist in ARTISTS[name](*how)):
        artist.set_transform(down)
        artist.set_zorder(place + 1)
        canvas.add_artist(artist)
    out = StringIO()
    with mpl.rc_context(rc()), warnings.catch_warnings():
        # A letter that our font lacks is drawn by the reader's own font.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        canvas.savefig(out, format="svg", metadata=METADATA)
    return _tidy(out.getvalue(), label)


def _bar(left: float, top: float, wide: float, high: float, colour: str) -> list[Artist]:
    return [Rectangle((left, top), wide, high, facecolor=colour, edgecolor=PAPER, linewidth=0.6)]


def _hatched(left: float, top: float, wide: float, high: float) -> list[Artist]:
    frame = Rectangle((left, top), wide, high, facecolor="none", edgecolor=HIDDEN, linewidth=0.6)
    corners: list[Point] = []
    start = left - high
    while start < left + wide:
        # A stroke from the lower left to the upper right, cut at the sides.
        x_low, x_high = max(start, left), min(start + high, left + wide)
        if x_high > x_low:
            corners += [(x_low, top + high - (x_low - start)), (x_high, top + high - (x_high - start))]
        start += STROKES
    if not corners:
        return [frame]
    codes = [Path.MOVETO, Path.LINETO] * (len(corners) // 2)
    return [frame, PathPatch(Path(corners, codes), edgecolor=HIDDEN, facecolor="none", linewidth=0.6)]


def _line(points: Sequence[Point], colour: str, wide: float, dashes: Sequence[float]) -> list[Artist]:
    style = (0.0, tuple(dashes)) if dashes else None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [Line2D(xs, ys, color=colour, linewidth=wide, linestyle=style, solid_capstyle="butt")]


def _dot(x: float, y: float, size: float, inside: str, edge: str) -> list[Artist]:
    return [Ellipse((x, y), size, size, facecolor=inside, edgecolor=edge, linewidth=1.5)]


def _shape(points: Sequence[Point], inside: str, edge: str, wide: float) -> list[Artist]:
    return [Polygon(points, closed=True, facecolor=inside, edgecolor=edge, linewidth=wide)]


def _text(x: float, y: float, words: str, size: float, look: tuple[str, str, str]) -> list[Artist]:
    colour, side, weight = look
    return [
        Text(
            x,
            y,
            words,
            fontsize=size,
            color=colour,
            ha=side,
            va="baseline",
            fontweight=weight,
            fontfamily=[font(), "sans-serif"],
            parse_math=False,
        )
    ]


ARTISTS: Mapping[str, Callable[..., list[Artist]]] = {
    "bar": _bar,
    "hatched": _hatched,
    "line": _line,
    "dot": _dot,
    "shape": _shape,
    "text": _text,
}


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
