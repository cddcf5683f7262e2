"""Letters: who is written to in a round, and the links that go into the envelopes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from questionnaires.definition import Questionnaire
from surveyapp.models import Invitation, Organisation, Participant, Response, Round, Survey
from surveyapp.models.errors import NotFoundError, RoundClosedError, SurveyAppError
from surveyapp.models.ids import norwegian_date
from surveyapp.models.surveys import OVER, Privacy
from surveyapp.models.versions import questionnaire_of
from surveyapp.services import access
from surveyapp.services.inviting.links import Issued, invite, open_link, tell_links


class NobodyToWriteToError(SurveyAppError):
    """Nobody is invited to the round, or all have handed in."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """A participant who is invited and has not handed in."""

    id: UUID
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What the letters of a round say; `issued` is empty while they are only planned.

    An anonymous round has no addressees, and one link for all.
    """

    owner: str
    survey_title: str
    round_label: str
    closes_on: date
    privacy: Privacy
    synthetic: bool
    questionnaire: Questionnaire
    addressees: tuple[Addressee, ...]
    issued: tuple[Issued, ...] = ()


def plan_letters(session: Session, survey_id: UUID, round_id: UUID, now: datetime) -> Batch:
    """Who would be written to, and about what; changes nothing. Raises `NotFoundError` or `RoundClosedError`."""
    access.survey(session, "respondents.invite", survey_id)
    row: Any = session.execute(
        select(Round, Survey, Organisation.name)
        .join(Survey, Survey.id == Round.survey_id)
        .join(Organisation, Organisation.id == Survey.organisation_id)
        .where(Round.survey_id == survey_id, Round.id == round_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"Survey {survey_id} has no round {round_id}.")
    asked, survey, owner = row
    if asked.state_on(norwegian_date(now)) in OVER:
        raise RoundClosedError(asked.closes_on if asked.closed_at is None else norwegian_date(asked.closed_at))
    return Batch(
        owner=owner,
        survey_title=survey.title,
        round_label=asked.label,
        closes_on=asked.closes_on,
        privacy=survey.privacy,
        synthetic=survey.synthetic,
        questionnaire=questionnaire_of(session, asked.version_id),
        addressees=tuple(_waited_for(session, survey_id, round_id)),
    )


def issue_letters(
    session: Session, survey_id: UUID, round_id: UUID, key: bytes, now: datetime, *, fresh: bool = False
) -> Batch:
    """The letters, with the links that mail has too; `fresh`: with new ones, and those from before stop working.

    Raises what `plan_letters` raises, and `NobodyToWriteToError`.
    """
    planned = plan_letters(session, survey_id, round_id, now)
    people = [each.id for each in planned.addressees]
    if planned.privacy == "anonymous" and fresh:
        issued: Sequence[Issued] = [open_link(session, survey_id, round_id, key)]
    elif people and fresh:
        issued = invite(session, survey_id, round_id, people, key)
    elif people or planned.privacy == "anonymous":
        issued = tell_links(session, survey_id, round_id, people, key=key, now=now)
    else:
        raise NobodyToWriteToError(
            f"Nobody who is invited to {planned.round_label!r} is left to write to. Invite with: surveyapp invite."
        )
    return replace(planned, issued=tuple(issued))


def _waited_for(session: Session, survey_id: UUID, round_id: UUID) -> list[Addressee]:
    handed_in = exists().where(
        Response.survey_id == Invitation.survey_id,
        Response.round_id == Invitation.round_id,
        Response.participant_id == Invitation.participant_id,
        Response.state == "submitted",
    )
    invited = (
        select(Participant.id, Participant.key, Participant.label)
        .join(
            Invitation,
            (Invitation.survey_id == Participant.survey_id) & (Invitation.participant_id == Participant.id),
        )
        .where(Invitation.survey_id == survey_id, Invitation.round_id == round_id, ~handed_in)
        .order_by(Participant.key)
    )
    return [Addressee(*row) for row in session.execute(invited)]
