"""Pictures of key pages and reports in `var/screenshots/`, for whoever changes how they look, and of the guide."""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page

from surveyapp.services import looking
from surveyapp.services.looking import Change
from tests import guide_pictures
from tests.browser import chromium_started, serving
from tests.sites import PutSurvey, Site, built

FOLDER = Path("var/screenshots")
WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
EVERYTHING = (Path(__file__).parent / "data/everything.yaml").read_text(encoding="utf-8")


def main() -> None:
    """Answer made-up surveys in a browser, and take pictures on the way."""
    logging.disable()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        built(Path(folder)) as site,
        serving(site.app) as address,
        chromium_started() as browser,
    ):
        for walk in (_user, _patient, _two_tabs, _municipality, _about):
            _walk(walk(site, address, _tab(browser, address)))
        guided = guide_pictures.take(browser)
    sys.stdout.write(f"{len(list(FOLDER.rglob('*.*')))} pictures in {FOLDER}, {guided} in {guide_pictures.FOLDER}\n")


def _tab(browser: Browser, address: str) -> Page:
    """A tab that has its letters already: a page does not wait for them the first time."""
    page = browser.new_context(locale="nb-NO", reduced_motion="reduce").new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return page


def _walk(shown: Iterator[tuple[str, Page]]) -> None:
    for name, page in shown:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
        page.emulate_media(color_scheme="light")


def _user(site: Site, address: str, page: Page) -> Iterator[tuple[str, Page]]:
    """Somebody tells of her experience, to an owner with a look of its own."""
    survey = site.put("brukererfaring", synthetic=True)
    _brand(survey)
    page.goto(address + survey.round().invite("K1"))
    yield "start", page
    _press(page, "Start")
    page.locator("label[for='role-option-with_help']").click()
    _press(page, "Neste")
    page.locator(".choices label").nth(1).click()
    yield "question", page
    page.goto(page.url.partition("/side/")[0] + "/kontroll")
    yield "check", page
    _press(page, "Lever svarene")
    yield "receipt", page
    page.pdf(path=FOLDER / "receipt-printed.pdf", format="A4")


def _patient(site: Site, address: str, page: Page) -> Iterator[tuple[str, Page]]:
    """A patient names what she wants to do again, and rates it."""
    page.goto(address + site.put("psfs", synthetic=True).round().invite("P1"))
    _press(page, "Start")
    page.locator("label[for='role-option-self']").click()
    _press(page, "Neste")
    page.fill("[name='aktivitet.1']", "gå i trapp")
    page.fill("[name='aktivitet.2']", "lage middag")
    page.fill("[name='aktivitet.3']", "spille kort")
    _press(page, "Neste")
    page.locator("label[for='klarer.1-option-4']").click()
    yield "rating", page


def _two_tabs(site: Site, address: str, page: Page) -> Iterator[tuple[str, Page]]:
    """Two tabs answer the same, a form is left empty, and a grid."""
    survey = site.put(EVERYTHING, synthetic=True)
    page.goto(address + survey.round().invite("K1"))
    _press(page, "Start")
    other = page.context.new_page()
    other.goto(page.url)
    for tab, words in ((page, "Ja"), (other, "Nei")):
        tab.get_by_label(words, exact=True).check()
        _press(tab, "Neste")
    yield "conflict", other
    page.goto(page.url.rpartition("/")[0] + "/numbers")
    yield "grid", page
    page.goto(address + survey.round("Igjen").invite("K2"))
    _press(page, "Start")
    _press(page, "Neste")
    yield "errors", page


def _municipality(site: Site, address: str, page: Page) -> Iterator[tuple[str, Page]]:
    asked = site.put("kommuneundersokelsen", "identified", synthetic=True).round()
    page.goto(address + asked.invite("4204", "Kristiansand kommune"))
    _press(page, "Start")
    yield "overview", page


def _about(_site: Site, address: str, page: Page) -> Iterator[tuple[str, Page]]:
    page.goto(address)
    yield "front", page
    page.goto(f"{address}/stilguide")
    yield "style-guide", page


def _brand(survey: PutSurvey) -> None:
    drawn = Image.new("RGB", (160, 80), "#ffffff")
    drawn.paste("#7a1f5c", (20, 15, 140, 65))
    content = BytesIO()
    drawn.save(content, "PNG")
    change = Change("Rehabilitering i Eksempel", "#7a1f5c", content.getvalue(), "Et rødlilla felt")
    with survey.site.session() as session:
        looking.change_look(session, survey.id, change, datetime.now(UTC))


def _press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


if __name__ == "__main__":
    main()
