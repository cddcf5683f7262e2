"""What was told of a round while answers still came, step by step; each step is told once and stays as it is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base


class LiveStep(Base):
    """One step: `told` is what `analysis.live.telling` made of it, with all hidden that may not be told.

    No count that is hidden is in it, for the counts of two steps would say how those answered who came between.
    """

    __tablename__ = "live_step"

    survey_id: Mapped[UUID]
    round_id: Mapped[UUID]
    number: Mapped[int]
    respondents: Mapped[int]
    told_on: Mapped[date]
    told: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "round_id", "number"),
        ForeignKeyConstraint(["survey_id", "round_id"], ["round.survey_id", "round.id"], ondelete="CASCADE"),
        CheckConstraint("number >= 1", name="numbers_start_at_one"),
        CheckConstraint("respondents >= 1", name="somebody_answered"),
    )
