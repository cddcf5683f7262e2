"""How a sign-in elsewhere can fail. The texts are for the log: they hold no name, no number and no token."""

from __future__ import annotations


class SignInError(Exception):
    """The base: nobody was signed in. `reason` is a word of ours for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ProviderDownError(SignInError):
    """The provider does not answer, or not in time, or with something that is no answer."""


class RefusedByProviderError(SignInError):
    """The provider says no, or the person pressed cancel there."""


class TooWeakError(SignInError):
    """The person signed in at a lower level of assurance than is demanded."""


class StaleSignInError(SignInError):
    """The answer belongs to no sign-in that this browser has begun, or to one begun too long ago."""


class ReplayedSignInError(SignInError):
    """The answer was used before."""


class ClockSkewError(SignInError):
    """The provider's clock and ours differ by more than a minute, or the answer is that old."""


class WrongIssuerError(SignInError):
    """Another provider answers than the one that was asked (RFC 9207)."""


class UntrustworthyError(SignInError):
    """The answer fails its signature, or was made for somebody else."""
