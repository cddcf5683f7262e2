"""The addresses of pilots: what each needs, and a pilot for them to lead to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from surveyapp.services import access, piloting
from surveyapp.services.access import Action
from surveyapp.services.piloting import HearingTold, MeetingTold, Told, TrainingTold
from tests.surveyapp.services.recipes_pilots import put_pilot

KINDS = ("unit", "milestone", "training", "hearing", "meeting")
OF_PILOTS: Mapping[str, Action | Literal["signing in"]] = {
    "pilots.overview": "signing in",
    "pilots.new": "signing in",
    "pilots.show": "pilot.see",
    **{f"pilots.{does}_{kind}": "pilot.change" for does, kind in product(("add", "change", "delete"), KINDS)},
    "pilots.title": "pilot.change",
    "pilots.erase": "pilot.change",
    "pilots.attach": "pilot.change",
    "pilots.detach": "pilot.change",
}


def pilot_ids(session: Session, organisation_id: UUID) -> dict[str, object]:
    """A pilot of the organisation with something of each kind; the ids as addresses name them."""
    pilot_id, day = put_pilot(session, organisation_id), date(2026, 3, 2)
    access.act_as(session, access.OPERATOR)
    told: Mapping[str, Told] = {
        "training_id": TrainingTold(1, day, 3),
        "hearing_id": HearingTold("Råd", day),
        "meeting_id": MeetingTold("Bodø", day, {}),
    }
    parts = {name: piloting.add_part(session, pilot_id, each) for name, each in told.items()}
    return {"pilot_id": pilot_id, "number": 1, **parts}
