"""Who may sign in, and what they may see."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from surveyapp.models import Account, Membership, Report, Survey
from surveyapp.models.errors import DuplicateKeyError, LoginRefusedError, NotFoundError, WeakPasswordError
from surveyapp.models.transactions import writing

SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 200
"""In characters; the longest keeps a sign-in from being used to wear the server out."""

FREE_TRIES = 5
FIRST_LOCK = timedelta(seconds=30)
LONGEST_LOCK = timedelta(hours=1)
REFUSED = "The e-mail address and password don't match, or there were too many tries. Wait a little and try again."

_HASHER = PasswordHasher()


def create_account(session: Session, email: str, name: str, password: str, now: datetime) -> Account:
    """A new account; the password is kept only as an Argon2id hash."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise WeakPasswordError(f"The password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    hashed = _HASHER.hash(password)
    with writing(session):
        if session.scalar(select(Account.id).where(Account.email == _normal(email))):
            raise DuplicateKeyError(f"There is an account for {_normal(email)} already.")
        account = Account(email=_normal(email), name=name, password_hash=hashed, created_at=now)
        session.add(account)
    return account


def add_member(session: Session, account_id: UUID, organisation_id: UUID) -> None:
    """Let an account work for an organisation; doing it twice changes nothing."""
    with writing(session):
        if session.get(Membership, (account_id, organisation_id)) is None:
            session.add(Membership(account_id=account_id, organisation_id=organisation_id))


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


def find_account(session: Session, account_id: UUID) -> Account:
    """The signed-in account; raises `NotFoundError` when it is gone."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFoundError("There is no such account.")
    return account


def surveys_of(session: Session, account_id: UUID) -> list[Survey]:
    """The surveys of the account's organisations, newest first."""
    return list(session.scalars(_own(account_id).order_by(Survey.id.desc())))


def survey_of(session: Session, account_id: UUID, survey_id: UUID) -> Survey:
    """One survey of the account's organisations; another's is `NotFoundError`, as if it were not there."""
    survey = session.scalars(_own(account_id).where(Survey.id == survey_id)).one_or_none()
    if survey is None:
        raise NotFoundError(f"There is no survey {survey_id}.")
    return survey


def report_of(session: Session, account_id: UUID, report_id: UUID) -> Report:
    """One report on a survey of the account's organisations; another's is `NotFoundError`."""
    own = _own(account_id).with_only_columns(Survey.id)
    report = session.scalars(select(Report).where(Report.id == report_id, Report.survey_id.in_(own))).one_or_none()
    if report is None:
        raise NotFoundError(f"There is no report {report_id}.")
    return report


def _own(account_id: UUID) -> Select[Survey]:
    return (
        select(Survey)
        .join(Membership, Membership.organisation_id == Survey.organisation_id)
        .where(Membership.account_id == account_id)
    )


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
