"""How large the letters of a Word report's first page are, so that what must be read first fits it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from analysis.figures.lettering import width
from analysis.reports.model import Bullets, Paragraph, Remark, Report, Section, Statements

SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
"""Points, from what is read with ease."""
ROOM, LINE = 735.0, 470.0
"""Points between the margins of A4, downwards and across."""
LEADING = 1.3
"""Of a line, in its letters' size."""
ARIAL = 0.95
"""Of our own typeface's width; lines end before the margin, which is counted in."""


def letters_of(report: Report, front: tuple[Section, ...]) -> float:
    """The largest size by which the first page is one, or one that is read with ease when none is small enough."""
    return next((size for size in SIZES if _height(report, front, size) <= ROOM), SIZES[1])


def _height(report: Report, front: tuple[Section, ...], size: float) -> float:
    above = _lines(report.title, 18) * 22 + 20
    above += (_lines(report.banner, 9) * 12 + 18) if report.banner else 0
    return above + sum(36 + sum(_blocks(section, size)) for section in front)


def _blocks(section: Section, size: float) -> Iterator[float]:
    for block in section.blocks:
        match block:
            case Paragraph():
                yield _lines(block.text, size) * LEADING * size + 4
            case Remark():
                yield sum(_lines(each, size) * LEADING * size + 4 for each in block.paragraphs)
            case Bullets():
                yield sum(_lines(each, size, 20) * LEADING * size + 1 for each in block.items)
            case Statements():
                for item in block.items:
                    headed = _lines(f"{item.verdict}. {item.subject}", size, 12, bold=True)
                    yield (headed + _lines(item.text, size, 12)) * LEADING * size + 6
                    told = " ".join(item.caveats)
                    yield _lines(told, 0.85 * size, 12) * LEADING * 0.85 * size + 5 if told else 0
            case _:
                continue


def _lines(text: str, size: float, indent: float = 0, *, bold: bool = False) -> int:
    return ceil(width(text, size, bold=bold) * ARIAL / (LINE - indent))
