"""What every questionnaire says in the same words is there in every language, with the same things filled in."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from questionnaires.classifications.collation import order
from questionnaires.messages import SPOKEN

FILLED_IN = re.compile(r"\{+\w+\}+")
OTHERS = sorted(SPOKEN.keys() - {"nb"})


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_says_all_that_bokmal_says_in_the_same_order(language: str) -> None:
    wanted = [(section, list(words)) for section, words in SPOKEN["nb"].items()]
    assert [(section, list(words)) for section, words in SPOKEN[language].items()] == wanted


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_is_filled_in_in_every_language(language: str) -> None:
    for section, words in SPOKEN["nb"].items():
        for name, said in words.items():
            assert sorted(FILLED_IN.findall(SPOKEN[language][section][name])) == sorted(FILLED_IN.findall(said)), name


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("nn", ["Aure", "Zoar", "Ærfugl", "Ørsta", "Ås"]),
        ("se", ["Albánia", "Áibmu", "Cuba", "Čeahkka", "Dánmárku", "Đáhton", "Suopma", "Šveica", "Ŧ", "Ålánda"]),
        ("pl", ["Azja", "Ąbc", "Cypr", "Ćma", "Lesoto", "Łotwa", "Zambia", "Żółw"]),
        ("uk", ["Гана", "Ґанок", "Данія", "Індія", "Їжак", "Йорданія", "Куба"]),
        ("ar", ["أسبانيا", "بلجيكا", "تونس", "سوريا", "فنلندا"]),
        ("en", ["Åland", "Albania", "Côte", "Cuba", "Zambia"]),
    ],
)
def test_names_stand_in_the_order_of_the_readers_alphabet(language: str, in_order: list[str]) -> None:
    """By hand, after the alphabet that the language's children learn."""
    keys = [order(name, language) for name in in_order]
    assert all(before < after for before, after in pairwise(keys)), list(zip(in_order, keys, strict=True))
