"""Owners see what goes and when before it happens, and let it go sooner; everybody reads what was promised."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from surveyapp.models.ids import norwegian_date
from surveyapp.services import retaining
from surveyapp.services.retaining import Wanted
from surveyapp.web.languages import INTERFACE
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person


@pytest.fixture
def survey(site: Site, person: Person) -> PutSurvey:
    """One person has begun to answer."""
    survey = site.put(PLAN)
    person.opens(survey.round().invite("F-102")).starts()
    return survey


def signed_in(person: Person, survey: PutSurvey, place: str = "/sletting") -> Person:
    person.opens(f"/undersokelser/{survey.id}{place}")
    return person.answers(email=survey.site.employ(survey), password=PASSWORD).presses("Logg inn")


def test_the_page_tells_what_goes_and_how_much(person: Person, survey: PutSurvey) -> None:
    signed_in(person, survey).is_on("Sletting").sees("svar som ikke er levert: 1", "deltakere: 1, lenker: 1")


def test_the_owner_moves_the_date_forward(person: Person, survey: PutSurvey) -> None:
    soon = norwegian_date(datetime.now(UTC)) + timedelta(days=31)
    signed_in(person, survey, "/sletting/endre").answers(answers_go_on=soon.isoformat(), contact_days="0")
    person.presses("Lagre datoene").is_on("Sletting").sees("Datoene er lagret.")
    with survey.site.session() as session:
        promise = retaining.promise_of(session, survey.id)
    assert (promise.answers_go_on, promise.contact_days) == (soon, 0)


def test_a_later_date_is_refused_at_its_field(person: Person, survey: PutSurvey) -> None:
    signed_in(person, survey, "/sletting/endre").answers(answers_go_on="2099-01-01")
    person.presses("Lagre datoene").meets(422).sees("Velg noe annet. Fra ")


def test_a_date_that_is_none_is_refused(person: Person, survey: PutSurvey) -> None:
    signed_in(person, survey, "/sletting/endre").answers(answers_go_on="snart")
    person.presses("Lagre datoene").meets(422).sees("Skriv datoen som dag, måned og år.")


def test_the_survey_page_warns_before_and_the_page_tells_after(person: Person, survey: PutSurvey) -> None:
    today = norwegian_date(datetime.now(UTC))
    with survey.site.session() as session:
        retaining.change_plan(session, survey.id, Wanted(today + timedelta(days=31), "erase", 90), datetime.now(UTC))
    signed_in(person, survey, "").does_not_see("Dette slettes snart")
    with survey.site.session() as session:
        retaining.change_plan(session, survey.id, Wanted(today + timedelta(days=31), "erase", 0), datetime.now(UTC))
        session.rollback()
    early = datetime.now(UTC) + timedelta(days=31)
    with survey.site.session() as session:
        retaining.retain(session, early)
    person.opens(f"/undersokelser/{survey.id}/sletting").sees("Det som er slettet", "svar som ikke er levert: 1")


def test_what_is_promised_of_a_survey_is_told_to_everybody(person: Person, survey: PutSurvey) -> None:
    with survey.site.session() as session:
        promise = retaining.promise_of(session, survey.id)
    person.opens(f"/personvern/{survey.id}").sees("Behandlingsansvarlig", survey.owner, str(promise.answers_go_on.year))
    person.sees("90 dager etter siste svardag", "Da slettes svarene.")


def test_an_unlinked_survey_says_what_stays(person: Person, survey: PutSurvey) -> None:
    made = norwegian_date(datetime.now(UTC))
    with survey.site.session() as session:
        wanted = Wanted(date(made.year + 1, 1, 1), "unlink", 90)
        retaining.change_plan(session, survey.id, wanted, datetime.now(UTC))
    person.opens(f"/personvern/{survey.id}").sees("Tall og valg blir stående")


def test_the_page_says_whether_mail_is_sent_and_which_cookie_there_is(person: Person, survey: PutSurvey) -> None:
    person.opens("/personvern").sees("Dette nettstedet sender ikke e-post.", "medvirk", "Datatilsynet")
    assert {name.split("=")[0] for name in person.response.headers.getlist("Set-Cookie")} <= {"medvirk"}


def test_a_survey_that_is_not_there_is_not_found(person: Person, survey: PutSurvey) -> None:
    person.opens("/personvern/00000000-0000-0000-0000-000000000000").meets(404)


@pytest.mark.parametrize("path", ["/personvern", "/tilgjengelighet"])
@pytest.mark.parametrize("language", INTERFACE)
def test_everybody_may_read_in_every_language(site: Site, path: str, language: str) -> None:
    page = site.app.test_client().get(f"{path}?lang={language}").get_data(as_text=True)
    assert f'<html lang="{language}"' in page
    assert ("Datatilsynet" in page) == (path == "/personvern")
