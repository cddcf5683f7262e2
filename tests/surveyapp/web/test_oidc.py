"""Signing in by a provider, as a person meets it: the buttons, the way in and out, and each way that it fails."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from surveyapp.services import surveying
from surveyapp.web.context import now
from surveyapp.web.staff.oidc_pages import ANSWERS
from tests import vouching
from tests.sites import Site
from tests.surveyapp.web.person import Person
from tests.vouching import Running, acting_for

NUMBERS = itertools.count(900_000_001)
SUBJECTS = itertools.count(1)
IN = "/logg-inn/hos/ansattporten"


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """A provider in a process of its own."""
    with vouching.running() as running:
        yield running


@pytest.fixture
def provider(running: Running, site: Site) -> Iterator[Running]:
    """The same, offered, and with nothing wrong."""
    running.does()
    with vouching.offering(site.app, running.configured()):
        yield running


@pytest.fixture
def number(site: Site) -> str:
    """The number of a municipality."""
    number = str(next(NUMBERS))
    with site.session() as session:
        surveying.create_organisation(session, f"Kommune {number}", now(), kind="municipality", number=number)
    return number


def claims(number: str, **more: Any) -> dict[str, Any]:
    """What the provider says of somebody who was never here, and acts for a municipality."""
    return {"sub": f"u-{next(SUBJECTS)}", "name": "Kari Nordmann", **acting_for(number), **more}


def goes_there(person: Person, provider: Running, path: str = IN) -> str:
    """Where the provider sends the person who follows the link."""
    sent = person.client.get(path)
    assert sent.status_code == 302
    return provider.approves(sent.location).removeprefix("http://127.0.0.1:8000")


def signs_in(person: Person, provider: Running, path: str = IN) -> Person:
    return person.opens(goes_there(person, provider, path))


def test_without_providers_nothing_is_offered(person: Person) -> None:
    person.opens("/logg-inn").does_not_see("Eller med e-postadresse")
    person.opens(IN).meets(404)


def test_the_login_page_offers_the_provider_and_remembers_the_goal(provider: Running, person: Person) -> None:
    person.opens("/undersokelser?side=2").sees("Logg inn med Ansattporten (test)")
    (href,) = [href for words, href in person.page.links() if words == "Logg inn med Ansattporten (test)"]
    assert href.startswith(f"{IN}?next=/undersokelser")


def test_nobody_who_answers_is_asked_to_sign_in(provider: Running, person: Person, site: Site) -> None:
    link = site.put("brukererfaring", "anonymous").round().open_link()
    for page in (person.opens("/"), person.opens(link), person.starts()):
        page.does_not_see("Ansattporten")
        assert all("/hos/" not in href for _words, href in page.page.links())


def test_an_employee_signs_in_and_out_here_and_there(provider: Running, person: Person, number: str) -> None:
    provider.does(claims=claims(number))
    signs_in(person, provider).is_on("Undersøkelser").sees("Kari Nordmann")
    person.presses("Logg ut").is_on("Logger ut")
    (href,) = [href for words, href in person.page.links() if words == "Logg ut av Ansattporten (test)"]
    assert href.startswith(f"{provider.address}/logout?id_token_hint=ey")
    assert f'content="0; url={provider.address}/logout?' in person.response.get_data(as_text=True)
    person.opens("/undersokelser").is_on("Logg inn")
    person.opens("/logget-ut").is_on("Du er logget ut")


def test_a_session_cookie_from_before_signing_out_is_worth_nothing(
    provider: Running, person: Person, number: str
) -> None:
    provider.does(claims=claims(number))
    signs_in(person, provider)
    stolen = person.client.get_cookie("medvirk")
    assert stolen is not None
    person.presses("Logg ut")
    person.client.set_cookie("medvirk", stolen.value)
    person.opens("/undersokelser").is_on("Logg inn")


def test_the_provider_ends_the_session_in_a_frame_without_our_cookie(
    provider: Running, person: Person, number: str, site: Site
) -> None:
    provider.does(claims=claims(number, sid="s-77"))
    signs_in(person, provider)
    frame = site.app.test_client()
    for wrong in ("sid=s-77&iss=https://another.example", "sid=s-77", f"iss={provider.address}", ""):
        assert frame.get(f"{IN}/avsluttet?{wrong}").status_code == 400
    person.opens("/undersokelser").is_on("Undersøkelser")
    told = frame.get(f"{IN}/avsluttet?sid=s-77&iss={provider.address}")
    assert told.status_code == 200
    assert told.headers["Content-Security-Policy"] == f"default-src 'none'; frame-ancestors {provider.address}"
    assert "X-Frame-Options" not in told.headers
    person.opens("/undersokelser").is_on("Logg inn")


def test_a_provider_that_names_no_issuer_is_taken_at_its_word_where_we_are_told_so(
    provider: Running, person: Person, number: str, site: Site
) -> None:
    provider.does(claims=claims(number, sid="s-78"))
    with vouching.offering(site.app, provider.configured(names_issuer_at_logout=False)):
        signs_in(person, provider)
        assert site.app.test_client().get(f"{IN}/avsluttet?sid=s-78").status_code == 200
        person.opens("/undersokelser").is_on("Logg inn")


FAILURES: dict[str, tuple[dict[str, Any], int, str]] = {
    "refused": ({"error": "access_denied"}, 403, "Innloggingen ble ikke fullført"),
    "too weak": ({"claims": {"acr": "low"}}, 403, "Du må logge inn på et høyere sikkerhetsnivå"),
    "foreign": ({"answer": {"state": "x"}}, 400, "Innloggingen gjelder ikke lenger"),
    "skewed": ({"clock": 600}, 400, "Klokkene stemmer ikke overens"),
    "mixed up": ({"answer": {"iss": "https://x.example"}}, 400, "Svaret kom fra feil innloggingstjeneste"),
    "forged": ({"stranger": True}, 400, "Vi kan ikke stole på svaret fra innloggingstjenesten"),
    "down": ({"down": ["/token"]}, 503, "Innloggingstjenesten svarer ikke"),
    "unknown": ({"claims": {"sub": "u-nobody"}}, 403, "Du har ikke tilgang til Medvirk ennå"),
}


@pytest.mark.parametrize("what", FAILURES)
def test_each_failure_has_a_page_of_its_own_and_signs_nobody_in(what: str, provider: Running, person: Person) -> None:
    wrongs, status, heading = FAILURES[what]
    provider.does(**wrongs)
    signs_in(person, provider).meets(status).is_on(heading)
    person.opens("/undersokelser").is_on("Logg inn")


def test_an_answer_that_is_used_twice_is_told_so(provider: Running, person: Person, number: str) -> None:
    provider.does(claims=claims(number))
    before = person.client.get(IN)
    cookie = person.client.get_cookie("medvirk")
    assert cookie is not None
    back = provider.approves(before.location).removeprefix("http://127.0.0.1:8000")
    person.opens(back).is_on("Undersøkelser")
    person.client.set_cookie("medvirk", cookie.value)
    person.opens(back).meets(409).is_on("Innloggingen er allerede brukt")


def test_an_answer_is_stale_after_a_quarter_of_an_hour(
    provider: Running, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = goes_there(person, provider)
    with person.client.session_transaction() as session:
        session["sign_in_begun"]["until"] -= 15 * 60
        session.modified = True
    person.opens(back).meets(400).is_on("Innloggingen gjelder ikke lenger")


def test_whom_nobody_knows_is_told_whom_to_ask_and_what_to_say(provider: Running, person: Person) -> None:
    provider.does(claims={"sub": "u-new", **acting_for("899999999")})
    signs_in(person, provider).sees("Be den som administrerer Medvirk", "u-new", "899999999")


def test_every_failure_is_tried() -> None:
    told = {status for status, _explain in ANSWERS.values()}
    assert len(ANSWERS) == len(FAILURES) + 1
    assert {status for _wrongs, status, _heading in FAILURES.values()} | {409} == told


@pytest.mark.parametrize(
    "goal", ["https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example", "/slipp-inn"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(provider: Running, person: Person, number: str, goal: str) -> None:
    provider.does(claims=claims(number))
    sent = person.client.get(goes_there(person, provider, f"{IN}?next={goal}"))
    assert sent.location == (goal if goal == "/slipp-inn" else "/undersokelser")


def test_a_national_number_is_stored_and_logged_nowhere(
    provider: Running, person: Person, number: str, site: Site, capfd: pytest.CaptureFixture[str]
) -> None:
    provider.does(claims=claims(number, pid="01017012345"))
    signs_in(person, provider).is_on("Undersøkelser")
    person.presses("Logg ut")
    with site.session() as session:
        names = session.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'table'")).all()
        rows = [str(session.execute(text(f'SELECT * FROM "{name}"')).all()) for name in names]  # noqa: S608 -- ours
    assert "01017012345" not in str(rows)
    assert "01017012345" not in json.dumps(capfd.readouterr())
    (href,) = [href for words, href in person.page.links() if words.startswith("Logg ut av")]
    assert "id_token_hint" not in href


def test_an_unknown_provider_is_not_there(provider: Running, person: Person) -> None:
    for path in ("", "/svar", "/avsluttet"):
        person.opens(f"/logg-inn/hos/ukjent{path}").meets(404)


def test_a_deleted_account_is_signed_out(provider: Running, person: Person, number: str, site: Site) -> None:
    told = claims(number)
    provider.does(claims=told)
    signs_in(person, provider)
    with site.session() as session:
        found = session.execute(text("SELECT account_id FROM identity WHERE subject = :sub"), {"sub": told["sub"]})
        session.execute(text("DELETE FROM account WHERE id = :id"), {"id": UUID(found.scalar_one()).hex})
        session.commit()
    person.opens("/undersokelser").is_on("Logg inn")
