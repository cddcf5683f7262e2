"""What Word knows and python-docx has no verb for: bookmarks, links inside the file, fields, and texts for pictures."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr
from zlib import crc32

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shape import InlineShape
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

RIGHT = '<w:jc w:val="right"/>'
LONGEST_NAME = 40
"""Of a bookmark, in Word."""


def bookmark(paragraph: Paragraph, name: str) -> None:
    """Give the paragraph a name that links and page references find."""
    number = str(crc32(name.encode()))
    start, end = (_made(f"w:bookmark{each}", id=number) for each in ("Start", "End"))
    start.set(qn("w:name"), name[:LONGEST_NAME])
    paragraph._p.insert(1, start)
    paragraph._p.append(end)


def link(paragraph: Paragraph, words: str, name: str) -> None:
    """Words that lead to a bookmark."""
    made = _made("w:hyperlink", anchor=name[:LONGEST_NAME], history="1")
    run = paragraph.add_run(words)
    made.append(run._r)
    paragraph._p.append(made)


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field that Word can count anew; `shown` stands there until then."""
    made = _made("w:fldSimple", instr=f" {code} ")
    made.append(paragraph.add_run(shown)._r)
    paragraph._p.append(made)


def repeat_as_header(table: Table) -> None:
    """The first row is the table's header, on each page again."""
    table.rows[0]._tr.get_or_add_trPr().append(_made("w:tblHeader", val="true"))


def add_row(table: Table, words: Sequence[str], numeric: Sequence[bool], style: str) -> None:
    """A row at the end of the table; python-docx would look the style up for every cell, which takes seconds."""
    cells = "".join(
        f"<w:tc><w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{RIGHT if number else ''}</w:pPr>"
        f'<w:r><w:t xml:space="preserve">{escape(each)}</w:t></w:r></w:p></w:tc>'
        for each, number in zip(words, numeric, strict=True)
    )
    table._tbl.append(parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"))


def describe(shape: InlineShape | Table, title: str, alt: str) -> None:
    """What is read aloud in place of a picture, or before a table."""
    if isinstance(shape, Table):
        properties = shape._tbl.tblPr
        properties.append(_made("w:tblCaption", val=title))
        properties.append(_made("w:tblDescription", val=alt))
        return
    shape._inline.docPr.set("descr", alt)
    shape._inline.docPr.set("title", title)


def _made(tag: str, **values: str) -> _Element:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element
