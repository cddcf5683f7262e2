"""Following how municipalities answer: for the survey's owner all of them, for a county governor those of its area."""

from surveyapp.services.overseeing.following import Curve, DayCount, Followed, Municipality, RoundName, State, follow
from surveyapp.services.overseeing.opening import (
    NotOverseeableError,
    OverseenSurvey,
    close_to_governors,
    open_to_governors,
    surveys,
)
from surveyapp.services.overseeing.receipts import Receipt, SignedEdition, receipt

__all__ = [
    "Curve",
    "DayCount",
    "Followed",
    "Municipality",
    "NotOverseeableError",
    "OverseenSurvey",
    "Receipt",
    "RoundName",
    "SignedEdition",
    "State",
    "close_to_governors",
    "follow",
    "open_to_governors",
    "receipt",
    "surveys",
]
