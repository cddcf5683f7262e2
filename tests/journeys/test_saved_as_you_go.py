"""A person answers, and nothing she has answered is lost: closed tabs, lost networks, and two who write at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import select

from surveyapp.models import Response
from tests.journeys.respondent import Respondent
from tests.sites import AskedRound, Site

PLAN = """
id: plan
title: {nb: Plan}
languages: [nb]
unit: person
about: {nb: Om planen.}
pages:
  - id: plan
    title: {nb: Plan}
    questions:
      - {id: har, type: choice, text: {nb: Har dere en plan?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}
      - {id: antall, type: count, from: 0, to: 100, text: {nb: Hvor mange tiltak?}}
      - {id: hvorfor, type: long_text, text: {nb: Hvorfor?}, show_when: {har: "no"}}
  - id: mer
    title: {nb: Mer}
    questions:
      - {id: merknad, type: short_text, text: {nb: Merknad}}
"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 360, "height": 740})
    yield context
    context.close()


@pytest.fixture
def asked(site: Site) -> AskedRound:
    return site.put(PLAN).round()


def answers(asked: AskedRound) -> dict[str, Any]:
    with asked.site.session() as session:
        found: dict[str, Any] = session.scalars(
            select(Response.answers).where(Response.survey_id == asked.survey_id)
        ).one()
        return found


def becomes(found: Callable[[], Any], wanted: Any) -> bool:
    """Whether it is so within ten seconds; a tab that is closed tells nobody when it is done."""
    until = time.monotonic() + 10
    while found() != wanted and time.monotonic() < until:
        time.sleep(0.05)
    return bool(found() == wanted)


def begins(context: BrowserContext, link: str) -> Page:
    page = context.new_page()
    Respondent(page).opens(link).starts()
    return page


def chooses(page: Page, control: str) -> None:
    page.locator(f"label[for='{control}']").click()


def test_an_answer_changed_and_changed_back_is_told_to_be_saved(
    phone: BrowserContext, asked: AskedRound, address: str
) -> None:
    page = begins(phone, address + asked.invite("K1"))
    held: list[Route] = []
    page.route("**/side/*", lambda route: held.append(route) if route.request.method == "PATCH" else route.continue_())
    with page.expect_request(lambda request: request.method == "PATCH"):
        chooses(page, "har-option-yes")
    for _again in range(2):
        page.locator("#har-option-yes").dispatch_event("change")
    page.wait_for_timeout(100)
    held[0].continue_()
    expect(page.locator(".saving")).to_have_text("Lagret")
    assert (len(held), answers(asked)) == (1, {"har": "yes"})


def test_an_answer_is_saved_as_it_is_given(phone: BrowserContext, asked: AskedRound, address: str) -> None:
    page = begins(phone, f"{address}{asked.invite('K1')}")
    chooses(page, "har-option-yes")
    expect(page.get_by_role("status")).to_have_text("Lagret")
    assert answers(asked) == {"har": "yes"}


def test_closing_the_tab_after_a_click_loses_nothing(phone: BrowserContext, asked: AskedRound, address: str) -> None:
    page = begins(phone, f"{address}{asked.invite('K1')}")
    page.locator("#antall-input").press_sequentially("12")
    chooses(page, "har-option-no")
    page.close(run_before_unload=True)
    assert becomes(lambda: answers(asked), {"har": "no", "antall": 12})


def test_what_is_answered_without_a_network_is_saved_when_it_is_back(
    phone: BrowserContext, asked: AskedRound, address: str
) -> None:
    page = begins(phone, f"{address}{asked.invite('K1')}")
    phone.set_offline(True)
    chooses(page, "har-option-yes")
    expect(page.get_by_role("status")).to_have_text("Ikke lagret ennå – vi prøver igjen")
    page.locator("#antall-input").fill("7")
    page.get_by_role("button", name="Neste").click()
    expect(page.locator("h1")).to_have_text("Plan")
    phone.set_offline(False)
    expect(page.get_by_role("status")).to_have_text("Lagret")
    assert answers(asked) == {"har": "yes", "antall": 7}


def test_an_answer_changed_again_and_again_is_in_conflict_with_nobody(
    phone: BrowserContext, asked: AskedRound, address: str
) -> None:
    page = begins(phone, f"{address}{asked.invite('K1')}")
    for choice in ("yes", "no", "yes", "no"):
        chooses(page, f"har-option-{choice}")
    page.get_by_role("button", name="Neste").click()
    expect(page.locator("h1")).to_have_text("Plan")
    expect(page.get_by_text("Nytt spørsmål")).to_be_visible()
    page.get_by_role("button", name="Neste").click()
    expect(page.locator("h1")).to_have_text("Mer")
    assert answers(asked) == {"har": "no"}


def test_an_answer_can_be_taken_back(phone: BrowserContext, asked: AskedRound, address: str) -> None:
    page = begins(phone, f"{address}{asked.invite('K1')}")
    page.locator("#antall-input").fill("12")
    page.locator("#antall-input").blur()
    expect(page.get_by_role("status")).to_have_text("Lagret")
    page.locator("#antall-input").fill("")
    page.get_by_role("button", name="Neste").click()
    expect(page.locator("h1")).to_have_text("Mer")
    assert answers(asked) == {}


def test_two_who_answer_the_same_differently_choose_beside_the_question(
    phone: BrowserContext, asked: AskedRound, address: str
) -> None:
    link = f"{address}{asked.invite('K1')}"
    page, other = begins(phone, link), begins(phone, link)
    chooses(page, "har-option-yes")
    expect(page.get_by_role("status")).to_have_text("Lagret")
    other.locator("#antall-input").fill("9")
    chooses(other, "har-option-no")
    expect(other.get_by_text("Det som er lagret: Ja")).to_be_visible()
    assert answers(asked) == {"har": "yes", "antall": 9}
    chooses(other, "har-mine")
    other.get_by_role("button", name="Neste").click()
    expect(other.get_by_text("Nytt spørsmål")).to_be_visible()
    assert answers(asked) == {"har": "no", "antall": 9}


def test_what_is_not_right_yet_is_not_stored_and_not_shouted_about(
    phone: BrowserContext, asked: AskedRound, address: str
) -> None:
    page = begins(phone, f"{address}{asked.invite('K1')}")
    page.locator("#antall-input").fill("1000")
    page.locator("#antall-input").blur()
    expect(page.get_by_role("status")).to_have_text("Det siste svaret er ikke lagret ennå")
    assert page.locator("[aria-invalid]").count() == 0
    assert answers(asked) == {}


def test_a_page_left_open_tells_that_the_answers_are_handed_in(
    phone: BrowserContext, asked: AskedRound, address: str
) -> None:
    link = f"{address}{asked.invite('K1')}"
    page, other = begins(phone, link), begins(phone, link)
    other.goto(other.url.partition("/side/")[0] + "/kontroll")
    other.get_by_role("button", name="Lever svarene", exact=True).click()
    other.wait_for_url("**/kvittering")
    chooses(page, "har-option-yes")
    expect(page.get_by_role("status")).to_contain_text("Svarene er allerede levert")
    expect(page.get_by_role("link", name="Se kvitteringen")).to_be_visible()
    assert answers(asked) == {}
