"""How to reach those who answered: kept apart from the answers, sealed, and destroyed on a date."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, LargeBinary, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from surveyapp.models.base import Base
from surveyapp.models.surveys import Privacy

KEPT_DAYS = 90
"""So many days after the round's last day, contact data is destroyed: time to reach those who asked for it."""


class Contact(Base):
    """What one response gave to one question that asks how to reach a person.

    `sealed`: the words, by the `Vault`, bound to `place`. `destroy_on`: a Norwegian date; on it, the row goes.
    """

    __tablename__ = "contact"

    survey_id: Mapped[UUID]
    response_id: Mapped[UUID]
    question_id: Mapped[str] = mapped_column(String(60))
    privacy: Mapped[Privacy] = mapped_column(String(12))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    destroy_on: Mapped[date] = mapped_column(index=True)

    __table_args__ = (
        PrimaryKeyConstraint("survey_id", "response_id", "question_id"),
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], ondelete="CASCADE"),
        ForeignKeyConstraint(["survey_id", "response_id"], ["response.survey_id", "response.id"], ondelete="CASCADE"),
        CheckConstraint("privacy <> 'anonymous'", name="anonymous_has_no_contact_data"),
    )


def place_of(survey_id: UUID, response_id: UUID, question_id: str) -> bytes:
    """What the words in a row are sealed to: the row's own key."""
    return survey_id.bytes + response_id.bytes + question_id.encode()
