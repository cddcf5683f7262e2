"""When a survey's answers go, as its owner has promised those who answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from surveyapp.models.answers import Invitation, Response
from surveyapp.models.base import Base
from surveyapp.models.contacts import KEPT_DAYS, Contact
from surveyapp.models.reaching import Recipient
from surveyapp.models.sharing import Assignment
from surveyapp.models.surveys import Privacy, Round

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


def let_contacts_follow(session: Session, survey_id: UUID) -> None:
    """Set the date that each address goes by the rounds as they are now; call it when one of them changes.

    What a respondent wrote, and a colleague's address, follow the round that they belong to. Whom we write to follows
    the last of the rounds that they are invited to; an anonymous survey's addresses, the last that has a link.
    """
    session.flush()
    rounds = session.scalars(
        select(Round).where(Round.survey_id == survey_id), execution_options={"populate_existing": True}
    )
    # Of several rounds, the last one has the last word.
    for asked in sorted(rounds, key=lambda asked: asked.over_on):
        goes = contacts_go_on(session, survey_id, asked.over_on)
        answered = select(Response.id).where(Response.survey_id == survey_id, Response.round_id == asked.id)
        for model in (Contact, Assignment):
            session.execute(
                update(model)
                .where(model.survey_id == survey_id, model.response_id.in_(answered), model.destroy_on != goes)
                .values(destroy_on=goes)
                .execution_options(synchronize_session=False)
            )
        here = select(Invitation.participant_id).where(
            Invitation.survey_id == survey_id, Invitation.round_id == asked.id
        )
        invited = Recipient.participant_id.in_(here.where(Invitation.participant_id.is_not(None)))
        session.execute(
            update(Recipient)
            .where(Recipient.survey_id == survey_id, invited | (Recipient.participant_id.is_(None) & here.exists()))
            .values(destroy_on=goes)
            .execution_options(synchronize_session=False)
        )
