"""A person asks what is stored, or wants it gone: by her code, with a line in the audit log, and nothing by a name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import AuditEvent, Contact, Response, Revision, Round
from surveyapp.models.errors import UnknownTokenError, WrongPrivacyError
from surveyapp.services import answering, surveying
from tests.surveyapp.services.test_contacts import EMAIL, REACH
from tests.surveyapp.stage import NOW, OLA, PLAN, Stage, set_up


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session, REACH, privacy="confidential")


def handed_in(session: Session, stage: Stage) -> str:
    """The code of an answer with contact data."""
    key = stage.begin("F-102")
    answering.save_page(session, key, "kontakt", {"vil": "yes", "epost": EMAIL}, revision=0, now=NOW)
    return answering.submit(session, key, NOW).reference


def rows(session: Session, model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def requests(session: Session) -> list[str]:
    told = session.scalars(select(AuditEvent.about).where(AuditEvent.action == "requests.answer"))
    return [about["request"] for about in told]


def test_all_that_is_stored_is_shown_with_its_contact_data(session: Session, stage: Stage) -> None:
    code = handed_in(session, stage)
    found = answering.stored(session, stage.survey_id, code.lower())
    assert found.draft.answers == {"vil": "yes", "epost": EMAIL}
    assert (found.revisions, found.recalls, found.contacts) == (1, 0, 1)
    assert found.contacts_go_on == date(2026, 6, 29)
    assert requests(session) == ["see"]


def test_the_audit_log_does_not_tell_whose_it_was(session: Session, stage: Stage) -> None:
    code = handed_in(session, stage)
    answering.stored(session, stage.survey_id, code)
    answering.withdraw_for(session, stage.survey_id, code)
    told = str(session.scalars(select(AuditEvent.about)).all())
    assert requests(session) == ["see", "withdraw"]
    assert code not in told
    assert "F-102" not in told


def test_it_is_withdrawn_for_the_person_after_the_round_is_closed(session: Session, stage: Stage) -> None:
    code = handed_in(session, stage)
    surveying.close_round(session, stage.survey_id, stage.round_ids[0], NOW)
    answering.withdraw_for(session, stage.survey_id, code)
    assert [rows(session, model) for model in (Response, Contact, Revision)] == [0, 0, 0]
    assert session.scalars(select(Round.withdrawn)).one() == 1


@pytest.mark.parametrize("does", [answering.stored, answering.withdraw_for])
def test_another_surveys_code_or_none_finds_nothing(session: Session, stage: Stage, does: Any) -> None:
    other = set_up(session, REACH, privacy="confidential", owner="En annen kommune")
    code = handed_in(session, other)
    for written in (code, "0000-0000", "F-102", ""):
        with pytest.raises(UnknownTokenError):
            does(session, stage.survey_id, written)
    assert rows(session, Response) == 1
    assert requests(session) == []


def test_an_anonymous_answer_is_found_by_its_code_alone(session: Session) -> None:
    stage = set_up(session, privacy="anonymous")
    key = stage.begin()
    answering.save_page(session, key, "plan", {"har": "no"}, revision=0, now=NOW)
    code = answering.submit(session, key, NOW).reference
    assert answering.stored(session, stage.survey_id, code).draft.answers == {"har": "no"}


def test_a_public_bodys_answer_is_shown_and_not_withdrawn(session: Session) -> None:
    stage = set_up(session, PLAN)
    key = stage.begin()
    answering.save_page(session, key, "plan", {"har": "no"}, revision=0, now=NOW)
    code = answering.submit(session, key, NOW, OLA).reference
    assert answering.stored(session, stage.survey_id, code).contacts_go_on is None
    with pytest.raises(WrongPrivacyError):
        answering.withdraw_for(session, stage.survey_id, code)
    assert rows(session, Response) == 1
