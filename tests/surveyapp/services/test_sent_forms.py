"""A form does once what it was sent for, on both databases and pressed by four at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import SentForm, Survey, sent
from surveyapp.models.sent import SentBeforeError
from surveyapp.services import access, surveying
from tests.databases import Database
from tests.surveyapp.services.test_concurrency import at_once
from tests.surveyapp.stage import NOW, Stage, set_up

KEY = sha256(b"a form").digest()


def presses(own: Session, key: bytes, stage: Stage) -> str:
    """Make a survey by a form; what became of it."""
    sent.only_once(own, key)
    try:
        surveying.create_survey(
            *(own, stage.organisation_id, stage.questionnaire_id),
            title="Trykket fire ganger",
            privacy="anonymous",
            synthetic=False,
            now=NOW,
        )
    except SentBeforeError:
        return "sent before"
    return "made"


def test_four_presses_at_once_make_one(database: Database, session: Session) -> None:
    stage = set_up(session)
    became = at_once(database, [lambda own: presses(own, KEY, stage)] * 4)
    assert sorted(became) == ["made", *["sent before"] * 3]
    session.rollback()
    wanted = select(func.count()).select_from(Survey).where(Survey.title == "Trykket fire ganger")
    assert session.scalar(wanted) == 1
    assert at_once(database, [lambda own: presses(own, sha256(b"another").digest(), stage)]) == ["made"]


def test_what_was_refused_can_be_sent_again(database: Database, session: Session) -> None:
    stage = set_up(session)
    sent.only_once(session, KEY)
    with pytest.raises(ZeroDivisionError), access.changing(session, "survey.create", stage.organisation_id):
        _ = 1 / 0
    assert at_once(database, [lambda own: presses(own, KEY, stage)]) == ["made"]


def test_a_form_is_remembered_for_a_day(session: Session) -> None:
    old = datetime.now(UTC) - timedelta(days=1, minutes=1)
    session.add(SentForm(key=sha256(b"old").digest(), sent_at=old))
    session.commit()
    stage = set_up(session)
    assert presses(session, KEY, stage) == "made"
    assert session.scalars(select(SentForm.key)).all() == [KEY]
