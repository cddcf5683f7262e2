"""Opening a course: a pseudonym, and the dates that follow from its start."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Course, Participant, Programme, Round, TimePoint
from surveyapp.models.courses import dates_of
from surveyapp.models.errors import DuplicateKeyError, NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.pseudonyms import new_pseudonym
from surveyapp.services import access
from surveyapp.services.coursing.refusing import NotAssessedError, require_no_national_id, require_order

TRIES = 100


def open_course(session: Session, survey_id: UUID, started_on: date, now: datetime, note: str = "") -> UUID:
    """A new course with a pseudonym that nobody in the unit has; returns its participant's id.

    With the first, the unit's rounds open. Raises `NotAssessedError` until the unit has told of its assessment,
    `NationalIdError`, `ImpossibleDateError`, and `NotFoundError` for a survey that has no courses.
    """
    require_no_national_id(note)
    with access.changing_survey(session, "course.open", survey_id) as survey:
        programme = session.get(Programme, survey_id)
        if programme is None:
            raise NotFoundError(f"The survey {survey_id} has no courses.")
        if not survey.assessment:
            raise NotAssessedError
        dates = dates_of(started_on, started_on + timedelta(weeks=programme.weeks))
        require_order(dates, norwegian_date(now))
        pseudonym = _free(session, survey_id)
        participant = Participant(survey_id=survey_id, privacy=survey.privacy, key=pseudonym, label=pseudonym)
        session.add(participant)
        session.flush()
        place = {"survey_id": survey_id, "participant_id": participant.id}
        session.add(Course(**place, started_on=started_on, note=note.strip(), opened_at=now))
        session.flush()
        rounds = session.scalars(
            select(Round).where(Round.survey_id == survey_id).order_by(Round.number).limit(4)
        ).all()
        for asked, due_on in zip(rounds, dates, strict=True):
            asked.released_at = asked.released_at or now
            session.add(TimePoint(**place, round_id=asked.id, due_on=due_on))
        return participant.id


def _free(session: Session, survey_id: UUID) -> str:
    for _ in range(TRIES):
        drawn = new_pseudonym()
        taken = select(Participant.id).where(Participant.survey_id == survey_id, Participant.key == drawn)
        if session.scalar(taken) is None:
            return drawn
    raise DuplicateKeyError("The unit's pseudonyms are used up.")
