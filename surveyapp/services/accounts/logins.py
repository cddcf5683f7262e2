"""Where accounts are signed in: one row for each browser, which can be ended from another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from surveyapp.models import Account, Login, Membership, Organisation
from surveyapp.models.audit import Done, append
from surveyapp.models.errors import NotFoundError
from surveyapp.models.logins import Way
from surveyapp.models.tokens import new_token, token_code
from surveyapp.models.transactions import writing
from surveyapp.services import access
from surveyapp.services.accounts import own_access
from surveyapp.services.accounts.errors import SignedOutError

SIGNED_IN_FOR = timedelta(hours=10)
IDLE = timedelta(hours=1)
"""A working day, and how long a browser may be left (NIST SP 800-63B-4, section 2.2.3)."""
SEEN_EVERY = timedelta(minutes=5)
"""So often at most it is written down that a browser was used."""


@dataclass(frozen=True, slots=True)
class Device:
    """What a browser says it is, in names such as Firefox and Windows, and the language that it was met in."""

    browser: str
    system: str
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in with this browser; `must_set_up`: an organisation demands a second step that she lacks."""

    account: Account
    login_id: UUID
    way: Way
    confirmed_at: datetime
    must_set_up: bool


def sign_in(session: Session, account_id: UUID, way: Way, device: Device, *, token_key: bytes, now: datetime) -> str:
    """Sign an account in with a browser: the token for its cookie, of which only the HMAC is kept.

    What was guessed before is told the audit log and forgotten, and so are the account's logins that are over. Those
    who were let in elsewhere are told of by who let them in (see `federating`).
    """
    token = new_token()
    with writing(session):
        failed = session.scalar(
            select(Account.failed_logins).where(Account.id == account_id).with_for_update(key_share=True)
        )
        session.execute(
            delete(Login).where(
                Login.account_id == account_id,
                or_(Login.since <= now - SIGNED_IN_FOR, Login.seen_at <= now - IDLE),
            )
        )
        session.execute(
            update(Account)
            .where(Account.id == account_id)
            .values(failed_logins=0, locked_until=None, language=device.language)
        )
        session.add(
            Login(
                account_id=account_id,
                code=_code(token, token_key),
                way=way,
                browser=device.browser,
                system=device.system,
                since=now,
                seen_at=now,
                confirmed_at=now,
            )
        )
        if way != "elsewhere":
            # Last: what the log's writers wait for is held no longer than it must.
            append(
                session,
                Done("account.sign_in", account_id, about={"by": way, **({"failed": failed} if failed else {})}),
            )
    return token


def resume(session: Session, token: str, token_key: bytes, now: datetime) -> SignedIn:
    """Who is signed in with the browser that holds this token, by one query; raises `SignedOutError`."""
    demanded = (
        select(Organisation.id)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.account_id == Account.id, Organisation.two_steps)
        .exists()
    )
    found = session.execute(
        select(Login, Account, demanded)
        .join(Account, Account.id == Login.account_id)
        .where(Login.code == _code(token, token_key))
    ).one_or_none()
    if found is None:
        raise SignedOutError("This browser is not signed in.")
    login, account, must = found
    if now >= login.since + SIGNED_IN_FOR or now >= login.seen_at + IDLE:
        raise SignedOutError("The session is over.")
    known = SignedIn(account, login.id, login.way, login.confirmed_at, login.way == "password" and must)
    if now >= login.seen_at + SEEN_EVERY:
        with writing(session):
            session.execute(update(Login).where(Login.id == known.login_id).values(seen_at=now))
    return known


def logins(session: Session, now: datetime) -> Sequence[Login]:
    """Where one is signed in oneself, the latest first."""
    mine = Login.account_id == own_access.account_id(session)
    still = Login.since > now - SIGNED_IN_FOR, Login.seen_at > now - IDLE
    return session.scalars(select(Login).where(mine, *still).order_by(Login.seen_at.desc(), Login.id)).all()


def confirm(session: Session, login_id: UUID, now: datetime, way: Way | None = None) -> None:
    """Note that the person proved who she is just now, and by what, if by more than before."""
    mine = Login.id == login_id, Login.account_id == own_access.account_id(session)
    with writing(session):
        session.execute(update(Login).where(*mine).values(confirmed_at=now, **({"way": way} if way else {})))


def end_login(session: Session, login_id: UUID) -> None:
    """Sign one browser out; raises `NotFoundError` for what is not one's own."""
    with own_access.changing(session, "account.end_login") as account_id:
        ended = session.execute(
            delete(Login).where(Login.id == login_id, Login.account_id == account_id).returning(Login.id)
        )
        if ended.first() is None:
            raise NotFoundError("There is no such session.")


def end_every_login(session: Session) -> None:
    """Sign oneself out everywhere."""
    with own_access.changing(session, "account.end_logins") as account_id:
        session.execute(delete(Login).where(Login.account_id == account_id))


def end_logins_of(session: Session, account_id: UUID) -> None:
    """Sign an account out everywhere; for the operator."""
    with access.operating(session, "account.end_logins", account=str(account_id)):
        session.execute(delete(Login).where(Login.account_id == account_id))


def _code(token: str, token_key: bytes) -> bytes:
    return token_code(f"login {token}", token_key)
