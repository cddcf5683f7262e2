"""The page of an open link in a real browser: no violation at any width, in the light and in the dark."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.sites import PASSWORD, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.test_accessibility import LookOver, look_over, page, press

__all__ = ["look_over", "page"]


def test_an_open_link_is_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    survey = site.put(PLAN, "anonymous")
    page.goto(f"{address}/undersokelser/{survey.id}/runder/{survey.round().id}/lenke")
    page.locator("#email").fill(site.employ(survey))
    page.locator("#password").fill(PASSWORD)
    press(page, "Logg inn")
    look_over(page, "before there is a link")
    page.locator("#most").fill("mange")
    press(page, "Lag lenken")
    look_over(page, "before there is a link, with an error")
    page.locator("#most").fill("5")
    press(page, "Lag lenken")
    look_over(page, "a link with a limit")
    press(page, "Vis lenken")
    look_over(page, "the link to copy")
    page.emulate_media(media="print")
    assert [page.locator(each).is_visible() for each in ("code", "#most")] == [True, False]
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Lag en ny lenke").click()
    look_over(page, "whether to end the link")
    press(page, "Lag ny lenke")
    look_over(page, "a new link")
