"""Participants, their own links into a round, and the open link of an anonymous round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import Invitation, Organisation, Participant, Response, Round, Survey
from surveyapp.models.errors import (
    DuplicateKeyError,
    ExpiredTokenError,
    NotFoundError,
    RoundNotOpenError,
    UnknownTokenError,
    WrongPrivacyError,
)
from surveyapp.models.ids import InvitationKey, ResponseKey, norwegian_date, uuid7
from surveyapp.models.surveys import Privacy
from surveyapp.models.tokens import new_token, token_code
from surveyapp.models.transactions import writing
from surveyapp.models.versions import questionnaire_of


@dataclass(frozen=True, slots=True)
class Issued:
    """A link's secret, told this once: only its code is stored."""

    key: InvitationKey
    participant_key: str | None
    token: str


@dataclass(frozen=True, slots=True)
class Invited:
    """What a person meets behind a link; `response` is there when this participant has begun."""

    key: InvitationKey
    owner: str
    survey_title: str
    round_label: str
    closes_on: date
    privacy: Privacy
    synthetic: bool
    participant_label: str | None
    questionnaire: Questionnaire
    response: ResponseKey | None
    submitted: bool


def add_participants(session: Session, survey_id: UUID, labels: Mapping[str, str]) -> dict[str, UUID]:
    """Add participants, key (municipality number, course reference) -> label; returns key -> id."""
    with writing(session):
        survey = _survey(session, survey_id)
        if survey.privacy == "anonymous":
            raise WrongPrivacyError("An anonymous survey has no participants. Give out its open link.")
        taken = session.scalars(
            select(Participant.key).where(Participant.survey_id == survey_id, Participant.key.in_(labels))
        ).all()
        if taken:
            raise DuplicateKeyError(f"These participants are in the survey already: {', '.join(sorted(taken))}.")
        added = [
            Participant(survey_id=survey_id, privacy=survey.privacy, key=key, label=label)
            for key, label in labels.items()
        ]
        session.add_all(added)
        session.flush()
        return {participant.key: participant.id for participant in added}


def invite(
    session: Session,
    survey_id: UUID,
    round_id: UUID,
    participant_ids: list[UUID],
    key: bytes,
    *,
    expires_on: date | None = None,
) -> list[Issued]:
    """A fresh link for each participant, in the order given; the one they had before stops working."""
    with writing(session):
        _round(session, survey_id, round_id)
        people = {
            person.id: person
            for person in session.scalars(
                select(Participant).where(Participant.survey_id == survey_id, Participant.id.in_(participant_ids))
            )
        }
        earlier = {
            invitation.participant_id: invitation
            for invitation in session.scalars(
                select(Invitation)
                .where(
                    Invitation.survey_id == survey_id,
                    Invitation.round_id == round_id,
                    Invitation.participant_id.in_(participant_ids),
                )
                .with_for_update()
            )
        }
        issued = []
        for participant_id in participant_ids:
            if participant_id not in people:
                raise NotFoundError(f"Survey {survey_id} has no participant {participant_id}.")
            person = people[participant_id]
            invitation = earlier.get(participant_id) or Invitation(
                survey_id=survey_id,
                id=uuid7(),
                privacy=person.privacy,
                round_id=round_id,
                participant_id=participant_id,
            )
            issued.append(_issue(session, invitation, person.key, key, expires_on))
    return issued


def open_link(session: Session, survey_id: UUID, round_id: UUID, key: bytes) -> Issued:
    """A fresh link for anyone to answer an anonymous round; the round's earlier one stops working."""
    with writing(session):
        survey = _survey(session, survey_id)
        _round(session, survey_id, round_id)
        if survey.privacy != "anonymous":
            raise WrongPrivacyError("Only an anonymous survey has an open link. Invite its participants one by one.")
        invitation = session.scalars(
            select(Invitation)
            .where(Invitation.survey_id == survey_id, Invitation.round_id == round_id)
            .with_for_update()
        ).one_or_none() or Invitation(survey_id=survey_id, id=uuid7(), privacy="anonymous", round_id=round_id)
        return _issue(session, invitation, None, key, None)


def find(session: Session, token: str, key: bytes, now: datetime) -> Invited:
    """What is behind a link; changes nothing, since mail scanners open links too."""
    # The outer joins may give None, which their types don't tell.
    row: Any = session.execute(
        select(Invitation, Round, Survey, Organisation.name, Participant.label, Response)
        .join(Round, (Round.survey_id == Invitation.survey_id) & (Round.id == Invitation.round_id))
        .join(Survey, Survey.id == Invitation.survey_id)
        .join(Organisation, Organisation.id == Survey.organisation_id)
        .outerjoin(
            Participant,
            (Participant.survey_id == Invitation.survey_id) & (Participant.id == Invitation.participant_id),
        )
        .outerjoin(
            Response,
            (Response.survey_id == Invitation.survey_id)
            & (Response.round_id == Invitation.round_id)
            & (Response.participant_id == Invitation.participant_id),
        )
        .where(Invitation.token_code == token_code(token, key))
    ).one_or_none()
    if row is None:
        raise UnknownTokenError("No invitation has this token. Use the whole link, or ask for a new one.")
    invitation, asked, survey, owner, participant_label, response = row
    today = norwegian_date(now)
    _require_open(asked, invitation, today)
    return Invited(
        key=InvitationKey(invitation.survey_id, invitation.id),
        owner=owner,
        survey_title=survey.title,
        round_label=asked.label,
        closes_on=asked.closes_on,
        privacy=survey.privacy,
        synthetic=survey.synthetic,
        participant_label=participant_label,
        questionnaire=questionnaire_of(session, asked.version_id),
        response=None if response is None else ResponseKey(survey.id, response.id),
        submitted=response is not None and response.state == "submitted",
    )


def _require_open(asked: Round, invitation: Invitation, today: date) -> None:
    state = asked.state_on(today)
    if state == "planned":
        raise RoundNotOpenError(asked.opens_on)
    if state == "closed":
        raise ExpiredTokenError(f"The round {asked.label!r} is over and takes no more answers.")
    if invitation.expires_on is not None and today > invitation.expires_on:
        raise ExpiredTokenError(f"The invitation ran out on {invitation.expires_on}. Ask for a new one.")


def _issue(
    session: Session, invitation: Invitation, participant_key: str | None, key: bytes, expires_on: date | None
) -> Issued:
    token = new_token()
    invitation.token_code = token_code(token, key)
    invitation.expires_on = expires_on
    session.add(invitation)
    return Issued(InvitationKey(invitation.survey_id, invitation.id), participant_key, token)


def _survey(session: Session, survey_id: UUID) -> Survey:
    survey = session.get(Survey, survey_id)
    if survey is None:
        raise NotFoundError(f"There is no survey {survey_id}.")
    return survey


def _round(session: Session, survey_id: UUID, round_id: UUID) -> Round:
    found = session.get(Round, (survey_id, round_id), with_for_update=True)
    if found is None:
        raise NotFoundError(f"Survey {survey_id} has no round {round_id}.")
    return found
