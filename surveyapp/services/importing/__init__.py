"""A round that was answered in another tool, taken in from a file: whole, or not at all."""

from surveyapp.services.importing.problems import ImportRefusedError, Problem, Problems
from surveyapp.services.importing.rounds import Imported, RoundNotEmptyError, import_round
from surveyapp.services.importing.tables import ImportLimits, NoRowsError, Table, UnreadableFileError, read_table

__all__ = [
    "ImportLimits",
    "ImportRefusedError",
    "Imported",
    "NoRowsError",
    "Problem",
    "Problems",
    "RoundNotEmptyError",
    "Table",
    "UnreadableFileError",
    "import_round",
    "read_table",
]
