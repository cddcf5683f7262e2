"""Letting in whoever a provider vouches for, as the account that she has here or that her roles give her."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from surveyapp.models import Account, FederatedVisit, GivenRole, Identity, Membership, Organisation, SpentAnswer
from surveyapp.models.audit import Done, append
from surveyapp.models.errors import DuplicateKeyError, SurveyAppError
from surveyapp.models.ids import uuid7
from surveyapp.models.organisations import ROLES, Role
from surveyapp.models.transactions import writing
from surveyapp.models.vault import vault_of
from surveyapp.oidc import Provider, Vouched
from surveyapp.oidc.believing import LONGEST_SUBJECT, NATIONAL_NUMBER
from surveyapp.oidc.errors import ReplayedSignInError
from surveyapp.services import access

ANSWERED_WITHIN = timedelta(minutes=15)
"""How long a person may take at the provider."""
SIGNED_IN_FOR = timedelta(hours=10)
NO_ADDRESS = "uten-adresse.invalid"
"""Where the e-mail of those goes whose provider gives no address: nowhere (RFC 2606)."""


class NoMembershipError(SurveyAppError):
    """The provider vouches for the person, but nobody has given her anything to do here.

    `subject`: what the provider calls her, by which an administrator can let her in; `numbers`: the organisations that
    she acts for.
    """

    def __init__(self, subject: str, numbers: tuple[str, ...]) -> None:
        super().__init__("Nobody has given this person a role in any organisation.")
        self.subject, self.numbers = subject, numbers


class NotACodeError(SurveyAppError):
    """It is no code of a provider's, but empty, too long, or what may be a national identity number."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to let in: by whose word, what she is called there, and her name here."""

    issuer: str
    subject: str
    name: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who was let in, and the visit that ends with her session."""

    account_id: UUID
    visit_id: UUID


@dataclass(frozen=True, slots=True)
class Ended:
    """A visit that is over: who had vouched for it, and the ID token to log out with there, or ""."""

    issuer: str
    hint: str


def unknown_roles(provider: Provider) -> tuple[str, ...]:
    """Words in the provider's mapping that are no roles of ours."""
    return tuple(role for _value, role in provider.roles if role not in ROLES)


def spend(session: Session, state: str, now: datetime) -> None:
    """Use up the answer to what was asked with this state; raises `ReplayedSignInError` the second time."""
    digest = hashlib.sha256(state.encode()).digest()
    try:
        with writing(session):
            session.execute(delete(SpentAnswer).where(SpentAnswer.ends_at <= now))
            session.add(SpentAnswer(digest=digest, ends_at=now + 2 * ANSWERED_WITHIN))
    except IntegrityError as problem:
        raise ReplayedSignInError("an answer that was used before") from problem


def sign_in(session: Session, provider: Provider, vouched: Vouched, now: datetime) -> SignedIn:
    """Let her in: as whom the provider's name for her is linked to, or newly where its word gives her a role.

    Roles that the provider gave last time and gives no more are taken. Raises `NoMembershipError`.
    """
    try:
        return _sign_in(session, provider, vouched, now)
    except IntegrityError:
        # She came by two browsers at once, and the other was first.
        return _sign_in(session, provider, vouched, now)


def is_on(session: Session, visit_id: UUID, account_id: UUID, now: datetime) -> bool:
    """Whether the visit has not ended, here or at the provider."""
    visit = session.get(FederatedVisit, visit_id)
    return visit is not None and visit.account_id == account_id and now < visit.ends_at


def end(session: Session, visit_id: UUID) -> Ended | None:
    """End this visit; None when it had ended already."""
    with writing(session):
        visit = session.get(FederatedVisit, visit_id)
        if visit is None:
            return None
        hint = vault_of(session).open(visit.hint, visit.id.bytes) if visit.hint else ""
        ended = Ended(visit.issuer, hint)
        session.delete(visit)
        append(session, Done("account.sign_out", visit.account_id))
    return ended


def end_at_provider(session: Session, issuer: str, session_id: str) -> int:
    """End all visits of a session that is over at the provider; how many there were."""
    theirs = select(FederatedVisit).where(FederatedVisit.issuer == issuer, FederatedVisit.session_id == session_id)
    if session.scalars(theirs).first() is None:
        return 0
    with writing(session):
        over = session.scalars(theirs).all()
        for visit in over:
            session.delete(visit)
            append(session, Done("account.sign_out", visit.account_id, None, None, {"at": "provider"}))
        return len(over)


def admitting(session: Session) -> tuple[Organisation, ...]:
    """The organisations that the actor may let people into, by name."""
    mine = access.organisations(session, "members.change")
    return tuple(session.scalars(select(Organisation).where(Organisation.id.in_(mine)).order_by(Organisation.name)))


def admits_to(session: Session, organisation_id: UUID) -> Organisation:
    """An organisation that the actor may let people into; raises as `access.require`."""
    access.require(session, "members.change", organisation_id)
    return session.get_one(Organisation, organisation_id)


def admit(session: Session, newcomer: Newcomer, organisation_id: UUID, role: Role, now: datetime) -> UUID:
    """Let somebody in, before she comes or when she asked; if she is here already, she has the role besides.

    Her account's id. Raises `NotACodeError`.
    """
    named = newcomer.issuer, _code(newcomer.subject)
    with access.changing(session, "members.change", organisation_id, added=role, by="code"):
        identity = session.get(Identity, named)
        if identity is None:
            account_id = _new_account(session, newcomer.name, "", now)
            identity = Identity(issuer=named[0], subject=named[1], account_id=account_id, linked_at=now)
            session.add(identity)
            session.flush()
        account_id = identity.account_id
        if session.get(Membership, (account_id, organisation_id, role)) is None:
            session.add(Membership(account_id=account_id, organisation_id=organisation_id, role=role, since=now))
    return account_id


def link(session: Session, provider: Provider, subject: str, account_id: UUID, now: datetime) -> None:
    """Let an account that is there sign in by the provider too; raises `DuplicateKeyError` and `NotACodeError`."""
    subject = _code(subject)
    with access.operating(session, "identity.link", by=provider.key, account=str(account_id)):
        if session.get(Identity, (provider.issuer, subject)) is not None:
            raise DuplicateKeyError(f"{provider.name} has let somebody in by this subject already.")
        session.add(Identity(issuer=provider.issuer, subject=subject, account_id=account_id, linked_at=now))


def _sign_in(session: Session, provider: Provider, vouched: Vouched, now: datetime) -> SignedIn:
    signed_in = None
    with writing(session):
        roles = _roles(session, vouched)
        identity = session.get(Identity, (vouched.issuer, vouched.subject), with_for_update=True)
        if identity is None:
            identity = _link(session, provider, vouched, now, welcome=bool(roles))
        account_id = identity.account_id
        _give(session, identity, roles, now)
        if session.scalars(select(Membership.role).where(Membership.account_id == account_id)).first():
            signed_in = SignedIn(account_id, _visit(session, vouched, account_id, now))
            append(session, Done("account.sign_in", account_id, None, None, {"by": provider.key}))
    if signed_in is None:
        raise NoMembershipError(vouched.subject, _numbers(vouched))
    return signed_in


def _roles(session: Session, vouched: Vouched) -> set[tuple[UUID, Role]]:
    """The roles that the provider gives, at those organisations that are here."""
    found = session.execute(
        select(Organisation.number, Organisation.id).where(Organisation.number.in_(_numbers(vouched)))
    )
    ids = {number: organisation_id for number, organisation_id in found if number}
    return {
        (ids[each.number], role)
        for each in vouched.represents
        for role in ROLES
        if each.role == role and each.number in ids
    }


def _code(subject: str) -> str:
    found = subject.strip()
    if not 0 < len(found) <= LONGEST_SUBJECT or NATIONAL_NUMBER.fullmatch(found.replace(" ", "")):
        raise NotACodeError("Give the code that the page showed her; never a national identity number.")
    return found


def _numbers(vouched: Vouched) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.number for each in vouched.represents))


def _link(session: Session, provider: Provider, vouched: Vouched, now: datetime, *, welcome: bool) -> Identity:
    """Link the provider's name for her to an account: of her verified address where that is trusted, or a new one."""
    trusted = vouched.email if provider.trusts_email else ""
    known = session.scalars(select(Account.id).where(Account.email == trusted)).first() if trusted else None
    if known is None and not welcome:
        raise NoMembershipError(vouched.subject, _numbers(vouched))
    account_id = known or _new_account(session, vouched.name or provider.name, trusted, now)
    identity = Identity(issuer=vouched.issuer, subject=vouched.subject, account_id=account_id, linked_at=now)
    session.add(identity)
    session.flush()
    by = {"by": provider.key, "account": "known by its address" if known else "new"}
    append(session, Done("identity.link", account_id, None, None, by))
    return identity


def _new_account(session: Session, name: str, email: str, now: datetime) -> UUID:
    """An account that no password opens."""
    account_id = uuid7()
    address = email or f"{account_id}@{NO_ADDRESS}"
    session.add(Account(id=account_id, email=address, name=name, password_hash=_nobodys_hash(), created_at=now))
    session.flush()
    return account_id


@cache
def _nobodys_hash() -> str:
    """The hash of a password that nobody has seen, made once for a process: making one takes a while."""
    return PasswordHasher().hash(secrets.token_urlsafe(48))


def _give(session: Session, identity: Identity, roles: set[tuple[UUID, Role]], now: datetime) -> None:
    """Give the roles that the provider gives, and take those that it gave before and gives no more."""
    account_id = identity.account_id
    given = session.scalars(
        select(GivenRole).where(GivenRole.issuer == identity.issuer, GivenRole.subject == identity.subject)
    ).all()
    for each in given:
        if (each.organisation_id, each.role) not in roles:
            session.execute(
                delete(Membership).where(
                    Membership.account_id == account_id,
                    Membership.organisation_id == each.organisation_id,
                    Membership.role == each.role,
                )
            )
            _tell(session, account_id, each.organisation_id, taken=each.role)
    for organisation_id, role in sorted(roles):
        if session.get(Membership, (account_id, organisation_id, role)) is None:
            session.add(Membership(account_id=account_id, organisation_id=organisation_id, role=role, since=now))
            session.flush()
            whose = {"issuer": identity.issuer, "subject": identity.subject, "account_id": account_id}
            session.add(GivenRole(**whose, organisation_id=organisation_id, role=role))
            _tell(session, account_id, organisation_id, added=role)
    session.flush()


def _tell(session: Session, account_id: UUID, organisation_id: UUID, **what: str) -> None:
    about = {"account": str(account_id), "by": "provider", **what}
    append(session, Done("members.change", account_id, organisation_id, None, about))


def _visit(session: Session, vouched: Vouched, account_id: UUID, now: datetime) -> UUID:
    session.execute(delete(FederatedVisit).where(FederatedVisit.ends_at <= now))
    visit_id = uuid7()
    visit = FederatedVisit(
        id=visit_id,
        account_id=account_id,
        issuer=vouched.issuer,
        session_id=vouched.session_id or None,
        hint=vault_of(session).seal(vouched.hint, visit_id.bytes) if vouched.hint else None,
        ends_at=now + SIGNED_IN_FOR,
    )
    session.add(visit)
    return visit_id
