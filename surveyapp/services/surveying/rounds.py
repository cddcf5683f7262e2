"""Seeing how far each round has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from surveyapp.models import Invitation, Response, Round
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import RoundState
from surveyapp.services import access


@dataclass(frozen=True, slots=True)
class RoundOverview:
    """How far a round has come. `started` counts drafts and what is submitted.

    Of one that is erased, `invited` and `submitted` are the counts that were kept.
    """

    round_id: UUID
    version_id: UUID
    number: int
    label: str
    opens_on: date
    closes_on: date
    state: RoundState
    caveat: str
    source_name: str | None
    invited: int
    started: int
    submitted: int
    denominator: int | None
    denominator_date: date | None
    rehearsed_on: date | None
    over_on: date
    reported_on: date | None
    erased_on: date | None

    @property
    def rate(self) -> float | None:
        """The share that has answered, 0-1; None without a denominator."""
        return None if self.denominator is None else self.submitted / self.denominator


def overview(session: Session, survey_id: UUID, now: datetime) -> tuple[RoundOverview, ...]:
    """Every round of the survey, in order, with its counts."""
    access.survey(session, "survey.see", survey_id)
    today = norwegian_date(now)
    invited = _counts(session, survey_id)
    answered = _states(session, survey_id)
    rounds = session.scalars(select(Round).where(Round.survey_id == survey_id).order_by(Round.number))
    return tuple(
        RoundOverview(
            round_id=each.id,
            version_id=each.version_id,
            number=each.number,
            label=each.label,
            opens_on=each.opens_on,
            closes_on=each.closes_on,
            state=each.state_on(today),
            caveat=each.caveat,
            source_name=each.source_name,
            invited=invited.get(each.id, 0) if each.kept_invited is None else each.kept_invited,
            started=answered.get((each.id, "draft"), 0) + answered.get((each.id, "submitted"), 0),
            submitted=answered.get((each.id, "submitted"), 0) if each.kept_submitted is None else each.kept_submitted,
            denominator=each.denominator,
            denominator_date=each.denominator_date,
            rehearsed_on=None if each.rehearsed_at is None else norwegian_date(each.rehearsed_at),
            over_on=each.over_on,
            reported_on=each.reported_on,
            erased_on=each.erased_on,
        )
        for each in rounds
    )


def _counts(session: Session, survey_id: UUID) -> dict[UUID, int]:
    """Participants invited to each round; an open link invites nobody in particular."""
    rows = session.execute(
        select(Invitation.round_id, func.count())
        .where(Invitation.survey_id == survey_id, Invitation.participant_id.is_not(None))
        .group_by(Invitation.round_id)
    )
    return dict(rows.all())


def _states(session: Session, survey_id: UUID) -> dict[tuple[UUID, str], int]:
    rows = session.execute(
        select(Response.round_id, Response.state, func.count())
        # The draft of a correction stands beside what it corrects.
        .where(Response.survey_id == survey_id, or_(Response.edition == 1, Response.state == "submitted"))
        .group_by(Response.round_id, Response.state)
    )
    return {(round_id, state): count for round_id, state, count in rows}
