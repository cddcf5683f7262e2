"""The audit log: what was done and by whom, each event sealed to the one before it."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from surveyapp.models.base import Base
from surveyapp.models.transactions import last_of_all
from surveyapp.models.vault import Vault, vault_of

BEGINNING = b"\x00" * 32
"""What the first event is sealed to."""


class AuditEvent(Base):
    """One thing that was done. It names no person but by the account's id, and outlives what it is about.

    `actor`: the account; none when the machine's own commands or jobs did it. The database refuses to change or
    delete a row.
    """

    __tablename__ = "audit_event"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(String(40))
    organisation_id: Mapped[UUID | None] = mapped_column(index=True)
    survey_id: Mapped[UUID | None] = mapped_column(index=True)
    about: Mapped[dict[str, Any]]
    seal: Mapped[bytes] = mapped_column(LargeBinary(32))

    __table_args__ = (
        CheckConstraint("number >= 1", name="numbers_start_at_one"),
        CheckConstraint("length(seal) = 32", name="has_a_whole_seal"),
    )


class AuditHead(Base):
    """The number and the seal of the newest event: one row, which also makes writers take turns."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    number: Mapped[int]
    seal: Mapped[bytes] = mapped_column(LargeBinary(32))

    __table_args__ = (CheckConstraint("id = 1", name="is_one_row"),)


@dataclass(frozen=True, slots=True)
class Done:
    """What an event tells."""

    action: str
    actor: UUID | None = None
    organisation_id: UUID | None = None
    survey_id: UUID | None = None
    about: Mapping[str, Any] | None = None


def append(session: Session, done: Done) -> None:
    """Add an event to the log, at the end of the transaction that does what it tells of."""
    last_of_all(session, lambda: _append(session, done))


def _append(session: Session, done: Done) -> None:
    head = session.scalars(select(AuditHead).with_for_update()).one()
    event = AuditEvent(
        number=head.number + 1,
        at=datetime.now(UTC),
        actor=done.actor,
        action=done.action,
        organisation_id=done.organisation_id,
        survey_id=done.survey_id,
        about=dict(done.about or {}),
    )
    event.seal = sealed(vault_of(session), event, head.seal)
    head.number, head.seal = event.number, event.seal
    session.add(event)


def sealed(vault: Vault, event: AuditEvent, before: bytes) -> bytes:
    """The HMAC of the event and of the seal before it."""
    told = [
        event.number,
        event.at.astimezone(UTC).isoformat(),
        event.actor and str(event.actor),
        event.action,
        event.organisation_id and str(event.organisation_id),
        event.survey_id and str(event.survey_id),
        event.about,
    ]
    words = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return vault.authenticate(before + words.encode())


def first_broken(vault: Vault, events: Iterable[AuditEvent], head: AuditHead) -> int | None:
    """The number of the first event that is missing, moved or changed; None when the chain is whole to its head."""
    number, seal = 0, BEGINNING
    for event in events:
        number += 1
        if event.number != number or not hmac.compare_digest(event.seal, sealed(vault, event, seal)):
            return number
        seal = event.seal
    return None if (number, seal) == (head.number, head.seal) else number + 1
