"""An analyst makes a key in a browser, a program reads by it as the documentation shows, and she takes it back."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from surveyapp.web.context import PUBLIC_URL
from tests.sites import PASSWORD, Site

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")


def program(address: str) -> str:
    """The Python of the documentation, asking here."""
    found = re.search(r"^## Python\n\n((?: {4}.*\n|\n)+)", DOCUMENTED, re.MULTILINE)
    assert found is not None
    return re.sub(r"^ {4}", "", found[1], flags=re.MULTILINE).replace("https://medvirk.example.no", address)


def run(code: str, key: str) -> subprocess.CompletedProcess[str]:
    environment = {"MEDVIRK_KEY": key, "NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)


def press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def test_a_program_reads_by_a_key_until_it_is_taken_back(
    site: Site, browser: Browser, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(site.app.config, PUBLIC_URL, address)
    survey = site.put("psfs")
    survey.round("Høst", denominator=12)
    page = browser.new_context(locale="nb-NO").new_page()
    page.goto(f"{address}/tilgangsnokler")
    page.fill("#email", site.employ(survey, "analyst"))
    page.fill("#password", PASSWORD)
    press(page, "Logg inn")

    page.get_by_role("link", name="Lag en nøkkel").click()
    page.fill("#name", "Kvartalsrapporten")
    page.get_by_label("Se undersøkelser").check()
    press(page, "Lag nøkkelen")
    key = page.locator(".new-link").inner_text()
    read = run(program(address), key)
    assert read.stderr == ""
    assert read.stdout.split()[-3:] == ["Høst", "0", "12"]

    page.get_by_role("link", name="Jeg har tatt vare på nøkkelen").click()
    page.get_by_role("link", name="Trekk tilbake").click()
    press(page, "Trekk tilbake nøkkelen")
    assert "401" in run(program(address), key).stderr
