"""Publishing a questionnaire: from then on its content is fixed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import Organisation, PublishedQuestionnaire, Version
from surveyapp.models.transactions import writing
from surveyapp.models.versions import sha256_of


def publish(session: Session, organisation: Organisation, questionnaire: Questionnaire, now: datetime) -> Version:
    """The version with this content: a new one, or the one that was published with it before."""
    organisation_id = organisation.id
    content = questionnaire.canonical_json()
    with writing(session):
        # One publisher at a time for an organisation, so that two can't take the same version number.
        session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update()).one()
        series = session.scalars(
            select(PublishedQuestionnaire).where(
                PublishedQuestionnaire.organisation_id == organisation_id,
                PublishedQuestionnaire.slug == questionnaire.id,
            )
        ).one_or_none()
        if series is None:
            series = PublishedQuestionnaire(organisation_id=organisation_id, slug=questionnaire.id, created_at=now)
            session.add(series)
            session.flush()
        return _published(session, series, content) or _next(session, series, content, now)


def _published(session: Session, series: PublishedQuestionnaire, content: str) -> Version | None:
    same = select(Version).where(Version.questionnaire_id == series.id, Version.sha256 == sha256_of(content))
    return session.scalars(same).one_or_none()


def _next(session: Session, series: PublishedQuestionnaire, content: str, now: datetime) -> Version:
    last = session.scalar(select(func.max(Version.number)).where(Version.questionnaire_id == series.id)) or 0
    version = Version(
        questionnaire_id=series.id, number=last + 1, sha256=sha256_of(content), content=content, published_at=now
    )
    session.add(version)
    return version
