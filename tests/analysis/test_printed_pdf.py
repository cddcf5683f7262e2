"""The PDF as PDF/UA-1 (ISO 14289-1) wants it, clause by clause; pypdf reads, for veraPDF is in no registry of ours."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from analysis.reports.faces import FACES
from analysis.reports.printed import printed
from analysis.wording.language import LANGUAGES, speaking
from tests.analysis.faces import plain
from tests.analysis.tagged import TaggedPdf
from tests.analysis.test_faces import SUM, report

PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"Do", b"sh", b"EI"}
LEVELS = ("H1", "H2", "H3")


@cache
def content(name: str = "psfs", language: str = "nb") -> bytes:
    with speaking(language):
        return FACES["pdf"].write(report(name, language))


@cache
def tagged(name: str = "psfs", language: str = "nb") -> TaggedPdf:
    return TaggedPdf(content(name, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_it_is_and_its_language_and_shows_its_title(language: str) -> None:
    told = tagged("psfs", language)

    assert told.root["/MarkInfo"]["/Marked"]  # 7.1
    assert told.root["/Lang"] == language  # 7.2
    assert told.root["/ViewerPreferences"]["/DisplayDocTitle"]  # 7.1
    assert told.file.metadata is not None
    assert told.file.metadata.title == report("psfs", language).title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in told.root["/Metadata"].get_object().get_data()  # 5


def test_its_bookmarks_are_its_headings_and_no_level_is_skipped() -> None:
    headings = [*tagged().document.all(*LEVELS)]
    levels = [LEVELS.index(each.role) for each in headings]

    assert levels[0] == 0
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))  # 7.4.2
    bookmarks = [plain(each) for each in outline(tagged().file.outline)]
    assert bookmarks == [each for each in (plain(heading.text) for heading in headings) if each in bookmarks]
    assert {plain(each.title) for each in report("psfs", "nb").sections} <= {*bookmarks}


def outline(entries: list[Any]) -> Iterator[str]:
    for each in entries:
        if isinstance(each, list):
            yield from outline(each)
        else:
            yield str(each.title)


def test_every_table_has_a_caption_and_headers_that_name_its_columns_and_its_rows() -> None:
    tables = [*tagged().document.all("Table")]

    assert len(tables) > 5
    for table in tables:
        first, *others = table.all("TR")
        assert [(each.role, each.scope) for each in first.parts] == [("TH", "Column")] * len(first.parts)  # 7.5
        assert {len(row.parts) for row in others} == {len(first.parts)}
        marks = {tuple((each.role, each.scope) for each in row.parts) for row in others}
        assert marks == {(("TH", "Row"), *[("TD", "")] * (len(first.parts) - 1))}
    assert len([*tagged().document.all("Caption")]) == len(tables) + len([*tagged().document.all("Figure")])


def test_all_that_is_painted_is_tagged_or_said_to_be_decoration() -> None:
    reader = PdfReader(BytesIO(content()))
    loose = []
    for page in reader.pages:
        inside = 0
        for _, operator in ContentStream(page.get_contents(), reader).operations:
            inside += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            if operator in PAINTS and not inside:
                loose.append((page.page_number, operator))

    assert loose == []  # 7.1


def test_every_font_is_in_the_file() -> None:
    resources: list[Any] = [page["/Resources"].get_object() for page in tagged().file.pages]
    fonts = [font.get_object() for each in resources for font in each["/Font"].values()]

    assert len(fonts) > 2
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys()  # 7.21.4.1
        assert "/ToUnicode" in font  # 7.21.7


@pytest.mark.parametrize("name", ["psfs", "brukererfaring", "kommuneundersokelsen"])
def test_what_must_be_read_first_is_one_page(name: str) -> None:
    with speaking("nb"):
        front = printed(report(name, "nb")).front
    first, second = (plain(page.extract_text()) for page in tagged(name).file.pages[:2])

    assert all(plain(section.title) in first for section in front)
    assert "Vilæreroppalle." in first
    assert second.startswith("Innhold")


def test_the_last_page_has_the_checksum_of_the_results() -> None:
    assert plain(SUM) in plain(tagged().file.pages[-1].extract_text())


def test_the_same_report_gives_the_same_bytes() -> None:
    with speaking("nb"):
        assert FACES["pdf"].write(report("psfs", "nb")) == content()
