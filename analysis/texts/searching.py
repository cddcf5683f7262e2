"""Finding texts by their words, and the words that many of them use; Norwegian endings make no difference."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import snowballstemmer

from analysis.disclosure.suppression import SMALLEST_SHOWN
from analysis.texts.names import STOP_WORDS

_STEMMER = snowballstemmer.stemmer("norwegian")

WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class SearchError(ValueError):
    """A search that looks for nothing."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that holds all the words; `places` are where they stand, as characters from and up to."""

    text: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word that `texts` of all texts use, in its most common form, with its other forms."""

    word: str
    forms: tuple[str, ...]
    texts: int


def stem(word: str) -> str:
    """A word without its ending, by the Snowball stemmer for Norwegian.

    Examples
    --------
    >>> stem("ventetiden") == stem("Ventetida") == stem("ventetid")
    True
    """
    return str(_STEMMER.stemWord(word.lower()))


def search(texts: Mapping[str, str], query: str) -> tuple[Hit, ...]:
    """The texts that hold every word of the query, in whatever form.

    Parameters
    ----------
    texts
        Each text by its id.
    query
        Words; one that ends in * stands for all that begin so.

    Returns
    -------
    tuple of Hit
        In the order of the texts.

    Raises
    ------
    SearchError
        When the query has no word.

    Examples
    --------
    >>> [hit.text for hit in search({"a": "Lang ventetid.", "b": "Ventetiden var for lang", "c": "Ventet"}, "ventetid")]
    ['a', 'b']
    """
    wanted = [*_wanted(query)]
    if not wanted:
        raise SearchError("Write at least one word to look for.")
    hits = []
    for name, text in texts.items():
        words = [(match.group().lower(), match.span()) for match in WORDS.finditer(text)]
        found = [[span for word, span in words if _matches(word, *each)] for each in wanted]
        if all(found):
            hits.append(Hit(name, tuple(sorted({span for spans in found for span in spans}))))
    return tuple(hits)


def frequent_terms(texts: Mapping[str, str], *, most: int = 30, at_least: int = SMALLEST_SHOWN) -> tuple[Term, ...]:
    """The words that most texts use: a place to begin a codebook of themes.

    Parameters
    ----------
    texts
        Each text by its id.
    most
        How many terms are given.
    at_least
        Words in fewer texts are left out, since a rare word may be a name.

    Returns
    -------
    tuple of Term
        The most used first. Words that every text has (`STOP_WORDS`) are not counted, nor are single letters.

    Examples
    --------
    >>> texts = {str(n): "Ventetida er lang" for n in range(6)} | {"x": "Ventetiden, ventetida!"}
    >>> [(term.word, term.texts) for term in frequent_terms(texts)]
    [('ventetida', 7), ('lang', 6)]
    """
    used: Counter[str] = Counter()
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts.values():
        words = {match.group().lower() for match in WORDS.finditer(text)} - STOP_WORDS
        stems = {word: stem(word) for word in words if len(word) > 1}
        used.update(set(stems.values()))
        for word, root in stems.items():
            forms[root][word] += 1
    often = sorted(((-count, root) for root, count in used.items() if count >= at_least))[:most]
    return tuple(_term(forms[root], -count, at_least) for count, root in often)


def _term(forms: Counter[str], texts: int, at_least: int) -> Term:
    ordered = sorted(forms, key=lambda word: (-forms[word], word))
    # A form that few use may be a name that happens to share the stem.
    return Term(ordered[0], tuple(word for word in ordered if forms[word] >= at_least), texts)


def _wanted(query: str) -> Iterator[tuple[str, bool]]:
    for part in query.split():
        for word in WORDS.findall(part):
            begins = part.rstrip().endswith("*")
            yield (word.lower() if begins else stem(word)), begins


def _matches(word: str, wanted: str, begins: bool) -> bool:
    return word.startswith(wanted) if begins else stem(word) == wanted
