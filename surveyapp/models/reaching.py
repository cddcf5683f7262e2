"""Whom to write to, what is written when, and what became of each message."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base, one_of
from surveyapp.models.ids import uuid7
from surveyapp.models.surveys import Privacy

Channel = Literal["mail", "sms"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)
WaveKind = Literal["invitation", "reminder"]
WAVE_KINDS: tuple[WaveKind, ...] = get_args(WaveKind)
DispatchState = Literal["waiting", "sending", "sent", "answered", "stopped", "refused", "bounced", "given_up"]
DISPATCH_STATES: tuple[DispatchState, ...] = get_args(DispatchState)

MOST_ATTEMPTS = 8
"""Then a message is given up; with the waits between, that is about two days."""
SUBJECT_LENGTH, BODY_LENGTH, SMS_LENGTH = 150, 4000, 300
"""So many letters of an owner's own words, at most."""


class Recipient(Base):
    """Somebody who is written to: for a participant, or, about an anonymous round, for nobody in particular.

    `sealed`: the address and a name, by the `Vault`, bound to the row. `address_code`: HMAC of the address, by which
    the same one is found again without being read. `destroy_on`: a Norwegian date; on it, the row goes.
    `stopped_on`: they asked to be left alone. `bounced_on`: the address takes no mail.
    """

    __tablename__ = "recipient"

    survey_id: Mapped[UUID]
    id: Mapped[UUID] = mapped_column(default=uuid7)
    privacy: Mapped[Privacy] = mapped_column(String(12))
    participant_id: Mapped[UUID | None]
    channel: Mapped[Channel] = mapped_column(String(4))
    language: Mapped[str] = mapped_column(String(16))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    address_code: Mapped[bytes] = mapped_column(LargeBinary(32))
    destroy_on: Mapped[date] = mapped_column(index=True)
    stopped_on: Mapped[date | None]
    bounced_on: Mapped[date | None]

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "id"),
        UniqueConstraint("survey_id", "participant_id", "address_code"),
        Index(
            "uq_recipient_of_an_anonymous_survey",
            "survey_id",
            "address_code",
            unique=True,
            sqlite_where=text("participant_id IS NULL"),
            postgresql_where=text("participant_id IS NULL"),
        ),
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["survey_id", "participant_id"], ["participant.survey_id", "participant.id"], ondelete="CASCADE"
        ),
        CheckConstraint("(privacy = 'anonymous') = (participant_id IS NULL)", name="anonymous_is_unlinked"),
        CheckConstraint(f"channel IN ({one_of(CHANNELS)})", name="channel_is_known"),
        CheckConstraint("length(address_code) = 32", name="has_a_whole_code"),
    )


class Wave(Base):
    """A message that a round's recipients get on a day: the invitation, or a reminder to those who have not answered.

    `texts`: language -> subject and words of the owner's own; what is not there is said in ours. `days_before`: it goes
    so many days before the round's last day, and follows when that is moved; None: it was planned for `due_on` alone.
    """

    __tablename__ = "wave"

    survey_id: Mapped[UUID]
    id: Mapped[UUID] = mapped_column(default=uuid7)
    round_id: Mapped[UUID]
    kind: Mapped[WaveKind] = mapped_column(String(10))
    due_on: Mapped[date]
    days_before: Mapped[int | None]
    texts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    started_at: Mapped[datetime | None]

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "id"),
        UniqueConstraint("survey_id", "round_id", "due_on"),
        ForeignKeyConstraint(["survey_id", "round_id"], ["round.survey_id", "round.id"], ondelete="CASCADE"),
        CheckConstraint(f"kind IN ({one_of(WAVE_KINDS)})", name="kind_is_known"),
        CheckConstraint("days_before BETWEEN 0 AND 365", name="days_before_are_few"),
        Index(None, "started_at", "due_on"),
    )


class Dispatch(Base):
    """One message of a wave to one recipient. Its key makes it one: whatever crashes, nobody is written to anew.

    `due_at`: when it may be sent; while it is being sent, when somebody else may take it over.
    """

    __tablename__ = "dispatch"

    survey_id: Mapped[UUID]
    wave_id: Mapped[UUID]
    recipient_id: Mapped[UUID]
    state: Mapped[DispatchState] = mapped_column(String(8), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    sent_on: Mapped[date | None]

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "wave_id", "recipient_id"),
        ForeignKeyConstraint(["survey_id", "wave_id"], ["wave.survey_id", "wave.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["survey_id", "recipient_id"], ["recipient.survey_id", "recipient.id"], ondelete="CASCADE"
        ),
        CheckConstraint(f"state IN ({one_of(DISPATCH_STATES)})", name="state_is_known"),
        CheckConstraint(f"attempts BETWEEN 0 AND {MOST_ATTEMPTS}", name="attempts_are_counted"),
        CheckConstraint("state NOT IN ('sent', 'bounced') OR sent_on IS NOT NULL", name="sent_is_dated"),
        Index(
            "ix_dispatch_to_send",
            "due_at",
            sqlite_where=text("state IN ('waiting', 'sending')"),
            postgresql_where=text("state IN ('waiting', 'sending')"),
        ),
        Index(None, "survey_id", "recipient_id"),
    )


def place_of(survey_id: UUID, recipient_id: UUID) -> bytes:
    """What an address is sealed to: its row's own key."""
    return b"recipient" + survey_id.bytes + recipient_id.bytes
