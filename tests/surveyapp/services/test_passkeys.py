"""What a passkey answers is believed if it is right in every way, once, and is told of like a wrong password if not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Account, AuditEvent, Login, Passkey
from surveyapp.models.errors import LoginRefusedError, NotFoundError
from surveyapp.services import access, accounts
from surveyapp.services.accounts import Device, Place, WrongCodeError
from tests.authenticator import PRESENT, VERIFIED, Key, letters
from tests.surveyapp.stage import KEY, NOW

HERE = Place("localhost", "http://localhost")
ASKED = b"what the key is asked to sign, 1"
OTHER = b"what the key is asked to sign, 2"
PASSWORD = "en hel setning er lett å huske"
LATER = NOW + timedelta(minutes=1)
DEEP = "[" * 20_000
MANY_DIGITS = "9" * 5_000

WRONG: dict[str, Callable[[Key], Key]] = {
    "another origin": lambda key: replace(key, origin="http://localhost.example.org"),
    "another port": lambda key: replace(key, origin="http://localhost:8080"),
    "another domain": lambda key: replace(key, domain="example.org"),
    "nobody there": lambda key: replace(key, flags=VERIFIED),
    "nobody verified": lambda key: replace(key, flags=PRESENT),
}
GARBAGE = ["", "{", "null", "[]", '"a"', "{}", DEEP, MANY_DIGITS, '{"id": "\\ud800", "rawId": "é", "response": {}}']


@pytest.fixture
def kari(session: Session) -> Account:
    account = accounts.create_account(session, "kari@example.org", "Kari", PASSWORD, NOW)
    access.act_as(session, access.Person(account.id))
    return account


@pytest.fixture
def key(session: Session, kari: Account) -> Key:
    """Hers, added just now, and about to sign for the second time."""
    key = Key(owner=kari.id.bytes)
    add(session, key.is_made(ASKED))
    return replace(key, count=2)


def add(session: Session, answer: str, challenge: bytes = ASKED) -> None:
    account = session.scalars(select(Account).where(Account.email == "kari@example.org")).one()
    token = accounts.sign_in(session, account.id, "password", Device("", ""), token_key=KEY, now=NOW)
    here = accounts.resume(session, token, KEY, NOW)
    accounts.add_passkey(session, HERE, challenge, answer, "Mobilen", login_id=here.login_id, now=NOW)


def enter(session: Session, answer: str, challenge: bytes = ASKED, asked_at: datetime = LATER) -> Any:
    return accounts.verify_passkey(session, HERE, challenge, answer, asked_at=asked_at, now=LATER)


def refused(session: Session, answer: str, *, failed: int, challenge: bytes = ASKED) -> None:
    """Nothing is stored but that it was tried; the key works as before."""
    before = session.execute(select(Passkey.sign_count, Passkey.used_at)).all()
    with pytest.raises(LoginRefusedError):
        enter(session, answer, challenge)
    assert session.execute(select(Passkey.sign_count, Passkey.used_at)).all() == before
    assert session.scalars(select(Account.failed_logins).order_by(Account.email)).first() == failed


def not_added(session: Session, answer: str, challenge: bytes = ASKED) -> None:
    with pytest.raises(WrongCodeError):
        add(session, answer, challenge)
    assert session.scalars(select(Login.way).distinct()).all() == ["password"]
    assert "account.passkey" not in session.scalars(select(AuditEvent.action)).all()
    assert session.scalars(select(Passkey)).all() == []


def test_a_right_answer_tells_whose_key_it_is_and_counts_it(session: Session, kari: Account, key: Key) -> None:
    assert enter(session, key.signs(ASKED)) == kari.id
    assert session.execute(select(Passkey.sign_count, Passkey.used_at)).all() == [(2, LATER)]


def test_a_key_that_never_counts_signs_in_again_and_again(session: Session, kari: Account) -> None:
    key = Key(owner=kari.id.bytes, count=0)
    add(session, key.is_made(ASKED))
    assert enter(session, key.signs(ASKED)) == kari.id
    assert enter(session, key.signs(OTHER), OTHER, LATER + timedelta(seconds=1)) == kari.id


@pytest.mark.parametrize("wrong", WRONG)
def test_an_answer_that_is_wrong_in_one_thing_signs_nobody_in(
    session: Session, kari: Account, key: Key, wrong: str
) -> None:
    refused(session, WRONG[wrong](key).signs(ASKED), failed=1)


def test_an_answer_to_another_question_signs_nobody_in(session: Session, kari: Account, key: Key) -> None:
    refused(session, key.signs(OTHER), failed=1)
    refused(session, key.signs(b""), failed=2)


def test_an_answer_signs_in_once_also_where_the_browser_holds_its_question_still(
    session: Session, kari: Account
) -> None:
    key = Key(owner=kari.id.bytes, count=0)
    add(session, key.is_made(ASKED))
    answer = key.signs(ASKED)
    enter(session, answer)
    refused(session, answer, failed=1)


def test_a_question_from_before_the_key_was_added_is_not_answered_by_it(
    session: Session, kari: Account, key: Key
) -> None:
    with pytest.raises(LoginRefusedError):
        enter(session, key.signs(ASKED), asked_at=NOW - timedelta(seconds=1))


def test_another_secret_does_not_sign_for_a_key(session: Session, kari: Account, key: Key) -> None:
    refused(session, replace(key, secret=Key().secret).signs(ASKED), failed=1)


@pytest.mark.parametrize("count", [0, 1])
def test_a_count_that_does_not_go_on_is_a_copy_of_the_key(
    session: Session, kari: Account, key: Key, count: int
) -> None:
    refused(session, replace(key, count=count).signs(ASKED), failed=1)


def test_a_key_does_not_say_that_it_is_somebody_elses(session: Session, kari: Account, key: Key) -> None:
    access.act_as(session, access.OPERATOR)
    ola = accounts.create_account(session, "ola@example.org", "Ola", PASSWORD, NOW)
    refused(session, replace(key, owner=ola.id.bytes).signs(ASKED), failed=1)
    assert session.get_one(Account, ola.id).failed_logins == 0


def test_a_key_that_nobody_has_leaves_nothing(session: Session, kari: Account, key: Key) -> None:
    refused(session, Key(owner=kari.id.bytes).signs(ASKED), failed=0)


def test_what_was_made_for_a_new_key_signs_nobody_in(session: Session, kari: Account, key: Key) -> None:
    made = json.loads(key.is_made(ASKED))
    signed = json.loads(key.signs(ASKED))
    signed["response"]["clientDataJSON"] = made["response"]["clientDataJSON"]
    refused(session, json.dumps(signed), failed=1)


@pytest.mark.parametrize("answer", GARBAGE)
def test_what_is_no_answer_signs_nobody_in(session: Session, kari: Account, key: Key, answer: str) -> None:
    refused(session, answer, failed=0)


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("value", ["", "é", letters(b"{}"), letters(DEEP.encode())])
def test_an_answer_with_a_part_that_says_nothing_signs_nobody_in(
    session: Session, kari: Account, key: Key, part: str, value: str
) -> None:
    answer = json.loads(key.signs(ASKED))
    answer["response"][part] = value
    with pytest.raises(LoginRefusedError):
        enter(session, json.dumps(answer))


@pytest.mark.parametrize("handle", ["é", "A", "", letters(b"somebody"), 7, []])
def test_an_owner_that_cannot_be_signs_nobody_in(session: Session, kari: Account, key: Key, handle: object) -> None:
    answer = json.loads(key.signs(ASKED))
    answer["response"]["userHandle"] = handle
    with pytest.raises(LoginRefusedError):
        enter(session, json.dumps(answer))


def test_a_key_that_was_removed_signs_nobody_in(session: Session, kari: Account, key: Key) -> None:
    accounts.remove_passkey(session, session.scalars(select(Passkey.id)).one())
    refused(session, key.signs(ASKED), failed=0)


def test_nobody_removes_anothers_key(session: Session, kari: Account, key: Key) -> None:
    access.act_as(session, access.OPERATOR)
    ola = accounts.create_account(session, "ola@example.org", "Ola", PASSWORD, NOW)
    access.act_as(session, access.Person(ola.id))
    with pytest.raises(NotFoundError):
        accounts.remove_passkey(session, session.scalars(select(Passkey.id)).one())
    assert enter(session, key.signs(ASKED)) == kari.id


def test_wrong_answers_are_told_when_somebody_gets_in(session: Session, kari: Account, key: Key) -> None:
    refused(session, replace(key, origin="http://example.org").signs(ASKED), failed=1)
    accounts.sign_in(session, enter(session, key.signs(ASKED)), "passkey", Device("", ""), token_key=KEY, now=LATER)
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.number.desc()).limit(1)).one()
    assert (event.action, event.actor, event.about) == ("account.sign_in", kari.id, {"by": "passkey", "failed": 1})


def test_many_wrong_answers_lock_the_password_and_are_told_while_the_key_works(
    session: Session, kari: Account, key: Key
) -> None:
    for failed in range(1, 6):
        refused(session, key.signs(OTHER), failed=failed)
    refused(session, key.signs(OTHER), failed=5)
    told = session.scalars(select(AuditEvent.about).where(AuditEvent.action == "account.locked")).all()
    assert told == [{"account": str(kari.id), "failed": 5}]
    with pytest.raises(LoginRefusedError):
        accounts.verify_login(session, "kari@example.org", PASSWORD, LATER)
    assert enter(session, key.signs(ASKED)) == kari.id


@pytest.mark.parametrize("wrong", WRONG)
def test_a_new_key_that_is_wrong_in_one_thing_is_not_kept(session: Session, kari: Account, wrong: str) -> None:
    not_added(session, WRONG[wrong](Key()).is_made(ASKED))


def test_a_new_key_for_another_question_is_not_kept(session: Session, kari: Account) -> None:
    not_added(session, Key().is_made(OTHER))


def test_what_was_signed_for_a_login_adds_no_key(session: Session, kari: Account) -> None:
    key = Key()
    made, signed = json.loads(key.is_made(ASKED)), json.loads(key.signs(ASKED))
    made["response"]["clientDataJSON"] = signed["response"]["clientDataJSON"]
    not_added(session, json.dumps(made))


@pytest.mark.parametrize("answer", GARBAGE)
def test_what_is_no_answer_adds_no_key(session: Session, kari: Account, answer: str) -> None:
    not_added(session, answer)


@pytest.mark.parametrize("public", [{}, {1: 2, 3: -7}, {1: 9, 3: -7}, [], {3: -7, 1: [2]}])
def test_a_key_that_is_no_key_is_not_kept(session: Session, kari: Account, public: object) -> None:
    not_added(session, Key().is_made(ASKED, public))


@pytest.mark.parametrize("kind", ["packed", "tpm", "fido-u2f", "apple", "android-key", "android-safetynet", "x", 7])
def test_a_word_for_a_key_that_cannot_be_checked_is_not_believed(session: Session, kari: Account, kind: object) -> None:
    how = {"sig": b"1", "x5c": [b"2"], "alg": -7, "ver": "2.0", "certInfo": b"3", "pubArea": b"4", "response": b"5"}
    not_added(session, Key().is_made(ASKED, word=(kind, how)))


def test_a_key_is_added_once_by_whomever(session: Session, kari: Account, key: Key) -> None:
    with pytest.raises(WrongCodeError):
        add(session, key.is_made(OTHER), OTHER)
    assert session.execute(select(Passkey.account_id, Passkey.sign_count)).all() == [(kari.id, 1)]
