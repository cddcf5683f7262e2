"""Deleting a whole pilot: what goes with it, and what stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models.marks import require_unchanged
from surveyapp.services.piloting.keeping import pilot_changing, pilot_of
from surveyapp.services.piloting.told import (
    TABLES,
    HearingTold,
    Kind,
    MeetingTold,
    MilestoneTold,
    TrainingTold,
    UnitTold,
)

KINDS: Mapping[str, Kind] = {
    "units": UnitTold,
    "milestones": MilestoneTold,
    "trainings": TrainingTold,
    "hearings": HearingTold,
    "meetings": MeetingTold,
}


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is kept of a pilot, all of which goes with it; `written`: how often it was written altogether."""

    units: int
    milestones: int
    trainings: int
    hearings: int
    meetings: int
    written: int


def extent(session: Session, pilot_id: UUID) -> Extent:
    """What would go with the pilot, for whoever may delete it."""
    pilot_of(session, "pilot.change", pilot_id)
    return _extent(session, pilot_id)


def delete_pilot(session: Session, pilot_id: UUID, *, seen: str = "") -> Extent:
    """Delete a pilot with all that was told of it, for good; surveys stay, and so do the units' courses.

    `seen`: the mark of what there was of it; raises `ChangedMeanwhileError` when somebody has written more since.
    """
    with pilot_changing(session, pilot_id, "delete_pilot") as found:
        gone = _extent(session, pilot_id)
        require_unchanged(gone, seen, None)
        session.delete(found)
    return gone


def _extent(session: Session, pilot_id: UUID) -> Extent:
    counts, written = {}, 0
    for name, kind in KINDS.items():
        table = TABLES[kind]
        wanted = select(func.count(), func.coalesce(func.sum(table.revision), 0)).where(table.pilot_id == pilot_id)
        counts[name], revisions = session.execute(wanted).one()
        written += int(revisions)
    return Extent(**counts, written=written)
