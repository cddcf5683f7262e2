"""A round that was answered in another tool, taken in from a file: whole, or not at all."""

from surveyapp.services.importing.problems import ImportRefusedError, Problem
from surveyapp.services.importing.rounds import Imported, RoundNotEmptyError, import_round
from surveyapp.services.importing.tables import ImportLimits, UnreadableFileError

__all__ = [
    "ImportLimits",
    "ImportRefusedError",
    "Imported",
    "Problem",
    "RoundNotEmptyError",
    "UnreadableFileError",
    "import_round",
]
