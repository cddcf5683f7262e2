"""The styles of a Word report, made once, so that whoever finishes it changes the style and not each paragraph."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle

from analysis.figures.style import FOLLOWUP, INK, MUTED, RULE
from analysis.reports.columns import SIZES

TYPEFACE = "Arial"
TABLE = "Medvirk table"
UNDER, FINDING, CAVEAT, WARNING, PICTURE, CONTENTS = (
    "Medvirk note",
    "Medvirk finding",
    "Medvirk caveat",
    "Medvirk warning",
    "Medvirk picture",
    "Medvirk contents",
)
OPENING = {
    "Normal": "Medvirk opening text",
    "List Bullet": "Medvirk opening list",
    FINDING: "Medvirk opening finding",
    CAVEAT: "Medvirk opening caveat",
}
"""What a style is called on the first page, where letters are as small as that page needs."""
SHORT_SIDE, LONG_SIDE, SIDE, TOP = 210, 297, 22, 17
"""Millimetres of the paper, and of its margins."""


def dress(made: Document, letters: float) -> None:
    """Set the paper and every style; the text of the first page is so many points."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(SHORT_SIDE), Mm(LONG_SIDE)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin = section.bottom_margin = Mm(TOP)
    section.header_distance = section.footer_distance = Mm(TOP / 2)
    _spaced(_style(made, "Normal", 10), after=6, line=1.15)
    _spaced(made.styles["List Bullet"], after=3, line=1.15)
    for name, size, before, after in (
        ("Title", 18, 0, 2),
        ("Heading 1", 14, 12, 4),
        ("Heading 2", 12, 14, 5),
        ("Heading 3", 10.5, 12, 4),
        ("Caption", 9.5, 12, 4),
    ):
        style = _style(made, name, size, bold=True)
        style.font.color.rgb = _colour(INK)
        _spaced(style, before=before, after=after, line=1.1)
        _unframe(style)
    made.styles["Caption"].paragraph_format.keep_with_next = True
    _frame(made.styles["Heading 1"], "top", 12, INK)
    for name, size in (("Subtitle", 9), ("Footer", 8)):
        _style(made, name, size).font.color.rgb = _colour(MUTED)
    _own(made, letters)
    _linked(made)
    _tables(made)


def _own(made: Document, letters: float) -> None:
    """The styles that no template has."""
    for name, size, before, after, line in (
        (FINDING, 10, 4, 2, 1.1),
        (CAVEAT, 8.5, 0, 5, 1.1),
        (UNDER, 8, 3, 10, 1.1),
        (WARNING, 9, 6, 6, 1.1),
        (PICTURE, 10, 0, 2, 1),
        (CONTENTS, 14, 0, 8, 1),
    ):
        _spaced(_new(made, name, size), before=before, after=after, line=line)
    for name in (CAVEAT, UNDER):
        made.styles[name].font.color.rgb = _colour(MUTED)
    for name in (FINDING, CAVEAT):
        made.styles[name].paragraph_format.left_indent = Mm(4)
        _frame(made.styles[name], "left", 18, RULE)
    for side in ("top", "left", "bottom", "right"):
        _frame(made.styles[WARNING], side, 8, "#b38600")
    for name in (WARNING, CONTENTS):
        made.styles[name].font.bold = True
    for usual, name in OPENING.items():
        style = _new(made, name, letters * (0.85 if usual == CAVEAT else 1))
        style.base_style = made.styles[usual]
    _spaced(made.styles[OPENING["Normal"]], after=4, line=1.15)
    _spaced(made.styles[OPENING["List Bullet"]], after=1, line=1.15)


def cell_styles(size: float) -> tuple[str, str]:
    """The styles of a cell with words and of one with a number, in letters of this size."""
    return f"Medvirk cell {size:g}", f"Medvirk number {size:g}"


def _tables(made: Document) -> None:
    for size in SIZES:
        words, numbers = (_new(made, name, size) for name in cell_styles(size))
        for style in (words, numbers):
            _spaced(style, before=1.5, after=1.5, line=1)
        numbers.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    rule, ink = RULE.lstrip("#"), INK.lstrip("#")
    made.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Medvirktable">'
            f'<w:name w:val="{TABLE}"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
            f'<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{rule}"/>'
            f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{rule}"/></w:tblBorders>'
            '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
            f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ink}"/></w:tcBorders>'
            '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
        )
    )


def _linked(made: Document) -> None:
    """What a list of contents and its links look like; the template has neither."""
    made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH, builtin=True).base_style = made.styles["Normal"]
    entry: ParagraphStyle = made.styles["toc 1"]
    _spaced(entry, after=4, line=1.1)
    entry.paragraph_format.tab_stops.add_tab_stop(Mm(SHORT_SIDE - 2 * SIDE), WD_TAB_ALIGNMENT.RIGHT)
    hyperlink: CharacterStyle = made.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    hyperlink.font.color.rgb = _colour(FOLLOWUP)


def _style(made: Document, name: str, size: float, *, bold: bool = False) -> ParagraphStyle:
    style: ParagraphStyle = made.styles[name]
    style.font.name, style.font.size, style.font.italic = TYPEFACE, Pt(round(2 * size) / 2), False
    style.font.bold = bold or None
    # A style of the template takes its typeface and colour from the theme, which would win.
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.pop(qn(f"w:{kind}Theme"), None)
        fonts.set(qn(f"w:{kind}"), TYPEFACE)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    return style


def _new(made: Document, name: str, size: float) -> ParagraphStyle:
    style: ParagraphStyle = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Normal"]
    style.font.size = Pt(round(2 * size) / 2)
    style.quick_style = True
    return style


def _spaced(style: BaseStyle, *, before: float = 0, after: float = 0, line: float = 1) -> None:
    if isinstance(style, ParagraphStyle):
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = line


def _unframe(style: ParagraphStyle) -> None:
    """Without the lines of the template."""
    properties = style.element.get_or_add_pPr()
    for each in properties.findall(qn("w:pBdr")):
        properties.remove(each)


def _frame(style: BaseStyle, side: str, eighths: int, colour: str) -> None:
    properties = style.element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, *AFTER_BORDERS)
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", colour.lstrip("#"))):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _colour(value: str) -> RGBColor:
    return RGBColor.from_string(value.lstrip("#").upper())


AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)
"""What a paragraph's properties have after its borders, by the order of ECMA-376, 17.3.1.26."""
