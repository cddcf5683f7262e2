"""The pages of access keys and of the API: no violation, and nothing wider than the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.sites import PASSWORD, Site
from tests.surveyapp.web.test_accessibility import examine, press

WIDEST = 0.6
"""So much of a phone's width a key's name takes at most, or nobody sees that there is more beside it."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_the_pages_of_keys_are_accessible(site: Site, address: str, page: Page) -> None:
    survey = site.put("psfs")
    page.goto(f"{address}/tilgangsnokler")
    page.fill("#email", site.employ(survey))
    page.fill("#password", PASSWORD)
    press(page, "Logg inn")
    examine(page, "no keys")
    page.get_by_role("link", name="Lag en nøkkel").click()
    examine(page, "the form")
    press(page, "Lag nøkkelen")
    examine(page, "the form, with errors")
    page.fill("#name", "Opptrappingsplanoppfølgingsundersøkelsesrapport" * 2)
    page.get_by_label("Se undersøkelser").check()
    press(page, "Lag nøkkelen")
    examine(page, "the key")
    page.get_by_role("link", name="Jeg har tatt vare på nøkkelen").click()
    examine(page, "a key in the list")
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator("tbody th").evaluate("cell => cell.offsetWidth / innerWidth") < WIDEST
    page.get_by_role("link", name="Trekk tilbake").click()
    examine(page, "taking back")
    press(page, "Trekk tilbake nøkkelen")
    examine(page, "taken back")


def test_the_page_of_the_api_is_accessible(address: str, page: Page) -> None:
    page.goto(f"{address}/api")
    examine(page, "the API")
