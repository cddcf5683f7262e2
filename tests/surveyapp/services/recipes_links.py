"""What is done with the open link of an anonymous round."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Round, Survey
from surveyapp.services import access, inviting, surveying
from surveyapp.services.surveying import RoundPlan
from tests.surveyapp.stage import KEY, NOW

if TYPE_CHECKING:
    from tests.surveyapp.services.scene import Scene


def anonymous(scene: Scene) -> tuple[Session, UUID, UUID]:
    """An anonymous round of the scene's organisation, with the open link that the operator made."""
    session, stage = scene.session, scene.stage
    actor = session.info.get("actor")
    access.act_as(session, access.OPERATOR)
    survey_id = session.scalar(select(Survey.id).where(Survey.privacy == "anonymous"))
    if survey_id is None:
        survey_id = surveying.create_survey(
            session,
            stage.organisation_id,
            stage.questionnaire_id,
            title="Anonym",
            privacy="anonymous",
            synthetic=False,
            now=NOW,
        ).id
        made = surveying.add_round(session, survey_id, RoundPlan(stage.version_id, "Start", NOW.date(), NOW.date()))
        inviting.open_link(session, survey_id, made.id, KEY)
    round_id = session.scalars(select(Round.id).where(Round.survey_id == survey_id)).one()
    session.info["actor"] = actor
    return session, survey_id, round_id


INVITES: tuple[Callable[[Scene], object], ...] = (
    lambda scene: inviting.open_link(*anonymous(scene), KEY),
    lambda scene: inviting.tell_links(*anonymous(scene), [], key=KEY, now=NOW),
    lambda scene: inviting.quota_of(*anonymous(scene)),
    lambda scene: inviting.set_quota(*anonymous(scene), 5),
)
