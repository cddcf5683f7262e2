"""Where an account is signed in, and what besides a password it signs in by."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base, one_of
from surveyapp.models.ids import uuid7
from surveyapp.models.organisations import ROLES, Role

Way = Literal["password", "two_steps", "passkey", "elsewhere"]
"""How somebody signed in; `elsewhere`: at a login service that vouches for them."""

WAYS: tuple[Way, ...] = get_args(Way)


class Login(Base):
    """A browser that an account is signed in with. The browser holds the token; here is only its HMAC.

    `confirmed_at`: when the person last proved who she is. `browser` and `system`: what the browser says it is.
    """

    __tablename__ = "login"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    code: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    way: Mapped[Way] = mapped_column(String(10))
    browser: Mapped[str] = mapped_column(String(20))
    system: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime]
    seen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint(f"way IN ({one_of(WAYS)})", name="way_is_known"),
        CheckConstraint("length(code) = 32", name="has_a_whole_code"),
        CheckConstraint("seen_at >= since", name="is_seen_after_it_began"),
    )


class CodeApp(Base):
    """An app that makes a new code each half minute (TOTP, RFC 6238); one for each account.

    `sealed`: its secret, by the `Vault`. `last_step`: the half minute of the last code that was used; no code of it or
    before works again. Until it has shown one code it is not `proven`, and is not asked for.
    """

    __tablename__ = "code_app"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    last_step: Mapped[int] = mapped_column(default=0)
    proven: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime]


class Passkey(Base):
    """A passkey or security key (WebAuthn) of an account.

    `used_at`: a challenge from before it opens nothing, so no answer is used twice.
    """

    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(60))
    since: Mapped[datetime]
    used_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("name <> ''", name="has_a_name"),)


class RecoveryCode(Base):
    """A code for the day when app and key are lost: its HMAC, gone once it is used."""

    __tablename__ = "recovery_code"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)

    __table_args__ = (CheckConstraint("length(code) = 32", name="has_a_whole_code"),)


class MemberInvitation(Base):
    """That somebody was asked to work for an organisation; gone once she accepts. Only the HMAC of its link is kept."""

    __tablename__ = "member_invitation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[Role] = mapped_column(String(15))
    code: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    made_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint(f"role IN ({one_of(ROLES)})", name="role_is_known"),
        CheckConstraint("length(code) = 32", name="has_a_whole_code"),
        CheckConstraint("email = lower(email) AND email LIKE '%_@_%'", name="email_is_normal"),
        # Asking anew replaces what was asked before.
        UniqueConstraint("organisation_id", "email"),
    )


class PasswordReset(Base):
    """That somebody asked for a link to a new password, for an address that may be nobody's.

    `address_code`: what stands for the address (`Vault.code_of`). `code`: the HMAC of the link that its account was
    sent; none until somebody has looked whose the address is. Nobody's keeps its row too, so that asking once more
    takes as long.
    """

    __tablename__ = "password_reset"

    address_code: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    code: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    asked_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("length(address_code) = 32", name="has_a_whole_address_code"),
        CheckConstraint("length(code) = 32", name="has_a_whole_code"),
        CheckConstraint("account_id IS NULL OR code IS NOT NULL", name="an_account_has_a_link"),
    )
