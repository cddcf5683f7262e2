"""What is done by each action on pilots: real calls, with what they need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Pilot
from surveyapp.services import access, piloting
from surveyapp.services.access import Action
from surveyapp.services.piloting import PilotFile
from tests.surveyapp.stage import NOW

if TYPE_CHECKING:
    from tests.surveyapp.services.scene import Scene

EXAMPLES = Path(__file__).parents[3] / "surveyapp" / "demo"
DAY = date(2026, 3, 2)


def put_pilot(session: Session, organisation_id: UUID, name: str = "kristiansand.yaml") -> UUID:
    """A shipped pilot of the organisation, made by the operator the first time."""
    actor = session.info.get("actor")
    access.act_as(session, access.OPERATOR)
    setup = piloting.read_pilot(EXAMPLES / name)
    there = select(Pilot.id).where(Pilot.organisation_id == organisation_id, Pilot.title == setup.title)
    made = session.scalar(there) or piloting.import_pilot(session, organisation_id, setup, NOW)
    session.info.clear()
    if actor is not None:
        access.act_as(session, actor)
    return made


def place(scene: Scene) -> tuple[Session, UUID]:
    return scene.session, put_pilot(scene.session, scene.stage.organisation_id)


def take_in(scene: Scene) -> None:
    setup = PilotFile(title=f"Pilot {scene.session.info.get('actor')}", source="Oss")
    piloting.import_pilot(scene.session, scene.stage.organisation_id, setup, NOW)


DOES: Mapping[Action, tuple[Callable[[Scene], object], ...]] = {
    "pilot.see": (lambda scene: piloting.pilot(*place(scene)),),
    "pilot.change": (
        take_in,
        lambda scene: piloting.set_milestone(*place(scene), 1, status="planned", due_on=DAY, evidence=""),
        lambda scene: piloting.add_training(*place(scene), 1, held_on=DAY, attended=3),
        lambda scene: piloting.add_hearing(*place(scene), "Råd", asked_on=DAY, answers=None, advice=""),
        lambda scene: piloting.add_meeting(*place(scene), "Bodø", month=DAY, participants={}, advice=""),
    ),
}
