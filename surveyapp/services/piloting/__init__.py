"""Pilots: a project group sets one up, keeps what happens in it, and follows it by surveys."""

from surveyapp.services.piloting.attaching import attach, attachable, attached, detach, unseen
from surveyapp.services.piloting.ending import Extent, delete_pilot, extent
from surveyapp.services.piloting.files import FileProblem, PilotFile, PilotFileError, read_pilot
from surveyapp.services.piloting.keeping import add_part, change_part, delete_part, part, parts
from surveyapp.services.piloting.seeing import PilotPicture, UnitTraining, pilot, pilots
from surveyapp.services.piloting.setting_up import change_title, import_pilot, makers
from surveyapp.services.piloting.told import (
    DayRefusedError,
    HearingTold,
    Key,
    Kind,
    MeetingTold,
    MilestoneTold,
    Part,
    PartChangedError,
    PartGoneError,
    PilotRefusedError,
    Title,
    Told,
    TrainingTold,
    UnitTold,
    key_of,
    told_of,
)

__all__ = [
    "DayRefusedError",
    "Extent",
    "FileProblem",
    "HearingTold",
    "Key",
    "Kind",
    "MeetingTold",
    "MilestoneTold",
    "Part",
    "PartChangedError",
    "PartGoneError",
    "PilotFile",
    "PilotFileError",
    "PilotPicture",
    "PilotRefusedError",
    "Title",
    "Told",
    "TrainingTold",
    "UnitTold",
    "UnitTraining",
    "add_part",
    "attach",
    "attachable",
    "attached",
    "change_part",
    "change_title",
    "delete_part",
    "delete_pilot",
    "detach",
    "extent",
    "import_pilot",
    "key_of",
    "makers",
    "part",
    "parts",
    "pilot",
    "pilots",
    "read_pilot",
    "told_of",
    "unseen",
]
