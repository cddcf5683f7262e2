from __future__ import annotations

import time
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Account
from surveyapp.models.errors import (
    ChangedMeanwhileError,
    DuplicateKeyError,
    LoginRefusedError,
    NotFoundError,
    WeakPasswordError,
)
from surveyapp.models.ids import uuid7
from surveyapp.models.organisations import Role
from surveyapp.services import accounts, surveying
from surveyapp.services.accounts import Device
from tests.surveyapp.stage import KEY, NOW

PASSWORD = "en hel setning er lett å huske"


@pytest.fixture
def account(session: Session) -> Account:
    return accounts.create_account(session, " Kari@Example.org ", "Kari", PASSWORD, NOW)


def fail(session: Session, times: int) -> None:
    for _ in range(times):
        with pytest.raises(LoginRefusedError):
            accounts.verify_login(session, "kari@example.org", "not her password", NOW)


def test_the_right_password_signs_in_however_the_address_is_written(session: Session, account: Account) -> None:
    assert accounts.verify_login(session, "KARI@example.org", PASSWORD, NOW).id == account.id


def test_a_password_is_kept_as_an_argon2id_hash(account: Account) -> None:
    assert account.password_hash.startswith("$argon2id$")


@pytest.mark.parametrize("email", ["kari@example.org", "nobody@example.org"])
def test_a_wrong_address_and_a_wrong_password_are_refused_alike(session: Session, account: Account, email: str) -> None:
    with pytest.raises(LoginRefusedError, match="don't match, or there were too many tries"):
        accounts.verify_login(session, email, "not her password", NOW)


def test_after_five_wrong_tries_the_right_password_waits_half_a_minute(session: Session, account: Account) -> None:
    fail(session, 5)
    with pytest.raises(LoginRefusedError):
        accounts.verify_login(session, "kari@example.org", PASSWORD, NOW + timedelta(seconds=29))
    assert accounts.verify_login(session, "kari@example.org", PASSWORD, NOW + timedelta(seconds=30)).id == account.id


def test_tries_during_the_wait_do_not_lengthen_it(session: Session, account: Account) -> None:
    fail(session, 9)
    assert accounts.verify_login(session, "kari@example.org", PASSWORD, NOW + timedelta(seconds=30)).id == account.id


def test_each_further_wrong_try_doubles_the_wait(session: Session, account: Account) -> None:
    fail(session, 5)
    later = NOW + timedelta(seconds=30)
    with pytest.raises(LoginRefusedError):
        accounts.verify_login(session, "kari@example.org", "not her password", later)
    assert session.scalars(select(Account.locked_until)).one() == later + timedelta(seconds=60)


def test_signing_in_forgets_the_wrong_tries(session: Session, account: Account) -> None:
    fail(session, 4)
    accounts.sign_in(session, account.id, "password", Device("", ""), token_key=KEY, now=NOW)
    fail(session, 4)
    assert accounts.verify_login(session, "kari@example.org", PASSWORD, NOW).failed_logins == 4


def test_the_right_password_alone_does_not_forget_the_wrong_tries(session: Session, account: Account) -> None:
    fail(session, 4)
    accounts.verify_login(session, "kari@example.org", PASSWORD, NOW)
    fail(session, 1)
    with pytest.raises(LoginRefusedError):
        accounts.verify_login(session, "kari@example.org", PASSWORD, NOW)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("fjorten tegn..", "short"),
        ("x7" * 100 + "!", "long"),
        ("123456789987654321", "weak"),  # number 6,236 of the 30,000 breached passwords in zxcvbn
        ("1qaz2wsx3edc4rfv", "weak"),  # so is this, and it runs along the keyboard
        ("abcdefghijklmnopqrst", "weak"),
        ("hei hei hei hei hei", "weak"),
        ("passordpassordpassord", "weak"),
        ("Kari Nordmann 2026", "weak"),
        ("kari.nordmann@example.org", "weak"),
        ("medvirk medvirk medvirk", "weak"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(session: Session, password: str, why: str) -> None:
    with pytest.raises(WeakPasswordError) as refused:
        accounts.create_account(session, "kari.nordmann@example.org", "Kari Nordmann", password, NOW)
    assert refused.value.why == why


def test_judging_the_longest_password_takes_no_second(session: Session) -> None:
    began = time.process_time()
    with pytest.raises(WeakPasswordError):
        accounts.create_account(session, "kari@example.org", "Kari", ("password1!" * 30)[:200], NOW)
    assert time.process_time() - began < 1


def test_an_address_has_one_account(session: Session, account: Account) -> None:
    with pytest.raises(DuplicateKeyError):
        accounts.create_account(session, "KARI@EXAMPLE.ORG", "Kari", PASSWORD, NOW)


def test_an_account_that_is_gone_is_not_found(session: Session, account: Account) -> None:
    assert accounts.find_account(session, account.id).name == "Kari"
    with pytest.raises(NotFoundError):
        accounts.find_account(session, uuid7())


@pytest.fixture
def organisation_id(session: Session) -> UUID:
    return surveying.create_organisation(session, "Prøve kommune", NOW).id


def roles(session: Session, organisation_id: UUID) -> dict[str, tuple[Role, ...]]:
    return {each.email: each.roles for each in accounts.members(session, organisation_id)}


def test_a_person_has_several_roles_and_each_is_given_and_taken_by_itself(
    session: Session, account: Account, organisation_id: UUID
) -> None:
    given: tuple[Role, ...] = ("reader", "administrator", "reader")
    for role in given:
        accounts.add_member(session, account.id, organisation_id, role, NOW)
    assert roles(session, organisation_id) == {"kari@example.org": ("administrator", "reader")}
    for _ in range(2):
        accounts.take_role(session, account.id, organisation_id, "reader")
    assert roles(session, organisation_id) == {"kari@example.org": ("administrator",)}


@pytest.mark.parametrize("role", ["administrator", "owner"])
def test_the_last_administrator_and_the_last_owner_stay(
    session: Session, account: Account, organisation_id: UUID, role: Role
) -> None:
    accounts.add_member(session, account.id, organisation_id, role, NOW)
    with pytest.raises(accounts.LastOfRoleError, match="somebody else the role first"):
        accounts.take_role(session, account.id, organisation_id, role)
    other = accounts.create_account(session, "ola@example.org", "Ola", PASSWORD, NOW)
    accounts.add_member(session, other.id, organisation_id, role, NOW)
    accounts.take_role(session, account.id, organisation_id, role)
    assert roles(session, organisation_id) == {"ola@example.org": (role,)}


def test_roles_that_somebody_else_changed_are_left_as_they_are(
    session: Session, account: Account, organisation_id: UUID
) -> None:
    accounts.add_member(session, account.id, organisation_id, "reader", NOW)
    seen = accounts.member(session, account.id, organisation_id)
    accounts.add_member(session, account.id, organisation_id, "analyst", NOW)
    with pytest.raises(ChangedMeanwhileError):
        accounts.change_roles(session, seen, organisation_id, {"approver"}, NOW)
    assert roles(session, organisation_id) == {"kari@example.org": ("analyst", "reader")}
