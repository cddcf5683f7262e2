"""«Glemt passord» on the pages: asked for, mailed by the worker, and used once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from surveyapp.cli import main
from surveyapp.models import Account, CodeApp
from surveyapp.web.guessing import FORGOTTEN, MOST_WRONG, SIGN_INS
from tests import postbox
from tests.postbox import Postbox
from tests.sites import PASSWORD, SECRET, PutSurvey, Site
from tests.surveyapp.web.person import Person

ADDRESS = "http://127.0.0.1:8000"
NEW = "to fugler på et stille vann"
LINK = re.compile(ADDRESS + r"(/nytt-passord/[\w-]+)")


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> Iterator[None]:
    for tries in (SIGN_INS, FORGOTTEN):
        tries.forget()
    yield
    for tries in (SIGN_INS, FORGOTTEN):
        tries.forget()


@pytest.fixture
def box(site: Site) -> Iterator[Postbox]:
    with postbox.delivering(site.app, ADDRESS) as box:
        yield box


@pytest.fixture
def email(site: Site, everything: PutSurvey) -> str:
    return site.employ(everything)


def asks(person: Person, email: str) -> Person:
    person.opens("/logg-inn").follows("Glemt passord?").is_on("Glemt passord")
    return person.answers(email=email).presses("Send meg en lenke").is_on("Se i innboksen din")


def works(site: Site, box: Postbox) -> None:
    """The worker's minute."""
    environment = {
        "SURVEYAPP_ENVIRONMENT": "development",
        "SECRET_KEY": SECRET,
        "INSTANCE_DIR": str(site.settings.instance),
        "SMTP_URL": box.url,
        "PUBLIC_URL": ADDRESS,
    }
    done = CliRunner().invoke(main, ["mail", "send"], env=environment)
    assert done.exit_code == 0, done.output


def link_in(box: Postbox, email: str) -> str:
    found = LINK.search(box.words(email))
    assert found is not None
    return found[1]


def test_whoever_forgot_gets_a_link_and_signs_in_with_the_new_password(
    person: Person, site: Site, box: Postbox, email: str, somebody: Callable[[], Person]
) -> None:
    other = somebody().opens("/logg-inn").answers(email=email, password=PASSWORD).presses("Logg inn")
    asks(person, email)
    works(site, box)
    assert str(box.last(email)["To"]) == email
    person.opens(link_in(box, email)).is_on("Velg et nytt passord")
    assert person.page.path == "/nytt-passord"
    person.answers(new="kort", again="kort").presses("Lagre passordet").meets(422).sees("minst 15 tegn")
    person.answers(new=NEW, again=NEW).presses("Lagre passordet").is_on("Passordet er byttet")
    person.follows("Til innloggingen").answers(email=email, password=NEW).presses("Logg inn").is_on("Undersøkelser")
    other.opens("/undersokelser").is_on("Logg inn")


def test_the_answer_is_the_same_for_an_address_that_nobody_has(
    person: Person, site: Site, box: Postbox, email: str
) -> None:
    known = asks(person, email).page
    nobodys = f"ukjent.{email}"
    unknown = asks(person, nobodys).page
    assert (known.status, known.path, known.text) == (unknown.status, unknown.path, unknown.text)
    assert box.messages == []
    works(site, box)
    # Others may have mail waiting in the same outbox.
    assert [str(each["To"]) for each in box.messages if str(each["To"]).endswith(email)] == [email]


def test_the_link_works_once(person: Person, site: Site, box: Postbox, email: str) -> None:
    asks(person, email)
    works(site, box)
    link = link_in(box, email)
    person.opens(link).answers(new=NEW, again=NEW).presses("Lagre passordet")
    person.opens(link).meets(410).is_on("Lenken virker ikke lenger").follows("Be om en ny lenke").is_on("Glemt passord")


def test_the_link_works_half_an_hour(
    person: Person, site: Site, box: Postbox, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks(person, email)
    works(site, box)
    module, since = import_module("surveyapp.web.staff.forgetting"), datetime.now(UTC)
    monkeypatch.setattr(module, "now", lambda: since + timedelta(minutes=29))
    person.opens(link_in(box, email)).meets(200)
    monkeypatch.setattr(module, "now", lambda: since + timedelta(minutes=31))
    person.opens(link_in(box, email)).meets(410)


def test_the_second_step_is_asked_for_as_before(person: Person, site: Site, box: Postbox, email: str) -> None:
    with site.session() as session:
        account_id = session.scalars(select(Account.id).where(Account.email == email)).one()
        session.add(CodeApp(account_id=account_id, sealed=b"-", proven=True, since=datetime.now(UTC)))
        session.commit()
    asks(person, email)
    works(site, box)
    person.opens(link_in(box, email)).answers(new=NEW, again=NEW).presses("Lagre passordet")
    person.opens("/logg-inn").answers(email=email, password=NEW).presses("Logg inn").is_on("Bekreft at det er deg")


def test_the_mail_is_in_the_language_of_the_account(person: Person, site: Site, box: Postbox, email: str) -> None:
    with site.session() as session:
        account = session.scalars(select(Account).where(Account.email == email)).one()
        account.language = "en"
        session.commit()
    asks(person, email)
    works(site, box)
    assert box.last(email)["Subject"] == "New password in Medvirk"
    assert "Choose a new password" in box.words(email)


def test_signing_in_remembers_the_language_of_the_pages(person: Person, site: Site, email: str) -> None:
    with person.client.session_transaction() as cookie:
        cookie["language"] = "nn"
    person.opens("/logg-inn").answers(email=email, password=PASSWORD).presses("Logg inn")
    with site.session() as session:
        assert session.scalars(select(Account.language).where(Account.email == email)).one() == "nn"


def test_many_who_ask_must_wait(person: Person, box: Postbox) -> None:
    for _ in range(MOST_WRONG):
        FORGOTTEN.note(datetime.now(UTC))
    person.opens("/glemt-passord").answers(email="kari@example.org").presses("Send meg en lenke").meets(429)


def test_what_is_no_address_is_told(person: Person, box: Postbox) -> None:
    person.opens("/glemt-passord").answers(email="kari").presses("Send meg en lenke").meets(422)
    person.sees("Skriv e-postadressen slik")


def test_nothing_is_offered_where_no_mail_is_sent(person: Person) -> None:
    person.opens("/logg-inn").does_not_see("Glemt passord?")
    person.opens("/glemt-passord").meets(404)


def test_nothing_is_offered_where_all_sign_in_at_a_login_service(
    person: Person, box: Postbox, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module("surveyapp.web.staff.offering")
    monkeypatch.setattr(module, "has_ways_in", lambda: True)
    person.opens("/logg-inn").sees("Glemt passord?")
    monkeypatch.setattr(module.accounts, "somebody_has_a_password", lambda _session: False)
    person.opens("/logg-inn").does_not_see("Glemt passord?")
    person.opens("/glemt-passord").meets(404)


def test_no_log_tells_the_address_or_the_link(
    person: Person, site: Site, box: Postbox, email: str, capfd: pytest.CaptureFixture[str]
) -> None:
    asks(person, email)
    works(site, box)
    link = link_in(box, email)
    person.opens(link)
    told = "".join(capfd.readouterr())
    assert "/nytt-passord" in told
    assert email not in told
    assert link.rpartition("/")[2] not in told
