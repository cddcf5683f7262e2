"""Pilots: a project group sets one up from a file and keeps what happens in it."""

from surveyapp.services.piloting.keeping import (
    EvidenceMissingError,
    PilotFile,
    PilotRefusedError,
    add_hearing,
    add_meeting,
    add_training,
    import_pilot,
    read_pilot,
    set_milestone,
)
from surveyapp.services.piloting.seeing import PilotPicture, UnitTraining, pilot, pilots

__all__ = [
    "EvidenceMissingError",
    "PilotFile",
    "PilotPicture",
    "PilotRefusedError",
    "UnitTraining",
    "add_hearing",
    "add_meeting",
    "add_training",
    "import_pilot",
    "pilot",
    "pilots",
    "read_pilot",
    "set_milestone",
]
