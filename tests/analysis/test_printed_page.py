"""The page of a report on paper, as the browser prints it."""

from io import BytesIO

from playwright.sync_api import Browser
from pypdf import PdfReader

from analysis.reports.faces import FACES
from analysis.reports.model import Block, Column, Details, Paragraph, Report, Section, Table
from tests.analysis.faces import plain

INNER = Table("Innerst", (Column("Navn", numeric=False), Column("n")), (("Vilæreroppalle", "98765"),))
FOLDED = Details("Mer om dette", (Paragraph("Foldet bort."), Details("Enda mer", (INNER,))))


def printed_page(browser: Browser, *blocks: Block) -> list[str]:
    """The text of each page of A4."""
    page = browser.new_page()
    page.set_content(FACES["html"].write(Report("nb", "T", "", "", (Section("a", "A", blocks),))).decode())
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.close()
    return [plain(each.extract_text()) for each in pages]


def test_what_is_folded_away_is_printed_at_every_depth(browser: Browser) -> None:
    (said,) = printed_page(browser, FOLDED)

    assert all(plain(each) in said for each in ("Mer om dette", "Foldet bort.", "Enda mer", "Vilæreroppalle", "98765"))


def test_what_is_folded_away_goes_on_on_the_next_page(browser: Browser) -> None:
    pages = printed_page(browser, Details("Mer", tuple(Paragraph(f"Avsnitt {n}.") for n in range(200))))

    assert len(pages) > 3
    assert plain("Avsnitt 199.") in pages[-1]
