"""Letters that no typeface here has are named in what is printed; texts from the right begin at the right."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from playwright.sync_api import Browser
from pypdf import PdfReader

from analysis.figures import county_tiles
from analysis.reports import scripts
from analysis.reports.faces import FACES
from analysis.reports.model import Column, Drawing, Paragraph, Remark, Report, Section, Table
from analysis.reports.typesetting import letters
from tests.analysis.faces import plain
from tests.analysis.figure_samples import COUNTIES
from tests.analysis.test_bad_reports import LETTERS, of_texts

NOWHERE = "\U0001e2c0"
"""A letter of Wancho (Unicode 12), which no usual typeface has."""
OURS = ("mpl-data", "analysis/figures/fonts")
URDU = "آپ کی رائے اہم ہے، ٹھیک ڈاکٹر ژوب گھر ںۓ"
ARABIC = LETTERS["arabic"]
MIXED = f"{ARABIC} (3 av 4)!"


@pytest.fixture
def our_typefaces_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without typefaces of its own."""
    held = [each for each in letters().fonts() if each.path and any(part in each.path for part in OURS)]
    forget()
    with monkeypatch.context() as patched:
        patched.setattr(scripts, "letters", lambda: SimpleNamespace(fonts=lambda: held))
        yield
    forget()


def forget() -> None:
    scripts._faces.cache_clear()
    scripts._is_drawn.cache_clear()


@pytest.mark.usefixtures("our_typefaces_alone")
@pytest.mark.parametrize(
    "text", [LETTERS[each] for each in ("arabic", "somali", "ukrainian", "polish", "sami", "hebrew", "accents")]
)
def test_most_languages_of_our_questionnaires_need_no_typeface_of_the_machine(text: str) -> None:
    assert scripts.note_on_letters(text) == ""


@pytest.mark.usefixtures("our_typefaces_alone")
def test_what_urdu_has_beside_arabic_is_named_where_the_machine_has_no_typeface_for_it() -> None:
    assert "U+06D2, U+06C1, U+06D3." in scripts.note_on_letters(URDU)


@pytest.mark.usefixtures("our_typefaces_alone")
def test_chinese_and_pictures_are_named_where_the_machine_has_no_typeface_for_them() -> None:
    said = scripts.note_on_letters("服 👍")

    assert "U+670D, U+1F44D." in said


def test_many_lacking_letters_are_named_by_the_first() -> None:
    said = scripts.note_on_letters("".join(chr(ord(NOWHERE) + place) for place in range(20)))

    assert said.count("U+") == scripts.MOST_NAMED
    assert "…" in said


def test_the_pdf_names_the_letters_that_it_lacks_and_no_others() -> None:
    lacking, whole = (last_page(f"Ord {letter}") for letter in (NOWHERE, "Æ"))

    assert "U+1E2C0" in lacking
    assert "tomme ruter" not in whole


def last_page(text: str) -> str:
    return PdfReader(BytesIO(FACES["pdf"].write(of_texts(text)))).pages[-1].extract_text()


def test_the_word_file_names_the_letters_that_its_pictures_lack() -> None:
    figure = county_tiles(COUNTIES)
    assert figure is not None
    drawn = Drawing(1, replace(figure, svg=figure.svg.replace("Oslo", NOWHERE)))

    made = Document(BytesIO(FACES["docx"].write(Report("nb", "T", "", "", (Section("a", "A", (drawn,)),)))))

    assert any("U+1E2C0." in each.text for each in made.paragraphs)


def test_texts_from_the_right_begin_there_in_the_word_file_and_others_do_not() -> None:
    made = Document(BytesIO(FACES["docx"].write(of_texts(ARABIC))))

    marked = [each for each in made.element.body.iter(qn("w:p")) if each.find(f".//{qn('w:bidi')}") is not None]
    said = {"".join(text.text or "" for text in each.iter(qn("w:t"))) for each in marked}
    assert plain(ARABIC) in {plain(each) for each in said}
    assert all(scripts.from_the_right(each) for each in said)
    cells = [each for table in made.tables for row in table.rows for each in row.cells if each.text == ARABIC]
    assert all(each.paragraphs[0]._p.find(f".//{qn('w:rtl')}") is not None for each in cells)
    assert len(cells) > 4


def test_texts_from_the_right_begin_there_on_the_page(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(FACES["html"].write(of_texts(MIXED)).decode())
    place = """cell => {
        const range = document.createRange(); const end = cell.firstChild.length;
        return [0, end - 1].map(at => {
            range.setStart(cell.firstChild, at); range.setEnd(cell.firstChild, at + 1);
            return range.getBoundingClientRect().left }) }"""
    first, last = page.locator("tbody th").first.evaluate(place)
    page.close()

    assert last < first


def test_texts_from_the_right_begin_there_in_the_pdf() -> None:
    table = Table("T", (Column("Svar", numeric=False),), ((MIXED,),))
    for block in (Paragraph(MIXED), table, Remark((MIXED,))):
        content = FACES["pdf"].write(Report("nb", "T", "", "", (Section("a", "A", (block,)),)))
        found = [lefts for page in pypdfium2.PdfDocument(content) if "!" in (lefts := lefts_of(page.get_textpage()))]

        assert [each["!"] < each["3"] for each in found] == [True]


def lefts_of(page: pypdfium2.PdfTextPage) -> dict[str, float]:
    """Where each letter stands, the last of each."""
    return {page.get_text_range(at, 1): page.get_charbox(at)[0] for at in range(page.count_chars())}


def test_a_text_begins_where_its_first_letter_does() -> None:
    assert all(map(scripts.from_the_right, (ARABIC, "12 " + URDU, "(שלום)")))
    assert not any(map(scripts.from_the_right, ("Æ " + ARABIC, "12 (3 %)", "", "Ж")))
