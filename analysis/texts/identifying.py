"""What in a text could tell who somebody is: a suggestion for a person who reads it, never a guarantee."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analysis.texts.names import ALSO_WORDS, FIRST_NAMES, NO_NAMES, TITLES
from questionnaires.classifications import kommuner

Kind = Literal["name", "place", "phone", "email", "national_id", "date"]

REPLACEMENTS: dict[Kind, str] = {
    "name": "[navn]",
    "place": "[sted]",
    "phone": "[telefon]",
    "email": "[e-post]",
    "national_id": "[fødselsnummer]",
    "date": "[dato]",
}

MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|des"
)
WORD = r"[A-ZÆØÅÁČĐŊŠŦŽÄÖÜÉÈÓÒÔ][\w'’]*(?:-[A-ZÆØÅÁČĐŊŠŦŽÄÖÜÉ][\w'’]*)*"
"""A word with a capital letter."""

PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    # A national identity number, D-number or the like: six digits of a date and five more.
    ("national_id", re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")),
    ("date", re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d?-\d\d?(?!\d)")),
    ("date", re.compile(r"(?<!\d)\d{1,2}[./]\s?\d{1,2}(?:[./-]\s?(?:\d{4}|\d{2}))?(?![\d%])\.?(?=\W|$)")),
    ("date", re.compile(rf"(?<!\d)\d{{1,2}}\.?\s(?:{MONTHS})\b(?:\.?\s\d{{4}})?", re.IGNORECASE)),
    # Eight digits, in any of the ways they are grouped, with or without the country's number.
    ("phone", re.compile(r"(?<![\d+])(?:(?:\+|00)\d{2}[ .-]?)?\d(?:[ .-]?\d){7}(?!\d)")),
)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to `end` of a text, and what kind of thing they seem to be."""

    start: int
    end: int
    kind: Kind

    @property
    def replacement(self) -> str:
        """What is written in their place."""
        return REPLACEMENTS[self.kind]


def suggest(text: str, names: Sequence[str] = ()) -> tuple[Span, ...]:
    """What should be replaced before anybody else reads the text.

    Parameters
    ----------
    text
        An answer in Norwegian.
    names
        Names that are known to occur, of persons or of wards, in any case.

    Returns
    -------
    tuple of Span
        Names, places (municipalities since 2017, counties are no secret), telephone numbers, e-mail addresses,
        national identity numbers and dates, in the text's order and never overlapping.

    Notes
    -----
    It suggests too much rather than too little: any capitalised word inside a sentence may be a name. It finds no
    nicknames in small letters, no rare illness, no event that everybody knows. Only a person can.

    Examples
    --------
    >>> [span.kind for span in suggest("Ring Kari på 22 33 44 55 i Bodø.")]
    ['name', 'phone', 'place']
    """
    taken = [False] * len(text)
    found = []
    for span in (*_patterned(text), *_given(text, names), *_places(text), *_named(text)):
        if not any(taken[span.start : span.end]):
            found.append(span)
            taken[span.start : span.end] = [True] * (span.end - span.start)
    return tuple(sorted(found, key=lambda span: span.start))


def _patterned(text: str) -> Iterator[Span]:
    for kind, pattern in PATTERNS:
        yield from (Span(*match.span(), kind) for match in pattern.finditer(text))


def _given(text: str, names: Iterable[str]) -> Iterator[Span]:
    for name in sorted({each.strip() for each in names} - {""}, key=len, reverse=True):
        pattern = re.compile(rf"\b{re.escape(name)}(?:s|'s|’s|'|’)?(?!\w)", re.IGNORECASE)
        yield from (Span(*match.span(), "name") for match in pattern.finditer(text))


def _places(text: str) -> Iterator[Span]:
    yield from (Span(*match.span(), "place") for match in _municipalities().finditer(text))


def _named(text: str) -> Iterator[Span]:
    """First names anywhere, other words by their capital letter inside a sentence or after a title."""
    for match in re.finditer(rf"{WORD}(?:\s+{WORD})*", text):
        words = [*re.finditer(WORD, match.group())]
        begins = _begins_sentence(text, match.start())
        # A sentence's first word has its capital letter for that, unless it is somebody's first name.
        while words and _is_word(words[0].group(), first=begins):
            words, begins = words[1:], False
        while words and _is_word(words[-1].group(), first=False):
            words = words[:-1]
        if words:
            yield Span(match.start() + words[0].start(), match.start() + words[-1].end(), "name")
    for match in re.finditer(r"\b\w+\b", text):
        if match.group() in FIRST_NAMES - ALSO_WORDS:
            yield Span(*match.span(), "name")


def _is_word(word: str, *, first: bool) -> bool:
    """Whether a word is no name for all its capital letter."""
    lower = word.lower()
    if lower in FIRST_NAMES or lower.removesuffix("s") in FIRST_NAMES:
        return False
    return first or lower in NO_NAMES or lower in TITLES or (len(word) > 1 and word.isupper() and len(word) <= 4)


def _begins_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip(" \t\"'«“”(–-")
    return not before or before[-1] in ".!?:\n…•*"


@cache
def _municipalities() -> re.Pattern[str]:
    """Every municipality's name since the register begins, also in the genitive."""
    names = {name for day in DAYS for each in kommuner(day) for name in (each.name, *each.official_name.split(" - "))}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)")


DAYS = (dt.date(2017, 1, 1), dt.date(2020, 1, 1), dt.date(2024, 1, 1))
"""Between these the names changed."""
