"""What is asked for after the password: a code of an app, or a code that was written down for the day it is lost."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import CursorResult, delete, exists, func, select, update
from sqlalchemy.orm import Session

from surveyapp.models import Account, CodeApp, Login, Passkey, RecoveryCode
from surveyapp.models.audit import Done, append
from surveyapp.models.tokens import entry_code, new_entry
from surveyapp.models.transactions import writing
from surveyapp.models.vault import vault_of
from surveyapp.services import access
from surveyapp.services.accounts import own_access
from surveyapp.services.accounts.errors import WrongCodeError
from surveyapp.services.accounts.verifying import answer

STEP = 30
DIGITS = 6
SECRET_BYTES = 20
"""What every app understands (RFC 6238 and RFC 4226, section 4, R6)."""
RECOVERY_CODES = 10
ISSUER = "Medvirk"

_HASH = SHA1()  # noqa: S303 -- the one that every app knows; in an HMAC it is not broken


@dataclass(frozen=True, slots=True)
class Steps:
    """What an account has besides its password; `recovery_codes`: how many are left."""

    code_app: bool
    passkeys: int
    recovery_codes: int

    @property
    def any(self) -> bool:
        """Whether the password alone does not let anybody in."""
        return self.code_app or self.passkeys > 0


@dataclass(frozen=True, slots=True)
class Secret:
    """What an app is given: letters to type, or the address that its QR code holds."""

    letters: str
    address: str


def steps_of(session: Session, account_id: UUID) -> Steps:
    """What the account has."""
    app = exists().where(CodeApp.account_id == account_id, CodeApp.proven)
    keys = select(func.count()).where(Passkey.account_id == account_id)
    codes = select(func.count()).where(RecoveryCode.account_id == account_id)
    return Steps(*session.execute(select(app, keys.scalar_subquery(), codes.scalar_subquery())).one())


def begin_code_app(session: Session, now: datetime) -> Secret:
    """The secret of one's app that has not shown a code yet; a new one is made where there is none."""
    account = session.get_one(Account, own_access.account_id(session))
    account_id, email = account.id, account.email
    held = session.get(CodeApp, account_id)
    if held is None:
        with writing(session):
            secret = secrets.token_bytes(SECRET_BYTES)
            words = base64.b32encode(secret).decode()
            session.add(
                CodeApp(account_id=account_id, sealed=vault_of(session).seal(words, account_id.bytes), since=now)
            )
    else:
        words = vault_of(session).open(held.sealed, account_id.bytes)
    made = TOTP(base64.b32decode(words), DIGITS, _HASH, STEP)
    return Secret(words, made.get_provisioning_uri(email, ISSUER))


def prove_code_app(session: Session, login_id: UUID, code: str, now: datetime) -> None:
    """Ask for the app's codes from now on, once it has shown one; raises `WrongCodeError`."""
    account_id = own_access.account_id(session)
    if not _is_of_app(session, account_id, code, now, proven=False):
        raise WrongCodeError("The code does not fit. Write the newest one that the app shows.")
    with own_access.changing(session, "account.code_app", there=True):
        session.execute(update(CodeApp).where(CodeApp.account_id == account_id).values(proven=True, since=now))
        session.execute(update(Login).where(Login.id == login_id).values(way="two_steps"))


def remove_code_app(session: Session) -> None:
    """Ask for the app's codes no more, nor for recovery codes when nothing else is left."""
    with own_access.changing(session, "account.code_app", there=False) as account_id:
        session.execute(delete(CodeApp).where(CodeApp.account_id == account_id))
        if not session.scalar(select(exists().where(Passkey.account_id == account_id))):
            session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def make_recovery_codes(session: Session, token_key: bytes) -> Sequence[str]:
    """Ten new codes, to be shown this once; those from before work no more."""
    codes = [new_entry() for _ in range(RECOVERY_CODES)]
    with own_access.changing(session, "account.recovery_codes") as account_id:
        session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
        kept = [_recovery_code(account_id, code, token_key) for code in codes]
        session.add_all(RecoveryCode(account_id=account_id, code=code) for code in kept)
    return codes


def verify_second_step(session: Session, account_id: UUID, code: str, token_key: bytes, now: datetime) -> None:
    """Accept a code of the app or a recovery code, once; raises `LoginRefusedError`, counted with wrong passwords."""
    account = session.get_one(Account, account_id)
    # While the account waits, no code is used up.
    waits = account.locked_until is not None and now < account.locked_until
    right = not waits and (
        _is_of_app(session, account_id, code, now, proven=True) or _is_kept(session, account_id, code, token_key)
    )
    answer(session, account, now, right=right)


def reset_second_step(session: Session, account_id: UUID) -> None:
    """Take away app, keys and recovery codes, and sign the account out everywhere; for the operator."""
    with access.operating(session, "account.reset_second_step", account=str(account_id)):
        for table in (CodeApp, Passkey, RecoveryCode, Login):
            session.execute(delete(table).where(table.account_id == account_id))


def _is_of_app(session: Session, account_id: UUID, code: str, now: datetime, *, proven: bool) -> bool:
    """Whether the code is of this half minute or one beside it, and newer than the last one; then it is used up."""
    code = "".join(code.split())
    app = session.get(CodeApp, account_id)
    if app is None or app.proven != proven or not (code.isascii() and code.isdigit()):
        return False
    secret = base64.b32decode(vault_of(session).open(app.sealed, account_id.bytes))
    made = HOTP(secret, DIGITS, _HASH)
    here = int(now.timestamp()) // STEP
    fits = [
        step for step in range(max(here - 1, 0), here + 2) if hmac.compare_digest(made.generate(step), code.encode())
    ]
    if not fits:
        return False
    newest = max(fits)
    used = update(CodeApp).where(CodeApp.account_id == account_id, CodeApp.last_step < newest)
    with writing(session):
        changed = session.execute(used.values(last_step=newest))
        return isinstance(changed, CursorResult) and changed.rowcount == 1


def _is_kept(session: Session, account_id: UUID, code: str, token_key: bytes) -> bool:
    """Whether the code is one of those that were written down; then it is gone."""
    wanted = RecoveryCode.account_id == account_id, RecoveryCode.code == _recovery_code(account_id, code, token_key)
    with writing(session):
        if session.execute(delete(RecoveryCode).where(*wanted).returning(RecoveryCode.code)).first() is None:
            return False
        left = session.scalar(select(func.count()).where(RecoveryCode.account_id == account_id))
        append(session, Done("account.recovery_code", account_id, about={"left": left}))
        return True


def _recovery_code(account_id: UUID, code: str, token_key: bytes) -> bytes:
    return entry_code(code, hmac.digest(token_key, b"recovery " + account_id.bytes, sha256))
