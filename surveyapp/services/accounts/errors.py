"""What can go wrong with accounts and their roles."""

from __future__ import annotations

from surveyapp.models.errors import SurveyAppError


class SignedOutError(SurveyAppError):
    """The browser's session is over, or was ended from elsewhere. Sign in again."""


class WrongCodeError(SurveyAppError):
    """The code of the app does not fit the secret that it was given."""


class LastOfRoleError(SurveyAppError):
    """The organisation would be left without an administrator, or without an owner."""


class AlreadyMemberError(SurveyAppError):
    """Whoever is asked does something for the organisation already."""


class UnknownPasswordLinkError(SurveyAppError):
    """The link to a new password was used, a newer one was sent, or it has run out; or it was never there."""


class UnknownMemberInvitationError(SurveyAppError):
    """The link was used, taken back or has run out; or it was never there."""
