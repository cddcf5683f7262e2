"""The styles of a Word report, made once, so that whoever finishes it changes the style and not each paragraph."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from analysis.figures.style import INK, MUTED, RULE
from analysis.reports.model import Report

TYPEFACE = "Arial"
TABLE = "Table Grid"
UNDER, FINDING, CAVEAT, WARNING, PICTURE, CELL, CONTENTS = (
    "Medvirk note",
    "Medvirk finding",
    "Medvirk caveat",
    "Medvirk warning",
    "Medvirk picture",
    "Medvirk cell",
    "Medvirk contents",
)
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def dress(made: Document, report: Report) -> None:
    """Set paper, language, title and every style."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)
    made.core_properties.title = report.title
    made.core_properties.language = LANGUAGES[report.language]
    made.core_properties.author = made.core_properties.comments = ""
    normal = _style(made, "Normal", 10)
    _speak(normal, LANGUAGES[report.language])
    for name, size in (("Title", 22), ("Heading 1", 16), ("Heading 2", 12), ("Heading 3", 10.5)):
        style = _style(made, name, size, bold=True)
        style.font.color.rgb = _colour(INK)
    _style(made, "Subtitle", 10).font.color.rgb = _colour(MUTED)
    _style(made, "Caption", 9.5, bold=True).font.color.rgb = _colour(INK)
    for name, size, muted in (
        (UNDER, 8, True),
        (CAVEAT, 8.5, True),
        (FINDING, 10, False),
        (WARNING, 10, False),
        (PICTURE, 10, False),
        (CELL, 7.5, False),
        (CONTENTS, 12, False),
    ):
        style = _new(made, name, size)
        if muted:
            style.font.color.rgb = _colour(MUTED)
    for name in (CELL, PICTURE):
        made.styles[name].paragraph_format.space_after = Pt(0)
    made.styles[FINDING].paragraph_format.space_after = Pt(3)
    for name in (FINDING, CAVEAT):
        made.styles[name].paragraph_format.left_indent = Mm(4)
    _frame(made.styles[FINDING], "left", 18, RULE)
    _frame(made.styles[CAVEAT], "left", 18, RULE)
    for side in ("top", "left", "bottom", "right"):
        _frame(made.styles[WARNING], side, 8, "#b38600")
    made.styles[WARNING].font.bold = True


def _style(made: Document, name: str, size: float, *, bold: bool = False) -> ParagraphStyle:
    style: ParagraphStyle = made.styles[name]
    style.font.name, style.font.size, style.font.bold, style.font.italic = TYPEFACE, Pt(size), bold, False
    # A heading of the template takes its typeface from the theme, which would win.
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.pop(qn(f"w:{kind}Theme"), None)
        fonts.set(qn(f"w:{kind}"), TYPEFACE)
    return style


def _new(made: Document, name: str, size: float) -> ParagraphStyle:
    style: ParagraphStyle = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Normal"]
    style.font.size = Pt(size)
    return style


def _speak(style: ParagraphStyle, language: str) -> None:
    """The language that Word spells and reads aloud in."""
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    style.element.get_or_add_rPr().append(spoken)


def _frame(style: ParagraphStyle, side: str, eighths: int, colour: str) -> None:
    properties = style.element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert(0, borders)
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", colour.lstrip("#"))):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _colour(value: str) -> RGBColor:
    return RGBColor.from_string(value.lstrip("#").upper())
