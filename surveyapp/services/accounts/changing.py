"""Changing a password ends every session that began with the old one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from surveyapp.models import Account, Login, PasswordReset
from surveyapp.services import access
from surveyapp.services.accounts import own_access, passwords
from surveyapp.services.accounts.verifying import answer


def change_password(session: Session, old: str, new: str, now: datetime) -> None:
    """Change one's own password; every browser is signed out, this one too.

    Raises `LoginRefusedError` when the old one is wrong, and `WeakPasswordError`.
    """
    account = session.get_one(Account, own_access.account_id(session))
    answer(session, account, now, right=passwords.matches(account.password_hash, old))
    passwords.require_strong(new, account.name, account.email)
    kept = passwords.hashed(new)
    with own_access.changing(session, "account.password") as account_id:
        session.execute(update(Account).where(Account.id == account_id).values(password_hash=kept))
        _end_what_the_old_one_opened(session, account_id)


def set_password(session: Session, account: Account, password: str) -> None:
    """Give an account a new password, and sign it out everywhere; for the operator. Raises `WeakPasswordError`."""
    passwords.require_strong(password, account.name, account.email)
    kept, account_id = passwords.hashed(password), account.id
    with access.operating(session, "account.password", account=str(account_id)):
        session.execute(
            update(Account)
            .where(Account.id == account_id)
            .values(password_hash=kept, failed_logins=0, locked_until=None)
        )
        _end_what_the_old_one_opened(session, account_id)


def _end_what_the_old_one_opened(session: Session, account_id: UUID) -> None:
    """Sessions, and a link to a new password that was not used."""
    for table in (Login, PasswordReset):
        session.execute(delete(table).where(table.account_id == account_id))
