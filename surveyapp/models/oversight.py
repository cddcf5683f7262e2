"""Which surveys their owners have opened for those who oversee municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from questionnaires.classifications import kommuner, kommuner_in_area
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


@dataclass(frozen=True, slots=True)
class Overseen:
    """Whose part in a survey somebody may follow: that of these areas' municipalities; without areas, the country's."""

    areas: tuple[str, ...]

    def on(self, day: date) -> frozenset[str]:
        """Their numbers on a date."""
        if self.areas:
            return frozenset[str]().union(*(kommuner_in_area(area, day) for area in self.areas))
        return frozenset(each.nr for each in kommuner(on=day))


def is_of_municipalities(session: Session, survey: Survey, version_id: UUID) -> bool:
    """Whether municipalities answer this version in their own name, so that there is somebody to oversee."""
    return survey.privacy == "identified" and questionnaire_of(session, version_id).unit == "municipality"
