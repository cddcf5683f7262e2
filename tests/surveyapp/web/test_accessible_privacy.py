"""The pages of privacy and deletion: no violation, nothing too wide, in the light and in the dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.sites import PASSWORD, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.test_accessibility import LookOver, look_over, page, press

__all__ = ["look_over", "page"]


@pytest.mark.parametrize("language", ["nb", "ar"])
def test_what_everybody_may_read_is_accessible(address: str, page: Page, look_over: LookOver, language: str) -> None:
    for path in ("personvern", "tilgjengelighet"):
        page.goto(f"{address}/{path}?lang={language}")
        look_over(page, path)


def test_a_survey_s_promise_is_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    page.goto(f"{address}/personvern/{site.put(PLAN).id}")
    look_over(page, "a survey's promise")


def test_deletion_is_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    survey = site.put(PLAN)
    page.goto(address + survey.round(closes=-80, opens=-90).invite("F-102"))
    page.goto(f"{address}/undersokelser/{survey.id}/sletting")
    page.locator("#email").fill(site.employ(survey))
    page.locator("#password").fill(PASSWORD)
    press(page, "Logg inn")
    look_over(page, "what will be deleted")
    page.get_by_role("link", name="Endre datoene").click()
    look_over(page, "changing dates")
    page.locator("#contact_days").fill("mange")
    press(page, "Lagre datoene")
    look_over(page, "changing dates, with an error")


def test_answering_a_request_is_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    survey = site.put(PLAN)
    page.goto(address + survey.round().invite("F-102"))
    press(page, "Start")
    page.get_by_label("Nei", exact=True).check()
    press(page, "Neste")
    press(page, "Lever svarene")
    code = page.locator(".code").first.inner_text()
    page.goto(f"{address}/undersokelser/{survey.id}/innsyn")
    page.locator("#email").fill(site.employ(survey))
    page.locator("#password").fill(PASSWORD)
    press(page, "Logg inn")
    look_over(page, "asking for the code")
    page.locator("#code").fill("0000-0000")
    press(page, "Finn svaret")
    look_over(page, "asking for the code, with an error")
    page.locator("#code").fill(code)
    press(page, "Finn svaret")
    look_over(page, "what is stored")
