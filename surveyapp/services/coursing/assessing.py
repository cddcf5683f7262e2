"""What a unit has thought about its patients' privacy, said once before its first course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.models import Programme, Survey
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.services import access
from surveyapp.services.coursing.refusing import (
    AssessedAlreadyError,
    ImpossibleAssessmentError,
    require_no_national_id,
)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Who assessed what the courses mean for privacy (DPIA, GDPR article 35), when, and where it is kept."""

    by: str
    on: date
    kept: str

    def in_words(self) -> str:
        """As it stands with the survey."""
        return f"Vurdert av: {self.by.strip()}. Dato: {self.on:%d.%m.%Y}. Ligger: {self.kept.strip()}."


def assess(session: Session, survey_id: UUID, said: Assessment, now: datetime) -> None:
    """Keep a unit's assessment where surveys keep theirs; nobody's is written over.

    Raises `AssessedAlreadyError`, `ImpossibleAssessmentError` and `NationalIdError`.
    """
    require_no_national_id(f"{said.by}\n{said.kept}")
    if not said.by.strip() or not said.kept.strip():
        raise ImpossibleAssessmentError("Tell who assessed it, and where the assessment is kept.")
    if said.on > norwegian_date(now):
        raise ImpossibleAssessmentError(f"{said.on} has not come yet. Tell when it was assessed.")
    with access.changing_survey(session, "course.open", survey_id, assessed_on=said.on.isoformat()):
        survey = session.get_one(Survey, survey_id, with_for_update=True, populate_existing=True)
        if session.get(Programme, survey_id) is None:
            raise NotFoundError(f"The survey {survey_id} has no courses.")
        if survey.assessment:
            raise AssessedAlreadyError(survey.assessment)
        survey.health_data, survey.assessment = True, said.in_words()
