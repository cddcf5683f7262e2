"""Access keys: what a program shows instead of signing in."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base, Json
from surveyapp.models.ids import uuid7


class AccessKey(Base):
    """A secret that opens some of an organisation's surveys to a program until a date; only its code is kept.

    `actions`: what it may do, of what `access` knows. `survey_id`: the only survey that it opens, else all. `made_by`:
    whose roles it goes by; none when it was made on the machine itself. `last_used_on`: the day, no finer.
    """

    __tablename__ = "access_key"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    survey_id: Mapped[UUID | None] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    actions: Mapped[list[str]] = mapped_column(Json)
    token_code: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    expires_on: Mapped[date]
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("name <> ''", name="has_a_name"),
        CheckConstraint("length(token_code) = 32", name="has_a_whole_code"),
    )
