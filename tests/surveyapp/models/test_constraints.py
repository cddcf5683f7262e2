from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from surveyapp.models import Contact, Invitation, Participant, Response, Survey
from surveyapp.models.ids import uuid7
from surveyapp.models.transactions import UnsavedChangesError, writing
from tests.surveyapp.stage import NOW, Stage, set_up


def row(stage: Stage, **changes: Any) -> dict[str, Any]:
    """An anonymous, synthetic draft that the table takes; the changes are what it is tried with."""
    return {
        "survey_id": stage.survey_id,
        "id": uuid4(),
        "privacy": "anonymous",
        "synthetic": True,
        "round_id": stage.round_ids[0],
        "state": "draft",
        "revision": 0,
        "answers": {},
        "carried": {},
        "started_on": date(2026, 3, 2),
    } | changes


@pytest.fixture
def anonymous(session: Session) -> Stage:
    return set_up(session, privacy="anonymous", synthetic=True)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"participant_id": uuid4()}, "anonymous_is_unlinked"),
        ({"started_at": NOW}, "anonymous_has_no_clock"),
        ({"state": "submitted", "submitted_on": date(2026, 3, 2)}, "submitted_has_a_reference"),
        ({"state": "submitted", "reference": "K7QM-3XPD"}, "submitted_is_dated"),
        ({"state": "approved"}, "state_is_known"),
        ({"revision": -1}, "revisions_are_counted"),
    ],
)
def test_the_database_refuses_an_anonymous_response_that(
    anonymous: Stage, session: Session, changes: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        session.execute(insert(Response), [row(anonymous, **changes)])


def test_the_database_refuses_an_anonymous_id_that_holds_a_clock(anonymous: Stage, session: Session) -> None:
    with pytest.raises(IntegrityError, match="anonymous_id_is_random"):
        session.execute(insert(Response), [row(anonymous, id=uuid7())])


def test_the_database_takes_an_anonymous_response_without_them(anonymous: Stage, session: Session) -> None:
    session.execute(insert(Response), [row(anonymous)])
    assert session.scalar(select(Response.privacy)) == "anonymous"


@pytest.mark.parametrize("changes", [{"synthetic": False}, {"privacy": "confidential", "participant_id": uuid4()}])
def test_a_response_is_synthetic_and_private_as_its_survey_is(
    anonymous: Stage, session: Session, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.execute(insert(Response), [row(anonymous, **changes)])


@pytest.mark.parametrize("change", [{"privacy": "identified"}, {"synthetic": False}])
def test_neither_privacy_nor_synthetic_can_change_once_there_is_an_answer(
    anonymous: Stage, session: Session, change: dict[str, Any]
) -> None:
    anonymous.begin()
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.execute(update(Survey).values(**change))


def test_an_anonymous_survey_takes_no_participant(anonymous: Stage, session: Session) -> None:
    with pytest.raises(IntegrityError, match="anonymous_has_no_participants"):
        session.execute(
            insert(Participant),
            [{"survey_id": anonymous.survey_id, "id": uuid7(), "privacy": "anonymous", "key": "x", "label": "x"}],
        )


def test_an_anonymous_response_takes_no_contact_data(anonymous: Stage, session: Session) -> None:
    key = anonymous.begin()
    contact = {"survey_id": key.survey_id, "response_id": key.id, "question_id": "epost", "privacy": "anonymous"}
    with pytest.raises(IntegrityError, match="anonymous_has_no_contact_data"):
        session.execute(insert(Contact), [{**contact, "sealed": b"x", "destroy_on": date(2026, 6, 29)}])
    session.rollback()
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.execute(
            insert(Contact),
            [{**contact, "privacy": "confidential", "sealed": b"x", "destroy_on": date(2026, 6, 29)}],
        )


def test_a_participant_answers_a_round_once(session: Session) -> None:
    stage = set_up(session)
    stage.begin()
    first = session.execute(select(Response.__table__)).mappings().one()
    with pytest.raises(IntegrityError):
        session.execute(insert(Response), [{**first, "id": uuid7()}])


def test_an_anonymous_round_has_one_open_link(anonymous: Stage, session: Session) -> None:
    anonymous.token()
    first = session.execute(select(Invitation.__table__)).mappings().one()
    with pytest.raises(IntegrityError):
        session.execute(insert(Invitation), [{**first, "id": uuid7(), "token_code": b"x" * 32}])


def test_a_time_without_a_zone_is_refused(session: Session) -> None:
    naive = datetime(2026, 3, 2)  # noqa: DTZ001 -- this is what must not be stored
    with pytest.raises(StatementError, match="has no time zone"):
        session.scalars(select(Survey).where(Survey.created_at == naive))


def test_a_time_comes_back_as_the_moment_that_was_stored(session: Session) -> None:
    set_up(session)
    assert session.scalars(select(Survey.created_at)).one() == NOW


def test_a_write_refuses_changes_that_no_service_made(session: Session) -> None:
    stage = set_up(session)
    session.get_one(Survey, stage.survey_id).title = "Noe annet"
    with pytest.raises(UnsavedChangesError), writing(session):
        pass
