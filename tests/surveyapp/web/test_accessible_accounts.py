"""The pages of accounts and members: no violation in any scheme, nothing too wide, and nothing amiss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page

from surveyapp.models.tokens import token_key
from surveyapp.services import accounts
from surveyapp.web.context import PUBLIC_URL
from tests import codeapp, postbox
from tests.sites import PASSWORD, SECRET, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.test_accessibility import look_at, press
from tests.surveyapp.web.test_accessibility_at_work import fill
from tests.watching import Watch

LINK = re.compile(r"/medlem/[\w-]+")


@pytest.fixture
def page(site: Site, address: str, browser: Browser) -> Iterator[Page]:
    """A tab, at an address with a name, so that it has passkeys."""
    before = site.app.config[PUBLIC_URL]
    site.app.config[PUBLIC_URL] = address.replace("127.0.0.1", "localhost")
    context = browser.new_context(locale="nb-NO", reduced_motion="reduce")
    page = context.new_page()
    Watch.beside(page)
    yield page
    context.close()
    site.app.config[PUBLIC_URL] = before


def test_ones_own_account_is_accessible(site: Site, address: str, page: Page) -> None:
    here = address.replace("127.0.0.1", "localhost")
    email = site.employ(site.put(PLAN))
    page.goto(f"{here}/min-konto")
    look_at(page, "login, with passkeys")
    fill(page, email=email, password=PASSWORD)
    press(page, "Logg inn")
    look_at(page, "my account")
    page.goto(f"{here}/min-konto/passord")
    press(page, "Bytt passord")
    look_at(page, "changing the password, with errors")
    page.goto(f"{here}/min-konto/passnokler/ny")
    look_at(page, "a new passkey")
    page.goto(f"{here}/min-konto/kodeapp")
    letters = page.locator(".code").inner_text()
    fill(page, code="000000")
    press(page, "Bruk denne appen")
    look_at(page, "a code app, with an error")
    fill(page, code=codeapp.shows(letters, -1))
    press(page, "Bruk denne appen")
    look_at(page, "my account, with a code app")
    press(page, "Lag ti nye reservekoder")
    look_at(page, "recovery codes")


def test_signing_in_by_steps_is_accessible(site: Site, address: str, page: Page) -> None:
    here = address.replace("127.0.0.1", "localhost")
    email = site.employ(site.put(PLAN))
    page.goto(f"{here}/min-konto/kodeapp")
    fill(page, email=email, password=PASSWORD)
    press(page, "Logg inn")
    letters = page.locator(".code").inner_text()
    fill(page, code=codeapp.shows(letters, -1))
    press(page, "Bruk denne appen")
    page.goto(f"{here}/min-konto/kodeapp/fjern")
    look_at(page, "removing the code app")
    page.goto(f"{here}/min-konto/bekreft")
    look_at(page, "confirming who one is")
    page.goto(f"{here}/logg-inn")
    fill(page, email=email, password=PASSWORD)
    press(page, "Logg inn")
    press(page, "Logg inn")
    look_at(page, "the second step, with an error")


def test_members_are_accessible(site: Site, address: str, page: Page) -> None:
    here = address.replace("127.0.0.1", "localhost")
    survey = site.put(PLAN)
    site.employ(survey)
    page.goto(f"{here}/medlemmer")
    fill(page, email=site.employ(survey, "administrator"), password=PASSWORD)
    press(page, "Logg inn")
    look_at(page, "members")
    page.get_by_role("link", name="Endre").first.click()
    look_at(page, "one member")
    page.goto(f"{here}/medlemmer")
    page.get_by_role("link", name="Inviter et medlem").click()
    press(page, "Inviter")
    look_at(page, "inviting, with errors")
    fill(page, email=f"{uuid4().hex}@example.org")
    page.get_by_label("Leser").check()
    press(page, "Inviter")
    look_at(page, "a link to hand over")
    link = LINK.search(page.content())
    assert link is not None
    page.goto(f"{here}/medlemmer")
    look_at(page, "members, and one who is asked")
    page.goto(here + link[0])
    press(page, "Bli med")
    look_at(page, "becoming a member, with errors")
    page.goto(f"{here}/medlem/finnes-ikke")
    look_at(page, "a link that works no more")


def test_a_forgotten_password_is_accessible(site: Site, address: str, page: Page) -> None:
    here = address.replace("127.0.0.1", "localhost")
    email = site.employ(site.put(PLAN))
    with postbox.delivering(site.app, here):
        page.goto(f"{here}/logg-inn")
        look_at(page, "login, with a link for who forgot")
        page.goto(f"{here}/glemt-passord")
        press(page, "Send meg en lenke")
        look_at(page, "forgotten password, with an error")
        fill(page, email=email)
        press(page, "Send meg en lenke")
        look_at(page, "the link is on its way")
    with site.session() as session:
        token = next(
            each.token
            for each in accounts.password_links(session, token_key(SECRET), datetime.now(UTC))
            if each.email == email
        )
    page.goto(f"{here}/nytt-passord/{token}")
    press(page, "Lagre passordet")
    look_at(page, "a new password, with errors")
    page.goto(f"{here}/nytt-passord/nothing")
    look_at(page, "a link that works no more")
