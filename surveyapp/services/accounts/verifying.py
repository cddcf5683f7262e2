"""The first step of signing in, and how guessing is slowed down in every step."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from surveyapp.models import Account
from surveyapp.models.audit import Done, append
from surveyapp.models.errors import LoginRefusedError
from surveyapp.models.transactions import writing
from surveyapp.services.accounts import passwords
from surveyapp.services.accounts.people import normal

FREE_TRIES = 5
FIRST_LOCK = timedelta(seconds=30)
LONGEST_LOCK = timedelta(hours=1)
REFUSED = "The e-mail address and password don't match, or there were too many tries. Wait a little and try again."


def verify_login(session: Session, email: str, password: str, now: datetime) -> Account:
    """The account whose password this is; raises `LoginRefusedError`, the same for every reason.

    The work is the same whether the account is there or not. From the fifth wrong try on, each locks the account
    for twice as long as the last, from half a minute to an hour; the second step counts with it, and only
    `sign_in` forgets them. The audit log is told how many there were, when an account is locked and when somebody
    gets in: nobody outside can make it grow fast.
    """
    account = session.scalars(select(Account).where(Account.email == normal(email))).one_or_none()
    right = passwords.matches(account.password_hash if account else passwords.nobodys_hash(), password)
    if account is None:
        raise LoginRefusedError(REFUSED)
    answer(session, account, now, right=right)
    return account


def answer(session: Session, account: Account, now: datetime, *, right: bool) -> None:
    """Refuse what is wrong, counting it, and everything while the account waits; raises `LoginRefusedError`."""
    locked = _is_locked(account, now)
    if not right:
        count_failure(session, account, now)
    if locked or not right:
        raise LoginRefusedError(REFUSED)


def count_failure(session: Session, account: Account, now: datetime) -> None:
    """Count a wrong try, from which on the account may wait; while it waits already, none is counted."""
    if not _is_locked(account, now):
        _count(session, account.id, now)


def _is_locked(account: Account, now: datetime) -> bool:
    return account.locked_until is not None and now < account.locked_until


def _count(session: Session, account_id: UUID, now: datetime) -> None:
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
            append(session, Done("account.locked", about={"account": str(account_id), "failed": failures}))
