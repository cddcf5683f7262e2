"""Who owns surveys, who may sign in, and what each person does for each organisation."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base, one_of
from surveyapp.models.ids import uuid7

OrganisationKind = Literal["municipality", "unit", "county_governor", "directorate", "health_trust", "project"]
Role = Literal["administrator", "owner", "analyst", "reader", "approver", "contributor", "unit_staff", "project_group"]

STAFF_LANGUAGES = ("nb", "nn", "en")
"""What those who run surveys are met in."""

KINDS: tuple[OrganisationKind, ...] = get_args(OrganisationKind)
ROLES: tuple[Role, ...] = get_args(Role)


class Organisation(Base):
    """A public body, a unit of one, or a project.

    `number`: its nine digits in Enhetsregisteret. `area`: a municipality's kommunenummer, or the name of a county
    governor's area, such as Agder. `part_of`: what a unit belongs to. `two_steps`: who works for it signs in with a
    second step.
    """

    __tablename__ = "organisation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(String(20))
    number: Mapped[str | None] = mapped_column(String(9), unique=True)
    area: Mapped[str | None] = mapped_column(String(60))
    part_of: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    two_steps: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint(f"kind IN ({one_of(KINDS)})", name="kind_is_known"),
        CheckConstraint("length(number) = 9", name="number_is_whole"),
        CheckConstraint("area IS NULL OR kind IN ('municipality', 'county_governor')", name="area_is_of_a_public_body"),
        CheckConstraint("part_of IS NULL OR kind = 'unit'", name="only_units_are_parts"),
        CheckConstraint("part_of <> id", name="is_no_part_of_itself"),
    )


class Account(Base):
    """A person who may sign in; the e-mail address is kept in small letters.

    `language`: what the pages spoke when she last signed in, and what we write to her in.
    """

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    language: Mapped[str] = mapped_column(String(2), default="nb")
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("email = lower(email) AND email LIKE '%_@_%'", name="email_is_normal"),
        CheckConstraint("failed_logins >= 0", name="failures_are_counted"),
        CheckConstraint(f"language IN ({one_of(STAFF_LANGUAGES)})", name="language_is_one_of_ours"),
    )


class Membership(Base):
    """That an account does something for an organisation; one row for each role."""

    __tablename__ = "membership"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[Role] = mapped_column(String(15), primary_key=True)
    since: Mapped[datetime]

    __table_args__ = (CheckConstraint(f"role IN ({one_of(ROLES)})", name="role_is_known"),)
