"""The order in which a reader looks for a name: each language's own alphabet."""

from __future__ import annotations

import unicodedata
from functools import cache

ALPHABETS = {
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "se": "aábcčdđefghijklmnŋopqrsštŧuvwxyzžæøå",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
}
"""The letters that follow each other as letters of their own (Unicode CLDR). An alphabet that is not here is that of
English, and one that shares its letters with Norwegian is Norwegian's."""

SAME_ORDER = {"nn": "nb"}

LIKE = str.maketrans("أإآٱءةىؤئäö", "اااااهيويæø")
"""Letters that are looked for where another stands."""


def order(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """A sort key by the language's alphabet: case and other accents are ignored, and the shorter word comes first."""
    places = _places(SAME_ORDER.get(language, language))
    return tuple(_place(letter, places) for letter in text.lower().translate(LIKE))


def norwegian_order(text: str) -> tuple[tuple[int, int], ...]:
    """A sort key that puts Æ, Ø and Å last, ignores case and lets the shorter word come first."""
    return order(text, "nb")


@cache
def _places(language: str) -> dict[str, int]:
    letters = ALPHABETS.get(language, "abcdefghijklmnopqrstuvwxyz")
    return {letter: place for place, letter in enumerate(letters)}


def _place(letter: str, places: dict[str, int]) -> tuple[int, int]:
    """Signs first, then the language's letters, then those of other scripts; an accent it lacks is not heard."""
    for form in (letter, unicodedata.normalize("NFD", letter)[0]):
        if form in places:
            return 1, places[form]
    return (2 if letter.isalpha() else 0), ord(letter)
