"""Passkeys on the pages: a wrong answer is told plainly and stores nothing, and a right one leads where it should."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest

from surveyapp.services import accounts
from surveyapp.web.context import PUBLIC_URL
from tests import codeapp
from tests.authenticator import Key
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.web.person import Person
from tests.surveyapp.web.test_account import LETTERS, email, kari, signs_in

__all__ = ["email", "kari"]

REFUSED = "Det gikk ikke å logge inn med passnøkkel. Prøv igjen, eller bruk passordet."
NOT_ADDED = "Nøkkelen ble ikke lagt til. Prøv en gang til, eller bruk en annen nøkkel."
BY_KEY = "Logg inn med passnøkkel"


@pytest.fixture(autouse=True)
def _at_a_name(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are for a machine with a name."""
    monkeypatch.setitem(site.app.config, PUBLIC_URL, "http://localhost")


@pytest.fixture
def key(kari: Person) -> Key:
    """Hers, added just now, and about to sign for the second time."""
    key = Key()
    adds(kari, key).is_on("Min konto").sees("Nøkkelen er lagt til.", "Mobilen min")
    return replace(key, count=2)


def asked(person: Person) -> bytes:
    """What a key should sign, as the page tells the browser."""
    options = next(form.fields["options"] for form in person.page.forms if "options" in form.fields)
    challenge = json.loads(options)["challenge"]
    return urlsafe_b64decode(challenge + "===")


def adds(person: Person, key: Key) -> Person:
    person.opens("/min-konto/passnokler/ny").answers(name="Mobilen min")
    return person.answers(credential=key.is_made(asked(person))).presses("Legg til")


def enters(person: Person, key: Key) -> Person:
    return person.answers(credential=key.signs(asked(person))).presses(BY_KEY)


def refused(person: Person) -> None:
    person.meets(403).is_on("Logg inn").sees(REFUSED).opens("/undersokelser").is_on("Logg inn")


def passes_eleven_minutes(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    later = datetime.now(UTC) + timedelta(minutes=11)
    monkeypatch.setattr(import_module(f"surveyapp.web.staff.{module}"), "now", lambda: later)


def test_a_key_lets_in_and_leads_to_the_page_that_was_wanted(
    key: Key, somebody: Callable[[], Person], everything: PutSurvey
) -> None:
    enters(somebody().opens(f"/undersokelser/{everything.id}").is_on("Logg inn"), key).sees("Runder")


def test_a_key_after_the_password_leads_to_the_page_that_was_wanted_too(
    key: Key, email: str, somebody: Callable[[], Person], everything: PutSurvey
) -> None:
    other = somebody().opens(f"/undersokelser/{everything.id}").answers(email=email, password=PASSWORD)
    enters(other.presses("Logg inn").is_on("Bekreft at det er deg"), key).sees("Runder")


@pytest.mark.parametrize("answer", ["", "{", "[" * 20_000, "9" * 5_000, '{"id": 1}'])
def test_what_is_no_answer_is_refused_plainly(person: Person, answer: str) -> None:
    person.opens("/logg-inn").answers(credential=answer).presses(BY_KEY)
    refused(person)


def test_a_page_of_somebody_elses_that_a_key_was_lured_to_lets_nobody_in(
    key: Key, somebody: Callable[[], Person]
) -> None:
    lured = somebody().opens("/logg-inn")
    refused(enters(lured, replace(key, origin="https://medvirk.example.org")))
    enters(lured, key).is_on("Undersøkelser")


def test_an_answer_that_was_overheard_lets_nobody_in_with_its_cookie(key: Key, somebody: Callable[[], Person]) -> None:
    hers, thief = somebody().opens("/logg-inn"), somebody()
    cookie = hers.client.get_cookie("medvirk")
    assert cookie is not None
    enters(hers, key).is_on("Undersøkelser")
    thief.client.set_cookie("medvirk", cookie.value)
    _path, sent = hers.sent
    thief.arrives(thief.client.post("/logg-inn/passnokkel", data=sent))
    refused(thief)


def test_an_answer_to_what_another_browser_was_asked_lets_nobody_in(key: Key, somebody: Callable[[], Person]) -> None:
    hers, other = somebody().opens("/logg-inn"), somebody().opens("/logg-inn")
    refused(other.answers(credential=key.signs(asked(hers))).presses(BY_KEY))


def test_an_answer_waits_ten_minutes_at_most_and_the_page_that_was_wanted_is_kept(
    key: Key, somebody: Callable[[], Person], everything: PutSurvey, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = somebody().opens(f"/undersokelser/{everything.id}")
    with monkeypatch.context() as patched:
        passes_eleven_minutes(patched, "signing_in")
        enters(other, key).meets(403).sees(REFUSED)
    enters(other, key).sees("Runder")


def test_a_key_that_was_removed_lets_nobody_in(kari: Person, key: Key, somebody: Callable[[], Person]) -> None:
    kari.opens("/min-konto").follows("Fjern: Mobilen min").presses("Fjern nøkkelen").sees("Nøkkelen er fjernet.")
    refused(enters(somebody().opens("/logg-inn"), key))


def test_anothers_key_is_not_there_to_be_removed(
    site: Site, kari: Person, key: Key, somebody: Callable[[], Person], everything: PutSurvey
) -> None:
    kari.opens("/min-konto").follows("Fjern: Mobilen min")
    other = signs_in(somebody(), site.employ(everything)).opens(kari.page.path)
    other.presses("Fjern nøkkelen").meets(404)
    enters(somebody().opens("/logg-inn"), key).is_on("Undersøkelser")


@pytest.mark.parametrize("wrong", [{"origin": "https://localhost"}, {"domain": "example.org"}, {"flags": 1}])
def test_a_new_key_that_is_wrong_is_told_at_its_field_and_not_kept(kari: Person, wrong: dict[str, str | int]) -> None:
    adds(kari, replace(Key(), **wrong)).meets(422).is_on("Legg til passnøkkel").sees(NOT_ADDED)  # type: ignore[arg-type]
    kari.opens("/min-konto").does_not_see("Mobilen min")


def test_a_new_key_that_took_more_than_ten_minutes_is_asked_for_anew(
    kari: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        passes_eleven_minutes(patched, "second_steps")
        adds(kari, Key()).meets(422).is_on("Legg til passnøkkel").sees(NOT_ADDED).holds(name="Mobilen min")
    kari.answers(credential=Key().is_made(asked(kari))).presses("Legg til").sees("Nøkkelen er lagt til.")


def test_a_key_is_kept_once(
    site: Site, kari: Person, key: Key, somebody: Callable[[], Person], everything: PutSurvey
) -> None:
    adds(kari, key).meets(422).sees(NOT_ADDED)
    other = signs_in(somebody(), site.employ(everything))
    adds(other, key).meets(422).sees(NOT_ADDED)
    other.opens("/min-konto").does_not_see("Mobilen min")


def test_whoever_had_to_set_up_an_app_first_goes_on_to_where_she_was_heading(
    site: Site, kari: Person, everything: PutSurvey
) -> None:
    with site.session() as session:
        accounts.demand_two_steps(session, everything.organisation_id, demanded=True)
    kari.opens(f"/undersokelser/{everything.id}").is_on("Min konto").does_not_see("Gå videre dit du skulle")
    letters = LETTERS.search(kari.follows("Sett opp kodeapp").page.text)
    assert letters is not None
    kari.answers(code="000000").presses("Bruk denne appen").meets(422)
    kari.answers(code=codeapp.shows(letters[0], -1)).presses("Bruk denne appen").sees("Kodeappen er satt opp.")
    kari.presses("Lag ti nye reservekoder").follows("Jeg har tatt vare på kodene")
    kari.follows("Gå videre dit du skulle").sees("Runder")


def test_whoever_had_to_set_up_a_key_first_goes_on_too(site: Site, kari: Person, everything: PutSurvey) -> None:
    with site.session() as session:
        accounts.demand_two_steps(session, everything.organisation_id, demanded=True)
    kari.opens(f"/undersokelser/{everything.id}").follows("Legg til passnøkkel").answers(name="Mobilen min")
    kari.answers(credential=Key().is_made(asked(kari))).presses("Legg til").sees("Nøkkelen er lagt til.")
    kari.follows("Gå videre dit du skulle").sees("Runder")


@pytest.mark.parametrize("goal", ["//example.org", "https://example.org", "/\\example.org", "javascript:alert(1)"])
def test_the_way_on_leads_to_no_page_but_ours(kari: Person, goal: str) -> None:
    kari.arrives(kari.client.get("/min-konto", query_string={"next": goal}))
    assert [href for words, href in kari.page.links() if words == "Gå videre dit du skulle"] == ["/undersokelser"]
