"""A municipality's employee signs in by «Ansattporten (test)»; when she logs out there, she is logged out here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.services import publishing, surveying
from surveyapp.web.context import PUBLIC_URL
from tests import vouching
from tests.journeys.respondent import Respondent
from tests.sites import Site
from tests.surveyapp.web.test_accessibility import examine
from tests.vouching import KEY, NUMBER, Running, acting_for

NAME = "Ansattporten (test)"
TITLE = "Status for rehabilitering"


@pytest.fixture
def provider(site: Site, address: str) -> Iterator[Running]:
    """The provider, which knows our client and where to tell it that a session is over."""
    before = site.app.config[PUBLIC_URL]
    site.app.config[PUBLIC_URL] = address
    with vouching.running() as running, vouching.offering(site.app, running.configured()):
        public = KEY.as_pem(private=False).decode()
        frame = f"{address}/logg-inn/hos/ansattporten/avsluttet"
        running.knows(id="medvirk", kid="our-key", public_key=public, frontchannel=frame)
        running.does(claims={"name": "Kari Eksempel", **acting_for()})
        yield running
    site.app.config[PUBLIC_URL] = before


@pytest.fixture(scope="module")
def municipality(site: Site) -> None:
    """A municipality with a survey of its own."""
    now = datetime.now(UTC)
    with site.session() as session:
        owner = surveying.create_organisation(session, "Portvik kommune", now, kind="municipality", number=NUMBER)
        owner_id = owner.id
        version = publishing.publish(session, owner, load_file(paths()["kommuneundersokelsen"]), now)
        surveying.create_survey(
            session,
            owner_id,
            version.questionnaire_id,
            title=TITLE,
            privacy="identified",
            synthetic=True,
            now=now,
        )


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_signing_in_and_out_at_the_provider(provider: Running, municipality: None, address: str, page: Page) -> None:
    kari = Respondent(page).opens(f"{address}/undersokelser").sees(f"Logg inn med {NAME}")
    examine(page, "the login page with a provider")
    with page.expect_navigation():
        page.get_by_role("link", name=f"Logg inn med {NAME}").click()
    page.get_by_role("link", name="Kari").click()
    page.wait_for_url("**/undersokelser")
    kari.sees(TITLE).sees("Kari Eksempel")

    another_tab = page.context.new_page()
    another_tab.goto(f"{provider.address}/logout?post_logout_redirect_uri={address}/logget-ut")
    expect(another_tab.frame_locator("#rp").locator("html")).to_be_attached()
    another_tab.get_by_role("link", name="Tilbake").click()
    Respondent(another_tab).sees("Du er logget ut")
    examine(another_tab, "signed out")
    kari.opens(f"{address}/undersokelser").sees("E-postadresse")


def test_logging_out_here_logs_out_at_the_provider(
    provider: Running, municipality: None, address: str, page: Page
) -> None:
    kari = Respondent(page).opens(f"{address}/logg-inn")
    page.get_by_role("link", name=f"Logg inn med {NAME}").click()
    page.get_by_role("link", name="Kari").click()
    page.wait_for_url("**/undersokelser")
    page.get_by_role("button", name="Logg ut").click()
    page.wait_for_url(f"{provider.address}/logout?**")
    (asked,) = provider.seen("/logout")
    assert asked["values"]["post_logout_redirect_uri"] == f"{address}/logget-ut"
    page.get_by_role("link", name="Tilbake").click()
    kari.sees("Du er logget ut").opens(f"{address}/undersokelser").sees("E-postadresse")


def test_who_has_no_role_is_told_whom_to_ask(provider: Running, address: str, page: Page) -> None:
    provider.does(claims={"sub": "qD-kwgr3FcGA9zy4M7O_4Dco95Uobipd0RJeHSWypG5BL0VrsSND4Pppa2ZInbDyTGfo0AncdvAbU74gfdQ"})
    Respondent(page).opens(f"{address}/logg-inn")
    page.get_by_role("link", name=f"Logg inn med {NAME}").click()
    page.get_by_role("link", name="Kari").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har ikke tilgang til Medvirk ennå")
    examine(page, "somebody without a role")
