"""A letter is read off the paper: its picture and its code lead to one invitation, and its sheet is keyed in twice."""

from __future__ import annotations

import io
import re
from uuid import UUID

import pypdf
import pypdfium2
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from surveyapp.services import exporting
from tests.sites import PASSWORD, AskedRound, Site
from tests.surveyapp.stage import PLAN


def signed_in(browser: Browser, address: str, email: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{address}/logg-inn")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Logg inn").click()
    return page


def letter_of(page: Page, address: str, asked: AskedRound) -> bytes:
    page.goto(f"{address}/undersokelser/{asked.survey_id}/runder/{asked.id}/brev")
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Lag brevene (PDF)").click()
    return arriving.value.path().read_bytes()


def key_in(page: Page, address: str, asked: AskedRound, name: str, count: str) -> None:
    """By the keyboard alone."""
    page.goto(f"{address}/undersokelser/{asked.survey_id}/runder/{asked.id}/papir")
    # The browser gives autofocus with the first drawing of the page, which may be a moment after it is loaded.
    expect(page.locator("#sheet")).to_be_focused()
    page.keyboard.type(name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("[name=har]").first.focus()
    page.keyboard.press("Space")
    page.locator("[name=antall]").focus()
    page.keyboard.type(count)
    page.keyboard.press("Enter")


def test_a_letter_leads_to_its_invitation_and_its_sheet_to_the_export(
    site: Site, browser: Browser, address: str
) -> None:
    survey = site.put(PLAN)
    asked = survey.round()
    asked.invite("F-102", "Forløp 102")
    kari, ola = (signed_in(browser, address, site.employ(survey)) for _ in range(2))
    pdf = letter_of(kari, address, asked)

    (picture,) = zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil())
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    (code,) = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b", text)
    reader = browser.new_context().new_page()
    reader.goto(address + re.sub(r"^\w+://[^/]+", "", picture.text))
    by_picture = reader.locator("main").inner_text()
    reader.goto(address)
    reader.fill("#code", code.lower())
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/inn")
    assert "Forløp 102" in by_picture
    assert reader.locator("main").inner_text() == by_picture

    key_in(kari, address, asked, "F-102", "3")
    kari.get_by_text("Nå må en annen legge det inn").wait_for()
    key_in(ola, address, asked, "F-102", "8")
    ola.get_by_label("Arket sier noe annet").check()
    ola.locator("input[name=antall]").fill("5")
    ola.get_by_role("button", name="Lever svaret").last.click()
    ola.get_by_text("er levert. Skriv").wait_for()
    assert exported(site, asked.survey_id, asked.id)["antall"] == "5"


def exported(site: Site, survey_id: UUID, round_id: UUID) -> dict[str, str]:
    with site.session() as session:
        table = exporting.export_round(session, survey_id, round_id)
    return dict(zip(table.header, table.rows[0], strict=True))
