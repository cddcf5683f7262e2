"""A project group sets its pilot up from a file, tells what happens, and looks at all of it, also on one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, PdfMargins
from pypdf import PdfReader

from surveyapp.services import surveying
from tests.journeys.respondent import Respondent
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.services.recipes_pilots import EXAMPLES
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.test_courses import a_unit

AROUND: PdfMargins = {"top": "12mm", "right": "12mm", "bottom": "12mm", "left": "12mm"}
FILE = EXAMPLES / "kristiansand.yaml"
PSFS = "M4 Kartleggingsverktøyet PSFS er pilotert i alle virksomheter i Helse- og sosial sektor"


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="nb-NO", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    put = site.put(PLAN)
    put.round("Før piloten", denominator=40)
    return put


def sets_up(group: Respondent, file: Path) -> Respondent:
    group.follows("Ny pilot").page.set_input_files("#file", file)
    return group.presses("Sett opp piloten").sees("Piloten er satt opp.").sees("0 av 10 milepæler er nådd.")


def tells_what_happens(group: Respondent) -> None:
    group.follows("Ny opplæring").fills(unit_number="1", held_on="2018-02-08", attended=14).presses("Lagre")
    group.sees("1 av 3 virksomheter har hatt opplæring.")
    group.follows("Nytt dialogmøte").fills(place="Kløvertun", month="2018-05-04", participants="Lege: 2\nBruker: 3")
    group.fills(advice="Ett felles skjema").presses("Lagre").sees("Lege: 2, Bruker: 3").sees("Ett felles skjema")


def reaches_a_milestone(group: Respondent) -> None:
    group.follows(PSFS).fills(status="reached").presses("Lagre")
    group.sees("Skriv hva som viser at milepælen er nådd.")
    group.fills(evidence="Forløp i alle virksomheter, se dekningen").presses("Lagre").sees("1 av 10 milepæler er nådd.")


def test_a_project_group_follows_its_pilot_from_a_file_to_one_sheet(
    site: Site, address: str, desk: Page, survey: PutSurvey
) -> None:
    unit = a_unit(site, survey.organisation_id)
    with site.session() as session:
        title = surveying.find_survey(session, survey.id).title
    group = Respondent(desk).opens(f"{address}/piloter")
    group.fills(email=site.employ(survey, "project_group"), password=PASSWORD).presses("Logg inn")
    sets_up(group, FILE)
    pilot = desk.url
    tells_what_happens(group)
    reaches_a_milestone(group)
    group.follows("Kløvertun rehabiliteringsavdeling").fills(unit_id=str(unit.unit_id)).presses("Lagre")
    psfs = desk.get_by_role("row").filter(has_text=PSFS)
    assert "0 av 3 virksomheter har startet forløp." in psfs.inner_text()
    group.follows("Koble til en undersøkelse").fills(survey=str(survey.id)).presses("Koble til")
    group.sees(title).sees("0 av 40 har svart").sees("Ingen rapport ennå")
    unit.opens()
    group.opens(pilot).sees("1 av 3 virksomheter har startet forløp.").sees("under 5")
    assert desk.url == pilot
    assert group.complaints == []
    sheet = PdfReader(BytesIO(desk.pdf(format="A4", margin=AROUND)))
    words = re.sub(r"\s+", " ", sheet.pages[0].extract_text())
    assert len(sheet.pages) == 1
    assert "Kilde for oppsettet: Kristiansand kommune" in words
    assert "Nytt dialogmøte" not in words
