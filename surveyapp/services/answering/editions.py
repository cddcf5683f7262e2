"""A public body's answer is signed when it is handed in, and corrected only as a new edition with a reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from surveyapp.models import Approval, Assignment, Response, Round
from surveyapp.models.answers import ResponseState
from surveyapp.models.errors import (
    NotFoundError,
    NotSubmittedError,
    RoundClosedError,
    SomebodyElseSignsError,
    UnsignedError,
    WrongPrivacyError,
)
from surveyapp.models.ids import ResponseKey, norwegian_date, uuid7
from surveyapp.models.transactions import writing
from surveyapp.services.answering.drafts import Draft


@dataclass(frozen=True, slots=True)
class Signature:
    """Who answers for the whole of it, as typed; `assignment_id`: the link that she was asked by, if any."""

    name: str
    title: str
    assignment_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a public body's answer to a round, and who signed it."""

    key: ResponseKey
    number: int
    state: ResponseState
    reason: str
    reference: str | None
    submitted_on: date | None
    name: str
    title: str
    signed_at: datetime | None
    sha256: str


def require_right_to_sign(session: Session, draft: Draft, signature: Signature | None) -> None:
    """Nobody but the approver signs once an approver was asked; raises `SomebodyElseSignsError`."""
    asked = session.scalars(
        select(Assignment.id).where(
            Assignment.survey_id == draft.key.survey_id,
            Assignment.response_id == draft.key.id,
            Assignment.kind == "approve",
            Assignment.state != "revoked",
        )
    ).all()
    if asked and (signature is None or signature.assignment_id not in asked):
        raise SomebodyElseSignsError("An approver was asked. Take that back first, or let the approver sign.")
    if not asked and signature is not None and signature.assignment_id is not None:
        raise NotFoundError("The link of this approver was taken back.")
    if signature is not None and not (signature.name.strip() and signature.title.strip()):
        raise UnsignedError("Write the name and title of who answers for it.")


def make_way(session: Session, draft: Draft) -> None:
    """Let the edition that counted until now be replaced by this one."""
    session.execute(
        update(Response)
        .where(
            Response.survey_id == draft.key.survey_id,
            Response.participant_id == draft.participant_id,
            Response.round_id == draft.round_id,
            Response.state == "submitted",
        )
        .values(state="replaced")
        .execution_options(synchronize_session=False)
    )


def sign(session: Session, draft: Draft, signature: Signature, now: datetime) -> None:
    """Write who answers for it, with the fingerprint of what was signed."""
    session.execute(
        insert(Approval).values(
            survey_id=draft.key.survey_id,
            response_id=draft.key.id,
            privacy=draft.privacy,
            name=signature.name.strip()[:100],
            title=signature.title.strip()[:100],
            signed_at=now,
            sha256=fingerprint(draft.answers),
        )
    )
    if signature.assignment_id is not None:
        session.execute(
            update(Assignment)
            .where(Assignment.survey_id == draft.key.survey_id, Assignment.id == signature.assignment_id)
            .values(state="done", changed_at=now)
            .execution_options(synchronize_session=False)
        )


def fingerprint(answers: Mapping[str, Any]) -> str:
    """SHA-256 of the answers as JSON, with sorted keys and no spaces: what an archive can work out again."""
    text = json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def correct(session: Session, key: ResponseKey, reason: str, now: datetime) -> ResponseKey:
    """Begin a new edition of what was signed, with its answers; the signed one counts until the new one is signed.

    Twice begins one. Raises `NotSubmittedError`, `RoundClosedError`, `UnsignedError` without a reason.
    """
    words = reason.strip()[:500]
    if not words:
        raise UnsignedError("A correction needs a reason.")
    with writing(session):
        signed = session.get(Response, (key.survey_id, key.id), with_for_update=True, populate_existing=True)
        if signed is None or signed.participant_id is None:
            raise NotFoundError("There is no such response.")
        if signed.privacy != "identified":
            raise WrongPrivacyError("Only a public body corrects an answer.")
        asked = session.get_one(Round, (key.survey_id, signed.round_id))
        today = norwegian_date(now)
        if asked.state_on(today) != "open":
            raise RoundClosedError(asked.closes_on)
        newest = session.scalars(_all_editions(signed).order_by(Response.edition.desc()).limit(1)).one()
        if newest.state == "draft" and newest.edition > 1:
            return ResponseKey(key.survey_id, newest.id)
        if newest.state != "submitted":
            raise NotSubmittedError("Only what was handed in can be corrected.")
        new_id = uuid7()
        session.add(
            Response(
                survey_id=key.survey_id,
                id=new_id,
                privacy=newest.privacy,
                synthetic=newest.synthetic,
                round_id=newest.round_id,
                participant_id=newest.participant_id,
                answers=dict(newest.answers),
                carried=dict(newest.carried),
                earlier=dict(newest.earlier),
                edition=newest.edition + 1,
                reason=words,
                started_on=today,
                started_at=now,
            )
        )
    return ResponseKey(key.survey_id, new_id)


def editions(session: Session, key: ResponseKey) -> tuple[Edition, ...]:
    """Every edition of this answer, the newest first."""
    one = session.get(Response, (key.survey_id, key.id))
    if one is None:
        raise NotFoundError("There is no such response.")
    found = session.scalars(_all_editions(one).order_by(Response.edition.desc())).all()
    signed = {
        approval.response_id: approval
        for approval in session.scalars(
            select(Approval).where(
                Approval.survey_id == key.survey_id, Approval.response_id.in_([each.id for each in found])
            )
        )
    }
    return tuple(_edition(each, signed.get(each.id)) for each in found)


def _edition(row: Response, approval: Approval | None) -> Edition:
    return Edition(
        ResponseKey(row.survey_id, row.id),
        row.edition,
        row.state,
        row.reason,
        row.reference,
        row.submitted_on,
        name=approval.name if approval else "",
        title=approval.title if approval else "",
        signed_at=approval.signed_at if approval else None,
        sha256=approval.sha256 if approval else "",
    )


def _all_editions(one: Response) -> Any:
    return select(Response).where(
        Response.survey_id == one.survey_id,
        Response.participant_id == one.participant_id,
        Response.round_id == one.round_id,
    )
