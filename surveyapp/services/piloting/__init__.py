"""Pilots: a project group sets one up, keeps what happens in it, and follows it by surveys."""

from surveyapp.services.piloting.attaching import attach, attachable, attached, detach, unseen
from surveyapp.services.piloting.keeping import add_part, change_part, delete_part, part
from surveyapp.services.piloting.seeing import PilotPicture, UnitTraining, pilot, pilots
from surveyapp.services.piloting.setting_up import PilotFile, import_pilot, makers, read_pilot
from surveyapp.services.piloting.told import (
    HearingTold,
    Key,
    Kind,
    MeetingTold,
    MilestoneTold,
    Part,
    PartChangedError,
    PartGoneError,
    PilotRefusedError,
    Told,
    TrainingTold,
    UnitTold,
    key_of,
    told_of,
)

__all__ = [
    "HearingTold",
    "Key",
    "Kind",
    "MeetingTold",
    "MilestoneTold",
    "Part",
    "PartChangedError",
    "PartGoneError",
    "PilotFile",
    "PilotPicture",
    "PilotRefusedError",
    "Told",
    "TrainingTold",
    "UnitTold",
    "UnitTraining",
    "add_part",
    "attach",
    "attachable",
    "attached",
    "change_part",
    "delete_part",
    "detach",
    "import_pilot",
    "key_of",
    "makers",
    "part",
    "pilot",
    "pilots",
    "read_pilot",
    "told_of",
    "unseen",
]
