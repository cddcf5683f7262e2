"""Staff answer a person who asks what is stored about her: by her code, which never stands in an address."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from surveyapp.web.guessing import TRIES
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TRIES, "require_patience", lambda _now: None)


@pytest.fixture
def survey(site: Site) -> PutSurvey:
    return site.put(PLAN)


@pytest.fixture
def code(survey: PutSurvey, person: Person) -> str:
    """The code of an answer that was handed in."""
    person.opens(survey.round().invite("F-102")).starts().answers(har="no", merknad="sykle til byen").goes_on()
    person.presses("Lever svarene")
    return next(word for word in person.page.text.split() if len(word) == 9 and word[4] == "-")


def signed_in(person: Person, survey: PutSurvey) -> Person:
    person.opens(f"/undersokelser/{survey.id}/innsyn")
    return person.answers(email=survey.site.employ(survey), password=PASSWORD).presses("Logg inn")


def test_the_code_shows_what_is_stored_and_stays_out_of_the_address(
    person: Person, survey: PutSurvey, code: str
) -> None:
    signed_in(person, survey).answers(code=code.lower()).presses("Finn svaret").is_on("Dette er lagret")
    person.sees(code, "sykle til byen", "Nei")
    assert person.page.path == f"/undersokelser/{survey.id}/innsyn"


def test_the_answer_is_deleted_for_the_person(person: Person, survey: PutSurvey, code: str) -> None:
    signed_in(person, survey).answers(code=code).presses("Finn svaret").presses("Slett svaret")
    person.sees("Svaret er slettet.")
    person.opens(f"/undersokelser/{survey.id}/innsyn").answers(code=code).presses("Finn svaret").meets(422)
    person.sees("Ingen svar i denne undersøkelsen har koden.")


def test_a_name_finds_nobody(person: Person, survey: PutSurvey, code: str) -> None:
    signed_in(person, survey).answers(code="F-102").presses("Finn svaret").meets(422)
    person.does_not_see("sykle til byen")


def test_without_a_code_it_says_what_to_do(person: Person, survey: PutSurvey) -> None:
    signed_in(person, survey).presses("Finn svaret").meets(422).sees("Skriv koden som står på kvitteringen.")


def test_it_is_said_why_an_anonymous_answer_cannot_be_found(person: Person, site: Site) -> None:
    signed_in(person, site.put(PLAN, "anonymous")).sees("uten koden kan ingen finne et svar")


def test_the_owner_downloads_the_record(person: Person, survey: PutSurvey) -> None:
    signed_in(person, survey)
    made = person.client.get(f"/undersokelser/{survey.id}/sletting/protokoll.xlsx")
    sheet = load_workbook(io.BytesIO(made.data)).worksheets[0]
    assert sheet["B2"].value == survey.owner
