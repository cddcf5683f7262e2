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
from analysis.reports.scripts import note_on_letters
from analysis.reports.wordfile import opened, pack
from analysis.reports.wordfront import letters_of
from analysis.reports.wordparts import (
    add,
    add_run,
    bookmark,
    contents,
    describe,
    field,
    link,
    restyle,
    style_id,
    xml_text,
)
from analysis.reports.wordtables import add_table
from analysis.wording.phrases import say

WIDTH = Mm(140)
"""Of a figure, on a line of 166 mm."""
OPENING = {style_id(usual): style_id(name) for usual, name in wordstyles.OPENING.items()}


def to_word(report: Report) -> bytes:
    """The report as a .docx; the same report gives the same bytes."""
    told = printed(report)
    made = opened(report, letters_of(report, told.front))
    add(made, report.title, "Title")
    add(made, report.subtitle, "Subtitle")
    if report.banner:
        add(made, report.banner, wordstyles.WARNING)
    drawn = dict(zip((each.number for each in told.drawings), pictures(told.drawings), strict=True))
    for section in told.front:
        _section(made, section, drawn)
    restyle(made, OPENING)
    _contents(made, told)
    for section in told.rest:
        _section(made, section, drawn)
    add(made, say("made_by"), wordstyles.UNDER)
    # Texts are drawn by the reader's own typefaces, but pictures by ours.
    lacking = note_on_letters("".join(each.figure.svg for each in told.drawings))
    if lacking:
        add(made, lacking, wordstyles.UNDER)
    if report.checksum:
        add(made, say("checksum", sum=report.checksum), wordstyles.UNDER)
    return pack(made)


def _contents(made: WordDocument, told: Printed) -> None:
    heading = add(made, say("contents"), wordstyles.CONTENTS)
    heading.paragraph_format.page_break_before = True
    contents(made, [(section.title, f"del-{section.id}") for section in told.sections])
    add(made, "", "Normal").add_run().add_break(WD_BREAK.PAGE)


def _section(made: WordDocument, section: Section, drawn: Mapping[int, bytes]) -> None:
    bookmark(add(made, section.title, "Heading 1"), f"del-{section.id}")
    for block in section.blocks:
        if isinstance(block, Drawing):
            _drawing(made, block, drawn[block.number])
        else:
            WRITERS[type(block)](made, block)


def _drawing(made: WordDocument, block: Drawing, picture: bytes) -> None:
    figure = block.figure
    _caption(made, "figure", block.number, figure.title)
    paragraph = add(made, "", wordstyles.PICTURE)
    inline = paragraph.add_run().add_picture(BytesIO(picture), width=WIDTH)
    describe(inline, figure.title, figure.alt)
    if figure.reading:
        add(made, figure.reading, "Normal")
    add(made, figure.under, wordstyles.UNDER)


def _table(made: WordDocument, block: Table) -> None:
    _caption(made, "table", len(made.tables) + 1, block.caption)
    add_table(made, block)
    add(made, block.note, wordstyles.UNDER)


def _caption(made: WordDocument, key: str, number: int, title: str) -> WordParagraph:
    """«Figur 3. Tittel», where Word counts the number anew when figures are moved, and can list them all."""
    before, after = say(key, number="|").split("|")
    caption = add(made, before, "Caption")
    field(caption, f"SEQ {before.strip()} \\* ARABIC", str(number))
    caption.add_run(xml_text(f"{after} {title}"))
    return caption


def _statements(made: WordDocument, block: Statements) -> None:
    for item in block.items:
        paragraph = add(made, "", wordstyles.FINDING)
        if item.verdict:
            add_run(paragraph, f"{item.verdict}. ", "Strong")
        if item.subject:
            add_run(paragraph, item.subject, "Strong")
        if item.verdict or item.subject:
            paragraph.add_run().add_break()
        paragraph.add_run(xml_text(item.text))
        if item.caveats:
            paragraph.paragraph_format.keep_with_next = True
            add(made, " ".join(item.caveats), wordstyles.CAVEAT)


def _heading(made: WordDocument, block: Heading) -> None:
    heading = add(made, block.text, f"Heading {block.level - 1}")
    if block.id:
        bookmark(heading, block.id)


def _bullets(made: WordDocument, block: Bullets) -> None:
    for item in block.items:
        add(made, item, "List Bullet")


def _reference(made: WordDocument, block: Reference) -> None:
    link(add(made, "", "Normal"), say("more", title=block.text), block.to)


def _paragraph(made: WordDocument, block: Paragraph) -> None:
    add(made, block.text, "Normal")


def _remark(made: WordDocument, block: Remark) -> None:
    for each in block.paragraphs:
        add(made, each, "Normal")
    if block.changed:
        add(made, say("remark_changed"), wordstyles.WARNING)


WRITERS: Mapping[type[Block], Callable[..., None]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Statements: _statements,
    Table: _table,
    Heading: _heading,
    Reference: _reference,
    Remark: _remark,
}
