"""Report -> Word file that a project group can finish: real styles, captions, header rows and texts for pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
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
from analysis.reports.printed import Printed, printed
from analysis.reports.wordfile import opened, pack
from analysis.reports.wordfront import letters_of
from analysis.reports.wordparts import bookmark, contents, describe, field, link
from analysis.reports.wordtables import add_table
from analysis.wording.phrases import say

WIDTH = Mm(140)
"""Of a figure, on a line of 166 mm."""


def to_word(report: Report) -> bytes:
    """The report as a .docx; the same report gives the same bytes."""
    told = printed(report)
    made = opened(report, letters_of(report, told.front))
    made.add_paragraph(report.title, style="Title")
    made.add_paragraph(report.subtitle, style="Subtitle")
    if report.banner:
        made.add_paragraph(report.banner, style=wordstyles.WARNING)
    drawn = dict(zip((each.number for each in told.drawings), pictures(told.drawings), strict=True))
    for section in told.front:
        _section(made, section, drawn)
    for paragraph in made.paragraphs:
        name = paragraph.style.name if paragraph.style else ""
        if name in wordstyles.OPENING:
            paragraph.style = made.styles[wordstyles.OPENING[name]]
    _contents(made, told)
    for section in told.rest:
        _section(made, section, drawn)
    made.add_paragraph(say("made_by"), style=wordstyles.UNDER)
    if report.checksum:
        made.add_paragraph(say("checksum", sum=report.checksum), style=wordstyles.UNDER)
    return pack(made)


def _contents(made: WordDocument, told: Printed) -> None:
    heading = made.add_paragraph(say("contents"), style=wordstyles.CONTENTS)
    heading.paragraph_format.page_break_before = True
    contents(made, [(section.title, f"del-{section.id}") for section in told.sections])
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _section(made: WordDocument, section: Section, drawn: Mapping[int, bytes]) -> None:
    bookmark(made.add_heading(section.title, level=1), f"del-{section.id}")
    for block in section.blocks:
        if isinstance(block, Drawing):
            _drawing(made, block, drawn[block.number])
        else:
            WRITERS[type(block)](made, block)


def _drawing(made: WordDocument, block: Drawing, picture: bytes) -> None:
    figure = block.figure
    _caption(made, "figure", block.number, figure.title)
    paragraph = made.add_paragraph(style=wordstyles.PICTURE)
    inline = paragraph.add_run().add_picture(BytesIO(picture), width=WIDTH)
    describe(inline, figure.title, figure.alt)
    if figure.reading:
        made.add_paragraph(figure.reading)
    made.add_paragraph(figure.under, style=wordstyles.UNDER)


def _table(made: WordDocument, block: Table) -> None:
    _caption(made, "table", len(made.tables) + 1, block.caption)
    add_table(made, block)
    made.add_paragraph(block.note, style=wordstyles.UNDER)


def _caption(made: WordDocument, key: str, number: int, title: str) -> WordParagraph:
    """«Figur 3. Tittel», where Word counts the number anew when figures are moved, and can list them all."""
    before, after = say(key, number="|").split("|")
    caption = made.add_paragraph(before, style="Caption")
    field(caption, f"SEQ {before.strip()} \\* ARABIC", str(number))
    caption.add_run(f"{after} {title}")
    return caption


def _statements(made: WordDocument, block: Statements) -> None:
    for item in block.items:
        paragraph = made.add_paragraph(style=wordstyles.FINDING)
        if item.verdict:
            paragraph.add_run(f"{item.verdict}. ", style="Strong")
        if item.subject:
            paragraph.add_run(item.subject, style="Strong")
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
    link(made.add_paragraph(), say("more", title=block.text), block.to)


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
