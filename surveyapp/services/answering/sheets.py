"""One sheet of answers: a draft in memory, what is wrong with it, and its entries sealed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.answers import Answers, Setting
from questionnaires.checks import page_problems
from questionnaires.rules import AnswerProblem
from surveyapp.models import Organisation, Paper, Round, Survey
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import ResponseKey
from surveyapp.models.looks import PLAIN
from surveyapp.models.papers import place_of
from surveyapp.models.vault import vault_of
from surveyapp.models.versions import questionnaire_of
from surveyapp.services.answering.drafts import Draft
from surveyapp.services.answering.given import given_before
from surveyapp.services.answering.merging import as_fields
from surveyapp.services.answering.saving import LEFT_EMPTY


def draft_of(session: Session, survey_id: UUID, round_id: UUID, participant_id: UUID | None, answers: Answers) -> Draft:
    """A draft in memory: nothing of it is stored before it is handed in."""
    asked, survey, owner = asked_in(session, survey_id, round_id)
    carried, earlier = given_before(session, survey_id, round_id, participant_id)
    return Draft(
        key=ResponseKey(survey_id, uuid4()),
        round_id=round_id,
        version_id=asked.version_id,
        participant_id=participant_id,
        state="draft",
        reference=None,
        submitted_on=None,
        owner=owner,
        look=PLAIN,
        survey_title=survey.title,
        round_label=asked.label,
        round_number=asked.number,
        opens_on=asked.opens_on,
        closes_on=asked.closes_on,
        closed_at=asked.closed_at,
        privacy=survey.privacy,
        synthetic=survey.synthetic,
        questionnaire=questionnaire_of(session, asked.version_id),
        setting=Setting(asked.classified_on, carried, asked.number, earlier),
        answers={**answers, **carried},
        revision=0,
    )


@dataclass(frozen=True, slots=True)
class SheetProblems:
    """What the rule-book says of a sheet: `wrong` cannot be stored; `look` may be what the paper says.

    `left_out`: fields that are answered, though the answers before them lead past them.
    """

    wrong: tuple[AnswerProblem, ...]
    look: tuple[AnswerProblem, ...]
    left_out: tuple[str, ...]


def sheet_problems(draft: Draft) -> SheetProblems:
    """What to mend, and what to look at again, before the sheet is kept."""
    told = [problem for page in draft.route.pages() for problem in page_problems(draft.route, page)]
    wrong = tuple(problem for problem in told if problem.kind not in LEFT_EMPTY and not problem.soft)
    answered = as_fields({name: given for name, given in draft.answers.items() if name not in draft.setting.carried})
    return SheetProblems(
        wrong=wrong,
        look=tuple(problem for problem in told if problem not in wrong),
        left_out=tuple(sorted(answered.keys() - as_fields(draft.route.kept()).keys())),
    )


def seal(session: Session, paper: Paper, entry: str, answers: Answers) -> bytes:
    """The answers of one entry, unreadable without the key."""
    words = json.dumps(answers, ensure_ascii=False)
    return vault_of(session).seal(words, place_of(paper.survey_id, paper.id, entry))


def opened_entry(session: Session, paper: Paper, entry: str) -> dict[str, Any]:
    """The answers of one entry again."""
    sealed = paper.first if entry == "first" else paper.second
    if sealed is None:
        raise NotFoundError(f"The sheet has no {entry} entry.")
    answers: dict[str, Any] = json.loads(vault_of(session).open(sealed, place_of(paper.survey_id, paper.id, entry)))
    return answers


def asked_in(session: Session, survey_id: UUID, round_id: UUID) -> tuple[Round, Survey, str]:
    """The round, its survey and who owns it; raises `NotFoundError`."""
    row: Any = session.execute(
        select(Round, Survey, Organisation.name)
        .join(Survey, Survey.id == Round.survey_id)
        .join(Organisation, Organisation.id == Survey.organisation_id)
        .where(Round.survey_id == survey_id, Round.id == round_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"Survey {survey_id} has no round {round_id}.")
    return row[0], row[1], row[2]
