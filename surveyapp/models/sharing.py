"""One public body's answer by many hands: who has which pages, what they say among themselves, and who signed.

None of it is an answer: exports, reports and the pages of the survey's owner never read these tables.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base, Json
from surveyapp.models.ids import uuid7
from surveyapp.models.surveys import Privacy

AssignmentKind = Literal["contribute", "approve"]
AssignmentState = Literal["asked", "done", "revoked"]


def _of_a_public_body() -> tuple[ForeignKeyConstraint | CheckConstraint, ...]:
    return (
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], ondelete="CASCADE"),
        ForeignKeyConstraint(["survey_id", "response_id"], ["response.survey_id", "response.id"], ondelete="CASCADE"),
        CheckConstraint("privacy = 'identified'", name="is_of_a_public_body"),
    )


class Assignment(Base):
    """Pages of a draft that a colleague was asked to answer, or the whole of it to approve; by a link of its own.

    `label`: what the coordinator calls the colleague. `sealed`: the mail address, by the `Vault`, until `destroy_on`.
    """

    __tablename__ = "assignment"

    survey_id: Mapped[UUID]
    id: Mapped[UUID] = mapped_column(default=uuid7)
    privacy: Mapped[Privacy] = mapped_column(String(12))
    response_id: Mapped[UUID]
    kind: Mapped[AssignmentKind] = mapped_column(String(10))
    label: Mapped[str] = mapped_column(String(100))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    destroy_on: Mapped[date | None] = mapped_column(index=True)
    pages: Mapped[list[str]] = mapped_column(Json)
    token_code: Mapped[bytes] = mapped_column(LargeBinary(32))
    state: Mapped[AssignmentState] = mapped_column(String(10), default="asked")
    changed_at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "id"),
        UniqueConstraint("token_code"),
        *_of_a_public_body(),
        CheckConstraint("kind IN ('contribute', 'approve')", name="kind_is_known"),
        CheckConstraint("state IN ('asked', 'done', 'revoked')", name="state_is_known"),
        CheckConstraint("label <> ''", name="has_a_label"),
        CheckConstraint("length(token_code) = 32", name="has_a_whole_code"),
        CheckConstraint("(sealed IS NULL) = (destroy_on IS NULL)", name="address_has_a_last_day"),
        Index(None, "survey_id", "response_id"),
    )


class Comment(Base):
    """What those who answer together say about one question; `assignment_id`: the colleague who wrote it, if any."""

    __tablename__ = "comment"

    survey_id: Mapped[UUID]
    id: Mapped[UUID] = mapped_column(default=uuid7)
    privacy: Mapped[Privacy] = mapped_column(String(12))
    response_id: Mapped[UUID]
    field: Mapped[str] = mapped_column(String(130))
    assignment_id: Mapped[UUID | None]
    author: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "id"),
        *_of_a_public_body(),
        ForeignKeyConstraint(
            ["survey_id", "assignment_id"], ["assignment.survey_id", "assignment.id"], ondelete="CASCADE"
        ),
        CheckConstraint("text <> ''", name="says_something"),
        Index(None, "survey_id", "response_id"),
        Index(None, "survey_id", "assignment_id"),
    )


class LastChange(Base):
    """Who last saved one page of a shared draft, and when."""

    __tablename__ = "last_change"

    survey_id: Mapped[UUID]
    response_id: Mapped[UUID]
    page_id: Mapped[str] = mapped_column(String(60))
    privacy: Mapped[Privacy] = mapped_column(String(12))
    who: Mapped[str] = mapped_column(String(100))
    changed_at: Mapped[datetime]

    __table_args__ = (PrimaryKeyConstraint("survey_id", "response_id", "page_id"), *_of_a_public_body())


class Approval(Base):
    """Who answers for a response that was handed in; written in the same transaction.

    `sha256`: the fingerprint of the content that was signed.
    """

    __tablename__ = "approval"

    survey_id: Mapped[UUID]
    response_id: Mapped[UUID]
    privacy: Mapped[Privacy] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(100))
    signed_at: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "response_id"),
        *_of_a_public_body(),
        CheckConstraint("name <> '' AND title <> ''", name="is_signed_by_somebody"),
        CheckConstraint("length(sha256) = 64", name="has_a_whole_sha256"),
    )


def place_of(survey_id: UUID, assignment_id: UUID) -> bytes:
    """What a colleague's address is sealed to: its row's own key."""
    return survey_id.bytes + assignment_id.bytes + b"assignment"
