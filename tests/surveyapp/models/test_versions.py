from __future__ import annotations

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from surveyapp.models import Version
from surveyapp.models.errors import NotFoundError, PublishedVersionError, TamperedVersionError
from surveyapp.models.ids import uuid7
from surveyapp.models.versions import questionnaire_of
from tests.surveyapp.stage import PLAN, set_up


def test_a_published_version_cannot_be_changed(session: Session) -> None:
    version = session.get_one(Version, set_up(session).version_id)
    version.content = "{}"
    with pytest.raises(PublishedVersionError):
        session.flush()


def test_published_versions_cannot_be_changed_in_bulk(session: Session) -> None:
    set_up(session)
    with pytest.raises(PublishedVersionError):
        session.execute(update(Version).values(content="{}"))


def test_a_version_is_read_as_it_was_published(session: Session) -> None:
    assert questionnaire_of(session, set_up(session).version_id) == PLAN


def test_a_version_changed_behind_the_apps_back_is_not_read(session: Session) -> None:
    stage = set_up(session)
    session.execute(text("UPDATE version SET content = replace(content, 'Har dere en plan?', 'Har dere en god plan?')"))
    session.commit()
    with pytest.raises(TamperedVersionError):
        questionnaire_of(session, stage.version_id)


def test_a_version_that_is_not_there_is_told(session: Session) -> None:
    with pytest.raises(NotFoundError):
        questionnaire_of(session, uuid7())
