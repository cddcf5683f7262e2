"""Earlier numbers that a person asked to see while rating again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base


class Recall(Base):
    """The earlier answer to `field` was on the page when the response gave its own; whoever compares must know."""

    __tablename__ = "recall"

    survey_id: Mapped[UUID]
    response_id: Mapped[UUID]
    field: Mapped[str] = mapped_column(String(121))

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "response_id", "field"),
        ForeignKeyConstraint(["survey_id", "response_id"], ["response.survey_id", "response.id"], ondelete="CASCADE"),
        CheckConstraint("field <> ''", name="names_a_field"),
    )
