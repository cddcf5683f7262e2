"""Texts in scripts that ours is not set in: letters that no typeface here has, and lines that begin at the right."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import islice
from threading import Lock

from matplotlib.ft2font import FT2Font

from analysis.reports.typesetting import letters
from analysis.wording.phrases import say

MOST_NAMED = 12
UNDRAWN = {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"}
"""Kinds of characters that are no letter of their own: joined to one, a space, or not to be drawn."""
EMPTY_BOXES = "Last Resort High-Efficiency"
"""A typeface that comes with matplotlib, and has a box for every letter there is."""
_ONE_AT_A_TIME = Lock()


def note_on_letters(text: str) -> str:
    """A sentence that names the letters that will be empty boxes; nothing where none will."""
    lacking = (each for each in dict.fromkeys(text) if not _is_drawn(each))
    named = [f"U+{ord(each):04X}" for each in islice(lacking, MOST_NAMED + 1)]
    if not named:
        return ""
    return say("letters_lacking", letters=", ".join([*named[:MOST_NAMED], "…"][: len(named)]))


@lru_cache(maxsize=2**14)
def _is_drawn(letter: str) -> bool:
    if letter.isascii() or unicodedata.category(letter) in UNDRAWN:
        return True
    with _ONE_AT_A_TIME:
        return any(face.get_char_index(ord(letter)) for face in _faces())


@lru_cache(maxsize=1)
def _faces() -> tuple[FT2Font, ...]:
    """Every typeface that a report may be set in, ours first."""
    files = dict.fromkeys(each.path for each in letters().fonts() if each.path and each.family != EMPTY_BOXES)
    return tuple(face for each in files if (face := _opened(each)) is not None)


def _opened(file: str) -> FT2Font | None:
    try:
        return FT2Font(file)
    except (OSError, RuntimeError):
        return None


def from_the_right(text: str) -> bool:
    """Whether its first letter is of a script that is written from right to left, as Arabic is."""
    ways = (unicodedata.bidirectional(each) for each in text)
    return next((each for each in ways if each in {"L", "R", "AL"}), "L") != "L"
