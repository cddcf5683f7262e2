"""A Word document as a whole: what it says of itself, its footer, and its bytes, which are the same each time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from analysis.reports.model import Report
from analysis.reports.printed import running_title
from analysis.reports.wordparts import field, xml_text
from analysis.reports.wordstyles import SHORT_SIDE, SIDE, dress
from analysis.wording.phrases import say

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip file can tell."""
LONGEST_TITLE = 255
"""Of a property of the file, in Word."""
NEWEST = "15"
"""The version of Word since which a file is not opened «in compatibility mode»."""


def opened(report: Report, letters: float) -> WordDocument:
    """A document without text: paper, styles with a first page of so many points, language, title and page numbers."""
    made = Document()
    dress(made, letters)
    spoken = LANGUAGES[report.language]
    told = made.core_properties
    told.title, told.language = xml_text(report.title)[:LONGEST_TITLE], spoken
    told.author = told.comments = told.last_modified_by = ""
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), spoken)
    _settle(made, spoken)
    _number(made, running_title(report))
    return made


def _settle(made: WordDocument, spoken: str) -> None:
    settings = made.settings.element
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), NEWEST)
    for each in settings.iter(qn("w:themeFontLang")):
        each.set(qn("w:val"), spoken)
    for each in settings.iter(qn("w:zoom")):
        each.set(qn("w:percent"), "100")
    hyphens = OxmlElement("w:autoHyphenation")
    hyphens.set(qn("w:val"), "true")
    settings.find(qn("w:defaultTabStop")).addnext(hyphens)
    # The template's picture of its own first page.
    package = made.part.package
    for name, each in [*package.rels.items()]:
        if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]


def _number(made: WordDocument, title: str) -> None:
    footer = made.sections[0].footer.paragraphs[0]
    footer.style = made.styles["Footer"]
    stops = footer.style.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(SHORT_SIDE - 2 * SIDE), WD_TAB_ALIGNMENT.RIGHT)
    before, between, after = say("page_of", page="|", pages="|").split("|")
    footer.add_run(xml_text(f"{title}\t{before}"))
    field(footer, "PAGE", "1")
    footer.add_run(between)
    field(footer, "NUMPAGES", "1")
    footer.add_run(after)


def pack(made: WordDocument) -> bytes:
    """The file, in which no part tells when it was written."""
    written, out = BytesIO(), BytesIO()
    made.save(written)
    with ZipFile(written) as parts, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            packed.writestr(ZipInfo(name, LONG_AGO), parts.read(name), ZIP_DEFLATED)
    return out.getvalue()
