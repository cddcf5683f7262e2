"""Anonymous answers while they still come: no report tells of them, for two that one answer lies between tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Round, Survey
from surveyapp.models.errors import RoundStillOpenError
from surveyapp.models.surveys import OVER


def is_secret(survey: Survey) -> bool:
    """Whether nobody may follow its answers as they come; made-up ones are nobody's."""
    return survey.privacy == "anonymous" and not survey.synthetic


def require_over(session: Session, survey_id: UUID | None, rounds: Sequence[UUID | None], today: date) -> None:
    """Refuse a report on an anonymous round that still takes answers; raises `RoundStillOpenError`."""
    survey = session.get(Survey, survey_id) if survey_id else None
    if survey is None or not is_secret(survey):
        return
    for each in session.scalars(select(Round).where(Round.survey_id == survey_id, Round.id.in_(rounds))):
        if each.state_on(today) not in OVER:
            raise RoundStillOpenError(each.closes_on)
