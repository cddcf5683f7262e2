"""Figures read back from their SVG."""

import re
import xml.etree.ElementTree as ET

from analysis.comparing.results import Comparison, ItemResult, ScoreResult
from analysis.figures import Figure, diverging_bars, waterfall
from tests.analysis.made import comparison

SVG = "{http://www.w3.org/2000/svg}"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def drawn(figure: Figure | None) -> Figure:
    assert figure is not None
    return figure


def bars(*results: ItemResult, around: Comparison | None = None) -> Figure | None:
    return diverging_bars(results, around or comparison(*results))


def falling(result: ScoreResult) -> Figure | None:
    return waterfall(result, comparison(scores=(result,)))


def tree(figure: Figure) -> ET.Element:
    return ET.fromstring(figure.svg)  # noqa: S314 - our own drawing


def words(figure: Figure) -> list[str]:
    """Every text in the drawing."""
    return [plain(each.text or "") for each in tree(figure).iter(f"{SVG}text")]


def filled(figure: Figure, colour: str) -> list[float]:
    """The widths of the rectangles of this colour, in points."""
    paths = (each for each in tree(figure).iter(f"{SVG}path"))
    found = [each.attrib["d"] for each in paths if f"fill: {colour}" in each.attrib["style"]]
    corners = [[float(x) for x in re.findall(r"[ML] ([\d.]+) ", path)] for path in found]
    return [max(each) - min(each) for each in corners]


def strokes(figure: Figure, colour: str) -> list[str]:
    """The hollow marks of this colour."""
    paths = tree(figure).iter(f"{SVG}path")
    return [each.attrib["d"] for each in paths if f"fill: none; stroke: {colour}" in each.attrib["style"]]
