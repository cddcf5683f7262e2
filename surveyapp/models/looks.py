"""How an owner's survey looks to those who answer: a name, a colour and a logo of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from surveyapp.models.base import Base, table_of

MOST_BYTES = 40_960
MOST_PIXELS = 1_200
"""The largest logo: what a phone has to fetch, and each side of what it has to unpack."""


class Look(Base):
    """What an owner has changed of one survey's look; `fingerprint`: SHA-256 of the logo, which its address carries."""

    __tablename__ = "look"

    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    colour: Mapped[str | None] = mapped_column(String(7))
    logo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    logo_type: Mapped[str | None] = mapped_column(String(10))
    logo_width: Mapped[int | None]
    logo_height: Mapped[int | None]
    logo_words: Mapped[str] = mapped_column(String(200), default="")
    fingerprint: Mapped[str | None] = mapped_column(String(64), index=True)
    changed_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("colour LIKE '#______'", name="colour_is_whole"),
        CheckConstraint(f"length(logo) BETWEEN 1 AND {MOST_BYTES}", name="logo_is_small"),
        CheckConstraint("logo_type IN ('image/jpeg', 'image/png', 'image/webp')", name="logo_is_a_picture"),
        CheckConstraint(
            f"logo_width BETWEEN 1 AND {MOST_PIXELS} AND logo_height BETWEEN 1 AND {MOST_PIXELS}",
            name="logo_unpacks_small",
        ),
        CheckConstraint(
            "(logo IS NULL) = (logo_type IS NULL) AND (logo IS NULL) = (logo_width IS NULL) "
            "AND (logo IS NULL) = (logo_height IS NULL) AND (logo IS NULL) = (fingerprint IS NULL)",
            name="logo_is_whole",
        ),
        CheckConstraint("(logo IS NULL) = (logo_words = '')", name="logo_has_words"),
        CheckConstraint("length(fingerprint) = 64", name="has_a_whole_fingerprint"),
        CheckConstraint("name <> '' OR colour IS NOT NULL OR logo IS NOT NULL", name="changes_something"),
    )


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """A logo as a page names it: by its fingerprint, with the words that stand for it and its size in pixels."""

    fingerprint: str
    words: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Branding:
    """What a page needs to look like its owner's: `name` or `colour` empty where nothing was changed."""

    name: str = ""
    colour: str = ""
    logo: ShownLogo | None = None


PLAIN = Branding()
"""Nothing changed."""

_L = table_of(Look).c
BRANDING = (
    _L.name.label("look_name"),
    *(_L.colour, _L.fingerprint, _L.logo_words, _L.logo_width, _L.logo_height),
)
"""The columns that `branding_of` reads, for a query with the table joined from outside."""


def branding_of(row: Any) -> Branding:
    """What a row with the columns of `BRANDING` says."""
    if row.look_name is None:
        return PLAIN
    logo = row.fingerprint and ShownLogo(row.fingerprint, row.logo_words, row.logo_width, row.logo_height)
    return Branding(row.look_name, row.colour or "", logo or None)


def look_of(session: Session, survey_id: UUID) -> Branding:
    """What the owner has changed of this survey's look."""
    row = session.execute(select(*BRANDING).where(_L.survey_id == survey_id)).one_or_none()
    return PLAIN if row is None else branding_of(row)
