"""Report -> Word file that a project group can finish: real styles, captions, header rows and texts for pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from analysis.reports import wordstyles
from analysis.reports.model import (
    Block,
    Bullets,
    Drawing,
    Heading,
    Paragraph,
    Reference,
    Remark,
    Report,
    Section,
    Statements,
    Table,
)
from analysis.reports.pictures import pictures
from analysis.reports.printed import printed
from analysis.reports.wordfile import pack
from analysis.reports.wordparts import add_row, bookmark, describe, field, link, repeat_as_header
from analysis.wording.phrases import say

WIDTH = Mm(166)
"""Of the text on A4."""


def to_word(report: Report) -> bytes:
    """The report as a .docx; the same report gives the same bytes."""
    told = printed(report)
    made = Document()
    wordstyles.dress(made, told)
    _open(made, told)
    drawn = dict(zip((each.number for each in _drawings(told)), pictures(told), strict=True))
    for section in told.sections:
        _section(made, section, drawn)
    made.add_paragraph(say("made_by"), style=wordstyles.UNDER)
    return pack(made)


def _open(made: WordDocument, report: Report) -> None:
    made.add_paragraph(report.title, style="Title")
    made.add_paragraph(report.subtitle, style="Subtitle")
    if report.banner:
        made.add_paragraph(report.banner, style=wordstyles.WARNING)
    made.add_paragraph(say("contents"), style=wordstyles.CONTENTS)
    for section in report.sections:
        link(made.add_paragraph(style="List Bullet"), section.title, f"del-{section.id}")


def _drawings(report: Report) -> Iterator[Drawing]:
    for section in report.sections:
        yield from (block for block in section.blocks if isinstance(block, Drawing))


def _section(made: WordDocument, section: Section, drawn: Mapping[int, bytes]) -> None:
    bookmark(made.add_heading(section.title, level=1), f"del-{section.id}")
    for block in section.blocks:
        if isinstance(block, Drawing):
            _drawing(made, block, drawn[block.number])
        else:
            WRITERS[type(block)](made, block)


def _drawing(made: WordDocument, block: Drawing, picture: bytes) -> None:
    figure = block.figure
    caption = made.add_paragraph(style="Caption")
    caption.paragraph_format.keep_with_next = True
    _numbered(caption, "figure", "Figur", block.number, figure.title)
    paragraph = made.add_paragraph(style=wordstyles.PICTURE)
    inline = paragraph.add_run().add_picture(BytesIO(picture), width=WIDTH)
    describe(inline, figure.title, figure.alt)
    if figure.reading:
        made.add_paragraph(figure.reading)
    made.add_paragraph(figure.under, style=wordstyles.UNDER)


def _numbered(caption: WordParagraph, key: str, sequence: str, number: int, title: str) -> None:
    """«Figur 3. Tittel», where Word counts the number anew when figures are moved."""
    before, after = say(key, number="|").split("|")
    caption.add_run(before)
    field(caption, f"SEQ {sequence} \\* ARABIC", str(number))
    caption.add_run(f"{after} {title}")


def _table(made: WordDocument, block: Table) -> None:
    caption = made.add_paragraph(block.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = made.add_table(rows=0, cols=len(block.columns), style=wordstyles.TABLE)
    describe(table, block.caption, block.note or block.caption)
    cell = made.styles[wordstyles.CELL].style_id
    numeric = [each.numeric for each in block.columns]
    for words in ([each.heading for each in block.columns], *block.rows):
        add_row(table, words, numeric, cell)
    repeat_as_header(table)
    if block.note:
        made.add_paragraph(block.note, style=wordstyles.UNDER)
    else:
        made.add_paragraph(style=wordstyles.UNDER)


def _statements(made: WordDocument, block: Statements) -> None:
    for item in block.items:
        paragraph = made.add_paragraph(style=wordstyles.FINDING)
        if item.verdict:
            paragraph.add_run(f"{item.verdict}. ").bold = True
        if item.subject:
            paragraph.add_run(item.subject).bold = True
        if item.verdict or item.subject:
            paragraph.add_run().add_break()
        paragraph.add_run(item.text)
        if item.caveats:
            paragraph.paragraph_format.keep_with_next = True
            made.add_paragraph(" ".join(item.caveats), style=wordstyles.CAVEAT)


def _heading(made: WordDocument, block: Heading) -> None:
    heading = made.add_heading(block.text, level=block.level - 1)
    if block.id:
        bookmark(heading, block.id)


def _bullets(made: WordDocument, block: Bullets) -> None:
    for item in block.items:
        made.add_paragraph(item, style="List Bullet")


def _reference(made: WordDocument, block: Reference) -> None:
    paragraph = made.add_paragraph()
    link(paragraph, say("more_on_page", title=block.text) + " ", block.to)
    field(paragraph, f"PAGEREF {block.to} \\h", "")


def _paragraph(made: WordDocument, block: Paragraph) -> None:
    made.add_paragraph(block.text)


def _remark(made: WordDocument, block: Remark) -> None:
    for each in block.paragraphs:
        made.add_paragraph(each)
    if block.changed:
        made.add_paragraph(say("remark_changed"), style=wordstyles.WARNING)


WRITERS: Mapping[type[Block], Callable[..., None]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Statements: _statements,
    Table: _table,
    Heading: _heading,
    Reference: _reference,
    Remark: _remark,
}
