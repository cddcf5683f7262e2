"""What is done by each action on pilots: real calls, with what they need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.models import Pilot
from surveyapp.services import access, piloting
from surveyapp.services.access import Action
from surveyapp.services.piloting import (
    HearingTold,
    MeetingTold,
    MilestoneTold,
    PilotFile,
    Title,
    TrainingTold,
    UnitTold,
)
from tests.surveyapp.stage import NOW

if TYPE_CHECKING:
    from tests.surveyapp.services.scene import Scene

EXAMPLES = Path(__file__).parents[3] / "surveyapp" / "demo"
DAY = date(2026, 3, 2)
SERIAL = count(1)
"""What tells one from another; an id may hold eleven digits that look like a person's."""


def shipped(name: str) -> PilotFile:
    """A set-up that we ship."""
    return piloting.read_pilot(name, (EXAMPLES / name).read_bytes(), NOW)


def put_pilot(session: Session, organisation_id: UUID, name: str = "kristiansand.yaml") -> UUID:
    """A shipped pilot of the organisation, made by the operator the first time."""
    actor = session.info.get("actor")
    access.act_as(session, access.OPERATOR)
    setup = shipped(name)
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


def take_out(scene: Scene) -> None:
    """A training session that was told by mistake."""
    actor, (session, pilot_id) = scene.session.info.get("actor"), place(scene)
    access.act_as(session, access.OPERATOR)
    key = piloting.add_part(session, pilot_id, TrainingTold(1, DAY, 3))
    session.info.clear()
    if actor is not None:
        access.act_as(session, actor)
    piloting.delete_part(session, pilot_id, TrainingTold, key, seen=1)


def take_away(scene: Scene) -> None:
    """A whole pilot that nobody needs any more."""
    actor = scene.session.info.get("actor")
    access.act_as(scene.session, access.OPERATOR)
    setup = PilotFile(title=f"Pilot {next(SERIAL)}", source="Oss")
    made = piloting.import_pilot(scene.session, scene.stage.organisation_id, setup, NOW)
    scene.session.info.clear()
    if actor is not None:
        access.act_as(scene.session, actor)
    piloting.delete_pilot(scene.session, made)


SHIPPED = Title(shipped("kristiansand.yaml").title, shipped("kristiansand.yaml").source)
LATER = MilestoneTold("Gruppa", "M1", DAY)

DOES: Mapping[Action, tuple[Callable[[Scene], object], ...]] = {
    "pilot.see": (
        lambda scene: piloting.pilot(*place(scene)),
        lambda scene: piloting.attached(*place(scene)),
        lambda scene: piloting.unseen(*place(scene)),
    ),
    "pilot.change": (
        take_in,
        lambda scene: piloting.part(*place(scene), MilestoneTold, 1),
        lambda scene: piloting.change_part(*place(scene), 1, LATER, seen=1),
        lambda scene: piloting.add_part(*place(scene), UnitTold(f"Enhet {next(SERIAL)}")),
        lambda scene: piloting.add_part(*place(scene), TrainingTold(1, DAY, 3)),
        lambda scene: piloting.add_part(*place(scene), HearingTold("Råd", DAY)),
        lambda scene: piloting.add_part(*place(scene), MeetingTold("Bodø", DAY, {})),
        take_out,
        take_away,
        lambda scene: piloting.extent(*place(scene)),
        lambda scene: piloting.change_title(*place(scene), SHIPPED),
        lambda scene: piloting.attachable(*place(scene)),
        lambda scene: piloting.attach(*place(scene), scene.stage.survey_id),
        lambda scene: piloting.detach(*place(scene), scene.stage.survey_id),
    ),
}
PURE = "it touches no rows"
OPEN = {
    f"piloting.{name}": PURE
    for name in ("files.read_pilot", "told.columns", "told.key_of", "told.span", "told.told_of")
}
