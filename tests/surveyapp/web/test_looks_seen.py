"""An owner's look in a real browser: it can be read in every colour, and nothing moves when the logo comes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser

from surveyapp.services import looking
from surveyapp.services.looking import Change
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.web.conftest import EVERYTHING
from tests.surveyapp.web.test_accessibility import examine, press
from tests.watching import Watch


def give(survey: PutSurvey, colour: str) -> None:
    logo = BytesIO()
    Image.new("RGB", (400, 100), colour).save(logo, "PNG")
    with survey.site.session() as session:
        change = Change("Rehabilitering Eksempel", colour, logo.getvalue(), "Et felt")
        looking.change_look(session, survey.id, change, datetime.now(UTC))


@pytest.mark.parametrize("colour", ["#ffee00", "#00bb55", "#d81b60", "#111111"])
def test_a_page_in_an_owners_colour_is_accessible(colour: str, site: Site, address: str, browser: Browser) -> None:
    survey = site.put(EVERYTHING)
    give(survey, colour)
    page = browser.new_page(reduced_motion="reduce")
    watch = Watch(page)
    page.goto(address + survey.round().invite("K1"))
    press(page, "Start")
    page.get_by_label("Nei", exact=True).check()
    watch.look()
    examine(page, f"choosing in {colour}")
    page.close()


def test_the_page_where_a_look_is_set_is_accessible(site: Site, address: str, browser: Browser) -> None:
    survey = site.put(EVERYTHING)
    give(survey, "#00bb55")
    page = browser.new_page(reduced_motion="reduce")
    page.goto(f"{address}/undersokelser/{survey.id}/utseende")
    page.get_by_label("E-postadresse").fill(site.employ(survey))
    page.get_by_label("Passord").fill(PASSWORD)
    press(page, "Logg inn")
    examine(page, "a look")
    page.get_by_label("Farge på knapper og lenker").fill("grønn")
    press(page, "Lagre og se hvordan det ble")
    assert page.title().startswith("Feil: ")
    examine(page, "a look, with an error")
    page.close()
