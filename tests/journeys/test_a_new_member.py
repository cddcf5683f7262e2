"""An administrator asks somebody in, who signs in by two steps, and on by a passkey; what is lost is signed out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from surveyapp.web.context import PUBLIC_URL
from tests import codeapp, postbox
from tests.listening import Ear
from tests.postbox import Postbox
from tests.sites import PASSWORD, Site
from tests.surveyapp.stage import PLAN

LINK = re.compile(r"http://\S+/medlem/[\w-]+")
NEW = "to fugler på et stille vann"
OLA = "ola.nordmann@example.org"

Somebody = Callable[[], Page]


@pytest.fixture
def named(site: Site, address: str) -> Iterator[str]:
    """The app at a name: no browser has keys for a bare number."""
    before = site.app.config[PUBLIC_URL]
    site.app.config[PUBLIC_URL] = address.replace("127.0.0.1", "localhost")
    yield site.app.config[PUBLIC_URL]
    site.app.config[PUBLIC_URL] = before


@pytest.fixture
def box(site: Site, named: str) -> Iterator[Postbox]:
    with postbox.delivering(site.app, named) as box:
        yield box


@pytest.fixture
def somebody(browser: Browser) -> Iterator[Somebody]:
    """People, each with a browser of her own."""
    contexts = []

    def sits_down() -> Page:
        contexts.append(browser.new_context(locale="nb-NO"))
        return contexts[-1].new_page()

    yield sits_down
    for context in contexts:
        context.close()


def press(page: Page, words: str | re.Pattern[str]) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=words).first.click()


def fill(page: Page, **boxes: str) -> None:
    for name, words in boxes.items():
        page.locator(f"#{name}").fill(words)


def signs_in(page: Page, named: str, email: str, password: str) -> None:
    page.goto(f"{named}/logg-inn")
    fill(page, email=email, password=password)
    press(page, "Logg inn")


def comes_to(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def with_a_key(page: Page) -> tuple[CDPSession, dict[str, str]]:
    """Give the browser a key that its owner unlocks by a touch; how it is asked what it holds."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    return chromium, chromium.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def is_asked_and_joins(kari: Page, ola: Page, box: Postbox) -> str:
    kari.get_by_role("link", name="Medlemmer").click()
    kari.get_by_role("link", name="Inviter et medlem").click()
    fill(kari, email=OLA)
    kari.get_by_label("Leser").check()
    press(kari, "Inviter")
    link = LINK.search(box.words())
    assert link is not None
    ola.goto(link[0])
    fill(ola, name="Ola Nordmann", new=NEW, again=NEW)
    press(ola, "Bli med")
    comes_to(ola, "Min konto")
    return link[0].rpartition("/")[2]


def sets_up_an_app(page: Page) -> str:
    page.get_by_role("link", name="Sett opp kodeapp").click()
    letters = page.locator(".code").inner_text()
    fill(page, code=codeapp.shows(letters, -1))
    press(page, "Bruk denne appen")
    return letters


def test_a_new_member_signs_in_by_two_steps_and_ends_a_browser_from_another(
    site: Site, named: str, box: Postbox, somebody: Somebody, ear: Ear
) -> None:
    survey = site.put(PLAN)
    kari, ola, phone = somebody(), somebody(), somebody()
    signs_in(kari, named, site.employ(survey, "administrator"), PASSWORD)
    token = is_asked_and_joins(kari, ola, box)
    letters = sets_up_an_app(ola)
    signs_in(phone, named, OLA, NEW)
    comes_to(phone, "Bekreft at det er deg")
    fill(phone, code=codeapp.shows(letters))
    press(phone, "Logg inn")
    comes_to(phone, "Undersøkelser")
    ola.reload()
    press(ola, re.compile("Logg ut ?: Chrome"))
    phone.reload()
    comes_to(phone, "Logg inn")
    told = ear.written.getvalue()
    assert "/min-konto" in told
    assert [secret for secret in (OLA, "Nordmann", NEW, letters.replace(" ", ""), token) if secret in told] == []


def test_a_passkey_signs_in_without_a_password(site: Site, named: str, somebody: Somebody) -> None:
    email = site.employ(site.put(PLAN))
    kari = somebody()
    with_a_key(kari)
    signs_in(kari, named, email, PASSWORD)
    kari.goto(f"{named}/min-konto")
    kari.get_by_role("link", name="Legg til passnøkkel").click()
    fill(kari, name="Mobilen min")
    press(kari, "Legg til")
    comes_to(kari, "Min konto")
    expect(kari.get_by_text("Mobilen min").first).to_be_visible()
    press(kari, "Logg ut")
    kari.goto(f"{named}/logg-inn")
    press(kari, "Logg inn med passnøkkel")
    comes_to(kari, "Undersøkelser")
    stranger = somebody()
    signs_in(stranger, named, email, PASSWORD)
    comes_to(stranger, "Bekreft at det er deg")


def test_a_key_that_has_no_name_yet_is_not_made(site: Site, named: str, somebody: Somebody) -> None:
    kari = somebody()
    chromium, held = with_a_key(kari)
    signs_in(kari, named, site.employ(site.put(PLAN)), PASSWORD)
    kari.goto(f"{named}/min-konto/passnokler/ny")
    press(kari, "Legg til")
    expect(kari.get_by_text("Gi nøkkelen et navn.").first).to_be_visible()
    assert chromium.send("WebAuthn.getCredentials", held)["credentials"] == []
    fill(kari, name="Mobilen min")
    press(kari, "Legg til")
    comes_to(kari, "Min konto")
    assert len(chromium.send("WebAuthn.getCredentials", held)["credentials"]) == 1


def test_a_key_that_is_not_there_is_told_plainly(site: Site, named: str, somebody: Somebody) -> None:
    kari = somebody()
    with_a_key(kari)
    kari.goto(f"{named}/logg-inn")
    press(kari, "Logg inn med passnøkkel")
    expect(kari.get_by_text("Det gikk ikke å logge inn med passnøkkel.").first).to_be_visible()
