"""What is done by each action on courses: real calls, with what they need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from surveyapp.models import Course, Organisation, Programme, Round, Survey
from surveyapp.services import access, coursing, publishing
from surveyapp.services.access import Action
from tests.surveyapp.stage import KEY, NOW, psfs
from tests.surveyapp.wards import ASSESSED

if TYPE_CHECKING:
    from tests.surveyapp.services.scene import Scene


def place(scene: Scene) -> tuple[Session, UUID, UUID]:
    """A course of the scene's organisation, which the operator has made a unit with courses."""
    session, unit_id = scene.session, scene.stage.organisation_id
    actor = session.info.get("actor")
    access.act_as(session, access.OPERATOR)
    programme = select(Survey.id).join(Programme, Programme.survey_id == Survey.id)
    survey_id = session.scalar(programme.where(Survey.organisation_id == unit_id))
    if survey_id is None:
        unit = session.get_one(Organisation, unit_id)
        unit.kind = "unit"
        session.commit()
        version = publishing.publish(session, unit, psfs(), NOW)
        survey_id = coursing.take_up(session, unit_id, version.id, NOW).id
        coursing.assess(session, survey_id, ASSESSED, NOW)
    participant_id = session.scalar(select(Course.participant_id).where(Course.survey_id == survey_id))
    made = participant_id or coursing.open_course(session, survey_id, NOW.date(), NOW)
    session.info.clear()
    if actor is not None:
        access.act_as(session, actor)
    return session, survey_id, made


def take_up(scene: Scene) -> None:
    coursing.take_up(scene.session, scene.stage.organisation_id, scene.stage.version_id, NOW)


def assess(scene: Scene) -> None:
    session, survey_id, _made = place(scene)
    session.execute(update(Survey).where(Survey.id == survey_id).values(assessment=""))
    session.commit()
    coursing.assess(session, survey_id, ASSESSED, NOW)


def rounds(scene: Scene) -> tuple[Session, UUID, UUID, UUID]:
    session, survey_id, made = place(scene)
    found = session.scalars(select(Round.id).where(Round.survey_id == survey_id, Round.number == 1)).one()
    return session, survey_id, made, found


DOES: Mapping[Action, tuple[Callable[[Scene], object], ...]] = {
    "course.see": (
        lambda scene: coursing.board(*place(scene)[:2], NOW),
        lambda scene: coursing.course(*place(scene)),
        lambda scene: coursing.find_code(*place(scene)[:2], ""),
    ),
    "course.open": (lambda scene: coursing.open_course(*place(scene)[:2], NOW.date(), NOW), assess),
    "course.change": (
        lambda scene: coursing.ask(*rounds(scene), key=KEY, now=NOW),
        lambda scene: coursing.link_out(*rounds(scene), key=KEY, now=NOW),
        lambda scene: coursing.change_dates(*place(scene), dates={}, note=""),
        lambda scene: coursing.leave_out(*rounds(scene), "forgotten"),
        lambda scene: coursing.take_back(*rounds(scene)),
        lambda scene: coursing.code_activities(*place(scene), {}),
        lambda scene: coursing.erase(*place(scene)),
    ),
    "coverage.see": (lambda scene: coursing.coverage(scene.session, scene.stage.organisation_id),),
}
