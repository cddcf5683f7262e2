"""What a project group tells of its pilot, and in which table each kind of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from questionnaires.identity import has_national_id
from surveyapp.models import Hearing, Meeting, Milestone, PilotUnit, Training
from surveyapp.models.errors import NotFoundError, SurveyAppError
from surveyapp.models.pilots import MilestoneStatus

Key = int | UUID
"""What tells one from the others: the number of a unit or a milestone, the id of anything else."""
Part = PilotUnit | Milestone | Training | Hearing | Meeting


@dataclass(frozen=True, slots=True)
class UnitTold:
    """A unit; `unit_id`: the unit here that it is."""

    name: str
    unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MilestoneTold:
    """A milestone, how far it has come, and what shows it."""

    party: str
    words: str
    due_on: date
    status: MilestoneStatus = "planned"
    evidence: str = ""
    shows_coverage: bool = False


@dataclass(frozen=True, slots=True)
class TrainingTold:
    """A training session of one unit, and how many came."""

    unit_number: int
    held_on: date
    attended: int


@dataclass(frozen=True, slots=True)
class HearingTold:
    """A round of feedback: who was asked when, and what came back."""

    asked: str
    asked_on: date
    answers: int | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """A dialogue meeting: how many of each role came, never who."""

    place: str
    month: date
    participants: Mapping[str, int]
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """What a pilot is called, and where its set-up was taken from."""

    title: str
    source: str = ""


Told = UnitTold | MilestoneTold | TrainingTold | HearingTold | MeetingTold
Kind = type[UnitTold | MilestoneTold | TrainingTold | HearingTold | MeetingTold]
TABLES: Mapping[Kind, type[Part]] = {
    UnitTold: PilotUnit,
    MilestoneTold: Milestone,
    TrainingTold: Training,
    HearingTold: Hearing,
    MeetingTold: Meeting,
}
NUMBERED = (PilotUnit, Milestone)
YEARS_AROUND = 20
"""Nothing of a pilot is so long before or after it was set up; a date that is, is a slip of the pen."""


class PilotRefusedError(SurveyAppError):
    """The pilot's file, or what was written, cannot be kept; `field`: where, and the text says why."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


class DayRefusedError(PilotRefusedError):
    """A date is long before or after the pilot was set up; `first` and `last`: the years that may be."""

    def __init__(self, field: str, first: int, last: int) -> None:
        super().__init__(field, f"{field}: write a date from {first} to {last}.")
        self.first, self.last = first, last


class PartGoneError(NotFoundError):
    """It was taken out of the pilot, perhaps by somebody else just now."""


class PartChangedError(SurveyAppError):
    """Somebody else wrote it since it was read; `theirs` is what stands now, `revision` which writing that was."""

    def __init__(self, theirs: Told, revision: int) -> None:
        super().__init__("Somebody else has changed it meanwhile. Read it, and send yours again if it still holds.")
        self.theirs, self.revision = theirs, revision


def span(set_up_on: date) -> tuple[date, date]:
    """The first and the last day that anything of a pilot may have."""
    return date(set_up_on.year - YEARS_AROUND, 1, 1), date(set_up_on.year + YEARS_AROUND, 12, 31)


def key_of(part: Part) -> Key:
    """What tells it from the others of its kind in the pilot."""
    return part.number if isinstance(part, PilotUnit | Milestone) else part.id


def told_of(part: Part) -> Told:
    """What stands in a row."""
    kind = next(kind for kind, table in TABLES.items() if isinstance(part, table))
    return kind(**{each.name: getattr(part, each.name) for each in fields(kind)})


def columns(told: Told) -> dict[str, Any]:
    """What is to stand in the row, without spaces around words; raises `PilotRefusedError`."""
    found = {each.name: getattr(told, each.name) for each in fields(told)}
    for name, value in found.items():
        if any(map(has_national_id, _words(value))):
            raise PilotRefusedError(name, "Take the national identity number out.")
    found = {name: value.strip() if isinstance(value, str) else value for name, value in found.items()}
    for name in ("name", "party", "words", "asked", "place"):
        if found.get(name) == "":
            raise PilotRefusedError(name, f"Write the {name}.")
    if isinstance(told, MilestoneTold) and told.status == "reached" and not found["evidence"]:
        raise PilotRefusedError("evidence", "Tell what shows that the milestone is reached.")
    if isinstance(told, TrainingTold) and told.attended < 1:
        raise PilotRefusedError("attended", "A training session that nobody came to is none.")
    if isinstance(told, MeetingTold):
        found |= {"month": told.month.replace(day=1), "participants": dict(told.participants)}
    return found


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from map(str, value)
