"""Handing pages of a draft to colleagues, each by a link of her own that can be replaced and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Assignment, Organisation, Participant, Response, Round, Survey
from surveyapp.models.answers import ResponseState
from surveyapp.models.deletion import contacts_go_on
from surveyapp.models.errors import (
    AlreadySubmittedError,
    NotFoundError,
    RoundClosedError,
    UnknownAnswerError,
    UnknownTokenError,
    WrongPrivacyError,
)
from surveyapp.models.ids import ResponseKey, norwegian_date, uuid7
from surveyapp.models.looks import Branding, look_of
from surveyapp.models.sharing import AssignmentKind, AssignmentState, place_of
from surveyapp.models.surveys import OVER
from surveyapp.models.tokens import new_token, token_code
from surveyapp.models.transactions import writing
from surveyapp.models.vault import vault_of
from surveyapp.models.versions import questionnaire_of

MOST = 60
"""Links to one draft; more than one answer ever needs, and few enough to read on one page."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What one colleague was asked to do with a draft."""

    key: ResponseKey
    id: UUID
    kind: AssignmentKind
    label: str
    pages: tuple[str, ...]
    state: AssignmentState
    changed_at: datetime
    reachable: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link's secret, told this once, and where to send it if an address was given."""

    id: UUID
    label: str
    kind: AssignmentKind
    token: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a colleague meets behind a link."""

    handed: Handed
    owner: str
    look: Branding
    survey_title: str
    participant: str
    closes_on: date
    synthetic: bool
    version_id: UUID
    state: ResponseState


@dataclass(frozen=True, slots=True)
class Request:
    """Whom the coordinator asks, for which pages; an approver is asked for all of it."""

    label: str
    address: str | None
    kind: AssignmentKind = "contribute"
    pages: Sequence[str] = ()


def hand_out(session: Session, key: ResponseKey, wanted: Request, *, token_key: bytes, now: datetime) -> Link:
    """Ask a colleague to answer these pages, or to approve the whole answer."""
    with writing(session):
        response, closes_on = _draft(session, key)
        if response.privacy != "identified":
            raise WrongPrivacyError("Only a public body that answers in its own name shares an answer by links.")
        asked = session.get_one(Round, (key.survey_id, response.round_id))
        known = questionnaire_of(session, asked.version_id).page_numbers
        strange = [page for page in wanted.pages if page not in known]
        if strange or not wanted.label.strip() or (wanted.kind == "contribute" and not wanted.pages):
            raise UnknownAnswerError("A colleague needs a name and pages of the questionnaire.")
        held = session.scalars(_of(key)).all()
        if len(held) >= MOST:
            raise UnknownAnswerError(f"{MOST} links were made already. Send one of them again.")
        token, assignment_id, label, address = new_token(), uuid7(), wanted.label.strip()[:100], wanted.address
        session.add(
            Assignment(
                survey_id=key.survey_id,
                id=assignment_id,
                privacy=response.privacy,
                response_id=key.id,
                kind=wanted.kind,
                label=label,
                sealed=vault_of(session).seal(address, place_of(key.survey_id, assignment_id)) if address else None,
                destroy_on=contacts_go_on(session, key.survey_id, closes_on) if address else None,
                pages=list(dict.fromkeys(wanted.pages)) if wanted.kind == "contribute" else [],
                token_code=token_code(token, token_key),
                state="asked",
                changed_at=now,
            )
        )
    return Link(assignment_id, label, wanted.kind, token, address)


def renew(session: Session, key: ResponseKey, assignment_id: UUID, *, token_key: bytes, now: datetime) -> Link:
    """A fresh link in place of the one that was sent, which stops working; also for what was taken back."""
    with writing(session):
        _draft(session, key)
        assignment = _assignment(session, key, assignment_id)
        token = new_token()
        assignment.token_code = token_code(token, token_key)
        assignment.state, assignment.changed_at = "asked", now
        address = None
        if assignment.sealed is not None:
            address = vault_of(session).open(assignment.sealed, place_of(key.survey_id, assignment_id))
        return Link(assignment_id, assignment.label, assignment.kind, token, address)


def take_back(session: Session, key: ResponseKey, assignment_id: UUID, now: datetime) -> None:
    """End the link at once; what the colleague answered stays."""
    with writing(session):
        assignment = _assignment(session, key, assignment_id)
        assignment.state, assignment.changed_at = "revoked", now


def finish(session: Session, key: ResponseKey, assignment_id: UUID, now: datetime, *, done: bool) -> None:
    """Note that the colleague is done with her part, or that she is not after all."""
    with writing(session):
        _draft(session, key)
        assignment = _assignment(session, key, assignment_id)
        if assignment.state == "revoked":
            raise NotFoundError("The link was taken back.")
        assignment.state, assignment.changed_at = "done" if done else "asked", now


def find(session: Session, token: str, token_key: bytes, now: datetime) -> Offer:
    """What is behind a colleague's link; changes nothing, since mail scanners open links too."""
    row: Any = session.execute(
        select(Assignment, Response.state, Round, Survey, Organisation.name, Participant.label)
        .join(Response, (Response.survey_id == Assignment.survey_id) & (Response.id == Assignment.response_id))
        .join(Round, (Round.survey_id == Response.survey_id) & (Round.id == Response.round_id))
        .join(Survey, Survey.id == Response.survey_id)
        .join(Organisation, Organisation.id == Survey.organisation_id)
        .join(Participant, (Participant.survey_id == Response.survey_id) & (Participant.id == Response.participant_id))
        .where(Assignment.token_code == token_code(token, token_key), Assignment.state != "revoked")
    ).one_or_none()
    if row is None:
        raise UnknownTokenError("No colleague has this link. Use the whole link, or ask the coordinator for a new one.")
    assignment, state, asked, survey, owner, participant = row
    if state == "draft" and asked.state_on(norwegian_date(now)) in OVER:
        raise RoundClosedError(asked.closes_on)
    return Offer(
        _handed(assignment),
        owner=owner,
        look=look_of(session, survey.id),
        survey_title=survey.title,
        participant=participant,
        closes_on=asked.closes_on,
        synthetic=survey.synthetic,
        version_id=asked.version_id,
        state=state,
    )


def helper(session: Session, key: ResponseKey, assignment_id: UUID) -> Handed | None:
    """What this colleague may do now; nothing once the link was taken back."""
    found = session.get(Assignment, (key.survey_id, assignment_id))
    if found is None or found.response_id != key.id or found.state == "revoked":
        return None
    return _handed(found)


def everyone(session: Session, key: ResponseKey) -> tuple[Handed, ...]:
    """All that was handed out of a draft, in the order it was, with what was taken back."""
    return tuple(_handed(each) for each in session.scalars(_of(key)))


def _of(key: ResponseKey) -> Any:
    here = (Assignment.survey_id == key.survey_id, Assignment.response_id == key.id)
    return select(Assignment).where(*here).order_by(Assignment.id)


def _handed(row: Assignment) -> Handed:
    return Handed(
        ResponseKey(row.survey_id, row.response_id),
        row.id,
        row.kind,
        row.label,
        tuple(row.pages),
        row.state,
        row.changed_at,
        reachable=row.sealed is not None,
    )


def _draft(session: Session, key: ResponseKey) -> tuple[Response, date]:
    """The response, held until the transaction ends, and the round's last day; raises unless it is a draft."""
    response = session.get(Response, (key.survey_id, key.id), with_for_update=True, populate_existing=True)
    if response is None:
        raise NotFoundError("There is no such response.")
    if response.reference is not None:
        raise AlreadySubmittedError(response.reference)
    return response, session.get_one(Round, (key.survey_id, response.round_id)).closes_on


def _assignment(session: Session, key: ResponseKey, assignment_id: UUID) -> Assignment:
    found = session.get(Assignment, (key.survey_id, assignment_id), with_for_update=True, populate_existing=True)
    if found is None or found.response_id != key.id:
        raise NotFoundError("There is no such colleague.")
    return found
