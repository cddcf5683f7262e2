"""Keying a sheet in: twice, compared field by field, and handed in like any other response."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from questionnaires.answers import Answers
from questionnaires.rules import AnswerProblem
from surveyapp.models import Paper, Participant, Response, Round
from surveyapp.models.errors import NotFoundError, SurveyAppError, UnknownAnswerError
from surveyapp.models.ids import new_reference, norwegian_date, uuid7
from surveyapp.models.surveys import round_of
from surveyapp.models.transactions import writing
from surveyapp.services import access
from surveyapp.services.answering.contacts import keep, veiled
from surveyapp.services.answering.drafts import Draft
from surveyapp.services.answering.merging import as_answers, as_fields
from surveyapp.services.answering.papers import (
    KeyedAlreadyError,
    find_sheet,
    free_place,
    require_keyable,
    require_taken,
)
from surveyapp.services.answering.sheets import draft_of, opened_entry, seal, sheet_problems


class UnstorableError(SurveyAppError):
    """The rule-book cannot store these answers, also if the paper says so: leave them empty or mend them."""

    def __init__(self, problems: tuple[AnswerProblem, ...]) -> None:
        super().__init__(f"{len(problems)} answers cannot be stored.")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the two entries differ; None: no answer."""

    field: str
    first: Any
    second: Any


@dataclass(frozen=True, slots=True)
class Keyed:
    """What became of an entry: kept for the second, in disagreement, or handed in with a reference code."""

    paper_id: UUID
    reference: str | None
    differences: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two entries side by side: `draft` holds the answers on which they agree."""

    name: str
    draft: Draft
    differences: tuple[Difference, ...]


def key_in(
    session: Session,
    survey_id: UUID,
    round_id: UUID,
    word: str,
    answers: Answers,
    *,
    account_id: UUID,
    now: datetime,
) -> Keyed:
    """Keep an entry of the sheet; when the second says the same as the first, the answers are handed in.

    Raises what `blank_sheet` raises, and `UnstorableError`.
    """
    with writing(session):
        access.survey(session, "papers.key", survey_id)
        # Two who key in at once wait for each other here.
        asked = round_of(session, survey_id, round_id, held=True)
        sheet = find_sheet(session, survey_id, round_id, word)
        require_keyable(session, survey_id, round_id, sheet, account_id=account_id, now=now)
        draft = _storable(draft_of(session, survey_id, round_id, sheet.participant_id, answers))
        given = {name: answer for name, answer in draft.answers.items() if name not in draft.setting.carried}
        if sheet.paper is None:
            paper = Paper(
                survey_id=survey_id,
                id=uuid4() if draft.privacy == "anonymous" else uuid7(),
                privacy=draft.privacy,
                round_id=round_id,
                participant_id=sheet.participant_id,
                number=sheet.name if sheet.participant_id is None else None,
                state="once",
                first_by=account_id,
                first_at=now,
            )
            paper.first = seal(session, paper, "first", given)
            session.add(paper)
            return Keyed(paper.id, None, 0)
        paper = sheet.paper
        before = opened_entry(session, paper, "first")
        differences, fields = _compare(before, given)
        reference = None
        if differences:
            paper.state, paper.second = "twice", seal(session, paper, "second", given)
        else:
            reference = _hand_in(session, asked, paper, draft, now)
        paper.compared, paper.agreed = fields, fields - len(differences)
        return Keyed(paper.id, reference, len(differences))


def compare(session: Session, survey_id: UUID, round_id: UUID, paper_id: UUID, now: datetime) -> Compared:
    """The two entries of a sheet side by side; raises `NotFoundError`, `KeyedAlreadyError` or `RoundClosedError`."""
    access.survey(session, "papers.key", survey_id)
    require_taken(session.get_one(Round, (survey_id, round_id)), now)
    return _compared(session, _twice(session, survey_id, round_id, paper_id))


def settle(
    session: Session,
    survey_id: UUID,
    round_id: UUID,
    paper_id: UUID,
    chosen: Mapping[str, Any],
    *,
    now: datetime,
) -> str:
    """Hand in the sheet with what it says where the entries differ (field -> answer, None: nothing).

    Returns the reference code. Raises what `compare` raises, `UnknownAnswerError`, `AnsweredOnTheWebError` or
    `UnstorableError`.
    """
    with writing(session):
        access.survey(session, "papers.key", survey_id)
        asked = round_of(session, survey_id, round_id, held=True)
        require_taken(asked, now)
        paper = _twice(session, survey_id, round_id, paper_id)
        both = _compared(session, paper)
        if chosen.keys() != {each.field for each in both.differences}:
            raise UnknownAnswerError("Choose what the paper says where the entries differ, and only there.")
        fields = as_fields(both.draft.answers) | {name: given for name, given in chosen.items() if given is not None}
        return _hand_in(session, asked, paper, _storable(replace(both.draft, answers=as_answers(fields))), now)


def discard(session: Session, survey_id: UUID, round_id: UUID, paper_id: UUID) -> None:
    """Take the entries of a sheet away, so that it can be keyed in anew; raises what `compare` raises."""
    with writing(session):
        access.survey(session, "papers.key", survey_id)
        paper = _found(session, survey_id, round_id, paper_id)
        if paper.state == "done":
            raise KeyedAlreadyError("The sheet is handed in.")
        session.delete(paper)


def _storable(draft: Draft) -> Draft:
    problems = sheet_problems(draft).wrong
    if problems:
        raise UnstorableError(problems)
    return draft


def _compare(first: Answers, second: Answers) -> tuple[tuple[Difference, ...], int]:
    """What differs, in the order it was keyed, and how many fields at least one of them has."""
    before, after = as_fields(first), as_fields(second)
    fields = list(dict.fromkeys((*before, *after)))
    differ = [
        Difference(field, before.get(field), after.get(field))
        for field in fields
        if before.get(field) != after.get(field)
    ]
    return tuple(differ), len(fields)


def _compared(session: Session, paper: Paper) -> Compared:
    first, second = (opened_entry(session, paper, entry) for entry in ("first", "second"))
    differences, _count = _compare(first, second)
    differ = {each.field for each in differences}
    agreed = {field: given for field, given in as_fields(first).items() if field not in differ}
    draft = draft_of(session, paper.survey_id, paper.round_id, paper.participant_id, as_answers(agreed))
    return Compared(_name_of(session, paper), draft, differences)


def _name_of(session: Session, paper: Paper) -> str:
    if paper.participant_id is None:
        return paper.number or ""
    return session.get_one(Participant, (paper.survey_id, paper.participant_id)).key


def _found(session: Session, survey_id: UUID, round_id: UUID, paper_id: UUID) -> Paper:
    paper = session.scalars(
        select(Paper)
        .where(Paper.survey_id == survey_id, Paper.round_id == round_id, Paper.id == paper_id)
        .with_for_update()
    ).one_or_none()
    if paper is None:
        raise NotFoundError(f"The round has no sheet {paper_id}.")
    return paper


def _twice(session: Session, survey_id: UUID, round_id: UUID, paper_id: UUID) -> Paper:
    paper = _found(session, survey_id, round_id, paper_id)
    if paper.state == "done":
        raise KeyedAlreadyError("The sheet is handed in.")
    if paper.state == "once":
        raise NotFoundError("The sheet is keyed in only once, so there is nothing to compare.")
    return paper


def _hand_in(session: Session, asked: Round, paper: Paper, draft: Draft, now: datetime) -> str:
    """Store the response, and take the entries away."""
    outrun = free_place(session, asked, paper.participant_id, now)
    if outrun is not None:
        session.delete(outrun)
        session.flush()
    anonymous = draft.privacy == "anonymous"
    response_id = draft.key.id if anonymous else uuid7()
    draft = replace(draft, key=replace(draft.key, id=response_id))
    kept, reference = draft.route.kept(), _unused_reference(session, draft)
    session.execute(
        insert(Response).values(
            survey_id=draft.key.survey_id,
            id=response_id,
            privacy=draft.privacy,
            synthetic=draft.synthetic,
            round_id=draft.round_id,
            participant_id=draft.participant_id,
            state="submitted",
            mode="paper",
            reference=reference,
            answers=veiled(kept, draft.contact_questions),
            carried=draft.setting.carried,
            earlier=draft.setting.earlier,
            started_on=norwegian_date(now),
            started_at=None if anonymous else now,
            submitted_on=norwegian_date(now),
            submitted_at=None if anonymous else now,
        )
    )
    words = {name: str(kept[name]) for name in draft.contact_questions & kept.keys()}
    keep(session, draft.key, words, privacy=draft.privacy, closes_on=draft.closes_on)
    paper.state, paper.reference = "done", None if anonymous else reference
    paper.first = paper.first_by = paper.first_at = paper.second = None
    return reference


def _unused_reference(session: Session, draft: Draft) -> str:
    """A code that no other response of the survey has."""
    while True:
        reference = new_reference()
        taken = select(Response.id).where(Response.survey_id == draft.key.survey_id, Response.reference == reference)
        if session.scalar(taken) is None:
            return reference
