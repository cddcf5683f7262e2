"""Who is written to about a round."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from surveyapp.models import Dispatch, Invitation, Recipient, Response, Wave
from surveyapp.models.reaching import WaveKind


def in_round(survey_id: UUID, round_id: UUID) -> Any:
    """A query for the recipients of a round: of its invited participants, or all of an anonymous survey."""
    invited = select(Invitation.participant_id).where(
        Invitation.survey_id == survey_id, Invitation.round_id == round_id, Invitation.participant_id.is_not(None)
    )
    return select(Recipient).where(
        Recipient.survey_id == survey_id,
        Recipient.participant_id.is_(None) | Recipient.participant_id.in_(invited),
    )


def reachable(recipient: Any, round_id: Any, kind: WaveKind) -> tuple[Any, ...]:
    """What holds for those who get a message of this kind; nobody is invited to a round twice."""
    wanted = recipient.stopped_on.is_(None), recipient.bounced_on.is_(None), ~answered(recipient, round_id)
    return (*wanted, ~_invited(recipient, round_id)) if kind == "invitation" else wanted


def answered(recipient: Any, round_id: Any) -> Any:
    """Whether the recipient's participant has handed in."""
    return exists().where(
        Response.survey_id == recipient.survey_id,
        Response.participant_id == recipient.participant_id,
        Response.round_id == round_id,
        Response.state == "submitted",
    )


def _invited(recipient: Any, round_id: Any) -> Any:
    return exists().where(
        Dispatch.survey_id == recipient.survey_id,
        Dispatch.recipient_id == recipient.id,
        Wave.survey_id == Dispatch.survey_id,
        Wave.id == Dispatch.wave_id,
        Wave.round_id == round_id,
        Wave.kind == "invitation",
    )
