"""The page, the PDF and the Word file of a report say the same: every text, every number, every picture in words."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from analysis.comparing.alone import describe
from analysis.disclosure.comparisons import protect
from analysis.reports.build import build
from analysis.reports.faces import FACES
from analysis.reports.material import Material, Note
from analysis.reports.model import Report
from analysis.wording.language import LANGUAGES, speaking
from questionnaires.library import paths
from tests.analysis.faces import Said, expected, of_page, of_pdf, of_word
from tests.analysis.made import random_comparison, random_rounds, shipped

READERS: dict[str, Callable[[bytes], Said]] = {
    "html": lambda content: of_page(content.decode()),
    "pdf": of_pdf,
    "docx": of_word,
}
NOTES = (Note("neste", "Vi lærer opp alle.\n\nDet koster 98 765 kroner."), Note("funn", "Vi er uenige.", "other"))
SUM = "3f" * 32
OF_ONE_ROUND = {"brukererfaring"}


@cache
def report(name: str, language: str) -> Report:
    """With an author's words, some of which were written of other numbers, and a checksum."""
    book = shipped(paths()[name])
    alone = name in OF_ONE_ROUND
    found = protect(describe(random_rounds(book)[0], book) if alone else random_comparison(book, synthetic=True))
    with speaking(language):
        return replace(build(replace(Material.of(found), notes=NOTES)), checksum=SUM)


@cache
def read(name: str, language: str, face: str) -> Said:
    with speaking(language):
        return READERS[face](FACES[face].write(report(name, language)))


SOME = [("kommuneundersokelsen", "nb"), ("psfs", "nb"), ("brukererfaring", "nn"), ("psfs", "en")]
IN_ALL = pytest.mark.parametrize(
    ("name", "language", "face"), [(name, language, face) for name, language in SOME for face in FACES]
)


def test_every_face_and_language_is_read_here() -> None:
    assert set(READERS) == set(FACES)
    assert {language for _, language in SOME} == set(LANGUAGES)


@IN_ALL
def test_every_text_of_the_report_is_in_every_face(name: str, language: str, face: str) -> None:
    told = expected(report(name, language), on_paper=face != "html")
    said = read(name, language, face).texts[0]

    lacking = {text for text in told.texts if text not in said}

    assert lacking == set()
    assert len(told.texts) > 20


@IN_ALL
def test_every_row_of_every_table_is_in_every_face(name: str, language: str, face: str) -> None:
    told = expected(report(name, language), on_paper=face != "html")

    assert Counter(read(name, language, face).rows) == Counter(told.rows)
    assert len(told.rows) > 20


@IN_ALL
def test_every_picture_is_there_once_and_read_aloud_in_the_same_words(name: str, language: str, face: str) -> None:
    told = expected(report(name, language), on_paper=face != "html")

    assert read(name, language, face).alts == told.alts
    assert told.alts


@IN_ALL
def test_headings_come_in_the_same_order_in_every_face(name: str, language: str, face: str) -> None:
    wanted = expected(report(name, language), on_paper=face != "html").headings
    sections = [wanted[0], *(heading for heading in wanted[1:])]
    found = read(name, language, face).headings

    titles = [heading for heading in found if heading in sections[: 1 + len(report(name, language).sections)]]

    assert [*dict.fromkeys(titles)] == sections[: 1 + len(report(name, language).sections)]
    assert Counter(wanted) - Counter(found) == Counter()
