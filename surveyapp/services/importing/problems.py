"""Everything that is wrong with a file, told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveyapp.models.errors import SurveyAppError

MOST_TOLD = 50
"""So many problems are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: `row` as a spreadsheet numbers it (1 is the heading), `column` as the heading has it."""

    row: int
    column: str
    text: str


class ImportRefusedError(SurveyAppError):
    """The file was read, but not all of it can be taken in, so nothing was."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems[:MOST_TOLD])
        self.more = len(problems) - len(self.problems)
        lines = [f"{name}:{problem.row}:{problem.column}: {problem.text}" for problem in self.problems]
        rest = [f"... and {self.more} more."] if self.more else []
        super().__init__("\n".join([*lines, *rest]))
