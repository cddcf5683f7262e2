"""Who may sign in, and what they do for which organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from surveyapp.models import Account, Membership, Organisation
from surveyapp.models.errors import (
    DuplicateKeyError,
    LoginRefusedError,
    NotFoundError,
    SurveyAppError,
    WeakPasswordError,
)
from surveyapp.models.organisations import ROLES, Role
from surveyapp.models.transactions import writing
from surveyapp.services import access

SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 200
"""In characters; the longest keeps a sign-in from being used to wear the server out."""

FREE_TRIES = 5
FIRST_LOCK = timedelta(seconds=30)
LONGEST_LOCK = timedelta(hours=1)
REFUSED = "The e-mail address and password don't match, or there were too many tries. Wait a little and try again."

_HASHER = PasswordHasher()


class LastAdministratorError(SurveyAppError):
    """The organisation would be left without an administrator."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who does something for an organisation, and what."""

    account_id: UUID
    name: str
    email: str
    roles: tuple[Role, ...]


def create_account(session: Session, email: str, name: str, password: str, now: datetime) -> Account:
    """A new account; the password is kept only as an Argon2id hash."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise WeakPasswordError(f"The password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    hashed = _HASHER.hash(password)
    with access.operating(session, "account.create"):
        if session.scalar(select(Account.id).where(Account.email == _normal(email))):
            raise DuplicateKeyError(f"There is an account for {_normal(email)} already.")
        account = Account(email=_normal(email), name=name, password_hash=hashed, created_at=now)
        session.add(account)
    return account


def add_member(session: Session, account_id: UUID, organisation_id: UUID, role: Role, now: datetime) -> None:
    """Let an account do what this role does in an organisation; doing it twice changes nothing."""
    with access.changing(session, "members.change", organisation_id, account=str(account_id), added=role):
        if session.get(Membership, (account_id, organisation_id, role)) is None:
            session.add(Membership(account_id=account_id, organisation_id=organisation_id, role=role, since=now))


def take_role(session: Session, account_id: UUID, organisation_id: UUID, role: Role) -> None:
    """Take a role from an account; one that it does not hold changes nothing.

    Raises `LastAdministratorError` when nobody would be left to give roles.
    """
    with access.changing(session, "members.change", organisation_id, account=str(account_id), taken=role):
        # Two administrators who take each other's role at once wait for each other here.
        session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update())
        held = session.get(Membership, (account_id, organisation_id, role))
        if held is None:
            return
        others = select(Membership).where(
            Membership.organisation_id == organisation_id,
            Membership.role == "administrator",
            Membership.account_id != account_id,
        )
        if role == "administrator" and session.scalars(others).first() is None:
            raise LastAdministratorError("Give somebody else the role first: nobody would be left to give roles.")
        session.delete(held)


def members(session: Session, organisation_id: UUID) -> tuple[Member, ...]:
    """Everybody who does something for an organisation, by name."""
    access.require(session, "members.see", organisation_id)
    rows = session.execute(
        select(Account, Membership.role)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Account.name, Account.id)
    ).all()
    held: dict[UUID, list[Role]] = {}
    for account, role in rows:
        held.setdefault(account.id, []).append(role)
    people = {account.id: account for account, _role in rows}
    return tuple(
        Member(each.id, each.name, each.email, tuple(role for role in ROLES if role in held[each.id]))
        for each in people.values()
    )


def verify_login(session: Session, email: str, password: str, now: datetime) -> Account:
    """The account that signs in; raises `LoginRefusedError`, the same for every reason.

    The work is the same whether the account is there or not. From the fifth wrong try on, each locks the account
    for twice as long as the last, from half a minute to an hour.
    """
    account = session.scalars(select(Account).where(Account.email == _normal(email))).one_or_none()
    right = _matches(account.password_hash if account else _nobodys_hash(), password[: LONGEST_PASSWORD + 1])
    if account is None:
        raise LoginRefusedError(REFUSED)
    account_id, locked = account.id, account.locked_until is not None and now < account.locked_until
    if locked or not right:
        if not locked:
            _count_failure(session, account_id, now)
        raise LoginRefusedError(REFUSED)
    with writing(session):
        welcome = session.get_one(Account, account_id)
        welcome.failed_logins, welcome.locked_until = 0, None
    return welcome


def account_of(session: Session, email: str) -> Account:
    """The account with this e-mail address, for the operator; raises `NotFoundError`."""
    access.require_operator(session)
    account = session.scalars(select(Account).where(Account.email == _normal(email))).one_or_none()
    if account is None:
        raise NotFoundError(f"There is no account for {_normal(email)}. Make it with: surveyapp account create.")
    return account


def find_account(session: Session, account_id: UUID) -> Account:
    """The signed-in account; raises `NotFoundError` when it is gone."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFoundError("There is no such account.")
    return account


def _count_failure(session: Session, account_id: UUID, now: datetime) -> None:
    with writing(session):
        failures = session.scalar(
            update(Account)
            .where(Account.id == account_id)
            .values(failed_logins=Account.failed_logins + 1)
            .returning(Account.failed_logins)
        )
        too_many = (failures or 0) - FREE_TRIES
        if too_many >= 0:
            lock = min(FIRST_LOCK * 2 ** min(too_many, 20), LONGEST_LOCK)
            session.execute(update(Account).where(Account.id == account_id).values(locked_until=now + lock))


def _matches(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except VerificationError:
        return False


@cache
def _nobodys_hash() -> str:
    """What a try on an unknown address is checked against, so that it takes as long."""
    return _HASHER.hash("no account has this one")


def _normal(email: str) -> str:
    return email.strip().lower()
