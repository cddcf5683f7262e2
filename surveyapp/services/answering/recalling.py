"""The number from last time: hidden while a person rates again, unless she asks for it; then that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.answers import Asked
from questionnaires.question_types import Rating
from surveyapp.models import Recall, Response
from surveyapp.models.errors import UnknownAnswerError
from surveyapp.models.ids import ResponseKey
from surveyapp.models.transactions import writing
from surveyapp.services.answering.drafts import Draft, load
from surveyapp.services.answering.given import earlier_response


def recall(session: Session, key: ResponseKey, page_id: str, field: str, now: datetime) -> None:
    """Show the earlier number for one rating from now on, and keep that it was shown.

    Raises `UnknownAnswerError` where there is none to show, and what `open_draft` raises.
    """
    with writing(session):
        draft = load(session, key, now=now, lock=True)
        if field not in {asked.field for asked in _rated_again(draft, page_id)}:
            raise UnknownAnswerError(f"{field}: there is no earlier number to show.")
        if session.get(Recall, (key.survey_id, key.id, field)) is None:
            session.add(Recall(survey_id=key.survey_id, response_id=key.id, field=field))


def with_recalls(session: Session, draft: Draft, page_id: str) -> Draft:
    """The draft with `recalls` for one page: field -> the earlier number if it is to be shown, None if it may be."""
    again = tuple(_rated_again(draft, page_id))
    if not again or draft.participant_id is None:
        return draft
    earlier = session.scalar(
        earlier_response(draft.key.survey_id, draft.participant_id, draft.round_number, Response.answers)
    )
    asked_for = set(
        session.scalars(
            select(Recall.field).where(Recall.survey_id == draft.key.survey_id, Recall.response_id == draft.key.id)
        )
    )
    given = {asked.field: asked.answer_in(earlier or {}) for asked in again}
    # What had no number last time has nothing to show.
    numbers = {field: answer for field, answer in given.items() if isinstance(answer, int)}
    return replace(draft, recalls={field: number if field in asked_for else None for field, number in numbers.items()})


def _rated_again(draft: Draft, page_id: str) -> Iterator[Asked]:
    """The ratings of a page that are asked for each item of a list from the earlier round."""
    if draft.questionnaire.page(page_id).for_each not in draft.setting.carried:
        return
    shown = draft.route.page(page_id)
    for asked in shown.asked if shown else ():
        if isinstance(asked.question, Rating):
            yield asked
