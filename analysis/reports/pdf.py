"""Report -> PDF/UA-1 (ISO 14289-1): tagged, with a language, bookmarks and a text in place of every picture."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Final

import typst

from analysis.figures.figure import Figure
from analysis.figures.style import FONTS
from analysis.reports.model import Block, Drawing, Report
from analysis.reports.pictures import letters
from analysis.reports.printed import printed
from analysis.wording.phrases import say

STANDARD: Final = "ua-1"
TEMPLATE = "report.typ"


def to_pdf(report: Report) -> bytes:
    """The report on A4; the same report gives the same bytes."""
    told = printed(report)
    content = {
        "language": told.language,
        "title": told.title,
        "subtitle": told.subtitle,
        "banner": told.banner,
        "contents": say("contents"),
        "figure": say("figure", number=""),
        "page_of": say("page_of", page="{page}", pages="{pages}"),
        "more": say("more_on_page", title="{title}"),
        "changed": say("remark_changed"),
        "made_by": say("made_by"),
        "fonts": [*FONTS],
        "sections": [
            {"id": each.id, "title": each.title, "blocks": [_block(block) for block in each.blocks]}
            for each in told.sections
        ],
    }
    return typst.compile(
        files(__package__).joinpath("templates", TEMPLATE).read_bytes(),
        format="pdf",
        font_paths=letters(),
        sys_inputs={"report": json.dumps(content, ensure_ascii=False)},
        pdf_standards=STANDARD,
    )


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Drawing):
        return {"kind": block.kind, "number": str(block.number), **_drawing(block.figure)}
    return {"kind": block.kind, **asdict(block)}


def _drawing(figure: Figure) -> dict[str, str]:
    told = (figure.svg, figure.title, figure.alt, figure.reading, figure.under)
    return dict(zip(("svg", "title", "alt", "reading", "under"), told, strict=True))
