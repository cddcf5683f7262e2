"""What those who answer together say about a question. It never leaves them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Comment, Response
from surveyapp.models.errors import AlreadySubmittedError, NotFoundError, WrongPrivacyError
from surveyapp.models.ids import ResponseKey, uuid7
from surveyapp.models.transactions import writing

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a colleague by her assignment, or the coordinator (None)."""

    name: str
    assignment_id: UUID | None


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment; `field` is the question's, or empty for the answer as a whole."""

    id: UUID
    field: str
    author: str
    assignment_id: UUID | None
    text: str
    created_at: datetime


def comment(session: Session, key: ResponseKey, field: str, text: str, *, writer: Writer, now: datetime) -> None:
    """Add a comment; the same words by the same person at the same question are one comment (a second click)."""
    words = text.replace("\x00", "").strip()[:LONGEST]
    if not words:
        return
    with writing(session):
        response = session.get(Response, (key.survey_id, key.id), with_for_update=True, populate_existing=True)
        if response is None:
            raise NotFoundError("There is no such response.")
        if response.privacy != "identified":
            raise WrongPrivacyError("Only those who answer together for a public body have comments.")
        if response.reference is not None:
            raise AlreadySubmittedError(response.reference)
        last = session.scalars(
            select(Comment)
            .where(Comment.survey_id == key.survey_id, Comment.response_id == key.id, Comment.field == field)
            .order_by(Comment.id.desc())
            .limit(1)
        ).one_or_none()
        if last is not None and (last.text, last.assignment_id) == (words, writer.assignment_id):
            return
        session.add(
            Comment(
                survey_id=key.survey_id,
                id=uuid7(),
                privacy=response.privacy,
                response_id=key.id,
                field=field,
                assignment_id=writer.assignment_id,
                author=writer.name[:100],
                text=words,
                created_at=now,
            )
        )


def uncomment(session: Session, key: ResponseKey, comment_id: UUID, writer: Writer) -> None:
    """Take out a comment: her own, or any if the coordinator asks. What is gone already stays gone."""
    with writing(session):
        found = session.get(Comment, (key.survey_id, comment_id))
        if found is None or found.response_id != key.id:
            return
        if writer.assignment_id is not None and found.assignment_id != writer.assignment_id:
            raise NotFoundError("Only who wrote a comment, and the coordinator, may take it out.")
        session.delete(found)


def comments(session: Session, key: ResponseKey) -> tuple[Remark, ...]:
    """Every comment on the draft, oldest first."""
    rows = session.scalars(
        select(Comment)
        .where(Comment.survey_id == key.survey_id, Comment.response_id == key.id)
        .order_by(Comment.created_at, Comment.id)
    )
    return tuple(Remark(row.id, row.field, row.author, row.assignment_id, row.text, row.created_at) for row in rows)
