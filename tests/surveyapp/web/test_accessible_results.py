"""A round's results so far: no violation at any width, in the light or in the dark."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import Page

from surveyapp.services import showing
from tests.sites import PASSWORD, Site
from tests.surveyapp.web.handed_in import hand_in
from tests.surveyapp.web.test_accessibility import look_at, page, press

__all__ = ["page"]


def test_results_are_looked_at_accessibly(site: Site, address: str, page: Page) -> None:
    survey = site.put("brukererfaring", "anonymous")
    asked = survey.round()
    at = f"{address}/undersokelser/{survey.id}/runder/{asked.id}/resultater"
    page.goto(f"{at}")
    page.fill("#email", site.employ(survey))
    page.fill("#password", PASSWORD)
    press(page, "Logg inn")
    look_at(page, "results of nobody")
    scale = [
        {"role": role, "forsto": code, "informasjon": code, "fornoyd": code}
        for role in ("self", "proxy")
        for code in "345"
    ]
    hand_in(asked, scale * 10)
    page.reload()
    look_at(page, "results that are waited for")
    with site.session() as session:
        showing.tell_due(session, datetime.now(UTC))
    page.reload()
    look_at(page, "results of everybody")
    page.get_by_role("link", name="Alle").press("Tab")
    page.keyboard.press("Enter")
    look_at(page, "results of a group")
