"""The Word file as those who finish it meet it: real styles and fields, and a file that LibreOffice opens whole."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from analysis.reports.faces import FACES
from analysis.reports.model import Column, Drawing, Report, Section, Table
from analysis.reports.printed import printed
from analysis.reports.word import to_word
from analysis.wording.language import LANGUAGES, speaking
from tests.analysis.faces import expected, plain
from tests.analysis.test_faces import report
from tests.office import converted

SPOKEN = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


@cache
def content(name: str = "psfs", language: str = "nb") -> bytes:
    with speaking(language):
        return FACES["docx"].write(report(name, language))


def read(name: str = "psfs", language: str = "nb") -> Any:
    return Document(BytesIO(content(name, language)))


def parts(content: bytes) -> dict[str, etree._Element]:
    with ZipFile(BytesIO(content)) as file:
        return {name: etree.fromstring(file.read(name)) for name in file.namelist() if name.endswith((".xml", ".rels"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_its_title_and_its_language(language: str) -> None:
    made = read("psfs", language)

    assert made.core_properties.title == report("psfs", language).title
    languages = {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))}
    assert languages == {SPOKEN[language]}
    assert made.core_properties.language == SPOKEN[language]


def test_all_that_is_written_has_a_style_and_no_paragraph_is_dressed_by_hand() -> None:
    made = read("brukererfaring")

    used = {each.style.name for each in made.paragraphs}
    dressed = [run.text for each in made.paragraphs for run in each.runs if run.font.size or run.bold or run.font.name]

    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", "toc 1"} <= used
    assert dressed == []
    assert all(each.style.name != "Normal" or each.text or each.runs for each in made.paragraphs)


def test_every_table_has_its_style_a_header_row_and_a_text_of_what_it_is() -> None:
    tables = read().tables

    assert len(tables) > 5
    for table in tables:
        assert table.style.name == "Medvirk table"
        marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_columns_are_as_wide_as_their_grid_and_stay_within_the_page() -> None:
    for table in read("kommuneundersokelsen").tables:
        grid = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid]
        cells = [int(each.get(qn("w:w"))) for each in table.rows[0]._tr.iter(qn("w:tcW"))]
        assert cells == grid
        assert sum(grid) <= 166 / 25.4 * 1440 + len(grid)


@pytest.mark.parametrize(("word", "kind"), [("Figur", Drawing), ("Tabell", Table)])
def test_captions_are_counted_by_fields_from_which_word_makes_a_list(word: str, kind: type) -> None:
    made = read()
    fields = [each for each in made.element.body.iter(qn("w:fldSimple")) if f" SEQ {word} " in each.get(qn("w:instr"))]
    with speaking("nb"):
        blocks = [block for each in printed(report("psfs", "nb")).sections for block in each.blocks]

    shown = ["".join(text.text for text in each.iter(qn("w:t"))) for each in fields]

    assert shown == [str(n + 1) for n in range(sum(isinstance(block, kind) for block in blocks))]
    assert {each.getparent().style for each in fields} == {"Caption"}


def test_the_list_of_contents_is_a_field_that_is_filled_in_and_leads_to_each_section() -> None:
    made = read()
    entries = [each for each in made.paragraphs if each.style.name == "toc 1"]
    code = "".join(each.text for each in made.element.body.iter(qn("w:instrText")))
    kinds = [each.get(qn("w:fldCharType")) for each in made.element.body.iter(qn("w:fldChar"))]

    assert code.split()[0] == "TOC"
    assert kinds == ["begin", "separate", "end"]
    with speaking("nb"):
        assert [each.text for each in entries] == [each.title for each in printed(report("psfs", "nb")).sections]
    places = {each.get(qn("w:name")) for each in made.element.body.iter(qn("w:bookmarkStart"))}
    links = {each.get(qn("w:anchor")) for each in made.element.body.iter(qn("w:hyperlink"))}
    assert len(links) > len(entries)
    assert links <= places


def test_every_name_and_number_of_a_mark_is_given_once() -> None:
    marks = [*read("kommuneundersokelsen").element.body.iter(qn("w:bookmarkStart"))]
    pictures = [each.get("id") for each in read("kommuneundersokelsen").element.body.iter(qn("wp:docPr"))]

    for found in ([each.get(qn("w:name")) for each in marks], [each.get(qn("w:id")) for each in marks], pictures):
        assert len(found) > 5
        assert len(found) == len({*found})
    assert all(re.fullmatch(r"[^\W\d]\w{0,39}", each.get(qn("w:name"))) for each in marks)


def test_word_opens_it_as_a_file_of_today_without_asking_anything() -> None:
    settings = parts(content())["word/settings.xml"]
    mode = [each for each in settings.iter(qn("w:compatSetting")) if each.get(qn("w:name")) == "compatibilityMode"]

    assert [each.get(qn("w:val")) for each in mode] == ["15"]
    assert settings.find(qn("w:updateFields")) is None
    assert b"thumbnail" not in content()


def test_the_same_report_gives_the_same_bytes() -> None:
    with speaking("nb"):
        assert FACES["docx"].write(report("psfs", "nb")) == content()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """What LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "report.docx").write_bytes(content("brukererfaring"))
    return PdfReader(converted(folder / "report.docx", "pdf", folder))


def test_libreoffice_shows_every_text_and_number(opened: PdfReader) -> None:
    shown = plain("".join(page.extract_text() for page in opened.pages))
    told = expected(report("brukererfaring", "nb"), on_paper=True)
    cells = {cell for row in told.rows for cell in row}

    # A text that goes on over a page is broken by that page's footer: most are not.
    assert len([text for text in told.texts if text not in shown]) < len(told.texts) / 50
    assert len([cell for cell in cells if cell not in shown]) < len(cells) / 50
    assert all(heading in shown for heading in told.headings)


def test_libreoffice_has_what_must_be_read_first_on_one_page(opened: PdfReader) -> None:
    first, second = (plain(page.extract_text()) for page in opened.pages[:2])

    assert "Vilæreroppalle." in first
    assert second.startswith("Innhold")


def test_a_table_too_wide_for_the_page_turns_it_and_the_next_page_back(tmp_path: Path) -> None:
    wide = Table("Bred", tuple(Column(f"Kolonne{n}") for n in range(14)), (("123 456 (78,9 %)",) * 14,) * 9)
    made = Report("nb", "Bred", "", "", (Section("a", "A", (wide,)), Section("b", "B", ())))
    (tmp_path / "wide.docx").write_bytes(to_word(made))

    pages = PdfReader(converted(tmp_path / "wide.docx", "pdf", tmp_path)).pages

    turned = [float(page.mediabox.width) > float(page.mediabox.height) for page in pages]
    assert True in turned
    assert turned[-1] is False
    assert "Kolonne13" in plain(pages[turned.index(True)].extract_text())
