"""PSFS in a conversation, with a tablet between the two: named, rated, rated again, and the change to talk about."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from sqlalchemy import select

from surveyapp.models import Recall
from tests.journeys.respondent import Respondent
from tests.sites import PutSurvey, Site


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put("psfs")


@pytest.fixture(params=[768, 1024])
def tablet(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": request.param, "height": 1024}, has_touch=True)
    yield context.new_page()
    context.close()


def rates(page: Page, *codes: int | str) -> None:
    for slot, code in enumerate(codes, start=1):
        page.locator(f"label[for='klarer.{slot}-option-{code}']").click()
    page.get_by_role("button", name="Neste", exact=True).click()


def begins(page: Page, link: str, role: str = "with_help") -> Respondent:
    respondent = Respondent(page).opens(link).starts()
    page.locator(f"label[for='role-option-{role}']").click()
    return respondent.goes_on()


def test_a_person_names_rates_and_rates_again_and_sees_the_change(
    tablet: Page, survey: PutSurvey, site: Site, address: str
) -> None:
    first = begins(tablet, f"{address}{survey.round('Start').invite('F1')}")
    first.sees("Du svarer for deg selv, med hjelp fra en annen.")
    tablet.locator("summary", has_text="Bevege deg").tap()
    tablet.get_by_role("button", name="gå i trapp", exact=True).tap()
    tablet.locator("summary", has_text="Hjemme").tap()
    tablet.get_by_role("button", name="lage middag", exact=True).tap()
    expect(tablet.locator("[name='aktivitet.1']")).to_have_value("gå i trapp")
    expect(tablet.locator("[name='aktivitet.2']")).to_have_value("lage middag")
    tablet.fill("[name='aktivitet.3']", "spille kort")
    first.goes_on()
    rates(tablet, 2, 4, 5)
    first.hands_in().sees("3,7")

    closing = survey.round("Slutt")
    again = begins(tablet, f"{address}{closing.invite('F1')}").sees("gå i trapp").goes_on()
    assert "Sist valgte du" not in again.text
    tablet.get_by_role("button", name="Vis tallet fra sist").first.tap()
    expect(tablet.get_by_text("Sist valgte du 2.")).to_be_visible()
    rates(tablet, 5, 6, "no_longer_relevant")
    again.hands_in().sees("Hva har endret seg?").sees("Ikke aktuelt lenger")
    assert tablet.locator("svg.drawn").count() == 4
    assert len(PdfReader(io.BytesIO(tablet.pdf(format="A4"))).pages) == 1
    with site.session() as session:
        seen = session.scalars(select(Recall.field).where(Recall.survey_id == survey.id)).all()
    assert list(seen) == ["klarer.1"]
    assert first.complaints + again.complaints == []


def test_an_example_is_taken_over_once_and_never_over_ones_own_words(
    tablet: Page, survey: PutSurvey, address: str
) -> None:
    begins(tablet, f"{address}{survey.round('Start').invite('F2')}")
    for slot in range(1, 6):
        tablet.fill(f"[name='aktivitet.{slot}']", f"mitt eget {slot}")
    tablet.locator("summary", has_text="Bevege deg").tap()
    tablet.get_by_role("button", name="gå i trapp", exact=True).tap()
    assert [box.input_value() for box in tablet.locator("[name^='aktivitet.']").all()] == [
        f"mitt eget {slot}" for slot in range(1, 6)
    ]
