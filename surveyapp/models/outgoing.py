"""Messages on their way out: each queued once, sealed until it is sent, and then gone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from surveyapp.models.base import Base
from surveyapp.models.ids import uuid7
from surveyapp.models.vault import vault_of

MOST_ATTEMPTS = 8
"""Then the message is given up; with the waits between, that is about two days."""


class Outgoing(Base):
    """A message that waits to be sent. `key`: what it is about, so that the same thing is queued once.

    `sealed`: address and words, by the `Vault`, bound to the row. It knows no response: who asked for a message by
    mail is not told by the answers.
    """

    __tablename__ = "outbox"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (
        CheckConstraint("key <> ''", name="has_a_key"),
        CheckConstraint(f"attempts BETWEEN 0 AND {MOST_ATTEMPTS}", name="attempts_are_counted"),
    )


def put(session: Session, key: str, words: str, now: datetime) -> bool:
    """A message, as `Message.sealed_words` wrote it, in a transaction that is begun; False when its like waits."""
    if session.scalar(select(Outgoing.id).where(Outgoing.key == key)):
        return False
    place = uuid7()
    session.add(Outgoing(id=place, key=key, sealed=vault_of(session).seal(words, place.bytes), due_at=now))
    return True
