"""What may not be done with a course."""

from __future__ import annotations

from datetime import date, timedelta

from questionnaires.identity import has_national_id
from surveyapp.models.errors import SurveyAppError

EARLIEST = date(2000, 1, 1)
AHEAD = timedelta(days=366)
"""A course starts at most so long after it is opened; later is a slip of the pen."""


class NotAUnitError(SurveyAppError):
    """Only a unit has courses of its own, and only one programme of them."""


class NotAssessedError(SurveyAppError):
    """The unit has not said what it has thought about its patients' privacy, so no course begins."""

    def __init__(self) -> None:
        super().__init__("Nobody has told of the unit's assessment (DPIA). Tell once, with: surveyapp course assess.")


class AssessedAlreadyError(SurveyAppError):
    """Somebody told of the assessment before; `words`: what they wrote."""

    def __init__(self, words: str) -> None:
        super().__init__(f"The unit has told of its assessment already: {words} Its owner changes it with the survey.")
        self.words = words


class ImpossibleAssessmentError(SurveyAppError):
    """An assessment that says too little, or is dated in the future."""


class NationalIdError(SurveyAppError):
    """A national identity number was written where only a pseudonym may stand."""


class ImpossibleDateError(SurveyAppError):
    """A date is before the course, far ahead, or in another century; `number`: of the time point."""

    def __init__(self, number: int) -> None:
        super().__init__(f"The date of time point {number} is before the one that it follows, or no date of a course.")
        self.number = number


class NoBaselineError(SurveyAppError):
    """A later rating has nothing to be compared with before the first one is handed in."""


class AlreadyGivenError(SurveyAppError):
    """The rating is handed in, so it can neither be asked for again nor be called missing."""


def require_no_national_id(text: str) -> None:
    """Raises `NationalIdError`."""
    if has_national_id(text):
        raise NationalIdError("Take the national identity number out. The unit keeps it in its own system, never here.")


def require_order(dates: list[date], opened_on: date) -> None:
    """The dates of a course in the order of its time points; raises `ImpossibleDateError`."""
    if dates[0] > opened_on + AHEAD:
        raise ImpossibleDateError(1)
    for number, day in enumerate(dates, start=1):
        if day < EARLIEST or day.year > 2100 or (number > 1 and day < dates[number - 2]):
            raise ImpossibleDateError(number)
