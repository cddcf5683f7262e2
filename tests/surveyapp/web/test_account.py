"""One's own account on the pages: the password, the second step, and where one is signed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest

from surveyapp.services import accounts
from surveyapp.web.devices import device_of
from surveyapp.web.guessing import SIGN_INS
from tests import codeapp
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.web.person import Person

NEW = "to fugler på et stille vann"
LETTERS = re.compile(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}")
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}")


@pytest.fixture(autouse=True)
def _nobody_guessed_before() -> Iterator[None]:
    SIGN_INS.forget()
    yield
    SIGN_INS.forget()


@pytest.fixture
def email(site: Site, everything: PutSurvey) -> str:
    return site.employ(everything)


@pytest.fixture
def kari(person: Person, email: str) -> Person:
    """Signed in, on the page of her account."""
    return signs_in(person, email).opens("/min-konto").is_on("Min konto")


def signs_in(person: Person, email: str, password: str = PASSWORD) -> Person:
    return person.opens("/logg-inn").answers(email=email, password=password).presses("Logg inn")


def sets_up_an_app(person: Person) -> str:
    """The letters that her app was given; it has shown its first code, of the half minute before."""
    letters = LETTERS.search(person.opens("/min-konto/kodeapp").page.text)
    assert letters is not None
    person.answers(code=codeapp.shows(letters[0], -1)).presses("Bruk denne appen").sees("Kodeappen er satt opp.")
    return letters[0]


def test_signed_out_the_account_asks_for_a_login_and_comes_back(person: Person, email: str) -> None:
    person.opens("/min-konto").is_on("Logg inn").answers(email=email, password=PASSWORD)
    person.presses("Logg inn").is_on("Min konto")


def test_the_page_names_the_browser_and_ends_another_one(
    kari: Person, email: str, somebody: Callable[[], Person]
) -> None:
    other = somebody()
    other.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0; Win64) Gecko/20100101 Firefox/140.0"
    signs_in(other, email).is_on("Undersøkelser")
    kari.reloads().sees("Firefox på Windows", "Denne nettleseren").presses("Logg ut: Firefox på Windows")
    kari.sees("Den nettleseren er logget ut.").does_not_see("Firefox på Windows")
    other.opens("/undersokelser").is_on("Logg inn")


def test_signing_out_everywhere_reaches_every_browser(kari: Person, email: str, somebody: Callable[[], Person]) -> None:
    other = signs_in(somebody(), email)
    kari.presses("Logg ut overalt").is_on("Logg inn")
    other.opens("/undersokelser").is_on("Logg inn")


def test_a_cookie_from_before_signing_out_opens_nothing(kari: Person) -> None:
    cookie = kari.client.get_cookie("medvirk")
    assert cookie is not None
    kari.presses("Logg ut")
    kari.client.set_cookie("medvirk", cookie.value)
    kari.opens("/undersokelser").is_on("Logg inn")


def test_signing_in_gives_another_cookie_each_time(kari: Person, email: str) -> None:
    with kari.client.session_transaction() as session:
        first = session["staff"]
    signs_in(kari, email)
    with kari.client.session_transaction() as session:
        assert session["staff"] != first


def test_a_new_password_ends_the_other_sessions_and_not_this_one(
    kari: Person, email: str, somebody: Callable[[], Person]
) -> None:
    other = signs_in(somebody(), email)
    kari.follows("Bytt passord").answers(old=PASSWORD, new=NEW, again=NEW).presses("Bytt passord")
    kari.is_on("Min konto").sees("Passordet er byttet.")
    other.opens("/undersokelser").is_on("Logg inn")
    signs_in(other, email).meets(403)
    signs_in(other, email, NEW).is_on("Undersøkelser")


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("feil passord helt", NEW, NEW, "Passordet stemmer ikke"),
        (PASSWORD, "kort", "kort", "Det må ha minst 15 tegn"),
        (PASSWORD, "123456789987654321", "123456789987654321", "Passordet er lett å gjette"),
        (PASSWORD, NEW, NEW + "!", "Skriv det samme passordet to ganger."),
        ("", "", "", "Skriv passordet du har nå."),
    ],
)
def test_a_password_that_cannot_be_is_told_at_its_field(
    kari: Person, old: str, new: str, again: str, told: str
) -> None:
    kari.follows("Bytt passord").answers(old=old, new=new, again=again).presses("Bytt passord").meets(422).sees(told)


def test_after_the_password_comes_the_code_of_the_app_and_then_the_page_that_was_wanted(
    kari: Person, email: str, somebody: Callable[[], Person], everything: PutSurvey
) -> None:
    letters = sets_up_an_app(kari)
    other = somebody().opens(f"/undersokelser/{everything.id}").answers(email=email, password=PASSWORD)
    other.presses("Logg inn").is_on("Bekreft at det er deg")
    other.opens("/min-konto").is_on("Logg inn").opens("/logg-inn/kode")
    other.answers(code="000000").presses("Logg inn").meets(403).sees("Koden stemmer ikke, eller den er brukt.")
    other.answers(code=codeapp.shows(letters)).presses("Logg inn").sees("Runder")


def test_a_recovery_code_lets_in_when_the_phone_is_gone(
    kari: Person, email: str, somebody: Callable[[], Person]
) -> None:
    sets_up_an_app(kari)
    kari.presses("Lag ti nye reservekoder").is_on("Reservekodene dine")
    codes = CODE.findall(kari.page.text)
    assert len(codes) == 10
    other = signs_in(somebody(), email).answers(code=codes[3]).presses("Logg inn").is_on("Undersøkelser")
    other.opens("/min-konto").sees("Du har 9 reservekoder igjen.")


def test_the_second_step_is_not_there_without_the_first(person: Person) -> None:
    person.opens("/logg-inn/kode").is_on("Logg inn")


def test_the_second_step_waits_ten_minutes_at_most(
    kari: Person, email: str, somebody: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    sets_up_an_app(kari)
    other = signs_in(somebody(), email).is_on("Bekreft at det er deg")
    later = datetime.now(UTC) + timedelta(minutes=10)
    monkeypatch.setattr(import_module("surveyapp.web.staff.signing_in"), "now", lambda: later)
    other.reloads().is_on("Logg inn")


def test_what_one_signs_in_by_is_changed_only_after_the_password(kari: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    later = datetime.now(UTC) + timedelta(minutes=11)
    for module in ("acting", "account"):
        monkeypatch.setattr(import_module(f"surveyapp.web.staff.{module}"), "now", lambda: later)
    kari.follows("Sett opp kodeapp").is_on("Bekreft at det er deg")
    kari.answers(password="feil passord helt").presses("Fortsett").meets(422).sees("Passordet stemmer ikke")
    kari.answers(password=PASSWORD).presses("Fortsett").is_on("Sett opp kodeapp")


def test_removing_the_app_asks_whether_one_means_it(kari: Person) -> None:
    sets_up_an_app(kari)
    kari.follows("Fjern kodeappen").is_on("Fjern kodeappen").presses("Fjern kodeappen").is_on("Min konto")
    kari.sees("Kodeappen er fjernet.", "Sett opp kodeapp")


def test_whoever_must_have_two_steps_is_led_to_set_one_up(site: Site, kari: Person, everything: PutSurvey) -> None:
    with site.session() as session:
        accounts.demand_two_steps(session, everything.organisation_id, demanded=True)
    kari.opens("/undersokelser").is_on("Min konto").sees("Virksomheten din krever to trinn")
    sets_up_an_app(kari)
    kari.does_not_see("Virksomheten din krever to trinn").opens("/undersokelser").is_on("Undersøkelser")


def test_guessing_across_accounts_makes_everybody_wait(
    person: Person, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("surveyapp.services.accounts.passwords.matches", lambda *_: False)
    for number in range(30):
        signs_in(person, f"ukjent{number}@example.org").meets(403)
    signs_in(person, email).meets(429).is_on("Vent et minutt")


@pytest.mark.parametrize(
    "goal", ["//example.org", "https://example.org", "/finnes-ikke", "/\\example.org", "min-konto"]
)
def test_nobody_is_sent_anywhere_but_to_a_page_of_ours(person: Person, email: str, goal: str) -> None:
    person.opens("/logg-inn").answers(email=email, password=PASSWORD, goal=goal).presses("Logg inn")
    person.is_on("Undersøkelser")


def test_respondents_are_never_offered_to_sign_in(site: Site, person: Person, everything: PutSurvey) -> None:
    person.opens(everything.round().invite("K1")).starts()
    assert not any("logg-inn" in href or "min-konto" in href for _words, href in person.page.links())


@pytest.mark.parametrize(
    ("header", "browser", "system"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Edge",
            "Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1",
            "Safari",
            "iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36",
            "Chrome",
            "Android",
        ),
        ("curl/8.0", "", ""),
        ("", "", ""),
    ],
)
def test_a_browser_is_named_by_what_it_says(header: str, browser: str, system: str) -> None:
    assert (device_of(header).browser, device_of(header).system) == (browser, system)
