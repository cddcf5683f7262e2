"""What there is to see of a pilot: all of it on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import Hearing, Meeting, Milestone, Organisation, Pilot, PilotUnit, Training
from surveyapp.services import access
from surveyapp.services.piloting.keeping import pilot_of


@dataclass(frozen=True, slots=True)
class UnitTraining:
    """A unit, how many training sessions it had, and how many came to them all together.

    `unit_id` and `unit`: the unit here that it is, and what that is called.
    """

    number: int
    name: str
    unit_id: UUID | None
    unit: str | None
    sessions: int
    attended: int


@dataclass(frozen=True, slots=True)
class PilotPicture:
    """All that is known of a pilot."""

    pilot: Pilot
    organisation: str
    units: tuple[UnitTraining, ...]
    milestones: Sequence[Milestone]
    trainings: Sequence[Training]
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

    @property
    def linked(self) -> tuple[UUID, ...]:
        """The units here that are among the pilot's."""
        return tuple(unit.unit_id for unit in self.units if unit.unit_id is not None)


def pilots(session: Session) -> Sequence[Pilot]:
    """The pilots that may be seen, by title."""
    own = access.organisations(session, "pilot.see")
    return session.scalars(select(Pilot).where(Pilot.organisation_id.in_(own)).order_by(Pilot.title)).all()


def pilot(session: Session, pilot_id: UUID) -> PilotPicture:
    """One pilot; raises `NotFoundError`."""
    found = pilot_of(session, "pilot.see", pilot_id)
    counted = (
        select(Training.unit_number, func.count().label("sessions"), func.sum(Training.attended).label("attended"))
        .where(Training.pilot_id == pilot_id)
        .group_by(Training.unit_number)
        .subquery()
    )
    units = session.execute(
        select(
            PilotUnit.number,
            PilotUnit.name,
            PilotUnit.unit_id,
            Organisation.name,
            func.coalesce(counted.c.sessions, 0),
            func.coalesce(counted.c.attended, 0),
        )
        .outerjoin(counted, counted.c.unit_number == PilotUnit.number)
        .outerjoin(Organisation, Organisation.id == PilotUnit.unit_id)
        .where(PilotUnit.pilot_id == pilot_id)
        .order_by(PilotUnit.number)
    )
    trainings = select(Training).where(Training.pilot_id == pilot_id)
    hearings = select(Hearing).where(Hearing.pilot_id == pilot_id)
    meetings = select(Meeting).where(Meeting.pilot_id == pilot_id)
    return PilotPicture(
        found,
        session.get_one(Organisation, found.organisation_id).name,
        tuple(UnitTraining(*row) for row in units),
        session.scalars(select(Milestone).where(Milestone.pilot_id == pilot_id).order_by(Milestone.number)).all(),
        session.scalars(trainings.order_by(Training.held_on, Training.id)).all(),
        session.scalars(hearings.order_by(Hearing.asked_on, Hearing.asked, Hearing.id)).all(),
        session.scalars(meetings.order_by(Meeting.month, Meeting.place, Meeting.id)).all(),
    )
