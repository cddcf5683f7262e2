"""A unit opens a course, the patient answers on the tablet, and weeks later the two look at what has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.respondent import Respondent
from tests.sites import Site
from tests.surveyapp.web.test_courses import TODAY, a_unit, signs_in_at


@pytest.fixture
def tablet(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 768, "height": 1024}, has_touch=True)
    yield context.new_page()
    context.close()


def rates(tablet: Page, *codes: int) -> Respondent:
    patient = Respondent(tablet)
    for slot, code in enumerate(codes, start=1):
        tablet.locator(f"label[for='klarer.{slot}-option-{code}']").click()
    return patient.goes_on().hands_in()


def begins(tablet: Page) -> Respondent:
    patient = Respondent(tablet).starts()
    tablet.locator("label[for='role-option-self']").click()
    return patient.goes_on()


def tells_of_the_assessment(tablet: Page) -> None:
    """The first time, the unit is asked whether it has thought about its patients' privacy, and then never again."""
    asked = Respondent(tablet).follows("Nytt forløp").sees("Målingene forteller om pasientenes helse.")
    for name, words in (("by", "Personvernombudet"), ("on", str(TODAY)), ("kept", "Sak 26/123")):
        tablet.fill(f"#{name}", words)
    asked.presses("Lagre og fortsett").sees("Start forløpet")


def starts_alone(tablet: Page) -> str:
    """In three presses, the unit opens a course and gives the tablet away; the patient answers.

    Returns the course's address.
    """
    staff = Respondent(tablet).follows("Nytt forløp").presses("Start forløpet").sees("Skriv koden på kodelista nå")
    course = tablet.url
    staff.presses("Svar her, og logg meg ut")
    patient = begins(tablet)
    for slot, words in enumerate(("gå i trapp", "lage middag", "spille kort"), start=1):
        tablet.fill(f"[name='aktivitet.{slot}']", words)
    patient.goes_on()
    rates(tablet, 2, 4, 5).sees("3,7")
    return course


def weeks_go_by(tablet: Page) -> None:
    """The start was seven weeks ago, and the end was planned for a week ago."""
    staff = Respondent(tablet).follows("Datoer og merknad")
    for number, weeks in ((1, -7), (2, -1)):
        tablet.fill(f"#due_{number}", str(TODAY + timedelta(weeks=weeks)))
    staff.presses("Lagre")


def test_from_opening_to_showing_the_change(tablet: Page, site: Site, address: str) -> None:
    unit = a_unit(site, assessed=False)
    board = f"{address}/forlop/{unit.survey_id}"
    signs_in_at(site, tablet, unit.unit_id, board)
    tells_of_the_assessment(tablet)
    tablet.goto(board)
    course = starts_alone(tablet)
    # The patient has the tablet alone: no way leads to the courses.
    tablet.goto(course)
    expect(tablet).to_have_url(re.compile("/logg-inn"))
    signs_in_at(site, tablet, unit.unit_id, course)
    weeks_go_by(tablet)
    tablet.goto(board)
    overdue = tablet.get_by_role("region", name="Forfalt")
    expect(overdue.get_by_role("listitem")).to_have_count(1)
    overdue.get_by_role("link").click()
    tablet.wait_for_url(course)
    Respondent(tablet).presses("Svar her sammen")
    begins(tablet).sees("gå i trapp").goes_on()
    rates(tablet, 5, 6, 8)
    tablet.goto(course)
    change = Respondent(tablet).follows("Vis endringen")
    # By hand: 11 / 3 = 3,7 and 19 / 3 = 6,3.
    change.sees("Snittet var 3,7 ved start og er 6,3 nå.").sees("Basert på 3 av 3 aktiviteter.").sees("Rysstad 2020")
    assert tablet.locator("svg.drawn").count() == 4
    assert change.complaints == []
