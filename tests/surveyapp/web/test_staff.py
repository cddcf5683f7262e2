"""Those who own a survey see how far it has come, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from surveyapp.models import Report
from surveyapp.services import surveying
from tests.reports import put_report
from tests.sites import PASSWORD, AskedRound, PutSurvey, Site
from tests.surveyapp.web.conftest import EVERYTHING
from tests.surveyapp.web.person import Person

REPORT = "<!doctype html><html lang=nb><title>Rapport</title><h1>Rapporten</h1></html>"


def signs_in(person: Person, email: str) -> Person:
    return person.opens("/logg-inn").answers(email=email, password=PASSWORD).presses("Logg inn")


@pytest.fixture
def owner(site: Site, person: Person, everything: PutSurvey) -> Person:
    """Signed in, with one survey."""
    return signs_in(person, site.employ(everything)).is_on("Undersøkelser")


def add_report(site: Site, baseline: AskedRound, followup: AskedRound) -> Report:
    with Session(site.engine, expire_on_commit=False) as session:
        rounds, day = (baseline.id, followup.id), datetime(2026, 11, 3, tzinfo=UTC)
        return put_report(session, baseline.survey_id, rounds, site.settings.reports, day, page=REPORT)


@pytest.mark.parametrize("path", ["/undersokelser", f"/undersokelser/{UUID(int=0)}", f"/rapporter/{UUID(int=0)}"])
def test_pages_for_staff_ask_for_a_login_first(path: str, person: Person) -> None:
    person.opens(path).is_on("Logg inn")


def test_after_the_login_comes_the_page_that_was_asked_for(site: Site, person: Person, everything: PutSurvey) -> None:
    person.opens(f"/undersokelser/{everything.id}").answers(email=site.employ(everything), password=PASSWORD)
    person.presses("Logg inn").sees("Runder")


@pytest.mark.parametrize("goal", ["https://example.org/", "//example.org", "/undersokelser\\@example.org"])
def test_nobody_is_sent_elsewhere_after_the_login(goal: str, site: Site, person: Person, everything: PutSurvey) -> None:
    person.opens("/logg-inn").answers(email=site.employ(everything), password=PASSWORD, goal=goal)
    person.presses("Logg inn").meets(200).is_on("Undersøkelser")


def test_a_wrong_password_and_an_unknown_address_look_the_same(
    site: Site, person: Person, everything: PutSurvey
) -> None:
    for email in (site.employ(everything), "nobody@example.org"):
        person.opens("/logg-inn").answers(email=email, password="something else").presses("Logg inn").meets(403)
        person.sees("E-postadressen og passordet passer ikke sammen").holds(email=email, password="")


def test_a_login_without_words_says_what_to_write(person: Person) -> None:
    person.opens("/logg-inn").presses("Logg inn").meets(422).sees("Skriv e-postadressen din.", "Skriv passordet ditt.")


def test_signing_out_closes_the_pages(owner: Person) -> None:
    owner.presses("Logg ut").opens("/undersokelser").is_on("Logg inn")


def test_a_login_ends_after_a_working_day(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveyapp.web.staff.acting.now", lambda: datetime(2099, 1, 1, tzinfo=UTC))
    owner.opens("/undersokelser").is_on("Logg inn")


def test_the_list_has_the_surveys_of_ones_own_organisation_only(site: Site, owner: Person) -> None:
    other = site.put(EVERYTHING)
    with site.session() as session:
        title = surveying.find_survey(session, other.id).title
    owner.opens("/undersokelser").does_not_see(title)


def test_another_organisations_survey_and_report_are_not_found(site: Site, owner: Person) -> None:
    other = site.put(EVERYTHING)
    report = add_report(site, other.round("Start"), other.round("Slutt"))
    owner.opens(f"/undersokelser/{other.id}").meets(404).is_on("Vi finner ikke siden")
    owner.opens(f"/rapporter/{report.id}").meets(404).is_on("Vi finner ikke siden")


def test_a_round_shows_its_rate_against_the_denominator_and_its_date(
    site: Site, owner: Person, everything: PutSurvey, somebody: Callable[[], Person]
) -> None:
    asked = everything.round(
        "Runde 1", denominator=4, denominator_date=date(2024, 1, 1), caveat="Tallene er foreløpige."
    )
    somebody().opens(asked.invite("K1")).starts()
    done = somebody().opens(asked.invite("K2")).starts().answers(plan="no").goes_on().goes_on()
    done.answers(activity__1="gå", activity__2="stå").goes_to_the_check_page().presses("Lever svarene")
    owner.opens(f"/undersokelser/{everything.id}").sees(
        "25 %", "1 av 4 har levert", "Nevneren er talt per 1. januar 2024.", "Tallene er foreløpige."
    )
    owner.sees("Invitert 2", "Påbegynt 2", "Levert 1")


def test_a_round_without_a_denominator_counts_against_the_invited(owner: Person, everything: PutSurvey) -> None:
    asked = everything.round("Runde 1")
    owner.opens(f"/undersokelser/{everything.id}").sees("runden har ingen nevner")
    asked.invite("K1")
    owner.reloads().sees("0 av 1 inviterte har levert")


def test_a_survey_without_rounds_or_reports_says_so(owner: Person, everything: PutSurvey) -> None:
    owner.opens(f"/undersokelser/{everything.id}").sees("ingen runder ennå", "ikke laget noen rapport ennå")


def test_an_account_without_surveys_is_told_how_to_get_one(site: Site, person: Person) -> None:
    empty = site.put(EVERYTHING)
    email = site.employ(empty)
    with site.session() as session:
        surveying.erase_survey(session, empty.id)
    signs_in(person, email).sees("Dere har ingen undersøkelser ennå.")
    person.follows("Følg svarene i andres undersøkelser").is_on("Oversikt")


def test_a_report_is_served_in_a_sandbox(site: Site, owner: Person, everything: PutSurvey) -> None:
    add_report(site, everything.round("Start"), everything.round("Slutt"))
    owner.opens(f"/undersokelser/{everything.id}").sees("laget 3. november 2026")
    owner.follows("Start – Slutt").sees("Les rapporten")
    address = next(href for text, href in owner.page.links() if text == "Les på nett")
    answer = owner.client.get(address)
    assert answer.get_data(as_text=True) == REPORT
    assert answer.headers["Content-Security-Policy"].startswith(
        "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    )
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_report_whose_file_is_gone_is_not_found(site: Site, owner: Person, everything: PutSurvey) -> None:
    report = add_report(site, everything.round("Start"), everything.round("Slutt"))
    (site.settings.reports / str(report.folder) / "report.html").unlink()
    owner.opens(f"/rapporter/{report.id}/html").meets(404)


def test_synthetic_surveys_are_marked_for_staff_too(site: Site, person: Person) -> None:
    survey = site.put(EVERYTHING, synthetic=True)
    banner = "Syntetiske svar – dette er en demonstrasjon"
    signs_in(person, site.employ(survey)).sees(banner, "Syntetisk").opens(f"/undersokelser/{survey.id}").sees(banner)
    person.opens("/").sees(banner)


def test_staff_read_nynorsk_and_english_too(owner: Person) -> None:
    owner.follows("English").is_on("Surveys").follows("Nynorsk").is_on("Undersøkingar")
