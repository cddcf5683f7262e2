"""Style sheets and letters: small, whole, and fetched only when they are used."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.sites import Site
from tests.surveyapp.web.conftest import EVERYTHING

WEB = Path(__file__).parents[3] / "surveyapp/web"
STATIC = WEB / "static"
SYSTEM = (STATIC / "vendor/designsystemet.css").read_text(encoding="utf-8")
SAMI = "ČčĐđŊŋŠšŦŧŽžÁá"
"""The letters of Northern Sámi that Norwegian lacks."""
PARTS = {"U+0-FF": "latin", "U+100-17F": "latin-ext", "U+301": "cyrillic"}
"""The parts of Inter, by the first range of each; U+010C is Č."""


def fonts_fetched(page: Page, address: str) -> set[str]:
    """The parts of Inter that the page asked for, by the range that each covers."""
    page.goto(address, wait_until="load")
    loaded = "document.fonts.ready.then(all => [...all].filter(one => one.status === 'loaded'))"
    ranges = page.evaluate(f"{loaded}.then(faces => faces.map(face => face.unicodeRange))")
    return {PARTS[found.partition(",")[0]] for found in ranges}


def test_all_style_sheets_together_are_small() -> None:
    # The limit of the theme: 25 kB, compressed.
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in STATIC.rglob("*.css")) < 25_000


def test_every_class_of_the_design_system_that_a_page_uses_is_served() -> None:
    pages = [path.read_text(encoding="utf-8") for path in (WEB / "templates").rglob("*.html")]
    used = {name for text in pages for classes in re.findall(r'class="([^"]*)"', text) for name in classes.split()}
    of_the_system = {name for name in used if name.startswith("ds-")}
    assert len(of_the_system) > 15
    assert {name for name in of_the_system if f".{name}" not in SYSTEM} == set()


def test_sami_letters_are_drawn_by_inter(site: Site, address: str, browser: Browser) -> None:
    page = browser.new_page()
    questionnaire = EVERYTHING.replace("Alle spørsmålstyper", f"Alle {SAMI}", 1)
    assert "latin-ext" in fonts_fetched(page, address + site.put(questionnaire).round().invite("K1"))
    drawn = page.evaluate("letters => document.fonts.check('1em Inter', letters)", SAMI)
    page.close()
    assert drawn


@pytest.mark.parametrize(("language", "fetched"), [("nb", {"latin"}), ("uk", {"latin", "cyrillic"})])
def test_only_the_letters_that_are_used_are_fetched(
    language: str, fetched: set[str], site: Site, address: str, browser: Browser
) -> None:
    page = browser.new_page()
    assert fonts_fetched(page, f"{address}/?lang={language}") == fetched
    page.close()


SMALL = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, textarea')]
    .filter(each => each.checkVisibility({visibilityProperty: true}))
    .filter(each => !each.matches('.ds-sr-only, .ds-skip-link'))
    // A link in a sentence is as high as the sentence.
    .filter(each => each.parentElement.textContent.trim() === each.textContent.trim() || !each.matches('p > a'))
    .map(each => each.matches('[type=radio], [type=checkbox]') ? each.closest('.ds-field') : each)
    .filter(each => each.getBoundingClientRect().height < 44)
    .map(each => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [360, 1280])
def test_everything_that_can_be_pressed_is_easy_to_hit(width: int, site: Site, address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, java_script_enabled=True)
    survey = site.put("kommuneundersokelsen", "identified").round().invite("4204", "Kristiansand kommune")
    small: dict[str, list[str]] = {}
    for link in (site.put("brukererfaring").round().invite("K1"), site.put(EVERYTHING).round().invite("K1"), survey):
        page.goto(address + link)
        small[page.url] = page.evaluate(SMALL)
        page.get_by_role("main").get_by_role("button", name="Start", exact=True).click()
        page.wait_for_url("**/svar/**")
        small[page.url] = page.evaluate(SMALL)
        page.goto("/".join(page.url.split("/")[:5]) + "/kontroll")
        small[page.url] = page.evaluate(SMALL)
    for path in ("/", "/nothing", "/logg-inn", "/stilguide"):
        page.goto(address + path)
        small[page.url] = page.evaluate(SMALL)
    page.close()
    assert len(small) == 13
    assert {where: found for where, found in small.items() if found} == {}
