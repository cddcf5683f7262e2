"""A person chooses how to read: larger, one question at a time, aloud; with scripts and without, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.respondent import Respondent
from tests.sites import Site

VOICES = """
window.said = [];
window.silenced = 0;
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => NAMES.map(([name, lang]) => ({ name, lang })),
  speak: (utterance) => window.said.push([utterance.text, utterance.voice.name]),
  cancel: () => { window.silenced += 1; },
  addEventListener: () => {},
} });
"""
"""A browser that speaks, and keeps what it said."""

NORWEGIAN = '[["Nora", "nb-NO"], ["Finn", "nb_NO"], ["Ann", "en-GB"]]'
ENGLISH = '[["Ann", "en-GB"]]'


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 320, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def presses(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def listens(page: Page, link: str, voice: str = "") -> Respondent:
    """Turn reading aloud on, and come to the first question."""
    respondent = Respondent(page).opens(link)
    presses(page, "Lesehjelp")
    page.locator("label[for=aloud-yes]").click()
    if voice:
        page.locator("#voice").select_option(voice)
    presses(page, "Bruk disse valgene")
    return respondent.starts()


def test_the_question_its_help_and_its_choices_are_read_in_the_chosen_voice(
    phone: Page, site: Site, address: str
) -> None:
    phone.add_init_script(VOICES.replace("NAMES", NORWEGIAN))
    listens(phone, f"{address}{site.put('psfs').round().invite('L1')}", voice="Finn")
    presses(phone, "Les opp")
    said = phone.evaluate("window.said")
    assert {voice for _words, voice in said} == {"Finn"}
    assert len(said) == 4
    expect(phone.get_by_role("button", name="Stopp opplesingen")).to_be_visible()
    presses(phone, "Stopp opplesingen")
    expect(phone.get_by_role("button", name="Les opp")).to_be_visible()


def test_reading_stops_when_the_page_is_left(phone: Page, site: Site, address: str) -> None:
    phone.add_init_script(VOICES.replace("NAMES", NORWEGIAN))
    listens(phone, f"{address}{site.put('psfs').round().invite('L2')}")
    presses(phone, "Les opp")
    before = phone.evaluate("window.silenced")
    phone.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert phone.evaluate("window.silenced") == before + 1


@pytest.mark.parametrize("names", ["[]", ENGLISH])
def test_a_browser_that_cannot_speak_the_language_shows_no_buttons(
    names: str, phone: Page, site: Site, address: str
) -> None:
    phone.add_init_script(VOICES.replace("NAMES", names))
    respondent = listens(phone, f"{address}{site.put('psfs').round().invite('L3')}")
    expect(phone.get_by_role("button", name="Neste")).to_be_visible()
    assert phone.locator(".read-aloud").count() == 0
    assert respondent.complaints == []


def test_without_scripts_there_are_no_buttons_to_read_aloud_and_all_else_works(
    without_scripts: Page, site: Site, address: str
) -> None:
    page = without_scripts
    listens(page, f"{address}{site.put('psfs').round().invite('L4')}")
    assert page.locator(".read-aloud").count() == 0
    page.locator("label[for=role-option-self]").click()
    presses(page, "Neste")
    page.locator("summary").first.click()
    expect(page.get_by_text("gå i trapp", exact=True)).to_be_visible()


def test_largest_text_and_one_question_at_a_time_fit_the_smallest_phone_without_scripts(
    without_scripts: Page, site: Site, address: str
) -> None:
    page = without_scripts
    respondent = Respondent(page).opens(f"{address}{site.put('psfs').round().invite('L5')}")
    presses(page, "Lesehjelp")
    for choice in ("size-xl", "pace-alone", "words-easy"):
        page.locator(f"label[for={choice}]").click()
    presses(page, "Bruk disse valgene")
    respondent.starts()
    answers = {"role": "self", "aktivitet": {"1": "gå", "2": "lese", "3": "sy"}, "klarer": {"1": 1, "2": 2, "3": 3}}
    respondent.answers_everything(answers).hands_in().sees("2,0")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    assert respondent.complaints == []


def test_by_keyboard_alone_one_question_at_a_time(phone: Page, site: Site, address: str) -> None:
    respondent = Respondent(phone).opens(f"{address}{site.put('psfs').round().invite('L6')}")
    phone.get_by_role("button", name="Lesehjelp").press("Enter")
    phone.locator("#pace-pages").press("ArrowDown")
    phone.get_by_role("button", name="Bruk disse valgene").press("Enter")
    phone.get_by_role("button", name="Start", exact=True).press("Enter")
    phone.locator("#role-option-self").press("Space")
    phone.locator("#role-option-self").press("Enter")
    for slot, words in enumerate(("gå", "lese", "sy"), start=1):
        phone.locator(f"[name='aktivitet.{slot}']").press_sequentially(words)
    phone.keyboard.press("Enter")
    for slot in (1, 2, 3):
        phone.locator(f"[id='klarer.{slot}-option-4']").press("Space")
        phone.keyboard.press("Enter")
    respondent.hands_in().sees("4,0")
    assert respondent.complaints == []
