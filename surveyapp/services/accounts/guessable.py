"""Norwegian words and sentences that whoever guesses at our passwords tries first, and how many guesses they take.

zxcvbn knows English ones; to it, «velkommen til oss» is as hard as seventeen letters drawn at random.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from questionnaires.classifications import kommuner

LITTLE = "little"
"""The commonest words: in a sentence, one follows from the other, so each is worth few guesses."""
COMMON = "common"
"""What passwords are often made of, besides: greetings, the calendar, the workplace, the home and its joys."""
SENTENCES = "sentences"
"""First lines, proverbs, and what passwords say of themselves; also the example that our own pages give."""

_LITTLE_GUESSES, _COMMON_GUESSES, _AGAIN = 10, 100, 2
_PIECES = re.compile(r"[^\W\d_]+|\d+")
_YEARS = re.compile(r"(19|20)\d\d")


@cache
def words() -> Sequence[str]:
    """All of it for zxcvbn, the commonest first; sentences also without their spaces."""
    sentences = _list(SENTENCES).splitlines()
    joined = [each.replace(" ", "") for each in sentences]
    return (*sorted(_words(COMMON)), *sorted(_words(LITTLE)), *sorted(_places()), *sentences, *joined)


def guesses(password: str, own: frozenset[str]) -> int:
    """How many guesses a sentence takes, word by word, where the words may be known; `own`: the person's own words.

    What is in no list counts ten guesses a letter, as zxcvbn counts it. A word that came before counts for little.
    """
    total, before = 1, set[str]()
    for piece in _PIECES.findall(password.lower()):
        total *= _AGAIN if piece in before else _of(piece, own)
        before.add(piece)
    return total


def _of(piece: str, own: frozenset[str]) -> int:
    if piece in _words(LITTLE) or piece in own:
        return _LITTLE_GUESSES
    if piece in _words(COMMON) or piece in _places() or _YEARS.fullmatch(piece):
        return _COMMON_GUESSES
    return int(10 ** len(piece))


def _list(name: str) -> str:
    """One of the lists, as it stands in the file."""
    whole = Path(__file__).with_name("guessable.txt").read_text("utf-8")
    return whole.partition(f"[{name}]\n")[2].partition("\n\n")[0]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_list(name).split())


@cache
def _places() -> frozenset[str]:
    """The municipalities' names, word by word."""
    names = " ".join(each.name for each in kommuner(date(2024, 1, 1)))
    return frozenset(_PIECES.findall(names.lower()))
