"""What there is to see of a pilot: all of it on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import Hearing, Meeting, Milestone, Organisation, Pilot, PilotUnit, Training
from surveyapp.models.errors import NotFoundError
from surveyapp.services import access


@dataclass(frozen=True, slots=True)
class UnitTraining:
    """A unit, how many training sessions it had, and how many came to them all together."""

    number: int
    name: str
    sessions: int
    attended: int


@dataclass(frozen=True, slots=True)
class PilotPicture:
    """All that is known of a pilot."""

    pilot: Pilot
    organisation: str
    units: tuple[UnitTraining, ...]
    milestones: Sequence[Milestone]
    hearings: Sequence[Hearing]
    meetings: Sequence[Meeting]

    @property
    def reached(self) -> int:
        """How many milestones are reached."""
        return sum(each.status == "reached" for each in self.milestones)

    @property
    def trained(self) -> int:
        """How many units have had training."""
        return sum(unit.sessions > 0 for unit in self.units)


def pilots(session: Session) -> Sequence[Pilot]:
    """The pilots that may be seen, by title."""
    own = access.organisations(session, "pilot.see")
    return session.scalars(select(Pilot).where(Pilot.organisation_id.in_(own)).order_by(Pilot.title)).all()


def pilot(session: Session, pilot_id: UUID) -> PilotPicture:
    """One pilot; raises `NotFoundError`."""
    found = session.get(Pilot, pilot_id)
    if found is None:
        access.actor_of(session)
        raise NotFoundError(f"There is no pilot {pilot_id}.")
    access.require(session, "pilot.see", found.organisation_id)
    units = session.execute(
        select(PilotUnit.number, PilotUnit.name, func.count(Training.id), func.coalesce(func.sum(Training.attended), 0))
        .outerjoin(Training, (Training.pilot_id == PilotUnit.pilot_id) & (Training.unit_number == PilotUnit.number))
        .where(PilotUnit.pilot_id == pilot_id)
        .group_by(PilotUnit.number, PilotUnit.name)
        .order_by(PilotUnit.number)
    )
    return PilotPicture(
        found,
        session.get_one(Organisation, found.organisation_id).name,
        tuple(UnitTraining(*row) for row in units),
        session.scalars(select(Milestone).where(Milestone.pilot_id == pilot_id).order_by(Milestone.number)).all(),
        session.scalars(select(Hearing).where(Hearing.pilot_id == pilot_id).order_by(Hearing.asked_on)).all(),
        session.scalars(select(Meeting).where(Meeting.pilot_id == pilot_id).order_by(Meeting.month)).all(),
    )
