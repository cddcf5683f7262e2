from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from questionnaires.words import Voice
from surveyapp.models import Response, Revision
from surveyapp.models.errors import (
    AlreadySubmittedError,
    IncompleteError,
    NotFoundError,
    NotSubmittedError,
    RoundClosedError,
    UnknownAnswerError,
)
from surveyapp.models.ids import InvitationKey, ResponseKey, uuid7
from surveyapp.services import answering
from surveyapp.services.answering import Conflict, Saved, submitting
from tests.surveyapp.stage import NOW, OLA, Stage, set_up

AFTER = datetime(2026, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def stage(session: Session) -> Stage:
    return set_up(session)


@pytest.fixture
def key(stage: Stage) -> ResponseKey:
    return stage.begin()


def save(session: Session, key: ResponseKey, page: str, answers: dict[str, Any], revision: int = 0) -> Saved:
    return answering.save_page(session, key, page, answers, revision=revision, now=NOW)


def stored(session: Session, key: ResponseKey) -> dict[str, Any]:
    session.expire_all()
    answers: dict[str, Any] = session.get_one(Response, (key.survey_id, key.id)).answers
    return answers


def test_a_participant_takes_up_her_response_again(session: Session, stage: Stage, key: ResponseKey) -> None:
    assert stage.begin() == key


def test_a_saved_page_is_there_again_with_the_way_on(session: Session, key: ResponseKey) -> None:
    saved = save(session, key, "plan", {"har": "yes", "antall": 3})
    assert (saved.next_page, saved.revision, saved.problems, saved.conflicts) == ("mer", 1, (), ())
    assert answering.open_draft(session, key, NOW).answers == {"har": "yes", "antall": 3}


def test_routing_decides_the_next_page(session: Session, key: ResponseKey) -> None:
    assert save(session, key, "plan", {"har": "no"}).next_page is None


def test_what_a_form_does_not_hold_is_taken_out(session: Session, key: ResponseKey) -> None:
    save(session, key, "plan", {"har": "yes", "antall": 3})
    save(session, key, "plan", {"har": "yes"}, revision=1)
    assert stored(session, key) == {"har": "yes"}


def test_every_save_is_written_down_with_what_it_changed(session: Session, key: ResponseKey) -> None:
    save(session, key, "plan", {"har": "yes", "antall": 3})
    save(session, key, "plan", {"har": "no", "antall": 3}, revision=1)
    rows = session.execute(select(Revision.number, Revision.changes).order_by(Revision.number)).all()
    assert [tuple(row) for row in rows] == [
        (1, {"har": [None, "yes"], "antall": [None, 3]}),
        (2, {"har": ["yes", "no"]}),
    ]


def test_saving_the_same_page_again_changes_nothing(session: Session, key: ResponseKey) -> None:
    first = save(session, key, "plan", {"har": "yes"})
    again = save(session, key, "plan", {"har": "yes"})
    assert (again.revision, again.conflicts) == (first.revision, ())


def test_two_who_answer_different_questions_lose_nothing(session: Session, key: ResponseKey) -> None:
    save(session, key, "plan", {"har": "yes"})
    save(session, key, "plan", {"antall": 3})
    assert stored(session, key) == {"har": "yes", "antall": 3}


def test_two_who_change_the_same_answer_are_told(session: Session, key: ResponseKey) -> None:
    save(session, key, "plan", {"har": "yes", "antall": 3})
    late = save(session, key, "plan", {"har": "yes", "antall": 5, "merknad": "sen"})
    assert late.conflicts == (Conflict("antall", yours=5, theirs=3),)
    assert stored(session, key) == {"har": "yes", "antall": 3, "merknad": "sen"}


def test_after_a_conflict_the_person_may_choose(session: Session, key: ResponseKey) -> None:
    save(session, key, "plan", {"har": "yes", "antall": 3})
    late = save(session, key, "plan", {"har": "yes", "antall": 5})
    save(session, key, "plan", {"har": "yes", "antall": 5}, revision=late.revision)
    assert stored(session, key)["antall"] == 5


def test_a_wrong_answer_is_told_and_the_right_ones_beside_it_kept(session: Session, key: ResponseKey) -> None:
    saved = save(session, key, "plan", {"har": "yes", "antall": 200, "merknad": "x" * 21})
    assert [problem.field for problem in saved.problems] == ["antall", "merknad"]
    assert stored(session, key) == {"har": "yes"}


def test_a_wrong_answer_does_not_wipe_out_the_one_before(session: Session, key: ResponseKey) -> None:
    save(session, key, "plan", {"har": "yes", "antall": 3})
    save(session, key, "plan", {"har": "yes", "antall": -1}, revision=1)
    assert stored(session, key)["antall"] == 3


def test_a_missing_answer_is_told_and_the_page_kept(session: Session, key: ResponseKey) -> None:
    saved = save(session, key, "plan", {"antall": 3})
    assert [(problem.field, problem.text(Voice("nb"))) for problem in saved.problems] == [
        ("har", "Velg om dere har en plan.")
    ]
    assert stored(session, key) == {"antall": 3}


@pytest.mark.parametrize("text", ["a\x00b", "\u202eskjult", "fint\u2066"])
def test_text_that_cannot_be_kept_or_turns_the_words_around_is_told(
    session: Session, key: ResponseKey, text: str
) -> None:
    saved = save(session, key, "plan", {"har": "yes", "merknad": text})
    assert [problem.field for problem in saved.problems] == ["merknad"]


@pytest.mark.parametrize("text", ["🦊", "مرحبا", "'; DROP TABLE response; --", "{{ 7 * 7 }}"])
def test_any_other_text_comes_back_as_it_was_written(session: Session, key: ResponseKey, text: str) -> None:
    save(session, key, "plan", {"har": "yes", "merknad": text[:20]})
    assert stored(session, key)["merknad"] == text[:20]


@pytest.mark.parametrize(
    ("page", "answers", "revision"),
    [
        ("plan", {"har": "maybe"}, 0),
        ("plan", {"har": ["yes"]}, 0),
        ("plan", {"hvem": ["brukere"]}, 0),
        ("plan", {"annet": "x"}, 0),
        ("mer", {"hvem": ["naboer"]}, 0),
        ("plan", {"har": "yes"}, 7),
        ("plan", {"har": "yes"}, -1),
    ],
)
def test_what_our_form_cannot_send_is_refused_whole(
    session: Session, key: ResponseKey, page: str, answers: dict[str, Any], revision: int
) -> None:
    with pytest.raises(UnknownAnswerError):
        save(session, key, page, answers, revision)
    assert stored(session, key) == {}


def test_a_page_or_response_that_is_not_there_is_not_found(session: Session, key: ResponseKey) -> None:
    with pytest.raises(NotFoundError):
        save(session, key, "ingen", {})
    with pytest.raises(NotFoundError):
        answering.open_draft(session, ResponseKey(key.survey_id, uuid7()), NOW)
    with pytest.raises(NotFoundError):
        answering.start_or_resume(session, InvitationKey(key.survey_id, uuid7()), NOW)


def test_a_closed_round_takes_no_more(session: Session, stage: Stage, key: ResponseKey) -> None:
    for call in (
        lambda: answering.open_draft(session, key, AFTER),
        lambda: answering.save_page(session, key, "plan", {}, revision=0, now=AFTER),
        lambda: answering.submit(session, key, AFTER, OLA),
    ):
        with pytest.raises(RoundClosedError, match="closed on 2026-03-31"):
            call()


def test_what_is_missing_must_be_given_before_handing_in(session: Session, key: ResponseKey) -> None:
    assert [problem.field for problem in answering.check(answering.open_draft(session, key, NOW))] == ["har"]
    with pytest.raises(IncompleteError, match="har"):
        answering.submit(session, key, NOW, OLA)


def test_handing_in_gives_a_receipt(session: Session, key: ResponseKey) -> None:
    save(session, key, "plan", {"har": "no"})
    receipt = answering.submit(session, key, NOW, OLA)
    assert (receipt.submitted_on, receipt.survey_title, receipt.round_label) == (date(2026, 3, 2), "Planen", "Runde 1")
    assert receipt == answering.receipt(session, key)


def test_no_two_responses_of_a_survey_have_the_same_code(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = set_up(session, privacy="anonymous")
    codes = iter(["AAAA-AAAA", "AAAA-AAAA", "AAAA-AAAA", "BBBB-BBBB"])
    monkeypatch.setattr(submitting, "new_reference", lambda: next(codes))
    references = []
    for _ in range(2):
        key = stage.begin()
        save(session, key, "plan", {"har": "no"})
        references.append(answering.submit(session, key, NOW).reference)
    assert references == ["AAAA-AAAA", "BBBB-BBBB"]


def test_handing_in_twice_gives_the_same_receipt_even_after_the_round(session: Session, key: ResponseKey) -> None:
    save(session, key, "plan", {"har": "no"})
    assert answering.submit(session, key, NOW, OLA) == answering.submit(session, key, AFTER, OLA)


def test_what_routing_hides_is_dropped_at_handing_in(session: Session, key: ResponseKey) -> None:
    save(session, key, "plan", {"har": "yes"})
    save(session, key, "mer", {"hvem": ["brukere"]}, revision=1)
    save(session, key, "plan", {"har": "no"}, revision=2)
    assert stored(session, key) == {"har": "no", "hvem": ["brukere"]}
    answering.submit(session, key, NOW, OLA)
    assert stored(session, key) == {"har": "no"}


def test_what_is_handed_in_does_not_change(session: Session, key: ResponseKey) -> None:
    save(session, key, "plan", {"har": "no"})
    reference = answering.submit(session, key, NOW, OLA).reference
    for call in (
        lambda: save(session, key, "plan", {"har": "yes"}, 1),
        lambda: answering.open_draft(session, key, NOW),
    ):
        with pytest.raises(AlreadySubmittedError, match=reference):
            call()


def test_a_draft_has_no_receipt(session: Session, key: ResponseKey) -> None:
    with pytest.raises(NotSubmittedError):
        answering.receipt(session, key)


def test_an_anonymous_response_tells_neither_who_nor_when(session: Session) -> None:
    key = set_up(session, privacy="anonymous").begin()
    save(session, key, "plan", {"har": "yes", "merknad": "angrer"})
    save(session, key, "plan", {"har": "no"}, revision=1)
    answering.submit(session, key, NOW)
    row = session.execute(select(Response)).scalar_one()
    assert row.id.version == 4
    assert (row.participant_id, row.started_at, row.submitted_at) == (None, None, None)
    assert (row.started_on, row.submitted_on) == (date(2026, 3, 2), date(2026, 3, 2))
    assert session.scalar(select(func.count()).select_from(Revision)) == 0
