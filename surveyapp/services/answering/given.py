"""What is given before the first page: lists, the municipality, and what the earlier round was answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from questionnaires.classifications import kommuner
from questionnaires.definition import Questionnaire
from questionnaires.question_types import Municipality, OwnList, SuppliedList
from surveyapp.models import Participant, Response, Round
from surveyapp.models.versions import questionnaire_of
from surveyapp.services.answering.earlier import earlier_of_former


def given_before(
    session: Session, survey_id: UUID, round_id: UUID, participant_id: UUID | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is given before the first page: the locked answers, and what this round asks for of the earlier one."""
    if participant_id is None:
        return {}, {}
    asked = session.get_one(Round, (survey_id, round_id))
    questionnaire = questionnaire_of(session, asked.version_id)
    participant = session.get_one(Participant, (survey_id, participant_id))
    lists = [
        question.id
        for question in questionnaire.questions()
        if isinstance(question, OwnList) and question.carry_forward
    ]
    answers: dict[str, Any] = {}
    if lists or questionnaire.asks_earlier:
        earlier = earlier_response(asked.survey_id, participant.id, asked.number, Response.answers)
        answers = session.execute(earlier).scalar() or {}
    carried = {question_id: answers[question_id] for question_id in lists if answers.get(question_id)}
    carried |= dict(_supplied(questionnaire, participant, asked))
    own = {name: answers[name] for name in questionnaire.asks_earlier if name in answers}
    if questionnaire.unit == "municipality" and questionnaire.asks_earlier:
        # A number that is the sum of three old ones is held against their sum.
        former = earlier_of_former(session, asked, participant.key, questionnaire)
        return carried, own if former is None else former
    return carried, own


def _supplied(questionnaire: Questionnaire, participant: Participant, asked: Round) -> Iterator[tuple[str, Any]]:
    """What comes with the participant: its lists, and its key when it is a kommune on the round's date."""
    for question in questionnaire.questions():
        if isinstance(question, SuppliedList) and participant.lists.get(question.id):
            yield question.id, participant.lists[question.id]
        elif isinstance(question, Municipality) and any(
            kommune.nr == participant.key for kommune in kommuner(on=asked.classified_on)
        ):
            yield question.id, participant.key


def earlier_response(
    survey_id: UUID, participant_id: UUID, before: int, *columns: Any, first: bool = False
) -> Select[Any]:
    """The participant's latest submitted response, or the first one, of the rounds numbered below `before`."""
    return (
        select(*columns)
        .select_from(Response)
        .join(Round, (Round.survey_id == Response.survey_id) & (Round.id == Response.round_id))
        .where(
            Response.survey_id == survey_id,
            Response.participant_id == participant_id,
            Response.state == "submitted",
            Round.number < before,
        )
        .order_by(Round.number if first else Round.number.desc())
        .limit(1)
    )
