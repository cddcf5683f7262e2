"""Contact data of a response: opened for its own pages, sealed when it is kept, never among the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from surveyapp.models import Contact
from surveyapp.models.contacts import place_of
from surveyapp.models.deletion import contacts_go_on
from surveyapp.models.ids import ResponseKey
from surveyapp.models.surveys import Privacy
from surveyapp.models.vault import vault_of

GIVEN = True
"""Stands among the answers and in the revisions for words that must not be there, so that what hangs on them is still
known to be asked. No words are equal to it: a form from before a change of contact data is asked about, since nobody
can tell any more whether the person left it as it was."""


def veiled(answers: Mapping[str, Any], questions: Iterable[str]) -> dict[str, Any]:
    """An answers document, with `GIVEN` for the words of these contact questions."""
    return {**answers, **{question_id: GIVEN for question_id in questions if question_id in answers}}


def veiled_changes(changes: Mapping[str, list[Any]], questions: Collection[str]) -> dict[str, list[Any]]:
    """What a revision may tell: of contact data, whether there was something before and after."""
    return {
        field: [None if given is None else GIVEN for given in both] if field in questions else both
        for field, both in changes.items()
    }


def opened(session: Session, key: ResponseKey) -> dict[str, str]:
    """The response's contact data, question id -> words."""
    rows = session.execute(select(Contact.question_id, Contact.sealed).where(*_of(key))).all()
    vault = vault_of(session) if rows else None
    return {name: vault.open(sealed, place_of(key.survey_id, key.id, name)) for name, sealed in rows if vault}


def keep(
    session: Session, key: ResponseKey, given: Mapping[str, str | None], *, privacy: Privacy, closes_on: date
) -> None:
    """Seal the words given to each question in place of those that were there; None takes them out."""
    if not given:
        return
    session.execute(delete(Contact).where(*_of(key), Contact.question_id.in_(given)))
    goes = contacts_go_on(session, key.survey_id, closes_on)
    rows = [
        {
            "survey_id": key.survey_id,
            "response_id": key.id,
            "question_id": question_id,
            "privacy": privacy,
            "sealed": vault_of(session).seal(words, place_of(key.survey_id, key.id, question_id)),
            "destroy_on": goes,
        }
        for question_id, words in given.items()
        if words is not None
    ]
    if rows:
        session.execute(insert(Contact), rows)


def keep_only(session: Session, key: ResponseKey, questions: Collection[str]) -> None:
    """Take out all but these: a question that routing hides was never asked."""
    session.execute(delete(Contact).where(*_of(key), Contact.question_id.not_in(questions)))


def _of(key: ResponseKey) -> tuple[ColumnElement[bool], ...]:
    return Contact.survey_id == key.survey_id, Contact.response_id == key.id
