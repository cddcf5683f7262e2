"""What is made once for everybody is what the templates make for each, byte for byte."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from surveyapp.models import Response
from surveyapp.models.ids import norwegian_date
from surveyapp.synthetic.answering import answers
from surveyapp.synthetic.people import anyone
from surveyapp.web import pressing, untouched
from tests.sites import Site

DATA = Path(__file__).parents[2] / "data"
FILES = [*sorted(DATA.glob("*.yaml")), *sorted(paths().values())]
OPEN_AND_CLOSED = """
id: both
title: {nb: Begge deler}
languages: [nb]
unit: person
about: {nb: Om begge deler.}
pages:
  - id: p
    title: {nb: Side}
    questions:
      - {id: closed, type: choice, text: {nb: Lukket spørsmål}, choices: {"yes": {nb: Ja}, "no": {nb: Nei}}}
      - {id: open, type: short_text, text: {nb: Åpent spørsmål}}
"""
REFERENCE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")
ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
TOKEN = re.compile(rb'(name="csrf_token" value=")[^"]*')


def test_what_is_made_once_is_what_the_templates_make_for_each(
    site: Site, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questionnaire = load_file(file)
    client, response_id = begun(site, questionnaire)
    addresses = [f"/svar/{response_id}/side/{page.id}" for page in questionnaire.all_pages]
    addresses.append(f"/svar/{response_id}/kontroll")
    pressed: list[bytes] = []
    made: list[bytes] = []
    for number, state in enumerate(states(questionnaire, Random(file.name))):
        store(site, response_id, state)
        with client.session_transaction() as session:
            session["reading"] = {"alone": number % 2 == 1}
        # The first time it is made, the second it is found.
        pressed += [body(client, address) for address in addresses * 2]
        with monkeypatch.context() as patched:
            patched.setattr(pressing, "_is_pressable", lambda _asked, _draft: False)
            patched.setattr(untouched, "_is_untouched", lambda _draft, _page: False)
            made += [body(client, address) for address in addresses * 2]
    assert pressed == made


def test_an_untouched_page_is_made_once_and_has_each_respondents_own_token_and_address(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    questionnaire = load(OPEN_AND_CLOSED)
    link = site.put(questionnaire, "anonymous").round().open_link()
    people = [opened(site, link) for _ in range(2)]
    body(people[0][0], f"/svar/{people[0][1]}/side/p")
    monkeypatch.setattr(untouched, "render", None)
    page = people[1][0].get(f"/svar/{people[1][1]}/side/p").text
    assert re.findall(r'action="/svar/([^/]*)/', page) == [str(people[1][1])]
    assert str(people[0][1]) not in page
    assert people[1][0].post(f"/svar/{people[1][1]}/side/p", data=sent(page, closed="yes")).status_code == 302


def test_the_start_page_and_the_receipt_are_made_once_and_each_persons_own(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = site.put(load(OPEN_AND_CLOSED), "anonymous").round().open_link()
    first, second, third = (handed_in(site, link) for _ in range(3))
    as_made = [first.get(place).data for place in first.places]
    monkeypatch.setattr(untouched, "render", None)
    kept = [second.get(place).text for place in second.places]
    assert [len(REFERENCE.findall(second.anonymous(page))) for page in kept] == [0, 1]
    assert set(re.findall(r"/svar/([^/]*)/", kept[1])) == {str(second.response_id)}
    assert [second.blank(page) for page in kept] == [first.blank(page.decode()) for page in as_made]
    assert third.get("/" + third.places[1].lstrip("/")).text != kept[1]


def test_nothing_that_is_kept_holds_what_a_person_wrote(site: Site) -> None:
    client, response_id = begun(site, load(OPEN_AND_CLOSED))
    store(site, response_id, {"closed": "yes", "open": "ordene mine står ikke her"})
    page, check = (body(client, f"/svar/{response_id}/{place}").decode() for place in ("side/p", "kontroll"))
    caches = (pressing._QUESTIONS, *pressing._LINES._things.values())
    kept = [str(thing) for cache in caches for thing in cache._things.values()]  # type: ignore[attr-defined]
    assert "ordene mine" in page
    assert "ordene mine" in check
    assert any("Lukket spørsmål" in thing for thing in kept)
    assert [thing for thing in kept if "ordene mine" in thing] == []


def test_so_much_is_kept_and_no_more() -> None:
    kept = pressing.Kept[str](2)
    made: list[str] = []
    for name in ("a", "b", "b", "c", "a"):

        def make(name: str = name) -> str:
            made.append(name)
            return name

        kept.get(name, make)
    assert made == ["a", "b", "c", "a"]


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


class HandedIn:
    """A browser that has handed in its answer to an open link."""

    def __init__(self, client: FlaskClient, response_id: UUID, link: str) -> None:
        self.get, self.response_id = client.get, response_id
        self.places = (link, f"/svar/{response_id}/kvittering")

    def anonymous(self, page: str) -> str:
        """The page without ids and the token, parts of which may look like a reference."""
        return re.sub(r'(name="csrf_token" value=")[^"]*', r"\1", ID.sub("", page))

    def blank(self, page: str) -> str:
        """The page without what is one's own."""
        return REFERENCE.sub("", self.anonymous(page))


def handed_in(site: Site, link: str) -> HandedIn:
    client, response_id = opened(site, link)
    check = client.get(f"/svar/{response_id}/kontroll").text
    assert client.post(f"/svar/{response_id}/lever", data=sent(check)).status_code == 302
    return HandedIn(client, response_id, link)


def begun(site: Site, questionnaire: Questionnaire) -> tuple[FlaskClient, UUID]:
    """A browser that has opened a response of its own."""
    return opened(site, site.put(questionnaire).round().invite("K1"))


def opened(site: Site, link: str) -> tuple[FlaskClient, UUID]:
    client = site.app.test_client()
    answer = client.post(link, data=sent(client.get(link).text, go="begin", consent="given"))
    return client, UUID(re.findall(r"[0-9a-f-]{36}", answer.location)[0])


def sent(page: str, **answers: str) -> dict[str, str]:
    return {**dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)), **answers}


def states(questionnaire: Questionnaire, rng: Random) -> list[dict[str, Any]]:
    """No answer, and several people's."""
    today = norwegian_date(datetime.now(UTC))
    return [{}, *(answers(questionnaire, anyone(today, rng), rng) for _ in range(3))]


def store(site: Site, response_id: UUID, answers: dict[str, Any]) -> None:
    with site.session() as session:
        session.connection(execution_options={"will_write": True})
        session.execute(update(Response).where(Response.id == response_id).values(answers=answers, revision=3))
        session.commit()


def body(client: FlaskClient, address: str) -> bytes:
    return TOKEN.sub(rb"\1", client.get(address).data)
