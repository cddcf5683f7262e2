"""Everything that is wrong with a file, told at once."""

from __future__ import annotations

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


class Problems:
    """The problems found so far: the first ones, and how many there are in all."""

    def __init__(self) -> None:
        self.first: list[Problem] = []
        self.count = 0

    def add(self, row: int, column: str, text: str) -> None:
        """Note one more."""
        self.count += 1
        if self.count <= MOST_TOLD:
            self.first.append(Problem(row, column, text))


class ImportRefusedError(SurveyAppError):
    """The file was read, but not all of it can be taken in, so nothing was."""

    def __init__(self, name: str, problems: Problems) -> None:
        self.name = name
        self.problems = tuple(problems.first)
        self.more = problems.count - len(self.problems)
        lines = [f"{name}:{problem.row}:{problem.column}: {problem.text}" for problem in self.problems]
        rest = [f"... and {self.more} more."] if self.more else []
        super().__init__("\n".join([*lines, *rest]))
