"""What was done is told by whom, and nobody changes the log without being found out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from surveyapp.models import AuditEvent, AuditHead
from surveyapp.models.audit import BEGINNING
from surveyapp.models.errors import NotFoundError, WrongPrivacyError
from surveyapp.models.ids import uuid7
from surveyapp.services import access, auditing, exporting, inviting, looking, surveying
from surveyapp.services.auditing import BrokenChainError, Proof, verify
from tests.databases import Database
from tests.surveyapp.stage import KEY, Stage, set_up


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session, privacy="confidential")


def events(session: Session) -> list[AuditEvent]:
    return list(session.scalars(select(AuditEvent).order_by(AuditEvent.number)))


def test_what_is_done_is_told(session: Session, stage: Stage) -> None:
    surveying.close_round(session, stage.survey_id, stage.round_ids[0], datetime.now(UTC))
    exporting.export_round(session, stage.survey_id, stage.round_ids[0], texts=True)
    told = [(event.action, event.survey_id) for event in events(session)]
    survey_id = stage.survey_id
    assert told == [
        ("organisation.create", None),
        ("questionnaire.publish", None),
        ("survey.create", None),
        ("survey.change", survey_id),
        ("survey.close", survey_id),
        ("answers.export", survey_id),
    ]
    assert events(session)[-1].about == {"round": str(stage.round_ids[0]), "texts": True}
    assert all(event.organisation_id == stage.organisation_id for event in events(session)[1:])
    assert verify(session).events == len(told)


def test_what_is_refused_is_not_told(session: Session, stage: Stage) -> None:
    before = len(events(session))
    with pytest.raises(WrongPrivacyError):
        inviting.open_link(session, stage.survey_id, stage.round_ids[0], KEY)
    with pytest.raises(NotFoundError):
        surveying.erase_survey(session, uuid7())
    assert len(events(session)) == before


def test_no_name_or_address_is_in_the_log(session: Session, stage: Stage) -> None:
    inviting.add_participants(session, stage.survey_id, {"kari@example.org": "Kari Nordmann"})
    looking.change_look(session, stage.survey_id, looking.Change(name="Hemmelig"), datetime.now(UTC))
    told = json.dumps([event.about for event in events(session)])
    assert not any(word in told for word in ("kari", "Nordmann", "Hemmelig"))


def test_erasing_a_survey_leaves_what_was_done_to_it(session: Session, stage: Stage) -> None:
    surveying.erase_survey(session, stage.survey_id)
    assert events(session)[-1].action == "survey.erase"
    assert verify(session).events == len(events(session))


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_the_database_refuses_to_change_it(session: Session, stage: Stage, statement: str) -> None:
    with pytest.raises(DBAPIError, match="never changed"):
        session.execute(text(statement))
    session.rollback()
    assert verify(session).events == 4


def unguarded(session: Session) -> None:
    """As somebody who owns the database may do."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER audit_event_no_update"))
        session.execute(text("DROP TRIGGER audit_event_no_delete"))
    else:
        session.execute(text("ALTER TABLE audit_event DISABLE TRIGGER audit_event_no_change"))


def guarded(session: Session) -> None:
    session.rollback()


def changes_a_word(session: Session) -> None:
    session.execute(update(AuditEvent).where(AuditEvent.number == 2).values(action="survey.see"))


def changes_who(session: Session) -> None:
    session.execute(update(AuditEvent).where(AuditEvent.number == 2).values(actor=uuid7()))


def takes_one_away(session: Session) -> None:
    session.execute(text("DELETE FROM audit_event WHERE number = 2"))


def takes_the_last_away(session: Session) -> None:
    session.execute(text("DELETE FROM audit_event WHERE number = 4"))


@pytest.mark.parametrize(
    ("change", "event"), [(changes_a_word, 2), (changes_who, 2), (takes_one_away, 2), (takes_the_last_away, 4)]
)
def test_a_change_by_the_databases_owner_is_found(
    session: Session, stage: Stage, change: Callable[[Session], None], event: int
) -> None:
    unguarded(session)
    change(session)
    session.expire_all()
    with pytest.raises(BrokenChainError, match=f"broken at event {event}:"):
        verify(session)
    guarded(session)


def test_a_log_begun_anew_is_found_by_what_was_noted_down(session: Session, stage: Stage) -> None:
    proof = verify(session)
    assert verify(session, proof) == proof
    unguarded(session)
    session.execute(text("DELETE FROM audit_event"))
    session.execute(update(AuditHead).values(number=0, seal=BEGINNING))
    session.expire_all()
    assert verify(session).events == 0
    with pytest.raises(BrokenChainError, match="begun anew"):
        verify(session, proof)
    with pytest.raises(BrokenChainError, match="begun anew"):
        verify(session, Proof(2, "00" * 32))
    guarded(session)


def test_many_at_once_make_one_chain(database: Database, session: Session, stage: Stage) -> None:
    ready, people, refused = Barrier(6), range(6), list[BaseException]()

    def adds(number: int) -> None:
        with Session(database.engine) as own:
            access.act_as(own, access.OPERATOR)
            ready.wait(timeout=10)
            try:
                inviting.add_participants(own, stage.survey_id, {f"p{number}": "P"})
            except BaseException as problem:  # noqa: BLE001 -- told by the assertion below
                refused.append(problem)

    threads = [Thread(target=adds, args=(number,)) for number in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    # What this session has read before is of the time before.
    session.rollback()
    assert verify(session).events == 4 + len(people)


def test_only_the_operator_proves_it(session: Session, stage: Stage) -> None:
    access.act_as(session, access.Person(uuid7()))
    with pytest.raises(NotFoundError):
        auditing.verify(session)
