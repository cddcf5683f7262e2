"""How many answers the open link of an anonymous round takes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import Invitation, Response
from surveyapp.models.errors import NotFoundError
from surveyapp.services import access


@dataclass(frozen=True, slots=True)
class Quota:
    """How many answers an open link takes, none for no limit, and how many are handed in."""

    most: int | None
    used: int


def quota_of(session: Session, survey_id: UUID, round_id: UUID) -> Quota | None:
    """The quota of the round's open link; none before there is such a link."""
    access.survey(session, "respondents.invite", survey_id)
    link = _open_link(session, survey_id, round_id)
    if link is None:
        return None
    handed_in = select(func.count()).where(
        Response.survey_id == survey_id, Response.round_id == round_id, Response.state == "submitted"
    )
    return Quota(link.quota, session.scalar(handed_in) or 0)


def set_quota(session: Session, survey_id: UUID, round_id: UUID, most: int | None) -> None:
    """Let the open link take so many answers, or with none, as many as come; the link itself stays."""
    with access.changing_survey(session, "respondents.invite", survey_id, quota=most):
        link = _open_link(session, survey_id, round_id)
        if link is None:
            raise NotFoundError("The round has no open link yet. Make it with: surveyapp invite SURVEY ROUND")
        link.quota = most


def _open_link(session: Session, survey_id: UUID, round_id: UUID) -> Invitation | None:
    return session.scalars(
        select(Invitation)
        .where(Invitation.survey_id == survey_id, Invitation.round_id == round_id, Invitation.participant_id.is_(None))
        .with_for_update()
    ).one_or_none()
