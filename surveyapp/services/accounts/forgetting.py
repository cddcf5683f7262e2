"""A new password for whoever forgot hers, by a link that is sent to her address.

Whoever asks learns nothing: asking writes the same row whether the address is an account's or not. The worker finds
out, and writes to those who are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveyapp.models import Account, Identity, Login, PasswordReset
from surveyapp.models.audit import Done, append
from surveyapp.models.tokens import new_token, token_code
from surveyapp.models.transactions import reading, writing
from surveyapp.models.vault import vault_of
from surveyapp.services import access
from surveyapp.services.accounts import passwords
from surveyapp.services.accounts.errors import UnknownPasswordLinkError
from surveyapp.services.accounts.people import normal
from surveyapp.services.accounts.second_steps import steps_of

LINK_WORKS_FOR = timedelta(minutes=30)
ASKED_AGAIN_AFTER = timedelta(minutes=5)
"""So often at most the same address is written to."""


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """Whom to write to; `token`: of her link, or "" for whoever signs in at a login service and has no password."""

    email: str
    language: str
    token: str


def ask_for_password(session: Session, email: str, now: datetime) -> None:
    """Note that somebody asks for a link; asked again shortly after, nothing more comes of it."""
    wanted = vault_of(session).code_of(normal(email))
    # Asked twice at once is asked once.
    with suppress(IntegrityError), writing(session):
        session.execute(delete(PasswordReset).where(PasswordReset.asked_at <= now - LINK_WORKS_FOR))
        asked = session.get(PasswordReset, wanted)
        if asked is None:
            session.add(PasswordReset(address_code=wanted, asked_at=now))
        elif asked.asked_at <= now - ASKED_AGAIN_AFTER:
            # The same words to the database, whether a link was made of the row before or not.
            this = update(PasswordReset).where(PasswordReset.address_code == wanted)
            session.execute(this.values(account_id=None, code=None, asked_at=now))


def somebody_has_a_password(session: Session) -> bool:
    """Whether some account is let in by no login service."""
    return bool(
        session.scalar(select(exists(select(Account.id).where(~exists().where(Identity.account_id == Account.id)))))
    )


def somebody_forgot(session: Session) -> bool:
    """Whether somebody asked for a link that nobody has looked at; for the operator."""
    access.require_operator(session)
    return bool(reading(session).scalar(select(exists().where(PasswordReset.code.is_(None)))))


def password_links(session: Session, token_key: bytes, now: datetime) -> Sequence[PasswordLink]:
    """Links for those who asked and have an account, made this once; for the operator, who sends them.

    The link works for half an hour from now. What was asked for nobody's address is forgotten.
    """
    access.require_operator(session)
    waiting = set(session.scalars(select(PasswordReset.address_code).where(PasswordReset.code.is_(None))))
    if not waiting:
        return ()
    vault = vault_of(session)
    everybody = session.execute(select(Account.id, Account.email)).all()
    whose = {code: each.id for each in everybody if (code := vault.code_of(each.email)) in waiting}
    return tuple(
        made
        for code in waiting
        if (made := _link(session, code, whose.get(code), token_key=token_key, now=now)) is not None
    )


def _link(
    session: Session, address_code: bytes, account_id: UUID | None, *, token_key: bytes, now: datetime
) -> PasswordLink | None:
    token = new_token()
    still = PasswordReset.address_code == address_code, PasswordReset.code.is_(None)
    looked = update(PasswordReset).where(*still).values(code=_code(token, token_key), asked_at=now)
    with writing(session):
        if session.execute(looked.returning(PasswordReset.code)).first() is None:
            # Another worker was first.
            return None
        account = session.get(Account, account_id) if account_id else None
        if account is None:
            return None
        if session.scalar(select(exists().where(Identity.account_id == account.id))):
            return PasswordLink(account.email, account.language, "")
        this = update(PasswordReset).where(PasswordReset.address_code == address_code)
        session.execute(this.values(account_id=account.id))
        append(session, Done("account.password_link", None, None, None, {"account": str(account.id)}))
        return PasswordLink(account.email, account.language, token)


def require_password_link(session: Session, token: str, token_key: bytes, now: datetime) -> Account:
    """The account that a link gives a new password; raises `UnknownPasswordLinkError`."""
    found = session.scalars(
        select(Account)
        .join(PasswordReset, PasswordReset.account_id == Account.id)
        .where(PasswordReset.code == _code(token, token_key), PasswordReset.asked_at > now - LINK_WORKS_FOR)
    ).one_or_none()
    if found is None:
        raise UnknownPasswordLinkError("The link was used, replaced or has run out.")
    return found


def renew_password(session: Session, token: str, password: str, *, token_key: bytes, now: datetime) -> None:
    """Give the account of the link a new password, once, and sign it out everywhere.

    What was guessed wrong is forgotten only where the password is all that is asked for: else a mailbox alone would
    give ever new tries at the second step. Raises `UnknownPasswordLinkError` and `WeakPasswordError`.
    """
    account = require_password_link(session, token, token_key, now)
    passwords.require_strong(password, account.name, account.email)
    kept, account_id, code = passwords.hashed(password), account.id, _code(token, token_key)
    anew = {} if steps_of(session, account_id).any else {"failed_logins": 0, "locked_until": None}
    with writing(session):
        used = delete(PasswordReset).where(PasswordReset.code == code).returning(PasswordReset.code)
        if session.execute(used).first() is None:
            raise UnknownPasswordLinkError("The link was used already.")
        session.execute(update(Account).where(Account.id == account_id).values(password_hash=kept, **anew))
        session.execute(delete(Login).where(Login.account_id == account_id))
        append(session, Done("account.password", account_id, None, None, {"by": "link"}))


def _code(token: str, token_key: bytes) -> bytes:
    return token_code(f"password {token}", token_key)
