"""Pseudonyms for courses: short, hard to misread, and a slip of the pen is found out."""

from __future__ import annotations

import secrets

LETTERS = "234679ACDEFHJKMNPRTVWXY"
"""No letter or digit looks like another one that is here: none of 0 O Q, 1 I L, 5 S, 8 B, 2 Z or U beside V."""
DRAWN = 5
"""Letters that are drawn; a check letter comes after them."""


def new_pseudonym() -> str:
    """A pseudonym such as K7M-3PX, one of six million."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(DRAWN))
    return _written(drawn + _check_letter(drawn))


def pseudonym_of(written: str) -> str | None:
    """The pseudonym that was meant, however it is written; None for a slip of the pen.

    One letter wrong, or two that changed places, is always a slip: the letters are numbers below the prime 23, weighed
    by their places.
    """
    letters = "".join(letter for letter in written.upper() if letter.isalnum())
    if len(letters) != DRAWN + 1 or not set(letters) <= set(LETTERS):
        return None
    return _written(letters) if _check_letter(letters[:DRAWN]) == letters[DRAWN] else None


def _check_letter(drawn: str) -> str:
    """The letter that brings the weighed sum to a multiple of 23; its own weight is 1, the others' 2, 3 and so on."""
    weighed = sum(LETTERS.index(letter) * weight for weight, letter in enumerate(drawn, start=2))
    return LETTERS[-weighed % len(LETTERS)]


def _written(letters: str) -> str:
    return f"{letters[:3]}-{letters[3:]}"
