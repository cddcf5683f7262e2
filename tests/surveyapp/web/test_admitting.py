"""An administrator lets somebody in by the code that she was shown when nobody knew her."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests import vouching
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.web.conftest import EVERYTHING
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_accessibility import examine
from tests.surveyapp.web.test_oidc import signs_in
from tests.vouching import Running


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with vouching.running() as running:
        yield running


@pytest.fixture
def provider(running: Running, site: Site) -> Iterator[Running]:
    running.does()
    with vouching.offering(site.app, running.configured()):
        yield running


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put(EVERYTHING)


@pytest.fixture
def administrator(site: Site, provider: Running, survey: PutSurvey, person: Person) -> Person:
    """Signed in, with the one organisation that she administers."""
    email = site.employ(survey, "administrator")
    return person.opens("/logg-inn").answers(email=email, password=PASSWORD).presses("Logg inn")


def test_the_code_that_was_shown_lets_her_in(
    administrator: Person, survey: PutSurvey, provider: Running, somebody: Callable[[], Person]
) -> None:
    provider.does(claims={"sub": "u-admitted"})
    kari = signs_in(somebody(), provider).meets(403).sees("u-admitted")
    administrator.follows("Slipp inn").is_on(f"Slipp inn i {survey.owner}")
    administrator.answers(code="u-admitted", name="Kari Eksempel", role="reader").presses("Slipp inn")
    administrator.sees("Kari Eksempel kan nå logge inn.")
    signs_in(kari, provider).is_on("Undersøkelser").sees("Kari Eksempel")


@pytest.mark.parametrize(
    ("code", "told"), [("", "Lim inn koden som sto på siden."), ("01017012345", "Et fødselsnummer er ingen kode.")]
)
def test_what_is_no_code_is_told_at_the_field(administrator: Person, code: str, told: str) -> None:
    administrator.opens("/slipp-inn").answers(code=code, name="Kari").presses("Slipp inn").meets(422).sees(told)


def test_a_forged_provider_is_told_at_the_field(administrator: Person) -> None:
    administrator.opens("/slipp-inn").answers(code="u-1", name="Kari").forges(provider="another").presses("Slipp inn")
    administrator.meets(422)


def test_who_administers_several_chooses_and_who_administers_none_is_told(
    administrator: Person, site: Site, survey: PutSurvey, somebody: Callable[[], Person]
) -> None:
    email = site.employ(survey, "reader")
    reader = somebody().opens("/logg-inn").answers(email=email, password=PASSWORD).presses("Logg inn")
    reader.does_not_see("Slipp inn").opens("/slipp-inn").sees("Du kan ikke gi andre tilgang")
    reader.opens(f"/slipp-inn/{survey.organisation_id}").meets(403)


def test_the_menu_has_no_such_place_without_providers(site: Site, survey: PutSurvey, person: Person) -> None:
    email = site.employ(survey, "administrator")
    person.opens("/logg-inn").answers(email=email, password=PASSWORD).presses("Logg inn").does_not_see("Slipp inn")


def test_letting_in_is_accessible(
    site: Site, provider: Running, survey: PutSurvey, address: str, browser: Browser
) -> None:
    page = browser.new_page(locale="nb-NO", reduced_motion="reduce")
    page.goto(f"{address}/slipp-inn")
    page.locator("#email").fill(site.employ(survey, "administrator"))
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Logg inn").click()
    page.wait_for_url("**/slipp-inn/**")
    examine(page, "letting somebody in")
    page.get_by_role("main").get_by_role("button", name="Slipp inn").click()
    page.wait_for_load_state()
    examine(page, "letting somebody in, with errors")
    page.close()
