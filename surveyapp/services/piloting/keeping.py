"""Keeping a pilot: its units and milestones, and what happens; each told, corrected, and taken out again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveyapp.models import Organisation, Pilot, PilotUnit
from surveyapp.models.errors import NotFoundError
from surveyapp.models.ids import norwegian_date
from surveyapp.services import access
from surveyapp.services.access import Action
from surveyapp.services.piloting.told import (
    NUMBERED,
    TABLES,
    DayRefusedError,
    Key,
    Kind,
    Part,
    PartChangedError,
    PartGoneError,
    PilotRefusedError,
    Told,
    TrainingTold,
    UnitTold,
    columns,
    key_of,
    span,
    told_of,
)


def add_part(session: Session, pilot_id: UUID, told: Told) -> Key:
    """One more unit, milestone, training session, round of feedback or meeting; raises `PilotRefusedError`."""
    table = TABLES[type(told)]
    with pilot_changing(session, pilot_id, "add", part=table.__tablename__) as pilot:
        values = _checked(session, pilot, None, told)
        if issubclass(table, NUMBERED):
            last = session.scalar(select(func.max(table.number)).where(table.pilot_id == pilot_id)) or 0
            values["number"] = last + 1
        made = table(pilot_id=pilot_id, **values)
        session.add(made)
        session.flush()
        return key_of(made)


def change_part(session: Session, pilot_id: UUID, key: Key, told: Told, *, seen: int) -> None:
    """Correct what was told, as it was at revision `seen`.

    Raises `PilotRefusedError`, `PartGoneError`, and `PartChangedError` when somebody else has written it since.
    """
    table = TABLES[type(told)]
    with pilot_changing(session, pilot_id, "change", part=table.__tablename__, key=str(key)) as pilot:
        found = _held(session, pilot_id, table, key)
        values = _checked(session, pilot, key, told)
        if all(getattr(found, name) == value for name, value in values.items()):
            return
        _require_seen(found, seen)
        for name, value in values.items():
            setattr(found, name, value)
        found.revision += 1


def delete_part(session: Session, pilot_id: UUID, kind: Kind, key: Key, *, seen: int) -> None:
    """Take out what was told; of a unit its training sessions too. Raises as `change_part`."""
    table = TABLES[kind]
    with pilot_changing(session, pilot_id, "delete", part=table.__tablename__, key=str(key)):
        found = _held(session, pilot_id, table, key)
        _require_seen(found, seen)
        session.delete(found)


def part(session: Session, pilot_id: UUID, kind: Kind, key: Key) -> Part:
    """What stands now, for whoever may change it; raises `PartGoneError`."""
    pilot_of(session, "pilot.change", pilot_id)
    return _held(session, pilot_id, TABLES[kind], key)


def parts(session: Session, pilot_id: UUID, kind: Kind) -> tuple[Part, ...]:
    """All of a kind that stand now, in their order, for whoever may change them."""
    pilot_of(session, "pilot.change", pilot_id)
    table: Any = TABLES[kind]
    order = table.number if issubclass(table, NUMBERED) else table.id
    found: tuple[Part, ...] = tuple(session.scalars(select(table).where(table.pilot_id == pilot_id).order_by(order)))
    return found


@contextmanager
def pilot_changing(session: Session, pilot_id: UUID, what: str, **about: Any) -> Iterator[Pilot]:
    """A transaction that changes the pilot, which is held until it ends, if the actor may."""
    organisation_id = pilot_of(session, "pilot.change", pilot_id).organisation_id
    with access.changing(session, "pilot.change", organisation_id, pilot=str(pilot_id), what=what, **about):
        held = session.get(Pilot, pilot_id, with_for_update=True, populate_existing=True)
        if held is None:
            raise NotFoundError(f"There is no pilot {pilot_id}.")
        yield held


def pilot_of(session: Session, action: Action, pilot_id: UUID) -> Pilot:
    """The pilot, if the actor may do this with it; raises as `access.require`, in the pilot's name."""
    access.actor_of(session)
    found = session.get(Pilot, pilot_id)
    if found is None:
        raise NotFoundError(f"There is no pilot {pilot_id}.")
    try:
        access.require(session, action, found.organisation_id)
    except NotFoundError as hidden:
        raise NotFoundError(f"There is no pilot {pilot_id}.") from hidden
    return found


def _held(session: Session, pilot_id: UUID, table: type[Part], key: Key) -> Part:
    identity = (pilot_id, key) if issubclass(table, NUMBERED) else key
    found: Any = session.get(table, identity, populate_existing=True)
    if not isinstance(found, Part) or found.pilot_id != pilot_id:
        raise PartGoneError("It was taken out of the pilot.")
    return found


def _require_seen(found: Part, seen: int) -> None:
    if found.revision != seen:
        raise PartChangedError(told_of(found), found.revision)


def _checked(session: Session, pilot: Pilot, key: Key | None, told: Told) -> dict[str, Any]:
    """The columns of what was told, which fits with the rest of the pilot."""
    values, pilot_id = columns(told), pilot.id
    first, last = span(norwegian_date(pilot.created_at))
    for name, value in values.items():
        if isinstance(value, date) and not first <= value <= last:
            raise DayRefusedError(name, first.year, last.year)
    if isinstance(told, TrainingTold) and session.get(PilotUnit, (pilot_id, told.unit_number)) is None:
        raise PartGoneError(f"The pilot has no unit {told.unit_number}.")
    if isinstance(told, UnitTold):
        units = session.scalars(select(PilotUnit).where(PilotUnit.pilot_id == pilot_id)).all()
        others = [unit for unit in units if unit.number != key]
        if values["name"] in [unit.name for unit in others]:
            raise PilotRefusedError("name", "The pilot has a unit of that name already.")
        if told.unit_id is not None and told.unit_id in [unit.unit_id for unit in others]:
            raise PilotRefusedError("unit_id", "Another unit of the pilot is that one already.")
        if told.unit_id not in (None, *(unit.unit_id for unit in units)):
            _require_unit(session, told.unit_id)
    return values


def _require_unit(session: Session, unit_id: UUID | None) -> None:
    """A unit is linked by whoever may see how far it has come."""
    seen = access.units(session, "coverage.see").where(Organisation.id == unit_id)
    if session.scalar(seen) is None:
        raise NotFoundError(f"There is no unit {unit_id}.")
