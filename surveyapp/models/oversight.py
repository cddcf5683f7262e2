"""Which surveys their owners have opened for those who oversee municipalities."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from surveyapp.models.base import Base
from surveyapp.models.surveys import Privacy, Survey
from surveyapp.models.versions import questionnaire_of


class Oversight(Base):
    """That the county governors may follow their own municipalities in a survey; no row, no oversight."""

    __tablename__ = "oversight"

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    privacy: Mapped[Privacy] = mapped_column(String(12))
    since: Mapped[datetime]

    __table_args__ = (
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], ondelete="CASCADE"),
        CheckConstraint("privacy = 'identified'", name="is_of_public_bodies"),
    )


def is_of_municipalities(session: Session, survey: Survey, version_id: UUID) -> bool:
    """Whether municipalities answer this version in their own name, so that there is somebody to oversee."""
    return survey.privacy == "identified" and questionnaire_of(session, version_id).unit == "municipality"
