"""Taking answers out: no violation at any width, in the light or in the dark."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.sites import PASSWORD, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.test_accessibility import look_at, page, press

__all__ = ["page"]


def test_taking_answers_out_is_accessible(site: Site, address: str, page: Page) -> None:
    survey = site.put(PLAN)
    survey.round("Runden med det lange navnet")
    page.goto(f"{address}/logg-inn?next=/undersokelser/{survey.id}/data")
    page.fill("#email", site.employ(survey))
    page.fill("#password", PASSWORD)
    press(page, "Logg inn")
    page.get_by_text("Det Stata ikke har plass til").click()
    look_at(page, "taking out")
    page.get_by_label("Excel (.xlsx)").uncheck()
    press(page, "Last ned")
    look_at(page, "taking out, with an error")
