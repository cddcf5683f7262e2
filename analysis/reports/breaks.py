"""Places where a very long word may be broken, for a typesetter that breaks none by itself."""

from __future__ import annotations

import re
import unicodedata

from analysis.figures.lettering import width

BREAK = "\N{ZERO WIDTH SPACE}"
STEP = 10
"""Letters between the places where what is no word of a language is broken."""
LONG = re.compile(rf"[^\s{BREAK}]{{{STEP + 3},}}")
AFTER = frozenset("/_-.@:;,=&?+")
LONGEST_REAL, FEWEST_LETTERS = 45, 6
"""What has at most so many letters, and so many different ones, is left to the hyphenation of its language."""
JOINER, PICTURE = "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}"


def breakable(text: str, room: float) -> str:
    """The same text, where words wider than `room` ems can be broken between two letters."""
    return LONG.sub(lambda found: _broken(found.group(), room), text)


def _broken(word: str, room: float) -> str:
    if width(word, 1, bold=True) <= room or _hyphenated(word):
        return word
    made: list[str] = []
    since = 0
    for before, letter in zip(" " + word, word, strict=False):
        if made and (since >= STEP or before in AFTER) and not _joined(before, letter):
            made.append(BREAK)
            since = 0
        made.append(letter)
        since += 1
    return "".join(made)


def _hyphenated(word: str) -> bool:
    return word.isalpha() and len(word) <= LONGEST_REAL and len(set(word.lower())) >= FEWEST_LETTERS


def _joined(before: str, letter: str) -> bool:
    """Whether the two are drawn as one: accents on letters, and pictures made of several."""
    return (
        JOINER in (before, letter)
        or letter == PICTURE
        or unicodedata.category(letter).startswith("M")
        or "\U0001f1e6" <= letter <= "\U0001f1ff"
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )
