"""What can be wrong with a change to an action plan, in the plan's own words."""

from __future__ import annotations

from datetime import date

from questionnaires.identity import has_national_id
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.plans import Quarter
from surveyapp.services.planning.results import Status


class ImpossibleMeasureError(SurveyAppError):
    """A measure, goal or plan lacks something, or has what cannot be; `field`: where."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


class NationalIdError(ImpossibleMeasureError):
    """A national identity number was written where nobody's may stand."""

    def __init__(self, field: str) -> None:
        super().__init__(
            field, "Take the national identity number out. It belongs in the unit's own system, never here."
        )


class QuarterClosedError(SurveyAppError):
    """The quarter is reported, and takes no more statuses."""

    def __init__(self, quarter: Quarter) -> None:
        super().__init__(f"Quarter {quarter} is closed. Open it again before a status is changed.")
        self.quarter = quarter


class QuarterNotBegunError(SurveyAppError):
    """Nobody knows yet how the quarter went."""

    def __init__(self, first_day: date) -> None:
        super().__init__(f"The quarter begins on {first_day.isoformat()}. Give the status then.")
        self.first_day = first_day


class YearRolledError(SurveyAppError):
    """The year was rolled into the next one, and is history."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The plan for {year} was rolled into {year + 1} already. Change the plan for {year + 1}.")
        self.year = year


class MeasureHasHistoryError(SurveyAppError):
    """The measure has statuses, or was in an earlier year. End it with a reason instead of deleting it."""


class StatusConflictError(SurveyAppError):
    """Somebody else gave a status since this one was begun; `theirs` is what stands now."""

    def __init__(self, theirs: Status) -> None:
        super().__init__("Somebody else gave a status meanwhile. Read it, and send yours again if it still holds.")
        self.theirs = theirs


class UndecidedError(SurveyAppError):
    """The year cannot be rolled before it is decided, with reasons, what becomes of each measure; `problems` by id."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("\n".join(f"{measure}: {problem}" for measure, problem in problems.items()))
        self.problems = problems


def without_national_id(text: str, field: str) -> str:
    """The text; raises `NationalIdError`."""
    if has_national_id(text):
        raise NationalIdError(field)
    return text
