"""Accounts themselves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Account
from surveyapp.models.errors import DuplicateKeyError, NotFoundError
from surveyapp.services import access
from surveyapp.services.accounts import passwords


def create_account(session: Session, email: str, name: str, password: str, now: datetime) -> Account:
    """A new account; the password is kept only as an Argon2id hash. Raises `WeakPasswordError`."""
    passwords.require_strong(password, name, email)
    hashed = passwords.hashed(password)
    with access.operating(session, "account.create"):
        if session.scalar(select(Account.id).where(Account.email == normal(email))):
            raise DuplicateKeyError(f"There is an account for {normal(email)} already.")
        account = Account(email=normal(email), name=name, password_hash=hashed, created_at=now)
        session.add(account)
    return account


def account_of(session: Session, email: str) -> Account:
    """The account with this e-mail address, for the operator; raises `NotFoundError`."""
    access.require_operator(session)
    account = session.scalars(select(Account).where(Account.email == normal(email))).one_or_none()
    if account is None:
        raise NotFoundError(f"There is no account for {normal(email)}. Make it with: surveyapp account create.")
    return account


def find_account(session: Session, account_id: UUID) -> Account:
    """The account; raises `NotFoundError` when it is gone."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFoundError("There is no such account.")
    return account


def normal(email: str) -> str:
    """The address as it is kept."""
    return email.strip().lower()
