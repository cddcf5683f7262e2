"""The members of an organisation on the pages: roles given and taken, and somebody asked by a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from time import sleep
from uuid import uuid4

import pytest

from surveyapp.services import accounts
from tests import postbox
from tests.sites import PASSWORD, PutSurvey, Site
from tests.surveyapp.web.person import Person

NEW = "to fugler på et stille vann"
LINK = re.compile(r"http://\S+(/medlem/[\w-]+)")


def signs_in(person: Person, email: str) -> Person:
    return person.opens("/logg-inn").answers(email=email, password=PASSWORD).presses("Logg inn")


@pytest.fixture
def kari(site: Site, person: Person, everything: PutSurvey) -> Person:
    """She is the only administrator."""
    return signs_in(person, site.employ(everything, "administrator")).follows("Medlemmer").is_on("Medlemmer")


@pytest.fixture
def newcomer() -> str:
    return f"ny{uuid4().hex}@example.org"


def asks(administrator: Person, email: str, role: str = "reader") -> str:
    """The path of the link, shown because no mail is sent."""
    href = next(href for words, href in administrator.page.links() if words.startswith("Inviter et medlem"))
    administrator.opens(href).answers(email=email, role=role).presses("Inviter")
    found = LINK.search(administrator.is_on("Gi lenken til den du inviterte").page.text)
    assert found is not None
    return found[1]


def test_the_one_who_is_asked_chooses_a_password_and_is_inside(
    kari: Person, newcomer: str, somebody: Callable[[], Person]
) -> None:
    ola = somebody().opens(asks(kari, newcomer)).sees("Rolle", "Leser", newcomer)
    assert ola.page.path == "/bli-medlem"
    ola.answers(name="Ola", new="kort", again="kort").presses("Bli med").meets(422).sees("minst 15 tegn")
    ola.answers(name="Ola", new=NEW, again=NEW).presses("Bli med").is_on("Min konto").sees("Ola")
    kari.opens("/medlemmer").sees("Ola", newcomer, "Leser").does_not_see("Invitert, men ikke med ennå")


def test_a_link_works_once(kari: Person, newcomer: str, somebody: Callable[[], Person]) -> None:
    link = asks(kari, newcomer)
    somebody().opens(link).answers(name="Ola", new=NEW, again=NEW).presses("Bli med").is_on("Min konto")
    somebody().opens(link).meets(410).is_on("Invitasjonen virker ikke lenger")


def test_looking_at_a_link_uses_it_not(kari: Person, newcomer: str, somebody: Callable[[], Person]) -> None:
    link = asks(kari, newcomer)
    somebody().opens(link)
    somebody().opens(link).meets(200)


def test_a_link_works_seven_days(
    kari: Person, newcomer: str, somebody: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    link, asked_at = asks(kari, newcomer), datetime.now(UTC)
    module = import_module("surveyapp.web.staff.welcoming")
    monkeypatch.setattr(module, "now", lambda: asked_at + timedelta(days=6, hours=23))
    somebody().opens(link).meets(200)
    monkeypatch.setattr(module, "now", lambda: asked_at + timedelta(days=7))
    somebody().opens(link).meets(410)


def test_a_link_that_is_withdrawn_or_asked_anew_works_no_more(
    kari: Person, newcomer: str, somebody: Callable[[], Person]
) -> None:
    first = asks(kari, newcomer)
    sleep(1)  # The same words in the same second are the same form, sent again.
    second = asks(kari.opens("/medlemmer"), newcomer)
    somebody().opens(first).meets(410)
    kari.opens("/medlemmer").presses(f"Trekk tilbake: {newcomer}").sees("Invitasjonen er trukket tilbake.")
    somebody().opens(second).meets(410)


def test_whoever_has_an_account_keeps_it_and_is_not_signed_in_by_the_link(
    site: Site, kari: Person, somebody: Callable[[], Person]
) -> None:
    email = f"gammel{uuid4().hex}@example.org"
    with site.session() as session:
        accounts.create_account(session, email, "Gamle Ola", PASSWORD, datetime.now(UTC))
    ola = somebody().opens(asks(kari, email)).sees("Du har en konto fra før").presses("Bli med").is_on("Logg inn")
    signs_in(ola, email).is_on("Undersøkelser")
    kari.opens("/medlemmer").sees("Gamle Ola")


def test_an_invitation_goes_by_mail_where_mail_is_sent(site: Site, kari: Person, newcomer: str) -> None:
    with postbox.delivering(site.app, "http://127.0.0.1:8000") as box:
        href = next(href for words, href in kari.page.links() if words.startswith("Inviter et medlem"))
        kari.opens(href).answers(email=newcomer, role="reader").presses("Inviter").is_on("Medlemmer")
        kari.sees(f"Vi har sendt invitasjonen på e-post til {newcomer}.")
        assert newcomer in str(box.last()["To"])
        assert LINK.search(box.words())
    assert not LINK.search(kari.page.text)


def test_nobody_is_asked_twice_or_at_no_address(site: Site, kari: Person, everything: PutSurvey) -> None:
    member = site.employ(everything)
    href = next(href for words, href in kari.page.links() if words.startswith("Inviter et medlem"))
    kari.opens(href).presses("Inviter").meets(422).sees("Velg hva personen skal gjøre.")
    kari.answers(email="ikke en adresse", role="reader").presses("Inviter").meets(422).sees("navn@eksempel.no")
    kari.answers(email=member, role="reader").presses("Inviter").meets(422).sees("Personen er medlem allerede.")


def named(site: Site, survey: PutSurvey, name: str) -> None:
    """A reader with this name."""
    with site.session() as session:
        email = f"{uuid4().hex}@example.org"
        account = accounts.create_account(session, email, name, PASSWORD, datetime.now(UTC))
        accounts.add_member(session, account.id, survey.organisation_id, "reader", datetime.now(UTC))


def test_roles_are_given_and_taken(site: Site, kari: Person, everything: PutSurvey) -> None:
    named(site, everything, "Per")
    kari.reloads().follows("Endre: Per").holds(roles=["reader"]).answers(roles=["analyst", "approver"])
    kari.presses("Lagre rollene").sees("Rollene til Per er lagret.", "Analytiker", "Godkjenner")
    kari.follows("Endre: Per").answers(roles=[]).presses("Lagre rollene").does_not_see("Endre: Per")


def test_two_administrators_who_change_the_same_roles_get_a_plain_answer(
    site: Site, kari: Person, everything: PutSurvey
) -> None:
    named(site, everything, "Per")
    kari.reloads().follows("Endre: Per")
    other = kari.new_tab().answers(roles=["analyst"]).presses("Lagre rollene").sees("er lagret")
    kari.answers(roles=["approver"]).presses("Lagre rollene").is_on("Medlemmer")
    kari.sees("De samme rollene er endret mens siden sto åpen.", "Analytiker").does_not_see("Godkjenner")
    assert other.page.status == 200


def test_the_last_administrator_stays(kari: Person) -> None:
    kari.follows("Endre: Ansatt").answers(roles=["reader"]).presses("Lagre rollene").meets(422)
    kari.sees("Gi rollen til en annen først.").opens("/medlemmer").sees("Administrator")


def test_an_owner_sees_the_members_and_changes_nothing(site: Site, person: Person, everything: PutSurvey) -> None:
    signs_in(person, site.employ(everything)).follows("Medlemmer").sees("Ansatt", "Eier")
    assert [words for words, _href in person.page.links() if words.startswith(("Endre", "Inviter"))] == []


def test_an_administrator_demands_two_steps_and_is_the_first_to_need_them(kari: Person, everything: PutSurvey) -> None:
    kari.follows(f"Krev to trinn av alle: {everything.owner}").sees("Det gjelder deg også")
    kari.presses("Krev to trinn av alle").is_on("Min konto").sees("Virksomheten din krever")
