"""Asking somebody to work for an organisation, by a link that works once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.models import Account, MemberInvitation, Membership, Organisation
from surveyapp.models.audit import Done, append
from surveyapp.models.errors import NotFoundError
from surveyapp.models.organisations import Role
from surveyapp.models.tokens import new_token, token_code
from surveyapp.models.transactions import writing
from surveyapp.services import access
from surveyapp.services.accounts import passwords
from surveyapp.services.accounts.errors import AlreadyMemberError, UnknownMemberInvitationError
from surveyapp.services.accounts.people import normal

WORKS_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked, and has not answered yet."""

    id: UUID
    email: str
    role: Role
    until: datetime


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a link asks for; `account_id`: the account that its address has already."""

    code: bytes
    organisation: str
    email: str
    role: Role
    account_id: UUID | None


def ask_member(
    session: Session, organisation_id: UUID, email: str, role: Role, *, token_key: bytes, now: datetime
) -> str:
    """The token of a link by which whoever has this address becomes a member; a link from before works no more.

    Raises `AlreadyMemberError`.
    """
    token, to = new_token(), normal(email)
    with access.changing(session, "members.change", organisation_id, asked=role):
        there = (
            select(Membership.role)
            .join(Account, Account.id == Membership.account_id)
            .where(Account.email == to, Membership.organisation_id == organisation_id)
        )
        if session.scalars(there).first() is not None:
            raise AlreadyMemberError("They are a member already. Change their roles instead.")
        before = MemberInvitation.organisation_id == organisation_id, MemberInvitation.email == to
        session.execute(delete(MemberInvitation).where(*before))
        made = MemberInvitation(
            organisation_id=organisation_id, email=to, role=role, code=_code(token, token_key), made_at=now
        )
        session.add(made)
    return token


def asked(session: Session, organisation_id: UUID, now: datetime) -> Sequence[Asked]:
    """Those who were asked and have not answered, the latest first."""
    access.require(session, "members.see", organisation_id)
    still = MemberInvitation.organisation_id == organisation_id, MemberInvitation.made_at > now - WORKS_FOR
    found = session.scalars(select(MemberInvitation).where(*still).order_by(MemberInvitation.made_at.desc()))
    return tuple(Asked(each.id, each.email, each.role, each.made_at + WORKS_FOR) for each in found)


def withdraw_invitation(session: Session, organisation_id: UUID, invitation_id: UUID) -> None:
    """Let a link work no more; raises `NotFoundError`."""
    with access.changing(session, "members.change", organisation_id, withdrawn=str(invitation_id)):
        own = MemberInvitation.id == invitation_id, MemberInvitation.organisation_id == organisation_id
        gone = session.execute(delete(MemberInvitation).where(*own).returning(MemberInvitation.id))
        if gone.first() is None:
            raise NotFoundError("There is no such invitation.")


def invited(session: Session, token: str, token_key: bytes, now: datetime) -> Accepted:
    """What the link asks for; raises `UnknownMemberInvitationError`."""
    row = session.execute(
        select(MemberInvitation, Organisation.name, Account.id)
        .join(Organisation, Organisation.id == MemberInvitation.organisation_id)
        .outerjoin(Account, Account.email == MemberInvitation.email)
        .where(MemberInvitation.code == _code(token, token_key))
    ).one_or_none()
    if row is None or now >= row[0].made_at + WORKS_FOR:
        raise UnknownMemberInvitationError("The link was used, taken back or has run out.")
    found, organisation, account_id = row
    return Accepted(found.code, organisation, found.email, found.role, account_id)


def accept(session: Session, wanted: Accepted, name: str, password: str, now: datetime) -> UUID:
    """Become a member, once: the account, which is made with this name and password where there is none.

    Raises `WeakPasswordError` and `UnknownMemberInvitationError`.
    """
    kept = ""
    if wanted.account_id is None:
        passwords.require_strong(password, name, wanted.email)
        kept = passwords.hashed(password)
    with writing(session):
        used = delete(MemberInvitation).where(MemberInvitation.code == wanted.code)
        organisation_id = session.execute(used.returning(MemberInvitation.organisation_id)).scalar()
        if organisation_id is None:
            raise UnknownMemberInvitationError("The link was used already.")
        account_id = wanted.account_id
        if account_id is None:
            account = Account(email=wanted.email, name=name, password_hash=kept, created_at=now)
            session.add(account)
            session.flush()
            account_id = account.id
        if session.get(Membership, (account_id, organisation_id, wanted.role)) is None:
            held = Membership(account_id=account_id, organisation_id=organisation_id, role=wanted.role, since=now)
            session.add(held)
        append(session, Done("members.accept", account_id, organisation_id, None, {"role": wanted.role}))
    return account_id


def _code(token: str, token_key: bytes) -> bytes:
    return token_code(f"member {token}", token_key)
