"""Every kind of page in a real browser: axe-core finds nothing, nothing overflows, and the watch is content."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from surveyapp.web.languages import INTERFACE
from tests.sites import PASSWORD, Site
from tests.surveyapp.web.conftest import EVERYTHING, VARIANTS
from tests.watching import Watch

LookOver = Callable[[Page, str], None]
ROOT = Path(__file__).parents[3]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run(document, {preload: false, resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
"""Every rule that axe runs by itself, best practice among them, and the one of WCAG 2.2 that it does not."""
CONTRAST = "axe.run(document, {preload: false, resultTypes: ['violations'], runOnly: ['color-contrast']})"
"""What a colour scheme can break; everything else is the same in the dark."""
SCHEMES: dict[Literal["light", "dark"], str] = {"light": RUN, "dark": CONTRAST}
WIDTHS = (320, 360, 768, 1280)
CHOICE = (ROOT / "tests/questionnaires/examples/choice.yaml").read_text("utf-8")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab for a test to look at."""
    context = browser.new_context(locale="nb-NO", reduced_motion="reduce")
    page = context.new_page()
    Watch.beside(page)
    yield page
    context.close()


@pytest.fixture
def look_over(page: Page) -> LookOver:
    """Look at what a tab shows, at each width, in the light and in the dark."""
    watch = Watch.beside(page)

    def look(shown: Page, where: str) -> None:
        if shown is page:
            watch.look()
        examine(shown, where)

    return look


def look_at(page: Page, where: str) -> None:
    """Look at what a tab shows, which the watch has been beside from the beginning."""
    Watch.beside(page).look()
    examine(page, where)


def press(page: Page, words: str) -> None:
    """Press the button that can be seen, the first of the form being for the Enter key only; wait for the next page."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def examine(page: Page, where: str) -> None:
    """No violation at any width in either scheme, and nothing wider than the window."""
    page.evaluate(f"() => {{ {AXE} }}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, run in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            violations: list[dict[str, Any]] = page.evaluate(f"async () => (await {run}).violations")
            told = [(found["id"], [node["html"] for node in found["nodes"]]) for found in violations]
            assert told == [], f"{where}, {width} {scheme}: {json.dumps(told, indent=1)}"
        fits(page, f"{where}, {width}")


def fits(page: Page, where: str) -> None:
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width == 0, f"{where} is {width} pixels too wide"


def go_on_by(page: Page, selector: str) -> None:
    """Press a button that has other words in each language."""
    with page.expect_navigation():
        page.get_by_role("main").locator(selector).first.click()


def spoken(language: str) -> str:
    """A questionnaire in this language alone; its words are bokmål, which axe cannot tell."""
    must = "type: choice\n        required: true\n        when_empty: {nb: Velg ja eller nei.}"
    return CHOICE.replace("type: choice", must).replace("nb", language)


def go_on(page: Page) -> None:
    press(page, "Neste")


@pytest.mark.parametrize("language", INTERFACE)
def test_every_page_is_accessible_in_every_language(
    language: str, site: Site, address: str, page: Page, look_over: LookOver
) -> None:
    asked = site.put(spoken(language)).round()
    page.goto(address + asked.invite("K1"))
    assert page.locator("html").get_attribute("lang") == language
    look_over(page, "start")
    go_on_by(page, "form button.ds-button")
    look_over(page, "a page")
    go_on_by(page, "button.ds-button[value=next]")
    look_over(page, "an error")
    page.goto(page.url.partition("/side/")[0] + "/senere")
    look_over(page, "later")
    page.goto(page.url.replace("/senere", "/kontroll"))
    look_over(page, "check")
    page.goto(f"{address}/s/wrong")
    look_over(page, "a wrong link")


def test_choosing_is_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    page.goto(address + site.put(EVERYTHING, synthetic=True).round().invite("K1"))
    look_over(page, "start")
    press(page, "Start")
    look_over(page, "choosing")
    go_on(page)
    assert page.title().startswith("Feil:")
    expect(page.locator("#error-summary")).to_be_focused()
    look_over(page, "choosing, with an error")
    page.get_by_label("Ja", exact=True).check()
    go_on(page)
    page.get_by_label("PSFS").check()
    page.get_by_label("Ingen av disse").check()
    go_on(page)
    look_over(page, "choosing, with a new question and an exclusive choice")


def test_numbers_are_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    page.goto(address + site.put(EVERYTHING).round().invite("K1"))
    press(page, "Start")
    page.get_by_label("Nei", exact=True).check()
    go_on(page)
    page.get_by_label("I egen regi").first.check()
    page.get_by_label("Hvor mange årsverk?").fill("mange")
    page.get_by_label("Fysioterapeut").fill("1,25")
    go_on(page)
    look_over(page, "numbers, with errors")


def test_words_and_ratings_and_the_way_out_are_accessible(
    site: Site, address: str, page: Page, look_over: LookOver
) -> None:
    page.goto(address + site.put(EVERYTHING).round().invite("K1"))
    press(page, "Start")
    page.get_by_label("Nei", exact=True).check()
    go_on(page)
    go_on(page)
    page.get_by_label("Kort").fill("x" * 30)
    go_on(page)
    look_over(page, "words, with errors")
    page.get_by_label("Kort").fill("kort")
    for number, words in (("1", "gå i trapp"), ("2", "lage middag")):
        page.get_by_label(f"Nummer {number}").fill(words)
    go_on(page)
    page.get_by_label("0 – Klarer det ikke").first.check()
    look_over(page, "rating, item by item")
    press(page, "Fortsett senere")
    look_over(page, "later")


def fill(page: Page, **boxes: str) -> None:
    for name, words in boxes.items():
        page.locator(f"#{name}-input").fill(words)


def test_time_money_and_registers_are_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    page.goto(address + site.put(EVERYTHING).round().invite("K1"))
    press(page, "Start")
    page.goto(page.url.replace("/choosing", "/moments"))
    look_over(page, "time and money")
    fill(page, begun="14.3.26", planned="13.2026", opens="25", share="120", budget="12000000", spent="mye")
    go_on(page)
    look_over(page, "time and money, with errors and a warning")
    fill(page, begun="14.3.2020", planned="3.2026", opens="8.30", share="12", spent="1000")
    go_on(page)
    page.goto(page.url.replace("/registers", "/moments"))
    look_over(page, "time and money, worked out")
    page.goto(page.url.replace("/moments", "/registers"))
    look_over(page, "registers")
    fill(page, postal="15", organisation="123456789", county="Atlantis", email="a", phone="1")
    go_on(page)
    look_over(page, "registers, with errors")


def test_a_warning_alone_is_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    page.goto(address + site.put(EVERYTHING).round().invite("K1"))
    press(page, "Start")
    page.goto(page.url.replace("/choosing", "/moments"))
    fill(page, budget="12000000")
    go_on(page)
    expect(page.locator("#error-summary")).to_be_focused()
    look_over(page, "a warning alone")


def test_own_words_order_and_importance_are_accessible(
    site: Site, address: str, page: Page, look_over: LookOver
) -> None:
    page.goto(address + site.put(VARIANTS).round().invite("K1"))
    press(page, "Start")
    page.get_by_label("Jeg svarer selv", exact=True).check()
    go_on(page)
    page.get_by_label("Annet", exact=True).check()
    fill(page, nickname="Åse", home_other="x" * 201, country="Atlantis")
    look_over(page, "own words")
    go_on(page)
    look_over(page, "own words, with an error")
    fill(page, home_other="i båt", country="Norge")
    go_on(page)
    for label in ("Gå tur", "Lage mat", "Noe annet"):
        page.get_by_label(label, exact=True).check()
    look_over(page, "a text to read, and choices")
    go_on(page)
    page.get_by_label("Gå tur", exact=True).select_option("1")
    page.get_by_label("Lage mat", exact=True).select_option("1")
    look_over(page, "order")
    go_on(page)
    look_over(page, "order, with errors")
    page.get_by_label("Lage mat", exact=True).select_option("2")
    page.get_by_label("Noe annet", exact=True).select_option("3")
    go_on(page)
    look_over(page, "grades with importance, item by item")
    go_on(page)
    look_over(page, "a consent")
    go_on(page)
    look_over(page, "a consent that is missing")
    go_on(page)
    look_over(page, "the check page of it all")


def test_own_words_are_asked_for_when_their_choice_is_made(site: Site, address: str, browser: Browser) -> None:
    opened = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = opened.new_page()
    page.goto(address + site.put(VARIANTS).round().invite("K1"))
    press(page, "Start")
    page.get_by_label("Jeg svarer selv", exact=True).check()
    go_on(page)
    own = page.get_by_label("Annet: skriv med egne ord")
    expect(own).to_be_hidden()
    page.get_by_label("Annet", exact=True).check()
    expect(own).to_be_visible()
    page.get_by_label("I eget hus").check()
    expect(own).to_be_hidden()
    opened.close()


def test_the_way_out_is_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    page.goto(address + site.put("brukererfaring").round().invite("K1"))
    press(page, "Start")
    page.get_by_label("Jeg svarer selv", exact=True).check()
    go_on(page)
    page.goto(page.url.partition("/side/")[0] + "/kontroll")
    look_over(page, "check")
    press(page, "Lever svarene")
    assert page.url.endswith("/kvittering")
    look_over(page, "receipt")
    page.go_back()
    page.reload()
    look_over(page, "already handed in")


def test_a_conflict_is_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    page.goto(address + site.put(EVERYTHING).round().invite("K1"))
    press(page, "Start")
    other = page.context.new_page()
    other.goto(page.url)
    for tab, words in ((page, "Ja"), (other, "Nei")):
        tab.get_by_label(words, exact=True).check()
        press(tab, "Neste")
    look_over(other, "conflict")


def test_carried_and_missing_answers_are_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    page.goto(address + site.put("kommuneundersokelsen", "identified").round().invite("4204", "Kristiansand kommune"))
    press(page, "Start")
    look_over(page, "overview")
    page.goto(page.url.replace("/oversikt", "/side/om_svaret"))
    look_over(page, "a locked municipality")
    page.goto(page.url.replace("/side/om_svaret", "/kontroll"))
    press(page, "Til godkjenning")
    look_over(page, "sign-off, with much missing")


def test_pages_for_staff_are_accessible(site: Site, address: str, page: Page, look_over: LookOver) -> None:
    survey = site.put(EVERYTHING)
    survey.round("Runde 1", denominator=10, caveat="Tallene er foreløpige.").invite("K1")
    survey.round("Runde 2", opens=5)
    page.goto(address + "/")
    look_over(page, "front")
    page.goto(f"{address}/logg-inn")
    look_over(page, "login")
    press(page, "Logg inn")
    look_over(page, "login, with errors")
    page.get_by_label("E-postadresse").fill(site.employ(survey))
    page.get_by_label("Passord").fill(PASSWORD)
    press(page, "Logg inn")
    look_over(page, "surveys")
    page.goto(f"{address}/undersokelser/{survey.id}")
    look_over(page, "survey")
    page.goto(f"{address}/nothing")
    look_over(page, "not found")


@pytest.mark.parametrize("questionnaire", ["kommuneundersokelsen", "psfs", "brukererfaring", "parorende"])
def test_every_page_of_a_shipped_questionnaire_fits_the_smallest_phone(
    questionnaire: str, site: Site, address: str, browser: Browser
) -> None:
    opened = browser.new_context(viewport={"width": 320, "height": 640})
    page = opened.new_page()
    page.goto(address + site.put(questionnaire, "confidential").round().invite("K1"))
    press(page, "Start")
    while page.locator("form#answers").count():
        fits(page, page.url)
        go_on(page)
    fits(page, page.url)
    opened.close()


def test_large_type_fits_a_phone(site: Site, address: str, browser: Browser) -> None:
    opened = browser.new_context(viewport={"width": 360, "height": 640})
    page = opened.new_page()
    page.goto(address + site.put(EVERYTHING).round().invite("K1"))
    press(page, "Start")
    for name in ("choosing", "numbers", "words", "moments", "registers", "preferring"):
        page.goto(page.url.rpartition("/")[0] + f"/{name}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        fits(page, f"{name}, at twice the size")
    opened.close()


def test_answers_can_be_given_by_keyboard_alone(site: Site, address: str, browser: Browser) -> None:
    opened = browser.new_context(java_script_enabled=False)
    page = opened.new_page()
    page.goto(address + site.put(EVERYTHING).round().invite("K1"))
    press(page, "Start")
    page.get_by_label("Nei", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tall")
    opened.close()


def test_nothing_moves_when_an_answer_is_chosen_and_it_can_be_taken_back(
    site: Site, address: str, browser: Browser
) -> None:
    opened = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = opened.new_page()
    page.goto(address + site.put("brukererfaring").round().invite("K1"))
    press(page, "Start")
    page.get_by_label("Jeg svarer selv", exact=True).check()
    go_on(page)
    main, remove = page.get_by_role("main"), page.get_by_role("button", name="Fjern svaret").first
    expect(remove).to_be_hidden()
    before = main.bounding_box()
    page.get_by_label("I noen grad").first.check()
    expect(remove).to_be_visible()
    assert main.bounding_box() == before
    with page.expect_navigation():
        remove.click()
    expect(page.get_by_label("I noen grad").first).not_to_be_checked()
    opened.close()
