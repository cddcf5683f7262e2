"""Setting a pilot up, empty or from a file."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.identity import has_national_id
from surveyapp.models import Hearing, Meeting, Milestone, Organisation, Pilot, PilotUnit
from surveyapp.models.errors import DuplicateKeyError
from surveyapp.models.marks import require_unchanged
from surveyapp.services import access
from surveyapp.services.piloting.files import PilotFile
from surveyapp.services.piloting.keeping import pilot_changing
from surveyapp.services.piloting.told import PilotRefusedError, Title


def import_pilot(
    session: Session, organisation_id: UUID, setup: PilotFile, now: datetime, *, synthetic: bool = False
) -> UUID:
    """A new pilot as the file has it; raises `DuplicateKeyError` where the organisation has one of the same title."""
    with access.changing(session, "pilot.change", organisation_id, what="import"):
        session.get_one(Organisation, organisation_id, with_for_update=True)
        taken = select(Pilot.id).where(Pilot.organisation_id == organisation_id, Pilot.title == setup.title)
        if session.scalar(taken) is not None:
            raise DuplicateKeyError(f"There is a pilot called {setup.title!r} already.")
        made = Pilot(
            organisation_id=organisation_id,
            title=setup.title,
            source=setup.source,
            synthetic=synthetic,
            created_at=now,
        )
        session.add(made)
        session.flush()
        pilot_id = made.id
        session.add_all(PilotUnit(pilot_id=pilot_id, number=nr, name=name) for nr, name in enumerate(setup.units, 1))
        session.add_all(
            Milestone(
                pilot_id=pilot_id,
                number=nr,
                party=each.party,
                words=each.words,
                due_on=each.due,
                shows_coverage=each.coverage,
            )
            for nr, each in enumerate(setup.milestones, 1)
        )
        session.add_all(Hearing(pilot_id=pilot_id, asked=each.asked, asked_on=each.day) for each in setup.hearings)
        session.add_all(Meeting(pilot_id=pilot_id, place=each.place, month=each.month) for each in setup.meetings)
        return pilot_id


def change_title(session: Session, pilot_id: UUID, wanted: Title, *, seen: str = "") -> None:
    """Another title and source for a pilot; `seen`: the mark of those that it had.

    Raises `PilotRefusedError`, and `ChangedMeanwhileError` when somebody else has changed them since.
    """
    with pilot_changing(session, pilot_id, "title") as found:
        now = Title(found.title, found.source)
        wanted = Title(wanted.title.strip(), wanted.source.strip())
        same = (Pilot.organisation_id == found.organisation_id, Pilot.title == wanted.title, Pilot.id != pilot_id)
        if any(map(has_national_id, (wanted.title, wanted.source))):
            raise PilotRefusedError("title", "Take the national identity number out.")
        if not wanted.title or session.scalar(select(Pilot.id).where(*same)) is not None:
            raise PilotRefusedError("title", "Write a title that no other pilot of the organisation has.")
        require_unchanged(now, seen, wanted)
        found.title, found.source = wanted.title, wanted.source


def makers(session: Session) -> tuple[Organisation, ...]:
    """The organisations that a pilot may be set up for, by name."""
    own = Organisation.id.in_(access.organisations(session, "pilot.change"))
    return tuple(session.scalars(select(Organisation).where(own).order_by(Organisation.name)))
