"""Statsforvalteren follows its municipalities: one hands in meanwhile, and the page counts it by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from surveyapp.services import accounts, overseeing
from surveyapp.web.staff import oversight_pages
from tests.sites import PASSWORD, Site
from tests.surveyapp.services.municipalities import hands_in, organisation, put_to_municipalities


@dataclass(frozen=True)
class Followed:
    """A directorate's survey, open to the county governors, and who works at Agder's."""

    site: Site
    survey_id: UUID
    round_id: UUID
    email: str

    def hands_in(self, number: str) -> str:
        with self.site.session() as session:
            return hands_in(session, self.survey_id, self.round_id, number, datetime.now(UTC).date())


@pytest.fixture
def followed(site: Site) -> Followed:
    now = datetime.now(UTC)
    with site.session() as session:
        owner = organisation(session, "directorate")
        survey_id, round_id = put_to_municipalities(session, owner, opens=now.date() - timedelta(days=5))
        overseeing.open_to_governors(session, survey_id, now)
        governor = organisation(session, "county_governor", "Agder")
        email = f"{governor.hex}@example.org"
        account = accounts.create_account(session, email, "Rådgiver", PASSWORD, now)
        accounts.add_member(session, account.id, governor, "reader", now)
    return Followed(site, survey_id, round_id, email)


def goes_to_the_round(page: Page, address: str, email: str) -> None:
    """Sign in, and choose the survey in the menu."""
    page.goto(f"{address}/logg-inn")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    page.get_by_role("link", name="Oversikt", exact=True).click()
    page.get_by_role("main").get_by_role("link").first.click()


def chooses(page: Page, words: str) -> None:
    page.get_by_label("Vis", exact=True).select_option(label=words)
    page.get_by_role("button", name="Vis", exact=True).click()


def test_an_answer_is_counted_without_reload_and_its_receipt_is_read(
    followed: Followed, browser: Browser, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oversight_pages, "POLL_SECONDS", 1)
    followed.hands_in("1103")
    page = browser.new_context(locale="nb-NO").new_page()
    goes_to_the_round(page, address, followed.email)
    total = page.locator("#live-total")
    expect(total).to_contain_text("0 av 25 har svart")
    expect(page.get_by_role("row", name="Kristiansand")).to_be_visible()
    expect(page.get_by_text("Stavanger")).to_have_count(0)
    page.evaluate("window.same = true")

    reference = followed.hands_in("4204")

    expect(total).to_contain_text("1 av 25 har svart")
    expect(page.get_by_role("status")).to_contain_text("1 av 25 har svart. Oppdatert kl.")
    expect(page.get_by_role("row", name="Kristiansand")).to_have_count(0)
    assert page.evaluate("window.same") is True
    chooses(page, "Levert")
    page.get_by_role("link", name="Kristiansand").click()
    expect(page.get_by_text(reference)).to_be_visible()
    page.go_back()
    with page.expect_download() as arriving:
        page.get_by_role("link", name="Last ned alle kommunene").click()
    lines = arriving.value.path().read_text("utf-8-sig").splitlines()
    assert (len(lines), sum("Levert" in line for line in lines)) == (26, 1)
    page.context.close()


def test_a_page_that_is_signed_out_meanwhile_says_so(
    followed: Followed, browser: Browser, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oversight_pages, "POLL_SECONDS", 1)
    page = browser.new_context(locale="nb-NO").new_page()
    goes_to_the_round(page, address, followed.email)
    page.context.clear_cookies()
    expect(page.get_by_role("status")).to_contain_text("Last den på nytt")
    page.context.close()


def test_the_same_is_read_without_scripts(followed: Followed, browser: Browser, address: str) -> None:
    page = browser.new_context(locale="nb-NO", java_script_enabled=False).new_page()
    goes_to_the_round(page, address, followed.email)
    expect(page.locator("#live-total")).to_contain_text("0 av 25 har svart")
    followed.hands_in("4204")
    page.get_by_role("link", name="Oppdater").click()
    expect(page.locator("#live-total")).to_contain_text("1 av 25 har svart")
    chooses(page, "Alle kommuner")
    expect(page.get_by_role("row", name="Kristiansand")).to_contain_text("Levert")
    page.context.close()
