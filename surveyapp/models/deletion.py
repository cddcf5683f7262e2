"""When a survey's answers go, as its owner has promised those who answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from surveyapp.models.base import Base
from surveyapp.models.contacts import KEPT_DAYS
from surveyapp.models.surveys import Privacy

Manner = Literal["erase", "unlink"]
"""What becomes of the answers: they are deleted, or all that leads from them to a person is taken away."""
MANNERS: tuple[Manner, ...] = get_args(Manner)


class DeletionPlan(Base):
    """What the owner chose in place of the defaults; a survey without a row has those.

    `contact_days`: contact data goes so many days after the round's last day. `unlinked_on`: the day that the answers
    were parted from persons.
    """

    __tablename__ = "deletion_plan"

    survey_id: Mapped[UUID] = mapped_column(primary_key=True)
    privacy: Mapped[Privacy] = mapped_column(String(12))
    answers_go_on: Mapped[date]
    manner: Mapped[Manner] = mapped_column(String(6), default="erase")
    contact_days: Mapped[int] = mapped_column(default=KEPT_DAYS)
    unlinked_on: Mapped[date | None]

    __table_args__ = (
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"], ondelete="CASCADE"),
        CheckConstraint("manner IN ('erase', 'unlink')", name="manner_is_known"),
        CheckConstraint("manner = 'erase' OR privacy = 'confidential'", name="only_the_confidential_is_unlinked"),
        CheckConstraint("unlinked_on IS NULL OR manner = 'unlink'", name="unlinked_as_planned"),
        CheckConstraint(f"contact_days BETWEEN 0 AND {KEPT_DAYS}", name="contact_data_goes_in_time"),
    )


def contacts_go_on(session: Session, survey_id: UUID, last_day: date) -> date:
    """The date that contact data of a round with this last day is destroyed."""
    days = session.scalar(select(DeletionPlan.contact_days).where(DeletionPlan.survey_id == survey_id))
    return last_day + timedelta(days=KEPT_DAYS if days is None else days)
