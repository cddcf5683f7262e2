"""Answers saved one by one, by several at once, with pages saved in between: none is lost, none written over unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from surveyapp.models.ids import ResponseKey
from surveyapp.services import answering
from surveyapp.services.answering import Given, Kept, Saved, Sent
from tests.databases import Database
from tests.surveyapp.services.test_concurrency import at_once
from tests.surveyapp.stage import NOW, set_up

ROUNDS = 30


def give(session: Session, key: ResponseKey, known: dict[str, list[Any]] | None = None, **answers: Any) -> Kept:
    given = {name: answer for name, answer in answers.items() if answer is not None}
    return answering.save_fields(
        session, key, "plan", lambda *_: Given(frozenset(answers), given, 0, known or {}), now=NOW
    )


def press_next(session: Session, key: ResponseKey, known: dict[str, list[Any]], **answers: Any) -> Saved:
    return answering.save_read(session, key, "plan", lambda *_: Sent(answers, 0, known=known), now=NOW)


def test_two_who_give_answers_and_save_pages_at_once_lose_nothing(database: Database, session: Session) -> None:
    stage = set_up(session)

    def first(key: ResponseKey) -> Callable[[Session], list[object]]:
        def answer(own: Session) -> list[object]:
            one, other = give(own, key, har="yes"), give(own, key, {"har": ["yes"]}, har="no")
            return [one.conflicts, other.conflicts, press_next(own, key, {"har": ["no"]}, har="no").conflicts]

        return answer

    def second(key: ResponseKey, number: int) -> Callable[[Session], list[object]]:
        def answer(own: Session) -> list[object]:
            one, other = give(own, key, antall=number), give(own, key, merknad="mer")
            known: dict[str, list[Any]] = {"antall": [number], "merknad": ["mer"]}
            page = press_next(own, key, known, antall=number, merknad="mer")
            return [one.conflicts, other.conflicts, page.conflicts]

        return answer

    for turn in range(ROUNDS):
        key = stage.begin(f"deltaker {turn}")
        assert at_once(database, [first(key), second(key, turn)]) == [[(), (), ()]] * 2
        session.rollback()
        draft = answering.open_draft(session, key, NOW)
        assert draft.answers == {"har": "no", "antall": turn, "merknad": "mer"}


def test_of_two_who_give_the_same_field_different_answers_one_is_told(database: Database, session: Session) -> None:
    stage = set_up(session)
    for turn in range(ROUNDS):
        key = stage.begin(f"deltaker {turn}")
        told = at_once(database, [lambda own, key=key, n=n: give(own, key, antall=n) for n in (1, 2)])  # type: ignore[misc]
        (conflict,) = told[0].conflicts + told[1].conflicts
        session.rollback()
        assert {conflict.yours, conflict.theirs} == {1, 2}
        assert answering.open_draft(session, key, NOW).answers == {"antall": conflict.theirs}


def test_a_question_that_came_up_and_was_answered_elsewhere_is_not_emptied(session: Session) -> None:
    key = set_up(session).begin()
    give(session, key, har="yes")
    give(session, key, merknad="en annens")
    press_next(session, key, {"har": ["yes"]}, har="yes")
    assert answering.open_draft(session, key, NOW).answers == {"har": "yes", "merknad": "en annens"}


def test_four_who_give_the_same_answer_at_once_save_it_once(database: Database, session: Session) -> None:
    key = set_up(session).begin()
    told = at_once(database, [lambda own: give(own, key, har="yes")] * 4)
    assert {each.draft.revision for each in told} == {1}
