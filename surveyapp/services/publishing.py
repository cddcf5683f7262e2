"""Publishing a questionnaire: from then on its content is fixed, and the next version answers for its trends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from questionnaires.revisions import Revision, revise
from surveyapp.models import Organisation, PublishedQuestionnaire, Version
from surveyapp.models.errors import BrokenTrendError
from surveyapp.models.versions import questionnaire_of, sha256_of
from surveyapp.services import access


def publish(session: Session, organisation: Organisation, questionnaire: Questionnaire, now: datetime) -> Version:
    """The version with this content: a new one, or the one that was published with it before.

    Raises BrokenTrendError when a trend that the last version promised would end without a word of why, and
    RevisionError.
    """
    organisation_id = organisation.id
    content = questionnaire.canonical_json()
    with access.changing(session, "questionnaire.publish", organisation_id, questionnaire=questionnaire.id):
        # One publisher at a time for an organisation, so that two can't take the same version number.
        session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update()).one()
        series = _series(session, organisation_id, questionnaire.id)
        if series is None:
            series = PublishedQuestionnaire(organisation_id=organisation_id, slug=questionnaire.id, created_at=now)
            session.add(series)
            session.flush()
        published = _published(session, series, content)
        if published is not None:
            return published
        last = _last(session, series)
        if last is not None:
            _require_told(revise(questionnaire_of(session, last.id), questionnaire))
        version = Version(
            questionnaire_id=series.id,
            number=last.number + 1 if last is not None else 1,
            sha256=sha256_of(content),
            content=content,
            published_at=now,
        )
        session.add(version)
        return version


def changes(session: Session, organisation: Organisation, questionnaire: Questionnaire) -> Revision | None:
    """What changes from the last published version; None when there is none. Raises RevisionError."""
    access.require(session, "questionnaire.publish", organisation.id)
    series = _series(session, organisation.id, questionnaire.id)
    last = _last(session, series) if series is not None else None
    return revise(questionnaire_of(session, last.id), questionnaire) if last is not None else None


def _require_told(revision: Revision) -> None:
    if revision.broken_trends:
        raise BrokenTrendError({each.item: each.write for each in revision.broken_trends})


def _series(session: Session, organisation_id: UUID, slug: str) -> PublishedQuestionnaire | None:
    wanted = select(PublishedQuestionnaire).where(
        PublishedQuestionnaire.organisation_id == organisation_id, PublishedQuestionnaire.slug == slug
    )
    return session.scalars(wanted).one_or_none()


def _published(session: Session, series: PublishedQuestionnaire, content: str) -> Version | None:
    same = select(Version).where(Version.questionnaire_id == series.id, Version.sha256 == sha256_of(content))
    return session.scalars(same).one_or_none()


def _last(session: Session, series: PublishedQuestionnaire) -> Version | None:
    latest = select(Version).where(Version.questionnaire_id == series.id).order_by(Version.number.desc()).limit(1)
    return session.scalars(latest).one_or_none()
