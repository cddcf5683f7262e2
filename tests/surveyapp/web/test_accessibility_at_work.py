"""The pages of shared answers, paper and letters, second thoughts and reading: no violation, and nothing amiss."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.test_accessibility import look_at, press
from tests.watching import Watch

Tab = Callable[[], Page]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """Tabs, each in a browser of its own."""
    contexts = []

    def opened() -> Page:
        contexts.append(browser.new_context(locale="nb-NO", reduced_motion="reduce"))
        page = contexts[-1].new_page()
        Watch.beside(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def coordinator(site: Site, address: str, tab: Tab) -> Page:
    """She coordinates a municipality's answer, and has begun."""
    page = tab()
    page.goto(address + site.put(PLAN, "identified").round().invite("4204", "Kristiansand kommune"))
    press(page, "Start")
    return page


def fill(page: Page, **boxes: str) -> None:
    for name, words in boxes.items():
        page.locator(f"#{name}").fill(words)


def signed_in(site: Site, survey: PutSurvey, page: Page, goal: str) -> None:
    """In an account of its own, on the page that was wanted."""
    page.goto(goal)
    fill(page, email=site.employ(survey), password=PASSWORD)
    press(page, "Logg inn")


def test_handing_out_parts_is_accessible(coordinator: Page, tab: Tab) -> None:
    press(coordinator, "Fordel")
    look_at(coordinator, "handing out, with errors")
    fill(coordinator, label="Kari")
    coordinator.get_by_label("Plan", exact=True).check()
    press(coordinator, "Fordel")
    look_at(coordinator, "a part that is handed out")
    kari = tab()
    kari.goto(coordinator.locator(".new-link").inner_text())
    look_at(kari, "what a colleague is asked for")
    press(kari, "Start")
    look_at(kari, "a colleague's overview")
    kari.get_by_role("link", name="Plan", exact=True).click()
    kari.locator("summary").first.click()
    fill(kari, **{"comment-har": "Spør økonomi"})
    with kari.expect_navigation():
        kari.get_by_role("button", name="Lagre kommentaren").first.click()
    look_at(kari, "a page with a comment")


def test_signing_and_correcting_are_accessible(coordinator: Page) -> None:
    coordinator.get_by_role("link", name="Plan", exact=True).click()
    coordinator.get_by_label("Nei", exact=True).check()
    press(coordinator, "Neste")
    look_at(coordinator, "the check page of a shared answer")
    press(coordinator, "Til godkjenning")
    look_at(coordinator, "sign-off")
    press(coordinator, "Godkjenn og lever")
    look_at(coordinator, "sign-off, with errors")
    signs(coordinator)
    look_at(coordinator, "what is signed")
    press(coordinator, "Start en retting")
    look_at(coordinator, "a correction without its reason")
    fill(coordinator, reason="Feil antall")
    press(coordinator, "Start en retting")
    coordinator.goto(coordinator.url.replace("/oversikt", "/godkjenning"))
    signs(coordinator)
    look_at(coordinator, "two editions")


def signs(page: Page) -> None:
    fill(page, name="Ola Eksempel", job="Kommunedirektør")
    page.locator("#may").check()
    press(page, "Godkjenn og lever")


def test_asking_for_approval_is_accessible(coordinator: Page, tab: Tab) -> None:
    coordinator.get_by_role("link", name="Plan", exact=True).click()
    coordinator.get_by_label("Nei", exact=True).check()
    press(coordinator, "Neste")
    press(coordinator, "Til godkjenning")
    fill(coordinator, label="Ola")
    press(coordinator, "Send til godkjenning")
    look_at(coordinator, "waiting for the approver")
    ola = tab()
    ola.goto(coordinator.locator(".new-link").inner_text())
    look_at(ola, "what the approver is asked for")
    press(ola, "Start")
    look_at(ola, "what the approver reads")


def test_keying_paper_is_accessible(site: Site, address: str, tab: Tab) -> None:
    survey = site.put(PLAN)
    asked = survey.round()
    asked.invite("F-102", "Forløp 102")
    sheets = f"{address}/undersokelser/{survey.id}/runder/{asked.id}/papir"
    kari, ola = tab(), tab()
    for page, count in ((kari, "3"), (ola, "8")):
        signed_in(site, survey, page, sheets)
        fill(page, sheet="F-102")
        press(page, "Legg inn et skjema")
        page.get_by_label("Ja", exact=True).check()
        page.locator("[name=antall]").fill("mange")
        press(page, "Lagre skjemaet")
        if page is kari:
            look_at(kari, "a sheet, with an error")
        page.locator("[name=antall]").fill(count)
        with page.expect_navigation():
            page.locator("button[name=go]").last.click()
    look_at(ola, "two entries that differ")
    press(ola, "Lever svaret")
    look_at(ola, "two entries that differ, with errors")
    kari.goto(sheets)
    look_at(kari, "the sheets")
    fill(kari, sheet="F-999")
    press(kari, "Legg inn et skjema")
    look_at(kari, "the sheets, with an error")


def test_making_letters_is_accessible(site: Site, address: str, tab: Tab) -> None:
    survey = site.put("psfs")
    asked = survey.round()
    asked.invite("F-102", "Forløp 102")
    page = tab()
    signed_in(site, survey, page, f"{address}/undersokelser/{survey.id}/runder/{asked.id}/brev")
    look_at(page, "letters")
    fill(page, return_to="x" * 501)
    press(page, "Lag brevene (PDF)")
    look_at(page, "letters, with an error")


def test_taking_an_answer_back_is_accessible(site: Site, address: str, tab: Tab) -> None:
    page = tab()
    page.goto(address + site.put(PLAN, "anonymous").round().open_link())
    press(page, "Start")
    page.get_by_label("Nei", exact=True).check()
    press(page, "Neste")
    press(page, "Lever svarene")
    code = page.locator(".code").inner_text()
    page.goto(f"{address}/trekk")
    look_at(page, "taking back")
    fill(page, code="0000-0000")
    press(page, "Finn svaret")
    look_at(page, "taking back, with a wrong code")
    fill(page, code=code)
    press(page, "Finn svaret")
    look_at(page, "taking back, to be confirmed")
    press(page, "Slett svaret")
    look_at(page, "taken back")


def test_reading_aids_are_accessible(site: Site, address: str, tab: Tab) -> None:
    page = tab()
    page.goto(address + site.put("psfs").round().invite("K1"))
    with page.expect_navigation():
        page.get_by_role("button", name="Lesehjelp").or_(page.get_by_role("link", name="Lesehjelp")).click()
    look_at(page, "reading aids")
    for choice in ("size-xl", "pace-alone", "words-easy", "aloud-yes"):
        page.locator(f"#{choice}").check()
    press(page, "Bruk disse valgene")
    press(page, "Start")
    look_at(page, "a page with all aids")
    with page.expect_navigation():
        page.get_by_role("main").locator("button[value=next]").last.click()
    look_at(page, "a page with all aids, with an error")
