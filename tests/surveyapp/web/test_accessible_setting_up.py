"""The pages that set a survey up and write to its people: no violation at any width, in the light or in the dark."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import delete, select

from surveyapp.models import Recipient, Wave
from surveyapp.models.tokens import recipient_token, token_key
from tests.sites import PASSWORD, SECRET, PutSurvey, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.test_accessibility import look_at, page, press

__all__ = ["page"]


def test_setting_a_survey_up_is_accessible(site: Site, address: str, page: Page) -> None:
    survey = site.put(PLAN)
    there = f"{address}/undersokelser/{survey.id}"
    page.goto(f"{address}/logg-inn?next=/undersokelser/ny")
    page.fill("#email", site.employ(survey))
    page.fill("#password", PASSWORD)
    press(page, "Logg inn")
    look_at(page, "a new survey")
    press(page, "Lag undersøkelsen")
    look_at(page, "a new survey, with errors")
    page.goto(f"{there}/om")
    press(page, "Lagre")
    look_at(page, "purpose and privacy, with errors")
    page.goto(f"{there}/runder/ny")
    press(page, "Legg til runden")
    look_at(page, "a new round, with errors")
    page.fill("#label", "Baseline")
    press(page, "Legg til runden")
    look_at(page, "a round that lacks something")
    press(page, "Åpne runden")
    look_at(page, "a round that cannot open yet")
    page.goto(f"{page.url.removesuffix('/apne')}/datoer")
    look_at(page, "dates")
    page.goto(f"{there}/runder/{survey.round('Åpen').id}/avslutt")
    look_at(page, "ending a round")


def enter(page: Page, site: Site, address: str, survey: PutSurvey) -> None:
    page.goto(f"{address}/logg-inn")
    page.fill("#email", site.employ(survey))
    page.fill("#password", PASSWORD)
    press(page, "Logg inn")


def test_a_list_with_faults_from_an_old_excel_is_told_of_accessibly(site: Site, address: str, page: Page) -> None:
    survey = site.put(PLAN)
    enter(page, site, address, survey)
    page.goto(f"{address}/undersokelser/{survey.id}/runder/{survey.round().id}/meldinger/kontakter")
    old = "deltaker;navn;e-post\n;Kåre Bjørnæs;kontakt@\n".encode("cp1252")
    page.locator("#file").set_input_files(FilePayload(name="gammel.csv", mimeType="text/csv", buffer=old))
    press(page, "Les listen")
    look_at(page, "a list in Windows-1252, with two faults in a row")
    expect(page.get_by_text("Filen var lagret som Windows-1252")).to_contain_text("for eksempel: Kåre Bjørnæs.")
    expect(page.get_by_text("Rad 2:")).to_have_count(2)


def test_writing_to_a_rounds_people_is_accessible(site: Site, address: str, page: Page) -> None:
    survey = site.put(PLAN)
    messages = f"{address}/undersokelser/{survey.id}/runder/{survey.round().id}/meldinger"
    enter(page, site, address, survey)
    page.goto(messages)
    look_at(page, "nobody to write to")
    page.goto(f"{messages}/kontakter")
    press(page, "Les listen")
    look_at(page, "no list chosen")
    words = "deltaker,navn,e-post\nF-1,Kontakt,kontakt@example.org\n"
    page.locator("#file").set_input_files(FilePayload(name="a.csv", mimeType="text/csv", buffer=words.encode()))
    press(page, "Les listen")
    look_at(page, "a list")
    press(page, "Legg inn adressene")
    page.goto(f"{messages}/ny")
    look_at(page, "planning a message")
    press(page, "Legg i planen")
    look_at(page, "a message")
    press(page, "Send prøven")
    look_at(page, "a message without an address to try it on")
    page.goto(messages)
    look_at(page, "a plan")
    with site.session() as session:
        recipient_id = session.scalars(select(Recipient.id).where(Recipient.survey_id == survey.id)).one()
    page.goto(f"{address}/nei-takk/{recipient_token(survey.id, recipient_id, token_key(SECRET))}")
    look_at(page, "wanting no more messages")
    with site.session() as session:
        # Else whoever sends next on this machine sends it too.
        session.execute(delete(Wave).where(Wave.survey_id == survey.id))
        session.commit()
