"""Mail that respondents ask for: a real server takes it, and its words lead back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from surveyapp.mail import Post
from tests import postbox
from tests.postbox import Postbox
from tests.sites import Site
from tests.surveyapp.stage import PLAN
from tests.surveyapp.web.person import Person

CODE = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}")


@pytest.fixture
def box(site: Site) -> Iterator[Postbox]:
    with postbox.delivering(site.app) as box:
        yield box


@pytest.fixture
def stopping(person: Person, site: Site, box: Postbox) -> Person:
    person.opens(site.put(PLAN, "anonymous").round().open_link()).starts().answers(antall="7")
    return person.presses("Fortsett senere")


def test_the_code_that_is_mailed_opens_the_answers_on_another_machine(
    stopping: Person, box: Postbox, somebody: Callable[[], Person]
) -> None:
    stopping.answers(address="kari@example.org").presses("Send koden").sees("Vi sender koden til kari@example.org")
    found = CODE.search(box.words())
    assert found is not None
    somebody().opens("/").answers(code=found[0]).presses("Åpne undersøkelsen").is_on("Se over svarene").sees("7")


def test_an_address_is_kept_nowhere(stopping: Person, site: Site) -> None:
    address = "kari.som.ingen.andre.skriver@example.org"
    stopping.answers(address=address).presses("Send koden").sees(address)
    with site.session() as session:
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        everything = "".join(repr(session.execute(text(f"SELECT * FROM {name}")).all()) for name in names)  # noqa: S608
    assert len(names) > 10
    assert address not in everything


def test_a_wrong_address_is_told_and_nothing_is_sent(stopping: Person, box: Postbox) -> None:
    stopping.answers(address="kari@example.org, ola@example.org").presses("Send koden").meets(422)
    stopping.sees("Skriv e-postadressen din slik: navn@eksempel.no")
    assert box.messages == []


def test_a_server_that_is_down_hurts_nobody(stopping: Person, box: Postbox, site: Site) -> None:
    site.app.extensions["post"] = Post("smtp://127.0.0.1:1", "medvirk@example.org")
    stopping.answers(address="kari@example.org").presses("Send koden").meets(200)
    assert CODE.search(stopping.page.text)


def test_no_log_tells_the_address_or_the_code(
    stopping: Person, box: Postbox, capfd: pytest.CaptureFixture[str]
) -> None:
    stopping.answers(address="kari@example.org").presses("Send koden")
    told = "".join(capfd.readouterr())
    found = CODE.search(box.words())
    assert found is not None
    assert "mail" in told
    assert "kari" not in told
    assert found[0] not in told


def test_a_colleague_is_asked_by_mail_and_its_link_opens_her_part(
    person: Person, site: Site, box: Postbox, somebody: Callable[[], Person]
) -> None:
    person.opens(site.put(PLAN, "identified").round().invite("4204", "Eksempel kommune")).starts()
    person.answers(label="Kari", address="kari@example.org", pages=["plan"]).presses("Fordel")
    link = re.search(r"/k/[\w-]+", box.words())
    assert link is not None
    somebody().opens(link[0]).sees("Eksempel kommune").starts().follows("Plan").is_on("Plan")


def test_no_mail_is_offered_where_there_is_no_server(person: Person, site: Site) -> None:
    person.opens(site.put(PLAN, "anonymous").round().open_link()).starts().presses("Fortsett senere")
    person.does_not_see("Send koden på e-post")
