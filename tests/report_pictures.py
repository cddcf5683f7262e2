"""Pictures of one report of each kind in the demonstration: on the web, printed, and the first pages of its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pypdfium2
from playwright.sync_api import Browser

from surveyapp.services import reporting
from surveyapp.services.reporting import SOURCES
from tests.sites import Site

FOLDER = Path("var/screenshots/reports")
WEB: tuple[tuple[int, Literal["light", "dark"]], ...] = ((360, "light"), (1280, "light"), (1280, "dark"))
PAGES = 3


def take(browser: Browser, site: Site) -> int:
    """Picture the newest report of every kind; how many pictures it became."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    shown = _newest(site)
    if lacking := [kind for kind in SOURCES if kind not in shown]:
        raise AssertionError(f"The demonstration has no report of: {lacking}")
    for kind, report in shown.items():
        _on_the_web(browser, kind, report)
        _on_paper(f"{kind}-pdf", report.with_suffix(".pdf"))
    return len(list(FOLDER.glob("*.png")))


def _newest(site: Site) -> Mapping[str, Path]:
    """Kind -> the page of its newest report."""
    with site.session() as session:
        there = [each for each in reporting.reports(session) if each.is_readable]
        return {
            each.kind: reporting.file_of(session, each.id, "html", site.settings.reports) for each in reversed(there)
        }


def _on_the_web(browser: Browser, kind: str, report: Path) -> None:
    page = browser.new_page()
    page.goto(report.absolute().as_uri())
    for width, scheme in WEB:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=FOLDER / f"{kind}-{width}-{scheme}.png", full_page=True)
    printed = FOLDER / f"{kind}-printed.pdf"
    page.pdf(path=printed, format="A4")
    page.close()
    _on_paper(f"{kind}-printed", printed)


def _on_paper(name: str, file: Path) -> None:
    with pypdfium2.PdfDocument(file) as pages:
        for number in range(min(PAGES, len(pages))):
            pages[number].render(scale=1.5).to_pil().save(FOLDER / f"{name}-{number + 1}.png")
