"""The lists that come with a participant, such as a plan's measures: what is on them, and in which slots."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from questionnaires.question_types import SuppliedList
from surveyapp.models import Participant, Response, Round
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access

LONGEST_ITEM = 200
"""Characters in one item, as in a list that the respondent makes."""

Lists = Mapping[str, Mapping[str, Sequence[str]]]
"""Participant key -> question id -> items."""


@dataclass(frozen=True, slots=True)
class SupplyProblem:
    """One thing to mend; `place`: which of the list's items, from 0 (None: the list itself)."""

    participant: str
    question: str
    place: int | None
    text: str


class SupplyRefusedError(SurveyAppError):
    """Not all of it can be taken in, so nothing was."""

    def __init__(self, problems: Sequence[SupplyProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{each.participant}, {each.question}: {each.text}" for each in problems))


@dataclass(frozen=True, slots=True)
class Supplied:
    """What was taken in; `begun`: drafts of these participants, which keep the lists that they were begun with."""

    participants: int
    items: int
    begun: int


def supply_lists(session: Session, survey_id: UUID, lists: Lists, now: datetime) -> Supplied:
    """Put these items on the participants' lists, in place of what was there; other lists stay as they are.

    The same words keep their slot for good, also when they are taken off and come again, and no other words get it:
    so an item's answers can be followed over the rounds. Raises `SupplyRefusedError` with every problem; then nothing
    is changed.
    """
    today = norwegian_date(now)
    with access.changing_survey(session, "respondents.invite", survey_id, lists=len(lists)):
        longest = _longest(session, survey_id, today)
        people = {
            person.key: person
            for person in session.scalars(
                select(Participant)
                .where(Participant.survey_id == survey_id, Participant.key.in_(lists))
                .order_by(Participant.id)
                .with_for_update()
            )
        }
        problems: list[SupplyProblem] = []
        for key, wanted in lists.items():
            for question, items in wanted.items():
                told = [*_unknown(key, question, people, longest), *_wrong_items(key, question, items)]
                problems += told or _put(people[key], question, [_tidy(item) for item in items], longest[question])
        if problems:
            raise SupplyRefusedError(problems)
        begun = _drafts(session, survey_id, [person.id for person in people.values()], today)
    return Supplied(len(lists), sum(len(items) for wanted in lists.values() for items in wanted.values()), begun)


def _longest(session: Session, survey_id: UUID, today: date) -> dict[str, int]:
    """The lists that rounds which are not over ask for, and how many slots each has in all of them."""
    versions = session.scalars(
        select(Round.version_id).where(Round.survey_id == survey_id, *_not_over(today)).distinct()
    )
    longest: dict[str, int] = {}
    for version_id in versions:
        for question in questionnaire_of(session, version_id).questions():
            if isinstance(question, SuppliedList):
                longest[question.id] = min(question.at_most, longest.get(question.id, question.at_most))
    return longest


def _not_over(today: date) -> tuple[ColumnElement[bool], ...]:
    return Round.closed_at.is_(None), Round.closes_on >= today


def _unknown(
    key: str, question: str, people: Mapping[str, Participant], longest: Mapping[str, int]
) -> Iterator[SupplyProblem]:
    if key not in people:
        yield SupplyProblem(key, question, None, f"the survey has no participant {key!r}. Invite it first.")
    if question not in longest:
        there = ", ".join(sorted(longest)) or "none"
        text = f"no round that is open or planned asks for a supplied_list {question!r}. There is: {there}."
        yield SupplyProblem(key, question, None, text)


def _wrong_items(key: str, question: str, items: Sequence[str]) -> Iterator[SupplyProblem]:
    first: dict[str, int] = {}
    for place, item in enumerate(items):
        words = _tidy(item)
        if not words:
            yield SupplyProblem(key, question, place, "the item is empty.")
        elif any(unicodedata.category(letter) in ("Cc", "Cs") for letter in item):
            yield SupplyProblem(key, question, place, "the item holds a line break or control character. Take it out.")
        elif len(words) > LONGEST_ITEM:
            text = f"the item has {len(words)} characters. Shorten it to {LONGEST_ITEM}."
            yield SupplyProblem(key, question, place, text)
        elif first.setdefault(words, place) != place:
            yield SupplyProblem(key, question, place, f"{words!r} is on the list already. Keep one of them.")


def _tidy(item: str) -> str:
    """The item so that the same words are equal: one blank between words, letters put together in one way."""
    return unicodedata.normalize("NFC", " ".join(item.split()))


def _put(person: Participant, question: str, items: list[str], slots: int) -> list[SupplyProblem]:
    """Set the participant's list; a problem for each item that there is no slot for."""
    before: dict[str, str] = {**person.former_lists.get(question, {}), **person.lists.get(question, {})}
    held = {words: slot for slot, words in before.items()}
    free = (str(number) for number in count(1) if str(number) not in before)
    after = {held.get(words) or next(free): words for words in items}
    text = f"there are {slots} slots, and {len(before)} are taken for good. Publish a version with a larger at_most."
    problems = [
        SupplyProblem(person.key, question, place, text) for place, slot in enumerate(after) if int(slot) > slots
    ]
    gone = {slot: words for slot, words in before.items() if slot not in after}
    person.lists = _with(person.lists, question, after)
    person.former_lists = _with(person.former_lists, question, gone)
    return problems


def _with(lists: Mapping[str, Any], question: str, items: Mapping[str, str]) -> dict[str, Any]:
    others = {name: held for name, held in lists.items() if name != question}
    return {**others, question: items} if items else others


def _drafts(session: Session, survey_id: UUID, participant_ids: Sequence[UUID], today: date) -> int:
    drafts = (
        select(func.count())
        .select_from(Response)
        .join(Round, (Round.survey_id == Response.survey_id) & (Round.id == Response.round_id))
        .where(Response.survey_id == survey_id, Response.participant_id.in_(participant_ids))
        .where(Response.state == "draft", *_not_over(today))
    )
    return session.scalar(drafts) or 0
