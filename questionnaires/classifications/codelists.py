"""Each classification as one list of codes on a date, with words for each code, and a search in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from babel import Locale

from questionnaires.classifications.kommuner import fylker, kommuner
from questionnaires.classifications.statsforvaltere import statsforvaltere

Words = Mapping[str, str]
"""Language -> words."""


COUNTRY_NAMES = ("nb", "nn", "en", "se", "uk", "pl", "ar", "so")
"""The languages that countries have names in."""


def _kommuner(on: date) -> dict[str, Words]:
    return {each.nr: {"nb": each.label} for each in kommuner(on=on)}


def _fylker(on: date) -> dict[str, Words]:
    return {each.nr: {"nb": each.name} for each in fylker(on=on)}


def _statsforvaltere(on: date) -> dict[str, Words]:
    """They have no numbers of their own; the code is the lowest number of the fylker that each serves."""
    return {f"SF{each.fylke_nrs[0]}": {"nb": each.label} for each in statsforvaltere(on=on)}


def _countries(_on: date) -> dict[str, Words]:
    """ISO 3166-1 alpha-2 codes with the names of Unicode CLDR."""
    named = {language: Locale(language).territories for language in COUNTRY_NAMES}
    aggregates = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    codes = [code for code in map(str, named["nb"]) if len(code) == 2 and code.isalpha() and code not in aggregates]
    return {code: {language: names[code] for language, names in named.items() if code in names} for code in codes}


CODE_LISTS: dict[str, Callable[[date], dict[str, Words]]] = {
    "kommune": _kommuner,
    "fylke": _fylker,
    "statsforvalter": _statsforvaltere,
    "country": _countries,
}
"""The classifications that a question can ask for."""


@lru_cache(maxsize=64)
def codes_of(classification: str, on: date) -> Mapping[str, Words]:
    """The codes of a classification on a date, each with its words by language."""
    return CODE_LISTS[classification](on)


def code_for(classification: str, on: date, written: str) -> str | None:
    """The code that a person means: the code itself, its whole name, or the only name that begins so; else None."""
    codes = codes_of(classification, on)
    wanted = written.strip().casefold()
    if written.strip() in codes:
        return written.strip()
    names = {code: [name.casefold() for name in words.values()] for code, words in codes.items()}
    whole = [code for code, said in names.items() if wanted in said]
    begun = [code for code, said in names.items() if wanted and any(name.startswith(wanted) for name in said)]
    found = whole or begun
    return found[0] if len(found) == 1 else None
