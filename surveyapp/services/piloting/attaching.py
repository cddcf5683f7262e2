"""Which surveys a pilot is followed by."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from surveyapp.models import PilotSurvey, Survey
from surveyapp.services import access
from surveyapp.services.piloting.keeping import pilot_changing, pilot_of


def attach(session: Session, pilot_id: UUID, survey_id: UUID) -> None:
    """Follow the pilot by a survey that the actor may see, whoever owns it; twice changes nothing."""
    with pilot_changing(session, pilot_id, "attach", survey=str(survey_id)):
        access.survey(session, "survey.see", survey_id)
        if session.get(PilotSurvey, (pilot_id, survey_id)) is None:
            session.add(PilotSurvey(pilot_id=pilot_id, survey_id=survey_id))


def detach(session: Session, pilot_id: UUID, survey_id: UUID) -> None:
    """Follow it by this survey no longer, which is left as it is; twice changes nothing."""
    with pilot_changing(session, pilot_id, "detach", survey=str(survey_id)):
        here = (PilotSurvey.pilot_id == pilot_id, PilotSurvey.survey_id == survey_id)
        session.execute(delete(PilotSurvey).where(*here))


def attached(session: Session, pilot_id: UUID) -> tuple[Survey, ...]:
    """The surveys that the pilot is followed by and the actor may see, by title."""
    pilot_of(session, "pilot.see", pilot_id)
    own = select(PilotSurvey.survey_id).where(PilotSurvey.pilot_id == pilot_id)
    found = access.surveys(session, "survey.see").where(Survey.id.in_(own))
    return tuple(session.scalars(found.order_by(Survey.title, Survey.id)))


def unseen(session: Session, pilot_id: UUID) -> int:
    """How many surveys more it is followed by, which the actor may not see."""
    pilot_of(session, "pilot.see", pilot_id)
    seen = select(access.surveys(session, "survey.see").subquery().c.id)
    here = (PilotSurvey.pilot_id == pilot_id, PilotSurvey.survey_id.not_in(seen))
    return session.scalar(select(func.count()).select_from(PilotSurvey).where(*here)) or 0


def attachable(session: Session, pilot_id: UUID) -> tuple[Survey, ...]:
    """The surveys that the actor may see and the pilot is not followed by yet, newest first."""
    pilot_of(session, "pilot.change", pilot_id)
    there = select(PilotSurvey.survey_id).where(PilotSurvey.pilot_id == pilot_id)
    found = access.surveys(session, "survey.see").where(Survey.id.not_in(there))
    return tuple(session.scalars(found.order_by(Survey.id.desc())))
