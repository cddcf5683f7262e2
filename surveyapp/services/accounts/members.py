"""Who does what for an organisation, and what it demands of them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from surveyapp.models import Account, Membership, Organisation
from surveyapp.models.errors import ChangedMeanwhileError, NotFoundError
from surveyapp.models.organisations import ROLES, Role
from surveyapp.services import access
from surveyapp.services.accounts.errors import LastOfRoleError

KEPT: tuple[Role, ...] = ("administrator", "owner")
"""Roles whose last holder keeps them: without the one nobody gives roles, without the other nobody owns surveys."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who does something for an organisation, and what."""

    account_id: UUID
    name: str
    email: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Workplace:
    """An organisation whose members the actor may see; `may_change`: she gives and takes their roles too."""

    id: UUID
    name: str
    two_steps: bool
    may_change: bool


def workplaces(session: Session) -> tuple[Workplace, ...]:
    """The organisations whose members the actor may see, by name."""
    changing = set(session.scalars(access.organisations(session, "members.change")))
    seen = access.organisations(session, "members.see")
    found = session.scalars(select(Organisation).where(Organisation.id.in_(seen)).order_by(Organisation.name))
    return tuple(Workplace(each.id, each.name, each.two_steps, each.id in changing) for each in found)


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


def member(session: Session, account_id: UUID, organisation_id: UUID) -> Member:
    """One of them, to be changed; raises `NotFoundError`."""
    access.require(session, "members.change", organisation_id)
    for each in members(session, organisation_id):
        if each.account_id == account_id:
            return each
    raise NotFoundError("There is no such member.")


def require_change(session: Session, organisation_id: UUID) -> None:
    """Refuse whoever may not change the members; raises as `access.require`."""
    access.require(session, "members.change", organisation_id)


def add_member(session: Session, account_id: UUID, organisation_id: UUID, role: Role, now: datetime) -> None:
    """Let an account do what this role does in an organisation; doing it twice changes nothing."""
    with access.changing(session, "members.change", organisation_id, account=str(account_id), added=role):
        if session.get(Membership, (account_id, organisation_id, role)) is None:
            session.add(Membership(account_id=account_id, organisation_id=organisation_id, role=role, since=now))


def take_role(session: Session, account_id: UUID, organisation_id: UUID, role: Role) -> None:
    """Take a role from an account; one that it does not hold changes nothing. Raises `LastOfRoleError`."""
    with access.changing(session, "members.change", organisation_id, account=str(account_id), taken=role):
        _take_turns(session, organisation_id)
        _take(session, account_id, organisation_id, role)


def change_roles(session: Session, member: Member, organisation_id: UUID, roles: Set[Role], now: datetime) -> None:
    """Let a member hold just these roles; none of them ends the membership.

    `member`: as the roles were when they were looked at; raises `ChangedMeanwhileError` when they are others now, and
    `LastOfRoleError`.
    """
    told = sorted(roles)
    with access.changing(session, "members.change", organisation_id, account=str(member.account_id), roles=told):
        _take_turns(session, organisation_id)
        held = set(
            session.scalars(
                select(Membership.role).where(
                    Membership.account_id == member.account_id, Membership.organisation_id == organisation_id
                )
            )
        )
        if held != set(member.roles):
            raise ChangedMeanwhileError("Somebody else changed these roles. Look at them again.")
        for role in held - roles:
            _take(session, member.account_id, organisation_id, role)
        for role in roles - held:
            session.add(Membership(account_id=member.account_id, organisation_id=organisation_id, role=role, since=now))


def demand_two_steps(session: Session, organisation_id: UUID, *, demanded: bool) -> None:
    """Demand a second step of everybody who works for the organisation, or leave it to them."""
    with access.changing(session, "members.change", organisation_id, two_steps=demanded):
        session.execute(update(Organisation).where(Organisation.id == organisation_id).values(two_steps=demanded))


def _take_turns(session: Session, organisation_id: UUID) -> None:
    """Two administrators who take each other's role at once wait for each other here."""
    session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update())


def _take(session: Session, account_id: UUID, organisation_id: UUID, role: Role) -> None:
    held = session.get(Membership, (account_id, organisation_id, role))
    if held is None:
        return
    others = select(Membership.account_id).where(
        Membership.organisation_id == organisation_id, Membership.role == role, Membership.account_id != account_id
    )
    if role in KEPT and session.scalars(others).first() is None:
        raise LastOfRoleError(f"Give somebody else the role first: the organisation would be left without {role}.")
    session.delete(held)
