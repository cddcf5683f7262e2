"""Many at once, each in a thread with a connection of its own, as gunicorn's workers are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import Organisation, Response, Revision
from surveyapp.models.errors import AlreadySubmittedError
from surveyapp.models.ids import ResponseKey
from surveyapp.models.surveys import round_of
from surveyapp.models.transactions import writing
from surveyapp.services import access, answering, inviting, publishing
from surveyapp.services.answering import Saved
from surveyapp.services.surveying import create_organisation
from tests.databases import Database
from tests.surveyapp.stage import KEY, NOW, OLA, PLAN, set_up

Found = TypeVar("Found")


def at_once(database: Database, calls: list[Callable[[Session], Found]]) -> list[Found]:
    """Let all the calls go at the same moment; what each gave, in their order."""
    ready = Barrier(len(calls))

    def run(call: Callable[[Session], Found]) -> Found:
        with Session(database.engine) as session:
            access.act_as(session, access.OPERATOR)
            ready.wait(timeout=10)
            return call(session)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def save(key: ResponseKey, answers: dict[str, str | int], revision: int = 0) -> Callable[[Session], Saved]:
    return lambda session: answering.save_page(session, key, "plan", answers, revision=revision, now=NOW)


def test_four_who_hand_in_at_once_get_one_receipt(database: Database, session: Session) -> None:
    key = set_up(session).begin()
    save(key, {"har": "no"})(session)
    receipts = at_once(database, [lambda own: answering.submit(own, key, NOW, OLA)] * 4)
    assert len({receipt.reference for receipt in receipts}) == 1
    assert session.scalar(select(func.count()).select_from(Response)) == 1


def test_four_who_begin_at_once_share_one_response(database: Database, session: Session) -> None:
    stage = set_up(session)
    found = inviting.find(session, stage.token(), KEY, NOW)
    started = at_once(database, [lambda own: answering.start_or_resume(own, found.key, NOW)] * 4)
    assert len({each.key for each in started}) == 1
    assert [each.resumed for each in started].count(False) == 1


def test_two_who_save_the_same_draft_at_once_lose_nothing(database: Database, session: Session) -> None:
    stage = set_up(session)
    for turn in range(15):
        key = stage.begin(f"deltaker {turn}")
        saved = at_once(database, [save(key, {"har": "yes"}), save(key, {"antall": turn})])
        assert [each.conflicts for each in saved] == [(), ()]
        session.rollback()
        assert answering.open_draft(session, key, NOW).answers == {"har": "yes", "antall": turn}


def test_of_two_who_change_the_same_answer_at_once_one_is_told(database: Database, session: Session) -> None:
    stage = set_up(session)
    for turn in range(15):
        key = stage.begin(f"deltaker {turn}")
        first, second = at_once(database, [save(key, {"antall": 1}), save(key, {"antall": 2})])
        (conflict,) = first.conflicts + second.conflicts
        session.rollback()
        assert {conflict.yours, conflict.theirs} == {1, 2}
        assert answering.open_draft(session, key, NOW).answers == {"antall": conflict.theirs}


def test_eight_writers_of_one_draft_number_their_revisions_without_gaps(database: Database, session: Session) -> None:
    key = set_up(session).begin()
    at_once(database, [save(key, {"antall": number}) for number in range(8)])
    at_once(database, [save(key, {"merknad": str(number)}) for number in range(8)])
    numbers = session.scalars(select(Revision.number).order_by(Revision.number)).all()
    assert numbers == list(range(1, len(numbers) + 1))


def test_an_answer_saved_while_another_hands_in_is_in_or_refused(database: Database, session: Session) -> None:
    stage = set_up(session)
    for turn in range(10):
        key = stage.begin(f"deltaker {turn}")
        save(key, {"har": "no"})(session)

        def late(own: Session, key: ResponseKey = key) -> bool:
            try:
                answering.save_page(own, key, "plan", {"har": "no", "antall": 7}, revision=1, now=NOW)
            except AlreadySubmittedError:
                return False
            return True

        def hand_in(own: Session, key: ResponseKey = key) -> bool:
            return bool(answering.submit(own, key, NOW, OLA).reference)

        kept, _ = at_once(database, [late, hand_in])
        session.rollback()
        answers = session.scalars(select(Response.answers).where(Response.id == key.id)).one()
        assert answers == ({"har": "no", "antall": 7} if kept else {"har": "no"})


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_nobody_waits_to_answer_while_a_round_is_changed(database: Database, session: Session) -> None:
    # On SQLite all who write wait for each other.
    stage = set_up(session)
    found = inviting.find(session, stage.token(), KEY, NOW)

    def begin() -> bool:
        with Session(database.engine) as own:
            return not answering.start_or_resume(own, found.key, NOW).resumed

    with ThreadPoolExecutor(1) as pool, writing(session):
        round_of(session, stage.survey_id, stage.round_ids[0], held=True)
        assert pool.submit(begin).result(timeout=5)


def test_two_who_publish_the_same_at_once_publish_one_version(database: Database, session: Session) -> None:
    owner = create_organisation(session, "Prøve kommune", NOW)
    owner_id = owner.id
    versions = at_once(
        database, [lambda own: publishing.publish(own, own.get_one(Organisation, owner_id), PLAN, NOW).id] * 3
    )
    assert len(set(versions)) == 1
