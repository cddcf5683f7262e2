"""What only a program can do wrong."""

from __future__ import annotations

from surveyapp.models.errors import SurveyAppError


class NoKeyError(SurveyAppError):
    """The request shows no access key."""


class NotAcceptableError(SurveyAppError):
    """The program takes no kind of answer that we have."""


class WrongParametersError(SurveyAppError):
    """Parameters of the address that are unknown, or out of range."""

    def __init__(self, text: str, wrong: tuple[tuple[str, str], ...]) -> None:
        super().__init__(text)
        self.wrong = wrong


class TooFastError(SurveyAppError):
    """The key asked too often within a minute."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"The key has asked too often. Wait {wait} seconds.")
        self.wait = wait
