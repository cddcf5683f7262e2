"""Tables in Word: columns as wide as their contents need, a header row on each page, the widest on a turned page."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from analysis.reports import wordstyles
from analysis.reports.columns import layout
from analysis.reports.model import Table
from analysis.reports.scripts import from_the_right
from analysis.reports.wordparts import style_id, xml_text
from analysis.reports.wordstyles import LONG_SIDE, SHORT_SIDE, SIDE

TWIPS = 1440 / 25.4
"""Word's measure, in a millimetre."""


def add_table(made: WordDocument, block: Table) -> None:
    """The table at the end of the document."""
    shape = layout(block)
    if shape.flipped:
        _turn(made, WD_ORIENT.LANDSCAPE)
    line = ((LONG_SIDE if shape.flipped else SHORT_SIDE) - 2 * SIDE) * TWIPS
    wide = [round(part * line) for part in shape.parts]
    styles = [style_id(name) for name in wordstyles.cell_styles(shape.size)]
    rows = "".join(
        _row(words, [styles[each.numeric] for each in block.columns], wide, header=place == 0)
        for place, words in enumerate(([each.heading for each in block.columns], *block.rows))
    )
    body = made.element.body
    body.insert(len(body) - 1, parse_xml(_table(block, wide, rows)))
    if shape.flipped:
        _turn(made, WD_ORIENT.PORTRAIT)


def _table(block: Table, wide: Sequence[int], rows: str) -> str:
    style = style_id(wordstyles.TABLE)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in wide)
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val={quoteattr(style)}/>"
        f'<w:tblW w:w="{sum(wide)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
        ' w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(xml_text(block.caption))}/>"
        f"<w:tblDescription w:val={quoteattr(xml_text(block.note or block.caption))}/>"
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(words: Sequence[str], styles: Sequence[str], wide: Sequence[int], *, header: bool) -> str:
    cells = "".join(_cell(*each) for each in zip(words, styles, wide, strict=True))
    marked = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{marked}</w:trPr>{cells}</w:tr>"


def _cell(words: str, style: str, width: int) -> str:
    way, run = ("<w:bidi/>", "<w:rPr><w:rtl/></w:rPr>") if from_the_right(words) else ("", "")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{way}</w:pPr>"
        f'<w:r>{run}<w:t xml:space="preserve">{escape(xml_text(words))}</w:t></w:r></w:p></w:tc>'
    )


def _turn(made: WordDocument, way: WD_ORIENT) -> None:
    """Go on on a page that lies the other way."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = way
    sides = (SHORT_SIDE, LONG_SIDE) if way is WD_ORIENT.PORTRAIT else (LONG_SIDE, SHORT_SIDE)
    section.page_width, section.page_height = (Mm(each) for each in sides)
