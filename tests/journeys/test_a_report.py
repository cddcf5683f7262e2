"""A coordinator has a municipality's report built, writes in it, sees what changed, and publishes it to its reader."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from surveyapp.models import Response
from surveyapp.services import accounts, surveying
from surveyapp.web.building import NAME, InAProcess
from tests.journeys.respondent import Respondent
from tests.sites import PASSWORD, SECRET, PutSurvey, Site
from tests.surveyapp.services.test_reports_of_municipalities import DAYS, KOMMUNER, answers, hand_in

RISOR = "4201"
PATIENCE = 120_000
"""Milliseconds that a build may take in a process that has just been started, on a busy machine."""


@pytest.fixture
def desks(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Two persons' browsers."""
    with ExitStack() as opened:
        contexts = [browser.new_context(locale="nb-NO", accept_downloads=True) for _ in range(2)]
        for each in contexts:
            opened.callback(each.close)
        yield contexts[0].new_page(), contexts[1].new_page()


@pytest.fixture
def survey(site: Site, tmp_path: Path) -> PutSurvey:
    """Two rounds that municipalities have answered."""
    put = site.put(KOMMUNER, "identified")
    for number, day in enumerate(DAYS[:2]):
        asked = put.round(str(day.year), denominator=400, denominator_date=day)
        with site.session() as session:
            hand_in(session, put.id, asked.id, tmp_path / "svar.csv", answers(day, (3, 2)[number]))
    return put


@pytest.fixture(autouse=True)
def builder(site: Site) -> Iterator[None]:
    """Reports are built in a process of its own, as they are where the environment tells the settings."""
    before = site.app.extensions[NAME]
    told = {"SURVEYAPP_ENVIRONMENT": "development", "SECRET_KEY": SECRET, "INSTANCE_DIR": str(site.settings.instance)}
    beside = site.app.extensions[NAME] = InAProcess({**os.environ, **told})
    yield
    beside.wait()
    site.app.extensions[NAME] = before


def signs_in(page: Page, address: str, email: str) -> Respondent:
    person = Respondent(page).opens(f"{address}/rapporter")
    return person.fills(email=email, password=PASSWORD).presses("Logg inn")


def is_built(person: Respondent) -> Respondent:
    """The page comes anew by itself until the report is there."""
    person.page.get_by_text("Klar", exact=True).wait_for(timeout=PATIENCE)
    return person


def reads(person: Respondent, words: str) -> None:
    """The report itself, which is a file of its own, and back."""
    person.page.get_by_role("link", name="Les på nett").click()
    person.page.get_by_text(words).first.wait_for()
    person.page.go_back()


def everybody_says_yes(site: Site, survey_id: UUID) -> None:
    """Those who answered no in the last round had not understood the question."""
    with site.session() as session:
        for each in session.scalars(select(Response).where(Response.survey_id == survey_id)):
            if each.answers.get("plan") == "no":
                each.answers = {**each.answers, "plan": "yes"}
        session.commit()


def reader_of(site: Site, number: str) -> str:
    now = datetime.now(UTC)
    with site.session() as session:
        there = surveying.create_organisation(session, "Risør (prøve)", now, kind="municipality", area=number)
        account = accounts.create_account(session, "leser@example.org", "Leser", PASSWORD, now)
        accounts.add_member(session, account.id, there.id, "reader", now)
    return "leser@example.org"


def downloads(person: Respondent, words: str) -> bytes:
    with person.page.expect_download() as waiting:
        person.page.get_by_role("link", name=words).click()
    return Path(waiting.value.path()).read_bytes()


def test_a_report_is_built_by_one_press_written_in_and_published(
    site: Site, address: str, desks: tuple[Page, Page], survey: PutSurvey
) -> None:
    coordinator = signs_in(desks[0], address, site.employ(survey))
    coordinator.follows("Ny rapport").follows("Kommunens rapport").fills(area=RISOR)
    desks[0].locator("#of").select_option(index=1)
    is_built(coordinator.presses("Bygg rapport"))
    report = desks[0].url
    reads(coordinator, "Risør")
    with desks[0].expect_navigation():
        desks[0].get_by_role("link", name="Delmål c").click()
    coordinator.fills(text="Vi skal lage en plan.")
    is_built(coordinator.presses("Lagre avsnittet")).sees("Vi skal lage en plan.")
    reads(coordinator, "Vi skal lage en plan.")
    everybody_says_yes(site, survey.id)
    is_built(coordinator.opens(report).presses("Bygg på nytt")).sees("Tallene er endret")
    assert downloads(coordinator, "Last ned PDF").startswith(b"%PDF-")
    assert downloads(coordinator, "Last ned Word-fil").startswith(b"PK")
    email = reader_of(site, RISOR)
    coordinator.opens(report).presses("Publiser rapporten").sees("Rapporten er publisert.")
    reader = signs_in(desks[1], address, email)
    desks[1].get_by_role("main").get_by_role("link").first.click()
    reads(reader, "Vi skal lage en plan.")
    assert coordinator.complaints == reader.complaints == []
