"""Report -> PDF/UA-1 (ISO 14289-1): tagged, with a language, bookmarks and a text in place of every picture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.resources import files
from itertools import count
from typing import Any, Final

from analysis.figures.figure import Figure
from analysis.figures.lettering import width
from analysis.figures.style import FONTS
from analysis.reports.breaks import breakable
from analysis.reports.columns import LONGEST_WORD, layout
from analysis.reports.model import Block, Column, Drawing, Report, Section, Table
from analysis.reports.printed import printed, running_title
from analysis.reports.scripts import from_the_right, note_on_letters
from analysis.reports.typesetting import typeset
from analysis.wording.phrases import say

STANDARD: Final = "ua-1"
TEMPLATE = "report.typ"
LONG = 30
"""Tables and figures of a report whose sections begin pages of their own."""
LONGEST_WHOLE = 600
"""Letters of a cell that is kept on one page; a longer one may be more than a page."""
LINE, TITLE_LINE = 35.0, 22.0
"""Ems that a line of text holds at least, and one of the report's title, which is larger and never hyphenated."""
FIRST_IN_ROW: Final = re.compile(
    rb"<</Type/StructElem/S/TD((?:/P \d+ 0 R)(?:/Lang\([^)]*\))?/A\[<<)/O/Table(/Headers\[\(U\d+x0y0\)\])"
)
"""A cell of a table's first column, as typst writes it: by the name of its column's heading."""
AS_IT_IS = frozenset({"svg", "alt", "id", "to", "kind"})


def to_pdf(report: Report) -> bytes:
    """The report on A4; the same report gives the same bytes."""
    told = printed(report)
    tables = count(1)
    content = {
        "title": breakable(report.title, TITLE_LINE),
        "running": running_title(report),
        "subtitle": report.subtitle,
        "banner": report.banner,
        "contents": say("contents"),
        "figure": say("figure", number="{number}"),
        "table": say("table", number="{number}"),
        "page_of": say("page_of", page="{page}", pages="{pages}"),
        "more": say("more_on_page", title="{title}"),
        "changed": say("remark_changed"),
        "made_by": say("made_by"),
        "checksum": say("checksum", sum=report.checksum) if report.checksum else "",
        "front": _sections(told.front, tables),
        "sections": _sections(told.rest, tables),
    }
    shown = [block for section in told.sections for block in section.blocks if isinstance(block, Drawing | Table)]
    settings = {"language": report.language, "fonts": [*FONTS], "long": len(shown) > LONG}
    said = json.dumps(_breakable(content), ensure_ascii=False)
    settings |= {"lacking": note_on_letters(said), "both_ways": any(map(from_the_right, {*said}))}
    made = typeset(
        files(__package__).joinpath("templates", TEMPLATE).read_bytes(),
        format="pdf",
        sys_inputs={"report": said[:-1] + ", " + json.dumps(settings, ensure_ascii=False)[1:]},
        pdf_standards=STANDARD,
    )
    return _with_row_headers(made)


def _with_row_headers(made: bytes) -> bytes:
    """The first cell of each row as what the row's others are about, which typst's package has no word for.

    No byte moves, so the file's own register of places holds: what every element may leave unsaid makes room.
    """
    return FIRST_IN_ROW.sub(rb"<</S/TH\1/O/Table/Scope/Row\2      ", made)


def _sections(sections: Sequence[Section], tables: Iterator[int]) -> list[dict[str, object]]:
    return [
        {"id": each.id, "title": each.title, "blocks": [_block(block, tables) for block in each.blocks]}
        for each in sections
    ]


def _block(block: Block, tables: Iterator[int]) -> dict[str, object]:
    if isinstance(block, Drawing):
        return {"kind": block.kind, "number": str(block.number), **_drawing(block.figure)}
    if isinstance(block, Table):
        return {"kind": block.kind, "number": str(next(tables)), **_table(block)}
    return {"kind": block.kind, **asdict(block)}


def _table(block: Table) -> dict[str, object]:
    rows = [[breakable(cell, LONGEST_WORD) for cell in row] for row in block.rows]
    columns = [
        {"heading": breakable(each.heading, LONGEST_WORD), "numeric": each.numeric, "whole": _kept_whole(each)}
        for each in block.columns
    ]
    told = {"caption": block.caption, "note": block.note, "rows": rows, "columns": columns, **asdict(layout(block))}
    return told | {"broken": any(len(cell) > LONGEST_WHOLE for row in block.rows for cell in row)}


def _kept_whole(column: Column) -> bool:
    """Whether no word of the heading over numbers is broken, which would be harder to read than another line."""
    return column.numeric and all(width(word, 1, bold=True) <= LONGEST_WORD for word in column.heading.split())


def _drawing(figure: Figure) -> dict[str, str]:
    told = (figure.svg, figure.title, figure.alt, figure.reading, figure.under)
    return dict(zip(("svg", "title", "alt", "reading", "under"), told, strict=True))


def _breakable(value: Any) -> Any:
    """The same data, whose texts can be broken where a word is longer than its line or cell."""
    if isinstance(value, str):
        return breakable(value, LINE)
    if isinstance(value, list | tuple):
        return [_breakable(each) for each in value]
    if isinstance(value, dict):
        return {key: each if key in AS_IT_IS else _breakable(each) for key, each in value.items()}
    return value
