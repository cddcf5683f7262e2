"""Somebody forgot her password: she asks, the worker writes, the link of the mail leads her in again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from surveyapp.cli import main
from surveyapp.web.guessing import FORGOTTEN
from tests import postbox
from tests.listening import Ear
from tests.sites import PASSWORD, SECRET, Site
from tests.surveyapp.stage import PLAN

LINK = re.compile(r"http://\S+/nytt-passord/([\w-]+)")
NEW = "to fugler på et stille vann"


@pytest.fixture
def kari(browser: Browser) -> Iterator[Page]:
    FORGOTTEN.forget()
    context = browser.new_context(locale="nb-NO")
    yield context.new_page()
    context.close()


def fill_and_press(page: Page, words: str, **boxes: str) -> None:
    for name, text in boxes.items():
        page.locator(f"#{name}").fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name=words).first.click()


def test_a_forgotten_password_is_replaced_by_a_link_in_the_mail(site: Site, address: str, kari: Page, ear: Ear) -> None:
    email = site.employ(site.put(PLAN))
    with postbox.delivering(site.app, address) as box:
        kari.goto(f"{address}/logg-inn")
        kari.get_by_role("link", name="Glemt passord?").click()
        fill_and_press(kari, "Send meg en lenke", email=email)
        expect(kari.get_by_role("heading", level=1)).to_have_text("Se i innboksen din")
        environment = {"SURVEYAPP_ENVIRONMENT": "development", "SECRET_KEY": SECRET, "PUBLIC_URL": address}
        environment |= {"INSTANCE_DIR": str(site.settings.instance), "SMTP_URL": box.url}
        assert CliRunner().invoke(main, ["mail", "send"], env=environment).exit_code == 0
        link = LINK.search(box.words(email))
        assert link is not None
        kari.goto(link[0])
        assert link[1] not in kari.url
        fill_and_press(kari, "Lagre passordet", new=NEW, again=NEW)
        kari.get_by_role("link", name="Til innloggingen").click()
        fill_and_press(kari, "Logg inn", email=email, password=PASSWORD)
        expect(kari.get_by_text("passer ikke sammen").first).to_be_visible()
        fill_and_press(kari, "Logg inn", email=email, password=NEW)
        expect(kari.get_by_role("heading", level=1)).to_have_text("Undersøkelser")
    told = ear.written.getvalue()
    assert "/nytt-passord" in told
    assert [secret for secret in (email, NEW, link[1]) if secret in told] == []
