"""What every service call is tried on: a survey of some organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.services import access, contacting
from surveyapp.services.contacting import WavePlan
from tests.surveyapp.stage import NOW, Stage


@dataclass(frozen=True)
class Scene:
    """A survey of some organisation, somebody else's account, and a folder for files."""

    session: Session
    stage: Stage
    folder: Path
    other: UUID

    @property
    def round_id(self) -> UUID:
        return self.stage.round_ids[0]

    @property
    def ids(self) -> tuple[Session, UUID, UUID]:
        return self.session, self.stage.survey_id, self.round_id


def planned_wave(scene: Scene) -> UUID:
    """A message that somebody planned, on a day of its own."""
    actor = access.actor_of(scene.session)
    access.act_as(scene.session, access.OPERATOR)
    there = len(contacting.waves_of(*scene.ids))
    plan = WavePlan("reminder" if there else "invitation", date(2026, 3, 10 + there), {})
    made = contacting.plan_wave(*scene.ids, plan, NOW)
    access.act_as(scene.session, actor)
    return made
