"""What the script on a page of questions asks for, and what it is answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from surveyapp.models import Response, Revision
from tests.sites import AskedRound, Site
from tests.surveyapp.web.conftest import NO_CONTACT
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_handing_in import answer_all

Known = dict[str, list[list[str] | None]]


def sends(person: Person, body: bytes | str, token: str | None = None, path: str = "") -> TestResponse:
    headers = {"X-CSRFToken": person.page.forms[-1].fields["csrf_token"] if token is None else token}
    return person.client.patch(path or person.page.path, data=body, headers=headers, content_type="application/json")


def gives(person: Person, known: Known | None = None, revision: int = 0, **fields: list[str]) -> Any:
    named = {name.replace("__", "."): words for name, words in fields.items()}
    answer = sends(person, json.dumps({"revision": revision, "fields": named, "known": known or {}}))
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def kept(asked: AskedRound) -> dict[str, Any]:
    with asked.site.session() as session:
        found: dict[str, Any] = session.scalars(select(Response.answers).where(Response.round_id == asked.id)).one()
        return found


def steps(asked: AskedRound) -> int:
    with asked.site.session() as session:
        counted = select(func.count()).select_from(Revision).where(Revision.survey_id == asked.survey_id)
        return session.scalars(counted).one()


def test_an_answer_is_stored_and_the_others_are_left_alone(begun: Person, asked: AskedRound) -> None:
    assert gives(begun, plan=["yes"]) == {"unsaved": [], "conflicts": []}
    gives(begun, kommune=["0301"])
    assert kept(asked) == {"plan": "yes", "kommune": "0301"}


def test_the_same_once_more_changes_nothing(begun: Person, asked: AskedRound) -> None:
    gives(begun, plan=["yes"])
    assert gives(begun, plan=["yes"]) == {"unsaved": [], "conflicts": []}
    assert kept(asked) == {"plan": "yes"}


def test_a_changed_mind_is_no_conflict_when_the_browser_tells_what_it_saved(begun: Person, asked: AskedRound) -> None:
    gives(begun, plan=["yes"])
    assert gives(begun, known={"plan": [["yes"]]}, plan=["no"]) == {"unsaved": [], "conflicts": []}
    gives(begun, known={"plan": [["no"]]}, plan=[])
    assert kept(asked) == {}


def test_what_was_sent_without_hearing_more_may_be_stored_or_not(begun: Person, asked: AskedRound) -> None:
    gives(begun, known={"plan": [None, ["yes"]]}, plan=["no"])
    assert kept(asked) == {"plan": "no"}


def test_the_page_knows_what_was_saved_from_it(begun: Person, asked: AskedRound) -> None:
    gives(begun, plan=["yes"])
    begun.forges(_known=json.dumps({"plan": [["yes"]]})).answers(plan="no").goes_on().is_on("Tall")
    assert kept(asked) == {"plan": "no"}


def test_an_answer_that_another_changed_is_asked_about_in_the_pages_own_words(begun: Person, asked: AskedRound) -> None:
    gives(begun, plan=["yes"])
    (conflict,) = gives(begun, plan=["no"])["conflicts"]
    assert (conflict["field"], conflict["theirs"]) == ("plan", ["yes"])
    assert "Velg hvilket svar som skal gjelde." in conflict["html"]
    assert kept(asked) == {"plan": "yes"}


def test_an_answer_that_another_took_back_meanwhile_is_asked_about(begun: Person, asked: AskedRound) -> None:
    gives(begun, plan=["yes"])
    gives(begun, known={"plan": [["yes"]]}, plan=[])
    assert [each["field"] for each in gives(begun, known={"plan": [["yes"]]}, plan=["no"])["conflicts"]] == ["plan"]
    assert kept(asked) == {}


def test_what_another_answered_meanwhile_is_not_taken_out_by_the_page(begun: Person, asked: AskedRound) -> None:
    other = begun.new_tab()
    gives(begun, plan=["no"])
    gives(other, kommune=["0301"])
    begun.answers(plan="no").goes_on().is_on("Tall")
    assert kept(asked) == {"plan": "no", "kommune": "0301"}


@pytest.mark.parametrize("words", ["2o19", "20190", "20\x0019", "20\ud80019", "\u202e2019", "{{7*7}}", "' OR 1=1 --"])
def test_what_is_not_right_is_not_stored_but_told(words: str, begun: Person, asked: AskedRound) -> None:
    gives(begun, plan=["no"])
    begun.answers(plan="no").goes_on()
    assert gives(begun, revision=1, since=[words]) == {"unsaved": ["since"], "conflicts": []}
    assert kept(asked) == {"plan": "no"}


BODIES: dict[str, Callable[[], str | bytes]] = {
    "nothing": lambda: "",
    "no JSON": lambda: "plan=yes",
    "no text": lambda: b"\xff\xfe",
    "deep": lambda: "[" * 200_000,
    "a list": lambda: "[]",
    "no revision": lambda: '{"fields": {"plan": ["no"]}}',
    "true for a revision": lambda: '{"revision": true, "fields": {"plan": ["no"]}}',
    "a revision to come": lambda: '{"revision": 7, "fields": {"plan": ["no"]}}',
    "a revision below nothing": lambda: '{"revision": -1, "fields": {"plan": ["no"]}}',
    "more than is asked for": lambda: '{"revision": 0, "fields": {"plan": ["no"]}, "state": "submitted"}',
    "words that are none": lambda: '{"revision": 0, "fields": {"plan": "no"}}',
    "a number": lambda: '{"revision": 0, "fields": {"plan": [1]}}',
    "nested": lambda: '{"revision": 0, "fields": {"plan": [["no"]]}}',
    "a choice that is not offered": lambda: '{"revision": 0, "fields": {"plan": ["perhaps"]}}',
    "another page's question": lambda: '{"revision": 0, "fields": {"plan": ["no"], "since": ["2019"]}}',
    "a field of the form's own": lambda: '{"revision": 0, "fields": {"revision": ["3"]}}',
    "known of others": lambda: '{"revision": 0, "fields": {"plan": ["no"]}, "known": {"since": [null]}}',
    "too much known": lambda: json.dumps({"revision": 0, "fields": {"plan": ["no"]}, "known": {"plan": [None] * 13}}),
    "10,000 fields": lambda: json.dumps({"revision": 0, "fields": {f"f{number}": ["1"] for number in range(10_000)}}),
}


@pytest.mark.parametrize("body", BODIES)
def test_what_our_script_cannot_send_is_refused_whole(body: str, begun: Person, asked: AskedRound) -> None:
    answer = sends(begun, BODIES[body]())
    assert answer.status_code == 400
    assert answer.get_json()["words"].startswith("Siden passer ikke lenger med svarene.")
    assert kept(asked) == {}


def test_ten_megabytes_are_refused(begun: Person, asked: AskedRound) -> None:
    answer = sends(begun, json.dumps({"revision": 0, "fields": {"plan": ["x" * 10_000_000]}}))
    assert answer.status_code == 413
    assert kept(asked) == {}


@pytest.mark.parametrize("token", ["", "made up"])
def test_a_request_without_the_pages_token_is_refused(token: str, begun: Person, asked: AskedRound) -> None:
    answer = sends(begun, '{"revision": 0, "fields": {"plan": ["no"]}}', token)
    assert answer.status_code == 400
    assert "Siden har stått åpen for lenge" in answer.get_json()["words"]
    assert kept(asked) == {}


def test_nobody_saves_in_a_response_that_is_not_opened_here(
    begun: Person, somebody: Callable[[], Person], asked: AskedRound
) -> None:
    stranger = somebody().opens(asked.invite("K2")).starts()
    answer = sends(stranger, '{"revision": 0, "fields": {"plan": ["no"]}}', path=begun.page.path)
    assert answer.status_code == 404


def test_what_is_handed_in_is_told_and_not_changed(begun: Person, asked: AskedRound) -> None:
    path = begun.page.path
    answer_all(begun).presses("Lever svarene").opens(path).meets(409)
    before = kept(asked)
    begun.opens("/logg-inn")
    answer = sends(begun, '{"revision": 0, "fields": {"plan": ["yes"]}}', path=path)
    assert answer.status_code == 409
    assert answer.get_json()["words"].startswith("Svarene er allerede levert.")
    assert answer.get_json()["link"][1] == "Se kvitteringen"
    assert kept(asked) == before


def test_an_anonymous_draft_remembers_no_time_and_after_handing_in_no_step(site: Site, person: Person) -> None:
    anonymous = site.put(NO_CONTACT, "anonymous").round()
    person.opens(anonymous.open_link()).starts()
    gives(person, plan=["yes"])
    gives(person, known={"plan": [["yes"]]}, plan=["no"])
    assert [column.name for column in Revision.__table__.columns] == ["survey_id", "response_id", "number", "changes"]
    assert steps(anonymous) == 2
    answer_all(person.reloads()).presses("Lever svarene")
    assert steps(anonymous) == 0
