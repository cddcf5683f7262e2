"""What Word knows and python-docx has no verb for: bookmarks, links inside the file, fields, and texts for pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from zlib import crc32

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

from analysis.reports.scripts import from_the_right

LONGEST_NAME = 40
"""Of a bookmark, in Word."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def xml_text(text: str) -> str:
    """The text without the characters that no XML file may hold."""
    return FORBIDDEN.sub("", text)


def add(made: WordDocument, text: str, style: str) -> Paragraph:
    """A paragraph at the end; python-docx would look for the style among all, which takes as long as all else."""
    element = made.element.body.add_p()
    element.get_or_add_pPr().style = style_id(style)
    paragraph = Paragraph(element, made._body)
    if text:
        run = paragraph.add_run(xml_text(text))
        if from_the_right(text):
            element.get_or_add_pPr().append(OxmlElement("w:bidi"))
            run.font.rtl = True
    return paragraph


def add_run(paragraph: Paragraph, text: str, style: str) -> Run:
    """Words in a style of their own at the end of the paragraph."""
    run = paragraph.add_run(xml_text(text))
    run._r.get_or_add_rPr().style = style_id(style)
    return run


def restyle(made: WordDocument, others: Mapping[str, str]) -> None:
    """Give what is written so far other styles, by their ids."""
    for paragraph in made.paragraphs:
        element = paragraph._p
        element.style = others.get(element.style or "Normal", element.style)


def style_id(name: str) -> str:
    """What a file calls a style of this name, by python-docx's rule."""
    return name.replace(" ", "")


def bookmark(paragraph: Paragraph, name: str) -> None:
    """Give the paragraph a name that links and page references find."""
    number = str(crc32(name.encode()))
    start, end = (_made(f"w:bookmark{each}", id=number) for each in ("Start", "End"))
    start.set(qn("w:name"), _short(name))
    paragraph._p.insert(1, start)
    paragraph._p.append(end)


def link(paragraph: Paragraph, words: str, name: str) -> None:
    """Words that lead to a bookmark."""
    made = _made("w:hyperlink", anchor=_short(name), history="1")
    made.append(add_run(paragraph, words, "Hyperlink")._r)
    paragraph._p.append(made)


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field that Word can count anew; `shown` stands there until then."""
    made = _made("w:fldSimple", instr=f" {code} ")
    made.append(paragraph.add_run(shown)._r)
    paragraph._p.append(made)


def contents(made: WordDocument, entries: Sequence[tuple[str, str]]) -> None:
    """A list of contents of titles and bookmarks, filled in; Word adds the pages when it is asked to make it anew."""
    last = len(entries) - 1
    for place, (title, name) in enumerate(entries):
        paragraph = add(made, "", "toc 1")
        if place == 0:
            for kind in ("begin", "code", "separate"):
                paragraph._p.append(_field_part(paragraph, kind, ' TOC \\o "1-1" \\h \\z \\u '))
        link(paragraph, title, name)
        if place == last:
            paragraph._p.append(_field_part(paragraph, "end"))


def _field_part(paragraph: Paragraph, kind: str, code: str = "") -> _Element:
    run = paragraph.add_run()._r
    if kind == "code":
        told = OxmlElement("w:instrText")
        told.set(qn("xml:space"), "preserve")
        told.text = code
        run.append(told)
    else:
        run.append(_made("w:fldChar", fldCharType=kind))
    return run


def describe(shape: InlineShape, title: str, alt: str) -> None:
    """What is read aloud in place of a picture."""
    shape._inline.docPr.set("descr", xml_text(alt))
    shape._inline.docPr.set("title", xml_text(title))


def _short(name: str) -> str:
    """A name that Word takes as a bookmark's: long ones keep their start, and what tells them apart."""
    plain = re.sub(r"\W", "_", name)
    return plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 9]}_{crc32(name.encode()):08x}"


def _made(tag: str, **values: str) -> _Element:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element
