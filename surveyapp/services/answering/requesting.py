"""What staff do for a person who asks to see or take back her answer: found by its reference code, never by a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import Contact, Recall, Response, Revision
from surveyapp.models.errors import UnknownTokenError, WrongPrivacyError
from surveyapp.models.ids import ResponseKey
from surveyapp.models.tokens import reference_of
from surveyapp.services import access
from surveyapp.services.answering.contacts import opened
from surveyapp.services.answering.drafts import Draft, load_any
from surveyapp.services.answering.withdrawing import take_out


@dataclass(frozen=True, slots=True)
class Stored:
    """All that is stored about one answer: the answer with its contact data, and how many rows hang on it.

    `contacts_go_on`: when the contact data is destroyed; None when there is none.
    """

    draft: Draft
    revisions: int
    recalls: int
    contacts: int
    contacts_go_on: date | None


def stored(session: Session, survey_id: UUID, written: str) -> Stored:
    """What there is by this reference code in the survey; the audit log is told that somebody looked.

    Raises `UnknownTokenError`.
    """
    with access.changing_survey(session, "requests.answer", survey_id, request="see"):
        key = _found(session, survey_id, written)
        draft = load_any(session, key, lock=False)
        here = Contact.survey_id == key.survey_id, Contact.response_id == key.id
        rows, last = session.execute(select(func.count(), func.max(Contact.destroy_on)).where(*here)).one()
        return Stored(
            replace(draft, answers=draft.answers | opened(session, key)),
            revisions=_hanging(session, Revision, key),
            recalls=_hanging(session, Recall, key),
            contacts=rows,
            contacts_go_on=last,
        )


def withdraw_for(session: Session, survey_id: UUID, written: str) -> None:
    """Delete it for the person, also after the round is over, as `withdraw` does while it is open.

    Raises `UnknownTokenError`, or `WrongPrivacyError` for a public body's answer, which is corrected instead.
    """
    with access.changing_survey(session, "requests.answer", survey_id, request="withdraw") as survey:
        key = _found(session, survey_id, written)
        if survey.privacy == "identified":
            raise WrongPrivacyError("A public body corrects its answer instead of withdrawing it.")
        take_out(session, key)


def _found(session: Session, survey_id: UUID, written: str) -> ResponseKey:
    here = Response.survey_id == survey_id, Response.reference == reference_of(written)
    response_id = session.scalar(select(Response.id).where(*here))
    if response_id is None:
        raise UnknownTokenError("No answer in this survey has this reference code.")
    return ResponseKey(survey_id, response_id)


def _hanging(session: Session, model: type[Revision | Recall], key: ResponseKey) -> int:
    rows = select(func.count()).select_from(model).where(model.survey_id == key.survey_id, model.response_id == key.id)
    return session.scalar(rows) or 0
