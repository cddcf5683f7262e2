"""The pages of those who oversee municipalities: no violation at any width, in the light or in the dark."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from playwright.sync_api import Page

from surveyapp.services import accounts
from tests.sites import PASSWORD, Site
from tests.surveyapp.services.municipalities import hands_in, organisation, put_to_municipalities
from tests.surveyapp.web.test_accessibility import examine, look_at, page, press

__all__ = ["page"]

NOW = datetime.now(UTC)


def signed_in(site: Site, page: Page, address: str, organisation_id: UUID) -> None:
    email = f"{organisation_id.hex}@example.org"
    with site.session() as session:
        account = accounts.create_account(session, email, "Rådgiver", PASSWORD, NOW)
        accounts.add_member(session, account.id, organisation_id, "owner", NOW)
    page.goto(f"{address}/logg-inn?next=/oversikt")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    press(page, "Logg inn")


def test_following_the_whole_country_is_accessible(site: Site, address: str, page: Page) -> None:
    with site.session() as session:
        owner = organisation(session, "directorate")
        days = (date(2021, 6, 1), date(2026, 1, 1))
        survey_id, first, second = put_to_municipalities(session, owner, on=days, opens=NOW.date() - timedelta(days=30))
        for number, back in (("4204", 9), ("1103", 20), ("0301", 2)):
            hands_in(session, survey_id, first, number, NOW.date() - timedelta(days=back + 3))
            hands_in(session, survey_id, second, number, NOW.date() - timedelta(days=back))
        for each in ("4001", "3905", "5501"):
            hands_in(session, survey_id, second, each, NOW.date())
    signed_in(site, page, address, owner)
    look_at(page, "surveys to follow")
    press(page, next(iter(page.get_by_role("main").get_by_role("button").all_inner_texts())))
    look_at(page, "a survey that was opened")
    page.goto(f"{address}/oversikt/{survey_id}/{second}?vis=all")
    page.locator("summary").first.click()
    # A line for each of 357 municipalities is more than the 30 KB that the watch allows.
    examine(page, "a round")
    page.goto(f"{address}/oversikt/{survey_id}/{second}/endring")
    look_at(page, "change")
    page.goto(f"{address}/oversikt/{survey_id}/{second}/kvittering/4204")
    look_at(page, "a receipt")
    page.goto(f"{address}/oversikt/{survey_id}/{second}/kvittering/4201")
    look_at(page, "no receipt yet")


def test_following_nothing_is_accessible(site: Site, address: str, page: Page) -> None:
    with site.session() as session:
        governor = organisation(session, "county_governor", "Nordland")
    signed_in(site, page, address, governor)
    look_at(page, "no surveys to follow")
