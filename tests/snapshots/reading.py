"""How the key pages are read by what reads aloud: roles, names and states, without what each visit has of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.sites import Site

FOLDER = Path(__file__).parent
OWN: dict[str, re.Pattern[str]] = {
    "ID": re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
    "TOKEN": re.compile(r"(?<=/s/)[\w-]+"),
    "CODE": re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4,5}-[0-9A-HJKMNP-TV-Z]{4,5}\b"),
    "DAY": re.compile(r"\b\d{1,2}\. [a-z]+ \d{4}"),
    "NUMBER": re.compile(r"(?<=Eksempel kommune )\d+|(?<=Undersøkelse )\d+"),
}
"""What is another each time, and the word that stands for it."""


def read(site: Site, address: str, browser: Browser) -> Iterator[tuple[str, str]]:
    """Each page's name, and how it is read."""
    for walk in (_user, _patient, _municipality):
        page = browser.new_context(locale="nb-NO", viewport={"width": 360, "height": 740}).new_page()
        for name in walk(site, address, page):
            yield name, _as_read(page)
        page.context.close()


def _as_read(page: Page) -> str:
    told = page.locator("body").aria_snapshot()
    for word, own in OWN.items():
        told = own.sub(word, told)
    return told + "\n"


def _user(site: Site, address: str, page: Page) -> Iterator[str]:
    page.goto(address + site.put("brukererfaring", "anonymous").round().open_link())
    yield "users-start"
    _press(page, "Start")
    _press(page, "Neste")
    yield "users-error"
    page.get_by_label("Jeg svarer selv", exact=True).check()
    _press(page, "Neste")
    page.get_by_label("I noen grad").first.check()
    _press(page, "Fortsett senere")
    yield "users-later"
    page.goto(page.url.replace("/senere", "/kontroll"))
    _press(page, "Lever svarene")
    yield "users-receipt"


def _patient(site: Site, address: str, page: Page) -> Iterator[str]:
    page.goto(address + site.put("psfs").round().invite("P1"))
    _press(page, "Start")
    page.get_by_label("Jeg svarer selv", exact=True).check()
    _press(page, "Neste")
    for number, words in enumerate(("gå i trapp", "lage middag", "lese"), start=1):
        page.locator(f"[name='aktivitet.{number}']").fill(words)
    _press(page, "Neste")
    yield "psfs-rating"
    page.locator("[name='klarer.1'][value='3']").check()
    # Two are lacking, so the page stays, and what is chosen is stored.
    _press(page, "Neste")
    page.goto(page.url.partition("/side/")[0] + "/kontroll")
    yield "psfs-check"


def _municipality(site: Site, address: str, page: Page) -> Iterator[str]:
    asked = site.put("kommuneundersokelsen", "identified").round()
    page.goto(address + asked.invite("4204", "Kristiansand kommune"))
    _press(page, "Start")
    yield "municipality-overview"


def _press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words, exact=True).click()
