"""An owner sees what will go and when, lets it go sooner, and reads afterwards what went; everybody may read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page

from surveyapp.models.ids import norwegian_date
from surveyapp.services import retaining
from tests.journeys.respondent import Respondent
from tests.sites import PASSWORD, Site

TODAY = norwegian_date(datetime.now(UTC))
REACH = """
id: reach
title: {nb: Kontakt}
languages: [nb]
unit: person
about: {nb: Om kontakten.}
pages:
  - id: kontakt
    title: {nb: Kontakt}
    questions:
      - {id: epost, type: email, text: {nb: E-postadresse}}
      - {id: ord, type: short_text, text: {nb: Hva vil du si?}}
"""


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_context(locale="nb-NO", viewport={"width": 360, "height": 740}).new_page()


@pytest.fixture
def owner(browser: Browser) -> Respondent:
    return Respondent(browser.new_context(locale="nb-NO", viewport={"width": 1280, "height": 800}).new_page())


def test_an_owner_lets_answers_go_sooner_and_reads_what_went(
    site: Site, address: str, page: Page, owner: Respondent
) -> None:
    survey = site.put(REACH)
    asked = survey.round(opens=-40, closes=5)
    person = Respondent(page).opens(address + asked.invite("F-102"))
    person.follows("Les mer om personvern").sees(survey.owner).sees("90 dager etter siste svardag")
    page.go_back()
    person.starts().fills(epost="kari.sjelden@example.org", ord="Jeg vil si dette").goes_on().hands_in()

    owner.opens(f"{address}/undersokelser/{survey.id}").fills(email=site.employ(survey), password=PASSWORD)
    owner.presses("Logg inn").follows("Sletting: hva som slettes, og når")
    owner.sees("e-postadresser og telefonnumre: 1").sees("leverte svar: 1").sees("Ingenting er slettet ennå.")
    sooner = TODAY + timedelta(days=20)
    owner.follows("Endre datoene").fills(answers_go_on=sooner.isoformat(), contact_days="3", manner="erase")
    owner.presses("Lagre datoene").sees("Datoene er lagret.").sees("Dette slettes snart")
    person.opens(f"{address}/personvern/{survey.id}").sees("3 dager etter siste svardag")

    for day in (sooner - timedelta(days=1), sooner):
        with site.session() as session:
            retaining.retain(session, datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    owner.opens(f"{address}/undersokelser/{survey.id}/sletting").sees("leverte svar: 1").sees("telefonnumre: 1")
    assert "Ingenting er slettet ennå." not in owner.text
    assert "Dette slettes snart" not in owner.text
    assert owner.complaints == person.complaints == []


def test_everybody_reads_of_privacy_and_accessibility_from_the_start_page(address: str, page: Page) -> None:
    person = Respondent(page).opens(address)
    for words, told in (("Personvern", "Datatilsynet"), ("Tilgjengelighet", "uutilsynet.no")):
        with page.expect_navigation():
            page.get_by_role("contentinfo").get_by_role("link", name=words, exact=True).click()
        person.watch.look()
        person.sees(told)
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"medvirk"}
