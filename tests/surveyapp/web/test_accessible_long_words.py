"""Words as long as a field takes, in names that stand on many pages: nothing is wider than a phone."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.sites import PASSWORD, Site
from tests.surveyapp.web.test_accessibility import fits, page, press

__all__ = ["page"]

LONG = "Opptrappingsplanoppfølgingsundersøkelse👩‍🦽" * 2


def test_a_long_name_of_a_survey_and_a_round_fits_a_phone(site: Site, address: str, page: Page) -> None:
    survey = site.put("kommuneundersokelsen", "identified")
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{address}/logg-inn?next=/undersokelser/ny")
    page.fill("#email", site.employ(survey))
    page.fill("#password", PASSWORD)
    press(page, "Logg inn")
    page.select_option("#questionnaire", "kommuneundersokelsen")
    page.fill("#title", LONG)
    page.locator("[name=privacy][value=identified]").check()
    page.fill("#purpose", LONG * 3)
    press(page, "Lag undersøkelsen")
    fits(page, "a survey with a long name")
    page.get_by_role("link", name="Ny runde").click()
    page.fill("#label", LONG)
    page.fill("#only", LONG)
    press(page, "Legg til runden")
    fits(page, "a new round with what is unknown")
    page.fill("#only", "Oslo")
    press(page, "Legg til runden")
    fits(page, "a round with a long name")
    for link in ("Invitasjoner og påminnelser", "Brev", "Datoer og nevner"):
        page.get_by_role("link", name=link, exact=True).click()
        fits(page, link)
        page.go_back()
