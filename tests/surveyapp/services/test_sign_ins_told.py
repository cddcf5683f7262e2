"""The audit log tells of sign-ins, of how many failed before them, and of nothing that says from where."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Account, AuditEvent
from surveyapp.models.errors import LoginRefusedError, NotFoundError
from surveyapp.models.ids import uuid7
from surveyapp.models.logins import Way
from surveyapp.services import access, accounts, auditing
from surveyapp.services.accounts import Device
from tests.databases import Database
from tests.surveyapp.stage import KEY, NOW

EMAIL = "kari@example.org"
PASSWORD = "en hel setning er lett å huske"
FIREFOX = Device("Firefox", "Windows")


@pytest.fixture
def kari(session: Session) -> Account:
    return accounts.create_account(session, EMAIL, "Kari", PASSWORD, NOW)


def sign_in(session: Session, account: Account, way: Way = "password") -> None:
    accounts.sign_in(session, account.id, way, FIREFOX, token_key=KEY, now=NOW)


def guess(session: Session, times: int, email: str = EMAIL) -> None:
    for _ in range(times):
        with pytest.raises(LoginRefusedError):
            accounts.verify_login(session, email, "feil passord helt", NOW)


def told(session: Session) -> list[tuple[str, dict[str, Any]]]:
    """What the log says after the account was made."""
    found = session.execute(select(AuditEvent.action, AuditEvent.about).order_by(AuditEvent.number))
    return [(action, about) for action, about in found][1:]


@pytest.mark.parametrize("way", ["password", "two_steps", "passkey"])
def test_a_sign_in_is_told_with_its_way_and_nothing_of_the_machine(session: Session, kari: Account, way: Way) -> None:
    sign_in(session, kari, way)
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.number.desc()).limit(1)).one()
    assert (event.action, event.actor, event.about) == ("account.sign_in", kari.id, {"by": way})


def test_whoever_was_let_in_elsewhere_is_told_of_there(session: Session, kari: Account) -> None:
    sign_in(session, kari, "elsewhere")
    assert told(session) == []


def test_wrong_tries_are_told_as_a_number_when_somebody_gets_in(session: Session, kari: Account) -> None:
    guess(session, 3)
    sign_in(session, kari)
    sign_in(session, kari)
    assert told(session) == [
        ("account.sign_in", {"by": "password", "failed": 3}),
        ("account.sign_in", {"by": "password"}),
    ]


def test_a_lock_is_told_with_how_many_tries_there_were_and_not_each_try(session: Session, kari: Account) -> None:
    guess(session, 20)
    assert told(session) == [("account.locked", {"account": str(kari.id), "failed": 5})]


def test_guessing_at_an_unknown_address_leaves_nothing(session: Session, kari: Account) -> None:
    guess(session, 3, "ukjent@example.org")
    assert told(session) == []


def test_a_recovery_code_is_told_when_it_is_used(session: Session, kari: Account) -> None:
    access.act_as(session, access.Person(kari.id))
    codes = accounts.make_recovery_codes(session, KEY)
    accounts.verify_second_step(session, kari.id, codes[0], KEY, NOW)
    assert told(session)[1:] == [("account.recovery_code", {"left": 9})]
    with pytest.raises(LoginRefusedError):
        accounts.verify_second_step(session, kari.id, codes[0], KEY, NOW)
    assert len(told(session)) == 2


def test_signing_out_everywhere_is_told(session: Session, kari: Account) -> None:
    sign_in(session, kari)
    access.act_as(session, access.Person(kari.id))
    accounts.end_every_login(session)
    assert [action for action, _about in told(session)] == ["account.sign_in", "account.end_logins"]


def test_the_operator_reads_what_one_account_did_and_what_was_done_with_it(session: Session, kari: Account) -> None:
    ola = accounts.create_account(session, "ola@example.org", "Ola", PASSWORD, NOW)
    sign_in(session, ola)
    sign_in(session, kari)
    accounts.end_logins_of(session, kari.id)
    found = auditing.events(session, last=10, account_id=kari.id)
    assert [(each.event.action, each.email) for each in found] == [
        ("account.sign_in", EMAIL),
        ("account.end_logins", ""),
    ]
    last = auditing.events(session, last=1, action="account.sign")
    assert [each.email for each in last] == [EMAIL]
    assert auditing.events(session, last=10, action="account_") == ()


def test_only_the_operator_reads_it(session: Session) -> None:
    access.act_as(session, access.Person(uuid7()))
    with pytest.raises(NotFoundError):
        auditing.events(session, last=1)


def test_many_who_sign_in_at_once_make_one_chain(database: Database, session: Session, kari: Account) -> None:
    ola = accounts.create_account(session, "ola@example.org", "Ola", PASSWORD, NOW)
    ids, ready, refused = [kari.id, ola.id] * 4, Barrier(8), list[BaseException]()

    def signs_in(number: int) -> None:
        with Session(database.engine) as own:
            ready.wait(timeout=10)
            try:
                accounts.sign_in(own, ids[number], "password", FIREFOX, token_key=KEY, now=NOW)
            except BaseException as problem:  # noqa: BLE001 -- told by the assertion below
                refused.append(problem)

    threads = [Thread(target=signs_in, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    session.rollback()
    assert auditing.verify(session).events == 2 + 8
