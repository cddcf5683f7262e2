"""What can go wrong, in the domain's own names; only the web's error table knows status codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal


class SurveyAppError(Exception):
    """The base of every refusal; its text says what to do, in English."""


class NotFoundError(SurveyAppError):
    """It is not there, or not yours: the two look the same from outside."""


class ForbiddenError(SurveyAppError):
    """You work for the organisation, but none of your roles there may do this."""


class NobodyActsError(SurveyAppError):
    """A service was asked to do what somebody must answer for, and nobody had signed in."""


class UnknownTokenError(SurveyAppError):
    """No invitation has this token."""


class ExpiredTokenError(SurveyAppError):
    """The invitation's round is over, or the invitation itself has run out."""


class RoundNotReleasedError(SurveyAppError):
    """The round is a draft, so nobody can be asked yet."""

    def __init__(self, label: str) -> None:
        super().__init__(f"{label!r} is a draft. Open it first: surveyapp rounds open SURVEY ROUND tells what is left.")


class RoundFullError(SurveyAppError):
    """The open link has taken as many answers as it may."""


class RoundNotOpenError(SurveyAppError):
    """The round takes no answers before its first day."""

    def __init__(self, opens_on: date) -> None:
        super().__init__(f"The round opens on {opens_on.isoformat()}.")
        self.opens_on = opens_on


class RoundClosedError(SurveyAppError):
    """The round takes no more answers."""

    def __init__(self, closed_on: date) -> None:
        super().__init__(f"The round closed on {closed_on.isoformat()}.")
        self.closed_on = closed_on


class RoundStillOpenError(SurveyAppError):
    """What tells of answers waits until the round is over, so that nobody can follow them as they come."""

    def __init__(self, closes_on: date) -> None:
        super().__init__(f"The round takes answers until {closes_on.isoformat()}. Ask again when it is over.")
        self.closes_on = closes_on


class RoundErasedError(SurveyAppError):
    """The round's answers were deleted on the day that was promised; nothing is taken in or out any more."""

    def __init__(self, erased_on: date) -> None:
        super().__init__(f"The answers of this round were deleted on {erased_on.isoformat()}, for good.")
        self.erased_on = erased_on


class AlreadySubmittedError(SurveyAppError):
    """The response is handed in; it can be read but not changed."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"This response was handed in with the reference code {reference}.")
        self.reference = reference


class NotSubmittedError(SurveyAppError):
    """There is no receipt before the response is handed in."""


class UnknownAnswerError(SurveyAppError):
    """A form that we did not make: a question, code or revision that the page does not have."""


class IncompleteError(SurveyAppError):
    """The response can't be handed in before what is missing or wrong is mended (see `answering.check`)."""


class ChangedMeanwhileError(SurveyAppError):
    """Somebody else changed the same while the page stood open."""


class PublishedVersionError(SurveyAppError):
    """A published version never changes. Publish a new one."""


class BrokenTrendError(SurveyAppError):
    """The new version ends trends that the last one promised, without a word of why."""

    def __init__(self, items: Mapping[str, str]) -> None:
        told = [f"{item}: {write}." for item, write in items.items()]
        super().__init__("\n".join(["These trends would end, though the last version said 'trend: core':", *told]))
        self.items = dict(items)


class TamperedVersionError(SurveyAppError):
    """The stored text of a version is not the one that was published: it fails its SHA-256."""


class WrongVersionError(SurveyAppError):
    """The version is of another questionnaire than the survey's."""


class ImpossibleRoundError(SurveyAppError):
    """The round's dates, label or denominator cannot be right."""


class RoundOverError(ImpossibleRoundError):
    """The round was ended or its result reported, so its dates stay."""


class FixedSinceOpeningError(ImpossibleRoundError):
    """The round has opened, and what decides who is asked stays as it was; `field` is what somebody would change."""

    def __init__(self, field: Literal["opens_on", "denominator", "denominator_date"]) -> None:
        super().__init__(f"The round has opened already, so {_FIXED[field]}.")
        self.field = field


_FIXED = {
    "opens_on": "its first day stays",
    "denominator": "how many municipalities should answer stays. Add a round for others",
    "denominator_date": "the date that its denominator is counted on stays. Add a round for another date",
}


class WrongPrivacyError(SurveyAppError):
    """The survey's privacy mode forbids this; it was chosen when the survey was made and stays."""


class DuplicateKeyError(SurveyAppError):
    """A participant, round, account or organisation with this name is there already."""


class LoginRefusedError(SurveyAppError):
    """The e-mail address and password don't match, or there were too many tries: the two look the same."""


class WeakPasswordError(SurveyAppError):
    """The password is too short, too long or too easily guessed."""

    def __init__(self, told: str, why: Literal["short", "long", "weak", "usual"]) -> None:
        super().__init__(told)
        self.why = why


class UnsignedError(SurveyAppError):
    """A public body's answer, or a correction of it, lacks who answers for it or why."""


class SomebodyElseSignsError(SurveyAppError):
    """An approver was asked, so nobody else may sign."""
