"""Rounds as tests need them: open, without what an owner has to think of first."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from surveyapp.models import Round
from surveyapp.services import surveying
from surveyapp.services.surveying import RoundPlan


def add_released(session: Session, survey_id: UUID, plan: RoundPlan) -> UUID:
    """A round that is open by its dates."""
    added = surveying.add_round(session, survey_id, plan).id
    session.execute(update(Round).where(Round.id == added).values(released_at=datetime(2026, 1, 1, tzinfo=UTC)))
    session.commit()
    return added
