"""What was answered the last time: by the participant herself, or by the municipalities that she is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.answers import NOTHING, Answers
from questionnaires.classifications import ClassificationError, kommune, predecessors
from questionnaires.definition import Questionnaire
from questionnaires.following import Former, together
from surveyapp.models import Participant, Response, Round
from surveyapp.models.versions import questionnaire_of

if TYPE_CHECKING:
    from surveyapp.services.answering.drafts import Draft


@dataclass(frozen=True, slots=True)
class LastTime:
    """The last round's own answers: a document for each former self (None: it did not answer)."""

    round_label: str
    on: date
    questionnaire: Questionnaire
    formers: tuple[tuple[str, Answers | None, bool], ...]

    def to(self, question_id: str, slot: str | None = None) -> tuple[Former, ...]:
        """What each answered to one question, or to a row of it."""
        return tuple(Former(name, _part(answers, question_id, slot), split) for name, answers, split in self.formers)


def last_time(session: Session, draft: Draft) -> LastTime | None:
    """What the participant's former selves answered in the round before; None where there is none to ask."""
    if draft.participant_id is None:
        return None
    key = session.scalar(
        select(Participant.key).where(
            Participant.survey_id == draft.key.survey_id, Participant.id == draft.participant_id
        )
    )
    return _found(session, draft.key.survey_id, str(key), draft.round_number, draft.setting.round_date)


def earlier_of_former(
    session: Session, asked: Round, participant_key: str, questionnaire: Questionnaire
) -> dict[str, Any] | None:
    """What the former selves come to, of what this round asks the earlier one for; None where nobody answered it."""
    found = _found(session, asked.survey_id, participant_key, asked.number, asked.classified_on)
    if found is None:
        return None
    clear = {
        name: together(questionnaire.question(name), found.to(name)).answer
        for name in questionnaire.asks_earlier
        if questionnaire.has(name)
    }
    return {name: answer for name, answer in clear.items() if answer not in NOTHING}


def _found(session: Session, survey_id: UUID, key: str, number: int, on: date) -> LastTime | None:
    before = session.scalars(
        select(Round).where(Round.survey_id == survey_id, Round.number < number).order_by(Round.number.desc()).limit(1)
    ).one_or_none()
    if before is None:
        return None
    questionnaire = questionnaire_of(session, before.version_id)
    formers = _former_keys(questionnaire, key, before.classified_on, on)
    rows: Any = session.execute(
        select(Participant.key, Response.answers)
        .join(Response, (Response.survey_id == Participant.survey_id) & (Response.participant_id == Participant.id))
        .where(
            Response.survey_id == survey_id,
            Response.round_id == before.id,
            Response.state == "submitted",
            Participant.key.in_(formers),
        )
    )
    answers: Mapping[str, Answers] = dict(rows.all())
    if not answers:
        return None
    return LastTime(
        before.label,
        before.classified_on,
        questionnaire,
        tuple((name, answers.get(nr), split) for nr, (name, split) in formers.items()),
    )


def _former_keys(questionnaire: Questionnaire, key: str, before: date, on: date) -> dict[str, tuple[str, bool]]:
    """Key -> what it was called then, and whether it was split; itself, where nothing else is known."""
    if questionnaire.unit == "municipality":
        try:
            links = predecessors(key, before, on)
            return {
                link.old_nr: (kommune(link.old_nr, before).name, link.kind in ("split", "merged_and_split"))
                for link in links
            }
        except ClassificationError:
            pass
    return {key: ("", False)}


def _part(answers: Answers | None, question_id: str, slot: str | None) -> Any:
    if answers is None:
        return None
    answer = answers.get(question_id)
    if slot is None:
        return answer
    return answer.get(slot) if isinstance(answer, Mapping) else None
