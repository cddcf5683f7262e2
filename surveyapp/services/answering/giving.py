"""Saving answers one by one as they are given, by the rules that a whole page is saved by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from questionnaires.answers import Answer
from questionnaires.definition import Page
from surveyapp.models.ids import ResponseKey
from surveyapp.models.transactions import writing
from surveyapp.services.answering.drafts import Draft, load
from surveyapp.services.answering.merging import Conflict, Known, as_fields, at_base, merge
from surveyapp.services.answering.saving import wrong_fields
from surveyapp.services.answering.storing import fields_on, later_changes, page_of, store


@dataclass(frozen=True, slots=True)
class Given:
    """Some fields of one page: `answers` is a document with the whole of the questions that they belong to.

    `revision`: the one that the page was made from. `known`: what the browser knows of these fields beyond that.
    """

    fields: frozenset[str]
    answers: Mapping[str, Answer]
    revision: int
    known: Known


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the fields: `unsaved` are not right yet; those in conflict keep what somebody else wrote."""

    draft: Draft
    unsaved: frozenset[str]
    conflicts: tuple[Conflict, ...]


def save_fields(
    session: Session, key: ResponseKey, page_id: str, read: Callable[[Draft, Page], Given], *, now: datetime
) -> Kept:
    """Save some fields of a page and leave all others alone.

    Raises what `open_draft` raises, and `UnknownAnswerError` for what our form cannot send.
    """
    with writing(session):
        draft = load(session, key, now=now, lock=True)
        page = page_of(draft, page_id)
        given = read(draft, page)
        wrong = wrong_fields(draft, page, given.answers)
        theirs = fields_on(draft, page)
        base = at_base(theirs, later_changes(session, draft, given.revision))
        unsaved = frozenset(field for field in given.fields if wrong & {field, field.partition(".")[0]})
        mine = as_fields(given.answers)
        merged = merge(sorted(given.fields - unsaved), base=base, mine=mine, theirs=theirs, known=given.known)
        stored, number = store(session, draft, page, theirs, merged.changes)
    after = draft.saved(draft.route.again(stored, page_id), number)
    return Kept(after, unsaved, merged.conflicts)
