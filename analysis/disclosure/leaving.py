"""The last gate: nothing is written, drawn or sent before it is protected."""

from __future__ import annotations

from typing import Protocol


class Protectable(Protocol):
    """A result that says whether it may leave."""

    @property
    def protected(self) -> bool:
        """Whether nothing in it tells of single persons any more."""


class UnprotectedError(ValueError):
    """Something was about to leave that nobody has protected."""


def require_protected(result: Protectable) -> None:
    """Every writer asks this first; raises `UnprotectedError`."""
    if not result.protected:
        raise UnprotectedError("This holds small numbers. Give what leaves protect(comparison) instead.")
