"""A draft's page taken apart, what others have saved since, and what is stored of it, with a revision of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from questionnaires.definition import Page, UnknownPageError
from surveyapp.models import Response, Revision
from surveyapp.models.base import table_of
from surveyapp.models.errors import NotFoundError, UnknownAnswerError
from surveyapp.models.transactions import Together
from surveyapp.services.answering.contacts import keep, veiled, veiled_changes
from surveyapp.services.answering.drafts import Draft
from surveyapp.services.answering.merging import as_answers, as_fields


def page_of(draft: Draft, page_id: str) -> Page:
    """The page with this id; raises `NotFoundError`."""
    try:
        return draft.questionnaire.page(page_id)
    except UnknownPageError as problem:
        raise NotFoundError(str(problem)) from problem


def ids_on(page: Page) -> set[str]:
    """The questions of the page."""
    return {question.id for question in page.asked}


def fields_on(draft: Draft, page: Page) -> dict[str, Any]:
    """What is stored of the page's own questions, field by field."""
    return as_fields({name: draft.answers[name] for name in ids_on(page) if name in draft.answers})


def elsewhere(draft: Draft, page: Page) -> dict[str, Any]:
    """What stands on other pages, which is not taken apart and put together again."""
    answers = dict(draft.answers)
    for name in ids_on(page):
        answers.pop(name, None)
    return answers


def later_changes(session: Session, draft: Draft, revision: int) -> list[dict[str, list[Any]]]:
    """What others saved after the revision that this form was made from, in order."""
    if revision == draft.revision:
        return []
    if not 0 <= revision < draft.revision:
        raise UnknownAnswerError(f"The response has no revision {revision}.")
    later = (
        select(Revision.changes)
        .where(
            Revision.survey_id == draft.key.survey_id,
            Revision.response_id == draft.key.id,
            Revision.number > revision,
        )
        .order_by(Revision.number)
    )
    return list(session.scalars(later))


# Built once: putting them together costs more than running them.
_R = table_of(Response)
_SAVE = Together(
    update(_R)
    .where(_R.c.survey_id == bindparam("survey"), _R.c.id == bindparam("response"))
    .values(answers=bindparam("given", type_=_R.c.answers.type), revision=bindparam("number")),
    insert(table_of(Revision)).values(
        survey_id=bindparam("survey"),
        response_id=bindparam("response"),
        number=bindparam("number"),
        changes=bindparam("told", type_=table_of(Revision).c.changes.type),
    ),
)


def store(
    session: Session, draft: Draft, page: Page, fields: Mapping[str, Any], changes: dict[str, list[Any]]
) -> tuple[dict[str, Any], int]:
    """Store the page's fields with these changes; the whole answers and their revision afterwards."""
    if not changes:
        return draft.answers, draft.revision
    number = draft.revision + 1
    after = {**fields, **{field: new for field, (_, new) in changes.items()}}
    on_page = as_answers({field: answer for field, answer in after.items() if answer is not None})
    answers = elsewhere(draft, page) | on_page
    questions = draft.contact_questions
    place = {"survey": draft.key.survey_id, "response": draft.key.id, "number": number}
    words = {"given": veiled(answers, questions), "told": veiled_changes(changes, questions)}
    _SAVE.run(session.connection(), place | words)
    keep(
        session,
        draft.key,
        {field: new for field, (_, new) in changes.items() if field in questions},
        privacy=draft.privacy,
        closes_on=draft.closes_on,
    )
    return answers, number
