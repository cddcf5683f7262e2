"""Features that change the page as a person answers, met on a phone without scripts, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from questionnaires.loading import load_file
from surveyapp.models import Response
from tests.journeys.respondent import Respondent
from tests.sites import Site

EXAMPLES = Path(__file__).parents[1] / "questionnaires/examples"

DOCUMENTS: dict[str, dict[str, Any]] = {
    "own_text": {"svar": "other", "svar_other": "Sparkstøtting", "flere": ["time", "other"], "flere_other": "Føret"},
    "choices_from": {"hindre": ["time", "way"], "storst": "way"},
    "ranking": {"svar": {"c": 1, "a": 2}},
    "for_each_choice": {"tjenester": ["physio", "home"], "hjelp": {"physio": ["talk"], "home": ["talk", "exercise"]}},
    "roles": {"role": "relative", "hort": "yes", "selv": "Bra"},
    "calculated": {"a": 12, "b": 30, "sum": 42, "andel": 28.6},
    "show_when": {
        "plan": "yes",
        "antall": 20,
        "mange": "Mange er med",
        "samarbeid": {"a": "1", "b": "3"},
        "mangler": "Tid",
    },
    "limits": {"D1": 10, "D2": 4},
}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_feature_is_answered_on_a_phone_without_scripts(name: str, phone: Page, site: Site, address: str) -> None:
    asked = site.put(load_file(EXAMPLES / f"{name}.yaml")).round()
    respondent = Respondent(phone).opens(f"{address}{asked.invite('K1')}").starts()
    respondent.answers_everything(DOCUMENTS[name])
    respondent.hands_in()
    with site.session() as session:
        stored = session.scalars(select(Response.answers).where(Response.survey_id == asked.survey_id)).one()
    assert stored == DOCUMENTS[name]
    assert respondent.complaints == []


def test_a_name_of_a_county_is_found_by_typing_it(phone: Page, site: Site, address: str) -> None:
    asked = site.put(load_file(EXAMPLES / "classified.yaml")).round()
    Respondent(phone).opens(f"{address}{asked.invite('K1')}").starts().answers_everything(
        {"svar": "Nordland"}
    ).hands_in()
    with site.session() as session:
        stored = session.scalars(select(Response.answers).where(Response.survey_id == asked.survey_id)).one()
    assert stored == {"svar": "18"}


@pytest.mark.parametrize(
    ("spoken", "buttons"),
    [
        (("se", "ltr"), ("Álgge", "Čuovvovaš")),
        (("sma", "ltr"), ("Start", "Neste")),
        (("ar", "rtl"), ("ابدأ", "التالي")),
    ],
)
def test_a_page_speaks_any_language_that_its_questionnaire_has(
    spoken: tuple[str, str], buttons: tuple[str, str], phone: Page, site: Site, address: str
) -> None:
    language, direction = spoken
    text = (EXAMPLES / "choice.yaml").read_text("utf-8")
    text = text.replace("languages: [nb]", f"languages: [{language}, nb]")
    for words in ("Choice", "En prøve.", "Side", "Ja eller nei?", "Ja", "Nei", "Vet ikke"):
        text = text.replace(f"{{nb: {words}}}", f"{{nb: {words}, {language}: {words} ({language})}}")
    asked = site.put(text).round()
    respondent = Respondent(phone).opens(f"{address}{asked.invite('K1')}")
    phone.get_by_role("button", name=buttons[0], exact=True).click()
    assert phone.locator("html").get_attribute("lang") == language
    assert phone.locator("html").get_attribute("dir") == direction
    respondent.sees(f"Ja eller nei? ({language})").sees(buttons[1])
    phone.get_by_role("button", name="Bokmål").click()
    assert phone.locator("html").get_attribute("lang") == "nb"
