"""Names that a questionnaire can use, out of the link ids, codes and words of a form."""

from __future__ import annotations

import re
from collections.abc import Collection

from questionnaires.checker.parts import RESERVED_IDS
from questionnaires.codebook import NOT_ASKED

LONGEST = 50
"""Characters; a name may have 60, and what hangs on a question adds some of its own."""

_RANDOM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
"""A UUID, by which some systems name everything: it tells a person nothing."""
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "AE", "Ø": "O", "Å": "A", "ä": "a", "ö": "o"})


def id_from(word: str, taken: Collection[str], *, exact: bool = False) -> str:
    """An id like `word` that is not taken; `exact` keeps one that is already right, however long."""
    free = word not in taken and word not in RESERVED_IDS
    if exact and free and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,59}", word):
        return word
    if _RANDOM.fullmatch(word):
        return _numbered("q", taken)
    name = _name(word)
    if not name or not name[0].isalpha():
        name = f"q{name}" if name else "q"
    if name in RESERVED_IDS:
        name = f"{name}_"
    return _not_taken(name, taken)


def code_from(word: str, taken: Collection[str]) -> str:
    """A code like `word` that is not taken."""
    if re.fullmatch(r"[A-Za-z0-9_]{1,60}", word) and word not in taken and word != NOT_ASKED:
        return word
    if _RANDOM.fullmatch(word):
        return _numbered("c", taken)
    name = _name(word) or "c"
    return _not_taken(f"{name}_" if name == NOT_ASKED else name, taken)


def _name(word: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", word.translate(_LETTERS)).strip("_")[:LONGEST].rstrip("_")


def _numbered(letter: str, taken: Collection[str]) -> str:
    number = len(taken) + 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


def _not_taken(name: str, taken: Collection[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"
