"""The end of a round: no violation at any width, in the light or in the dark."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import Page

from surveyapp.models.ids import norwegian_date
from surveyapp.services import retaining
from surveyapp.services.retaining import Wanted
from tests.sites import PASSWORD, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.test_accessibility import look_at, page, press
from tests.surveyapp.web.test_ending import ends_yesterday

__all__ = ["page"]


def test_a_round_is_reported_and_erased_accessibly(site: Site, address: str, page: Page) -> None:
    survey = site.put(PLAN)
    asked = survey.round()
    asked.invite("F-1")
    ends_yesterday(asked)
    page.goto(f"{address}/logg-inn?next=/undersokelser/{survey.id}/runder/{asked.id}")
    page.fill("#email", site.employ(survey))
    page.fill("#password", PASSWORD)
    press(page, "Logg inn")
    page.get_by_text("Meld resultatet rapportert").click()
    page.fill("#reported_on", "2000-01-01")
    press(page, "Meld rapportert")
    look_at(page, "a day that will not do")
    page.fill("#reported_on", norwegian_date(datetime.now(UTC)).isoformat())
    press(page, "Meld rapportert")
    look_at(page, "reported")
    with site.session() as session:
        wanted = Wanted(norwegian_date(datetime.now(UTC)), "erase", 0)
        retaining.change_plan(session, survey.id, wanted, datetime.now(UTC))
        retaining.retain(session, datetime.now(UTC))
    page.reload()
    look_at(page, "erased")
    page.goto(f"{address}/undersokelser/{survey.id}")
    look_at(page, "a survey with an erased round")
