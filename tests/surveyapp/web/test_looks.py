"""An owner's look on the pages of those who answer, and where it is set."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import get_args

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from surveyapp.services import looking
from surveyapp.services.looking import FAULTS, Change, Fault
from surveyapp.web.staff.look_pages import fault_in_words
from tests.sites import PASSWORD, AskedRound, PutSurvey, Site
from tests.surveyapp.web.person import Person

YEAR = "private, max-age=31536000, immutable"


def png(colour: str = "#0055aa") -> bytes:
    made = BytesIO()
    Image.new("RGB", (160, 40), colour).save(made, "PNG")
    return made.getvalue()


def give(survey: PutSurvey, change: Change) -> None:
    with survey.site.session() as session:
        looking.change_look(session, survey.id, change, datetime.now(UTC))


@pytest.fixture
def branded(everything: PutSurvey, asked: AskedRound) -> AskedRound:
    give(everything, Change("Rehabilitering Eksempel", "#0055aa", png(), "Et fjell"))
    return asked


def test_every_page_from_start_to_later_has_the_owners_look(branded: AskedRound, person: Person) -> None:
    def look() -> tuple[bool, ...]:
        sent = person.response.text
        return tuple(words in sent for words in ("Rehabilitering Eksempel", "/utseende/0055aa.css", 'alt="Et fjell"'))

    person.opens(branded.invite("K1"))
    assert look() == (True, True, True)
    person.starts()
    assert look() == (True, True, True)
    person.presses("Neste")
    assert look() == (True, True, True)
    person.presses("Fortsett senere")
    assert look() == (True, True, True)


def test_another_survey_keeps_its_own_look(branded: AskedRound, site: Site, person: Person) -> None:
    other = site.put("brukererfaring")
    person.opens(other.round().invite("K1")).starts()
    assert other.owner in person.response.text
    assert "/utseende/" not in person.response.text
    assert "data-look" not in person.response.text


def test_a_look_changed_while_a_page_is_kept_is_shown_at_once(site: Site, somebody: Callable[[], Person]) -> None:
    survey = site.put("brukererfaring")
    asked = survey.round()
    first, second = somebody(), somebody()
    first.opens(asked.invite("K1")).starts()
    give(survey, Change(colour="#aa0055"))
    second.opens(asked.invite("K2")).starts()
    assert "/utseende/aa0055.css" not in first.response.text
    assert "/utseende/aa0055.css" in second.response.text


def test_a_logo_is_what_was_given_and_kept_for_a_year(branded: AskedRound, person: Person) -> None:
    person.opens(branded.invite("K1"))
    (address,) = re.findall(r'src="(/utseende/logo/[0-9a-f]{64})"', person.response.text)
    answer = person.client.get(address)
    assert (answer.data, answer.headers["Content-Type"]) == (png(), "image/png")
    assert answer.headers["Cache-Control"] == YEAR
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers


def test_a_colours_style_sheet_is_kept_for_a_year(branded: AskedRound, person: Person) -> None:
    person.opens(branded.invite("K1"))
    (address,) = re.findall(r'href="(/utseende/0055aa\.css\?v=[0-9a-f]{12})"', person.response.text)
    answer = person.client.get(address)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == YEAR
    assert "--ds-color-accent-base-default:#0055aa" in answer.text


@pytest.mark.parametrize("path", ["/utseende/0055AA.css", "/utseende/red.css", "/utseende/logo/x", "/utseende/a}b.css"])
def test_a_look_that_nobody_has_is_not_there(path: str, site: Site) -> None:
    answer = site.app.test_client().get(path)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def signed_in(site: Site, survey: PutSurvey) -> FlaskClient:
    client = site.app.test_client()
    page = client.get("/logg-inn").text
    client.post(
        "/logg-inn", data={"csrf_token": token(page), "email": site.employ(survey), "password": PASSWORD, "goal": ""}
    )
    return client


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    return found[1] if found else ""


def send(client: FlaskClient, survey: PutSurvey, **fields: object) -> TestResponse:
    address = f"/undersokelser/{survey.id}/utseende"
    form = {"name": "", "colour": "", "logo_words": "", "csrf_token": token(client.get(address).text)}
    return client.post(address, data={**form, **fields}, follow_redirects=True)


def test_staff_set_a_look_and_see_it(site: Site, everything: PutSurvey) -> None:
    client = signed_in(site, everything)
    file = (BytesIO(png()), "logo.png")
    page = send(client, everything, name="Rehab Eksempel", colour="#0b5", logo=file, logo_words="Et fjell")
    assert page.status_code == 200
    assert "Utseendet er lagret." in page.text
    assert page.text.count('alt="Et fjell"') == 2
    # 4.5:1 on white takes a darker green than #00bb55, which has 2.6:1.
    assert "for lys til å leses på hvitt" in page.text


def test_staff_are_told_why_a_logo_is_refused(site: Site, everything: PutSurvey) -> None:
    client = signed_in(site, everything)
    page = send(client, everything, logo=(BytesIO(b"<svg></svg>"), "logo.svg"), logo_words="Logo")
    assert page.status_code == 422
    assert "<title>Feil: " in re.sub(r"\s+", " ", page.text).replace("<title> ", "<title>")
    assert "En SVG kan inneholde programkode" in page.text


def test_staff_take_a_logo_away(site: Site, everything: PutSurvey) -> None:
    give(everything, Change("Navnet", logo=png(), logo_words="Et fjell"))
    page = send(signed_in(site, everything), everything, name="Navnet", logo_words="Et fjell", remove_logo="y")
    assert "/utseende/logo/" not in page.text


def test_the_look_of_anothers_survey_can_neither_be_seen_nor_changed(site: Site, everything: PutSurvey) -> None:
    other = site.put("brukererfaring")
    client = signed_in(site, other)
    own = client.get(f"/undersokelser/{other.id}/utseende").text
    address = f"/undersokelser/{everything.id}/utseende"
    assert client.get(address).status_code == 404
    assert client.post(address, data={"csrf_token": token(own), "name": "Kapret"}).status_code == 404


def test_every_fault_has_words_for_the_owner(site: Site) -> None:
    with site.app.test_request_context("/"):
        words = {fault: fault_in_words(fault) for fault in get_args(Fault)}
    assert words.keys() == FAULTS.keys()
    assert all(words.values())
