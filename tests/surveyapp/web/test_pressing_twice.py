"""A button that is pressed again and again does what it does once, and leads to the same page."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from sqlalchemy import func, select

from surveyapp.models import Course, Survey
from surveyapp.web.staff import twice
from tests.sites import Site
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_courses import a_unit, signs_in

FOUR = 4


def press_at_once(site: Site, person: Person) -> list[str]:
    """Send the form of the page four times at the same moment; where each was led."""
    form = person.page.forms[-1]
    path, sent, ready = form.action or person.page.path, form.fields, Barrier(FOUR)
    cookie = person.client.get_cookie("medvirk")
    assert cookie is not None

    def press(_number: int) -> str:
        client = site.app.test_client()
        client.set_cookie("medvirk", cookie.value)
        ready.wait(timeout=10)
        return client.post(path, data=sent).headers.get("Location", "nowhere")

    with ThreadPoolExecutor(FOUR) as pool:
        return list(pool.map(press, range(FOUR)))


def test_four_presses_open_one_course_and_lead_to_it(site: Site, person: Person) -> None:
    ward = a_unit(site)
    signs_in(site, person, ward.unit_id).opens(f"/forlop/{ward.survey_id}/nytt")
    led = press_at_once(site, person)
    assert len(set(led)) == 1
    with site.session() as session:
        wanted = select(func.count()).select_from(Course).where(Course.survey_id == ward.survey_id)
        assert session.scalar(wanted) == 1
    person.opens(led[0]).meets(200)


def test_the_same_words_in_a_form_that_is_opened_anew_are_another_wish(site: Site, person: Person) -> None:
    ward = a_unit(site)
    signs_in(site, person, ward.unit_id, "owner")
    for _time in range(2):
        person.opens("/undersokelser/ny").answers(owner=str(ward.unit_id), questionnaire="psfs")
        person.answers(title="Samme navn", privacy="confidential", purpose="Bedre tilbud")
        sleep(1)  # The token of a page that is shown in another second is another one.
        person.presses("Lag undersøkelsen").meets(200)
    with site.session() as session:
        wanted = select(func.count()).where(Survey.organisation_id == ward.unit_id, Survey.title == "Samme navn")
        assert session.scalar(wanted) == 2


def test_who_presses_again_is_told_when_nobody_knows_where_it_led(
    site: Site, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twice, "note", lambda *_: None)  # As when the server is killed just then.
    monkeypatch.setattr(twice, "TIMES", 1)
    ward = a_unit(site)
    signs_in(site, person, ward.unit_id).opens(f"/forlop/{ward.survey_id}/nytt").presses("Start forløpet")
    person.sends_again().meets(409).is_on("Dette er lagret allerede")


def test_what_is_shown_once_is_not_made_again(site: Site, person: Person) -> None:
    ward = a_unit(site)
    signs_in(site, person, ward.unit_id, "administrator").opens(f"/medlemmer/{ward.unit_id}/inviter")
    person.answers(email="kari@example.org", role="reader").presses("Inviter").sees("/medlem/")
    person.sends_again().is_on("Medlemmer").sees("kari@example.org")


def test_what_was_wrong_is_mended_and_sent_again(site: Site, person: Person) -> None:
    ward = a_unit(site)
    signs_in(site, person, ward.unit_id).opens(f"/forlop/{ward.survey_id}/nytt")
    person.answers(note="13097248022").presses("Start forløpet").meets(422)
    person.answers(note="rom 4").presses("Start forløpet").meets(200)
    person.sends_again().meets(200)
    with site.session() as session:
        wanted = select(func.count()).select_from(Course).where(Course.survey_id == ward.survey_id)
        assert session.scalar(wanted) == 1
