"""Setting a pilot up from a file, and keeping what happens in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from questionnaires.identity import has_national_id
from surveyapp.models import Hearing, Meeting, Milestone, Pilot, PilotUnit, Training
from surveyapp.models.errors import DuplicateKeyError, NotFoundError, SurveyAppError
from surveyapp.models.pilots import MilestoneStatus
from surveyapp.services import access

Words = Annotated[str, Field(min_length=1, max_length=200)]


class PilotRefusedError(SurveyAppError):
    """The pilot's file, or what was written, cannot be kept; says why."""


class EvidenceMissingError(SurveyAppError):
    """A milestone is reached only when something shows it."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MilestoneLine(_Part):
    """A milestone of the file."""

    party: Words
    words: Annotated[str, Field(min_length=1, max_length=500)]
    due: date


class HearingLine(_Part):
    """A round of feedback of the file."""

    asked: Words
    day: date


class MeetingLine(_Part):
    """A dialogue meeting of the file; `month`: its first day."""

    place: Words
    month: date


class PilotFile(_Part):
    """A set-up as a file has it."""

    title: Words
    source: Annotated[str, Field(min_length=1, max_length=300)]
    units: tuple[Words, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    hearings: tuple[HearingLine, ...] = ()
    meetings: tuple[MeetingLine, ...] = ()


def read_pilot(path: Path) -> PilotFile:
    """The set-up in a YAML file; raises `PilotRefusedError` with every mistake."""
    try:
        return PilotFile.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (ValidationError, yaml.YAMLError, UnicodeDecodeError) as problem:
        raise PilotRefusedError(f"{path.name} is no pilot: {problem}") from problem


def import_pilot(
    session: Session, organisation_id: UUID, setup: PilotFile, now: datetime, *, synthetic: bool = False
) -> UUID:
    """A new pilot as the file has it; raises `DuplicateKeyError` where the organisation has one of the same title."""
    with access.changing(session, "pilot.change", organisation_id, what="import"):
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
            Milestone(pilot_id=pilot_id, number=nr, party=each.party, words=each.words, due_on=each.due)
            for nr, each in enumerate(setup.milestones, 1)
        )
        session.add_all(Hearing(pilot_id=pilot_id, asked=each.asked, asked_on=each.day) for each in setup.hearings)
        session.add_all(Meeting(pilot_id=pilot_id, place=each.place, month=each.month) for each in setup.meetings)
        return pilot_id


def set_milestone(
    session: Session, pilot_id: UUID, number: int, *, status: MilestoneStatus, due_on: date, evidence: str
) -> None:
    """How far a milestone has come; raises `EvidenceMissingError` and `PilotRefusedError`."""
    if status == "reached" and not evidence.strip():
        raise EvidenceMissingError("Tell what shows that the milestone is reached.")
    with _changing(session, pilot_id, "milestone", evidence):
        found = session.get(Milestone, (pilot_id, number), with_for_update=True)
        if found is None:
            raise NotFoundError(f"The pilot has no milestone {number}.")
        found.status, found.due_on, found.evidence = status, due_on, evidence.strip()


def add_training(session: Session, pilot_id: UUID, unit_number: int, *, held_on: date, attended: int) -> None:
    """A training session of one unit, and how many came."""
    if attended < 1:
        raise PilotRefusedError("A training session that nobody came to is none.")
    with _changing(session, pilot_id, "training"):
        if session.get(PilotUnit, (pilot_id, unit_number)) is None:
            raise NotFoundError(f"The pilot has no unit {unit_number}.")
        session.add(Training(pilot_id=pilot_id, unit_number=unit_number, held_on=held_on, attended=attended))


def add_hearing(
    session: Session, pilot_id: UUID, asked: str, *, asked_on: date, answers: int | None, advice: str
) -> None:
    """A round of feedback: who was asked when, and what came back."""
    with _changing(session, pilot_id, "hearing", asked, advice):
        session.add(
            Hearing(pilot_id=pilot_id, asked=asked.strip(), asked_on=asked_on, answers=answers, advice=advice.strip())
        )


def add_meeting(
    session: Session, pilot_id: UUID, place: str, *, month: date, participants: Mapping[str, int], advice: str
) -> None:
    """A dialogue meeting: how many of each role came, never who."""
    with _changing(session, pilot_id, "meeting", place, advice, *participants):
        session.add(
            Meeting(
                pilot_id=pilot_id,
                place=place.strip(),
                month=month.replace(day=1),
                participants=dict(participants),
                advice=advice.strip(),
            )
        )


@contextmanager
def _changing(session: Session, pilot_id: UUID, what: str, *texts: str) -> Iterator[None]:
    if any(has_national_id(text) for text in texts):
        raise PilotRefusedError("Take the national identity number out.")
    found = session.get(Pilot, pilot_id)
    if found is None:
        access.actor_of(session)
        raise NotFoundError(f"There is no pilot {pilot_id}.")
    with access.changing(session, "pilot.change", found.organisation_id, what=what):
        yield
