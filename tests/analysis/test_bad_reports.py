"""Reports of next to nothing, in any letters, with words that no line holds, and without our typeface."""

import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from playwright.sync_api import Browser
from pypdf import PdfReader

from analysis.disclosure.comparisons import protect
from analysis.reports.build import build
from analysis.reports.columns import LONGEST_CELL, layout, readable
from analysis.reports.faces import FACES, made_faces
from analysis.reports.material import Material
from analysis.reports.model import Block, Bullets, Column, Paragraph, Report, Section, Statement, Statements, Table
from questionnaires.library import paths
from tests.analysis.faces import expected, of_page, of_pdf, of_word, plain
from tests.analysis.made import random_comparison, shipped
from tests.office import converted

ROOT = Path(__file__).parents[2]
LETTERS = {
    "arabic": "كيف كانت الخدمة؟ جيدة جدا",
    "somali": "Sidee ayey ahayd adeeggu? Aad bay u fiicnayd",
    "ukrainian": "Як вам послуга? Дуже добре",
    "polish": "Zażółć gęślą jaźń",
    "sami": "Buorre beaivi, čáppa šiŋšša đuođđa ŧ",
    "chinese": "服务怎么样 日本語",
    "hebrew": "שלום עולם",
    "accents": "e\u0301 a\u030a o\u0308",
    "pictures": "👍🏽 👩\u200d👩\u200d👧 🇳🇴",
    "signs": "#strong[x] $x^2$ <b>&amp;</b> @ref \\ *_`~ // /* {{ x }} {% x %}",
    "control": "a\x07b\x0bc",
}
NO_WORDS = {
    "letters": "x" * 400,
    "wide letters": "W" * 300,
    "an address": "https://eksempel.no/" + "en-meget-lang-sti/" * 20,
    "a name": "hdir_2017_" * 30,
    "joined accents": "e\u0301" * 200,
    "pictures": "👩\u200d👩\u200d👧" * 60,
    "a word wider than a title": "kommunehelsetjenestesamarbeidsavtaleforhandlinger",
    "one compound": "spesialisthelsetjenestekoordineringsansvarsfordelingsutvalgsmedlemmer" * 3,
}


def of_texts(text: str) -> Report:
    """A report with this text everywhere."""
    blocks: tuple[Block, ...] = (
        Paragraph(text),
        Bullets((text, text)),
        Statements((Statement(text, text, "better", text, (text,)),)),
        Table(text, (Column(text, numeric=False), Column(text), Column("n")), ((text, "1", "2"), (text, text, "3"))),
    )
    return Report("nb", text, text, text, (Section("a", text, blocks, opening=True), Section("b", text, blocks)))


def comparable(text: str) -> Counter[str]:
    """The letters, in whatever order and form a typesetter stored them."""
    return Counter(letter for letter in plain(text).casefold() if letter.isalnum())


@pytest.mark.parametrize("persons", [0, 1, 4])
@pytest.mark.parametrize("name", ["psfs", "kommuneundersokelsen"])
def test_a_report_of_next_to_nothing_is_whole_in_every_face_and_says_so(name: str, persons: int) -> None:
    report = build(Material.of(protect(random_comparison(shipped(paths()[name]), persons))))
    made = made_faces(report, tuple(FACES))

    told = expected(report, on_paper=True)
    faces = (of_page(made["report.html"].decode()), of_pdf(made["report.pdf"]), of_word(made["report.docx"]))
    for said in faces:
        assert {text for text in told.texts if text not in said.texts[0]} == set()
        assert len(said.rows) == len(told.rows)


@pytest.mark.parametrize("name", LETTERS)
def test_any_letters_are_the_same_in_every_face(name: str) -> None:
    text = LETTERS[name]
    made = made_faces(of_texts(text), tuple(FACES))

    wanted = plain(text.replace("\x07", "").replace("\x0b", ""))
    page, word = of_page(made["report.html"].decode()), of_word(made["report.docx"])
    assert plain(page.headings[0]).replace("\x07", "").replace("\x0b", "") == wanted
    assert word.headings[0] == wanted
    assert word.rows[1] == (wanted, "1", "2")
    assert comparable(of_pdf(made["report.pdf"]).headings[0]) == comparable(wanted)


@pytest.mark.parametrize("name", NO_WORDS)
def test_words_that_no_line_holds_stay_within_the_margins_of_the_pdf(name: str) -> None:
    content = FACES["pdf"].write(of_texts(NO_WORDS[name]))

    for page in pypdfium2.PdfDocument(content):
        wide, high = page.get_size()
        boxes = [shape.get_bounds() for shape in page.get_objects()]
        assert all(left >= 60 and right <= wide - 60 for left, _, right, _ in boxes)  # 22 mm are 62 points
        assert all(low >= 20 and top <= high - 50 for _, low, _, top in boxes)


@pytest.mark.parametrize("width", [320, 1280])
def test_words_that_no_line_holds_do_not_widen_the_page(browser: Browser, width: int, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for name, text in NO_WORDS.items():
        (tmp_path / "report.html").write_bytes(FACES["html"].write(of_texts(text)))
        page.goto((tmp_path / "report.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.close()


def test_words_that_no_line_holds_stay_within_the_margins_of_the_word_file(tmp_path: Path) -> None:
    (tmp_path / "long.docx").write_bytes(FACES["docx"].write(of_texts(NO_WORDS["letters"])))

    content = converted(tmp_path / "long.docx", "pdf", tmp_path).read_bytes()

    for page in pypdfium2.PdfDocument(content):
        assert all(shape.get_bounds()[2] <= page.get_size()[0] - 50 for shape in page.get_objects())


def test_a_table_with_more_columns_than_rows_has_its_rows_as_columns_on_paper() -> None:
    wide = Table("T", tuple(Column(f"En lang overskrift {n}", numeric=n > 0) for n in range(22)), (("a",) * 22,) * 2)
    turned = readable(wide)

    assert [len(turned.columns), len(turned.rows)] == [3, 21]
    assert not layout(turned).flipped
    assert turned.rows[20] == ("En lang overskrift 21", "a", "a")


def test_a_table_too_wide_for_any_letters_is_on_a_turned_page_in_the_pdf() -> None:
    wide = Table("Bred", tuple(Column(f"Kolonne{n}") for n in range(14)), (("123 456 (78,9 %)",) * 14,) * 9)
    report = Report("nb", "Bred", "", "", (Section("a", "A", (wide,)), Section("b", "B", ())))

    pages = PdfReader(BytesIO(FACES["pdf"].write(report))).pages

    turned = [float(page.mediabox.width) > float(page.mediabox.height) for page in pages]
    assert True in turned
    assert turned[-1] is False


def test_no_column_is_wider_than_its_longest_line() -> None:
    table = Table("T", (Column("Navn", numeric=False), Column("n")), (("Å", "1"), ("Bø", "12")))

    assert sum(layout(table).parts) < 0.2
    assert layout(replace(table, rows=(("ord " * 300, "1"),))).parts[0] <= LONGEST_CELL


def test_a_long_question_has_the_room_that_short_answers_do_not_need() -> None:
    question = "Hvilke tilbud har kommunen i dag? – Avstandsoppfølging eller annen velferdsteknologi i rehabilitering"
    texts = ("Spørsmål", "Runde", "Svar", "Vurdering")
    row = (question, "Oppfølging 2026", "Ja, i samarbeid med andre kommuner", "Kan ikke si")
    table = Table("T", tuple(Column(each, numeric=False) for each in texts), (row,) * 3)

    asked, when, answered, verdict = layout(table).parts

    assert asked > 2 * when
    assert asked > answered > verdict


def test_a_report_without_our_typeface_is_written_in_the_next_one(tmp_path: Path) -> None:
    for room in ("analysis", "questionnaires"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("*.ttf"))
    code = (
        "from tests.analysis.test_bad_reports import of_texts\n"
        "from analysis.reports.faces import FACES; import sys\n"
        "sys.stdout.buffer.write(FACES['pdf'].write(of_texts('Æøå')))\n"
    )
    shutil.copytree(ROOT / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns("journeys", "surveyapp"))
    shutil.copytree(ROOT / "surveyapp", tmp_path / "surveyapp", ignore=shutil.ignore_patterns("static"))

    answer = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)

    fonts = {str(font["/BaseFont"]) for font in fonts_of(answer.stdout)}
    assert {name.split("+")[1] for name in fonts} <= {"DejaVuSans", "DejaVuSans-Bold"}
    assert b"make setup" in answer.stderr


def fonts_of(content: bytes) -> list[dict[str, object]]:
    pages = PdfReader(BytesIO(content)).pages
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]


def test_a_word_file_of_anything_opens_again() -> None:
    for text in (*LETTERS.values(), *NO_WORDS.values()):
        assert Document(BytesIO(FACES["docx"].write(of_texts(text)))).paragraphs


def test_a_cell_longer_than_a_page_goes_on_on_the_next_page() -> None:
    long = Table("Lang", (Column("Svar", numeric=False),), (("ord " * 4000 + "sist",),))
    pages = PdfReader(BytesIO(FACES["pdf"].write(Report("nb", "T", "", "", (Section("a", "A", (long,)),))))).pages

    assert len(pages) > 3
    assert "sist" in pages[-1].extract_text()
