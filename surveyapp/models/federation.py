"""Who signs in by somebody else's word: under what name there, with which roles because of it, and right now."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base
from surveyapp.models.ids import uuid7
from surveyapp.models.organisations import Role


class Identity(Base):
    """What a provider calls somebody who has an account here; never a national identity number."""

    __tablename__ = "identity"

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    linked_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("issuer <> '' AND subject <> ''", name="is_named"),)


class GivenRole(Base):
    """A role that somebody holds because the provider said so at the last sign-in, and no longer than it does."""

    __tablename__ = "given_role"

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    account_id: Mapped[UUID]
    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[Role] = mapped_column(String(15), primary_key=True)

    __table_args__ = (
        ForeignKeyConstraint(["issuer", "subject"], ["identity.issuer", "identity.subject"], ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["account_id", "organisation_id", "role"],
            ["membership.account_id", "membership.organisation_id", "membership.role"],
            name="fk_given_role_membership",
            ondelete="CASCADE",
        ),
        Index("ix_given_role_membership", "account_id", "organisation_id", "role"),
    )


class FederatedVisit(Base):
    """That somebody is signed in by a provider's word; the row goes when the session ends, here or there.

    `session_id`: the provider's `sid`; `hint`: the ID token to log out with, sealed; none where it says who she is.
    """

    __tablename__ = "federated_visit"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(String(255))
    session_id: Mapped[str | None] = mapped_column(String(255))
    hint: Mapped[bytes | None] = mapped_column(LargeBinary())
    ends_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (
        CheckConstraint("session_id <> ''", name="session_is_named_or_unknown"),
        Index("ix_federated_visit_session", "issuer", "session_id"),
    )


class SpentAnswer(Base):
    """That a provider's answer was used: by the SHA-256 of its state, kept until no browser can bring it again."""

    __tablename__ = "spent_answer"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (CheckConstraint("length(digest) = 32", name="digest_is_whole"),)
