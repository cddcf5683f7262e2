"""Which passwords are good enough, how they are kept, and how they are changed."""

from __future__ import annotations

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from surveyapp.models.errors import WeakPasswordError
from surveyapp.services.accounts import guessable

SHORTEST_PASSWORD = 15
"""Where a password alone may let somebody in, it is this long (NIST SP 800-63B-4, section 3.1.1.2)."""
LONGEST_PASSWORD = 200
"""In characters; the longest keeps a sign-in from being used to wear the server out."""
FEWEST_GUESSES = 10**10
"""What zxcvbn calls very unguessable; with its lists of breached passwords and words, rows of keys and repetition, and
our own of what Norwegians write.
"""
JUDGED = 72
"""So many characters are judged; longer ones are made of no fewer guesses."""
GUESSED = "The password is easily guessed. Four words that have nothing to do with each other are better."

_HASHER = PasswordHasher()


def require_strong(password: str, name: str, email: str) -> None:
    """Refuse what is short, long or easily guessed of this person; raises `WeakPasswordError`."""
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPasswordError(f"The password needs at least {SHORTEST_PASSWORD} characters.", "short")
    if len(password) > LONGEST_PASSWORD:
        raise WeakPasswordError(f"The password may have at most {LONGEST_PASSWORD} characters.", "long")
    judged = password[:JUDGED]
    own = [word for word in (name, email, *re.split(r"\W+", f"{name} {email}")) if len(word) > 2]
    if zxcvbn(judged, [*own, *guessable.words()])["guesses"] < FEWEST_GUESSES:
        raise WeakPasswordError(GUESSED, "weak")
    if guessable.guesses(judged, frozenset(word.lower() for word in own)) < FEWEST_GUESSES:
        raise WeakPasswordError(GUESSED, "usual")


def hashed(password: str) -> str:
    """What is kept of a password: its Argon2id hash, with salt."""
    return _HASHER.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether the password is the one whose hash was kept."""
    try:
        return _HASHER.verify(kept, password[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobodys_hash() -> str:
    """What a try on an unknown address is checked against, so that it takes as long."""
    return _HASHER.hash("no account has this one")
