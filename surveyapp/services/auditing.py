"""Reading the audit log, and proving that nobody has changed it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from surveyapp.models import Account, AuditEvent, AuditHead
from surveyapp.models.audit import first_broken
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.telling import told
from surveyapp.models.vault import vault_of
from surveyapp.services import access


class BrokenChainError(SurveyAppError):
    """The audit log is not as it was written."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How many events there are, and the seal of the newest: noted down elsewhere, it proves that none is missing."""

    events: int
    seal: str


@dataclass(frozen=True, slots=True)
class Told:
    """An event, and the address of the account that did it; "" for the machine's own commands and jobs."""

    event: AuditEvent
    email: str


def events(session: Session, *, last: int, action: str = "", account_id: UUID | None = None) -> Sequence[Told]:
    """The last events, the oldest of them first; for the operator.

    `action`: how the action begins, such as `account.`. `account_id`: only what this account did, or what was done
    with it.
    """
    access.require_operator(session)
    wanted = select(AuditEvent, Account.email).outerjoin(Account, Account.id == AuditEvent.actor)
    if action:
        wanted = wanted.where(AuditEvent.action.startswith(action, autoescape=True))
    if account_id is not None:
        about = AuditEvent.about["account"].as_string() == str(account_id)
        wanted = wanted.where(or_(AuditEvent.actor == account_id, about))
    found = session.execute(wanted.order_by(AuditEvent.number.desc()).limit(last)).all()
    return tuple(Told(event, email or "") for event, email in reversed(found))


def verify(session: Session, noted: Proof | None = None) -> Proof:
    """Prove that the log is whole, and that it goes on from what was noted down before.

    Raises `BrokenChainError` with the first event that is missing, moved or changed.
    """
    access.require_operator(session)
    head = session.scalars(select(AuditHead)).one()
    whole = select(AuditEvent).order_by(AuditEvent.number).execution_options(yield_per=1000)
    with closing(session.scalars(whole)) as events:
        read = told(session, "Reading the log", events, head.number)
        broken = first_broken(vault_of(session), read, head)
    if broken is not None:
        raise BrokenChainError(
            f"The audit log is broken at event {broken}: it, or one before it, was changed or taken away. "
            "Compare it with a backup, and find out who can write to the database. "
            "With another AUDIT_KEY than it was written with (or, without one, CONTACT_KEY), it is broken at event 1."
        )
    if noted is not None:
        then = session.get(AuditEvent, noted.events)
        if noted.events and (then is None or then.seal.hex() != noted.seal):
            raise BrokenChainError(f"Event {noted.events} is not the one that was noted down: the log was begun anew.")
    return Proof(head.number, head.seal.hex())
