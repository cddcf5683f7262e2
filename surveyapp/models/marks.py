"""Whether something is still as somebody saw it, when she saves what she made of it."""

from __future__ import annotations

import hashlib

from surveyapp.models.errors import ChangedMeanwhileError


def mark_of(shown: object) -> str:
    """What a form carries of the values that it was filled in from; others have another mark."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


def require_unchanged(stored: object, seen: str, wanted: object) -> None:
    """Refuse to write over what somebody else saved meanwhile, unless it is the same; raises `ChangedMeanwhileError`.

    `seen`: the mark of what was stored when the form was filled in; "" for whoever saw no form.
    """
    if seen and seen != mark_of(stored) and stored != wanted:
        raise ChangedMeanwhileError("Somebody else changed the same meanwhile. Look at it again.")
