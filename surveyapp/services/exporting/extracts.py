"""What a data file is made of: the answers of one round as they were at one moment, and what is known about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from questionnaires.answers import Answers
from questionnaires.codebook import Codebook, Variable
from questionnaires.definition import Questionnaire
from questionnaires.flattening import Cell
from surveyapp.models.datafiles import KEY_COLUMN, RoundInfo
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.surveys import Privacy

T = TypeVar("T")


class RowsMissingError(SurveyAppError):
    """A file would not hold as many answers as the database counted, so it is not given to anybody."""

    def __init__(self, counted: int, written: int) -> None:
        super().__init__(
            f"The database counts {counted} answers, but {written} came into the file, so no file was made. Try again."
        )


class TooManyRowsError(SurveyAppError):
    """More answers than the format holds."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(f"A sheet of Excel holds {most:,} answers, and there are {count:,}. Choose csv instead.")


class FileNotMadeError(SurveyAppError):
    """The disk does not take the file; nothing of it is left there."""

    def __init__(self, place: str, error: Exception) -> None:
        super().__init__(f"No file was made, for {place} could not be written: {error}. Is there room on the disk?")


@dataclass(frozen=True, slots=True)
class About:
    """Which answers these are; `is_open`: more may come, and those that are there may be taken back."""

    survey_id: UUID
    round_id: UUID
    title: str
    privacy: Privacy
    info: RoundInfo
    number: int
    closes_on: dt.date
    is_open: bool
    taken_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Extract:
    """The answers of a round at one moment, or of several (`parts`), which may be read again: all see the same.

    `count`: how many the database says there are. `keyed`: the first cell of each row tells who answered, with a
    pseudonym in a confidential survey. `rounds`: those of the survey until this one, each with what it asked.
    `language`: that of the labels.
    """

    about: About
    questionnaire: Questionnaire
    codebook: Codebook
    variables: tuple[Variable, ...]
    keyed: bool
    count: int
    read: Callable[[], Iterator[list[Cell]]]
    rounds: tuple[tuple[str, Questionnaire], ...]
    documents: Callable[[], Iterator[tuple[Answers, dt.date | None]]]
    parts: tuple[Extract, ...] = ()
    language: str = "nb"

    @property
    def each_round(self) -> tuple[Extract, ...]:
        """The answers round by round."""
        return self.parts or (self,)

    @property
    def header(self) -> tuple[str, ...]:
        """The name of every cell of a row."""
        return (*([KEY_COLUMN] if self.keyed else []), *(variable.name for variable in self.variables))

    def whole(self, things: Iterable[T]) -> Iterator[T]:
        """The same things; raises `RowsMissingError` after the last when they are not as many as were counted."""
        number = 0
        for each in things:
            number += 1
            yield each
        self.require(number)

    def require(self, written: int) -> None:
        """Raise `RowsMissingError` when so many are not what was counted."""
        if written != self.count:
            raise RowsMissingError(self.count, written)
