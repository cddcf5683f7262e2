"""The three languages that reports are written in: the same tables, with the same fields in every phrase."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from importlib import import_module
from string import Formatter

import pytest

from analysis.reports.build import build
from analysis.reports.material import Material
from analysis.wording import numbers
from analysis.wording.bokmal import BOKMAL
from analysis.wording.language import LANGUAGES, UnknownLanguageError, speaking
from analysis.wording.sentences import sentence
from analysis.wording.tables import Words
from tests.analysis.made import plan
from tests.analysis.test_reports import municipalities

OTHERS = [code for code in LANGUAGES if code != "nb"]
BOKMAL_ONLY = {"ikke", "kommuner", "kommunene", "noe", "hvor", "hvordan", "hva", "jeg", "bare", "svarene"}
NORWEGIAN = {"ikke", "ikkje", "og", "kommuner", "kommunar", "svarte", "av", "ble", "vart"}
TABLES = [each.name for each in fields(Words)]


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_same_keys_and_fields_in_every_language(code: str, name: str) -> None:
    ours, theirs = getattr(BOKMAL, name), getattr(LANGUAGES[code], name)

    assert type(ours) is type(theirs)
    if isinstance(ours, Mapping):
        assert [*theirs] == [*ours]
        different = {key for key in ours if asked(ours[key]) != asked(theirs[key])}
        assert different == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_phrase_takes_anothers_place(code: str) -> None:
    package = {"nb": "bokmal", "nn": "nynorsk", "en": "english"}[code]
    parts = import_module(f"analysis.wording.{package}")
    tables = [each for name, each in vars(parts).items() if name.isupper() and isinstance(each, dict)]

    said = {(key, phrase) for table in tables for key, phrase in table.items()}
    keys = Counter(key for key, _ in said)

    assert {key for key, n in keys.items() if n > 1} == set()
    assert {*keys} == {*LANGUAGES[code].phrases}


def asked(phrase: str | tuple[str, ...]) -> list[str]:
    """The names of the fields in a phrase."""
    whole = phrase if isinstance(phrase, str) else " ".join(phrase)
    return sorted({name for _, name, _, _ in Formatter().parse(whole) if name})


@pytest.mark.parametrize(("code", "foreign"), [("nn", BOKMAL_ONLY), ("en", NORWEGIAN)])
def test_a_language_borrows_no_common_word_of_another(code: str, foreign: set[str]) -> None:
    tables = [getattr(LANGUAGES[code], name) for name in TABLES]
    phrases = [str(each) for table in tables if isinstance(table, Mapping) for each in table.values()]

    words = {word.lower() for each in phrases for word in re.findall(r"[^\W\d]+", re.sub(r"\{\w+\}|«[^»]*»", "", each))}

    assert words & foreign == set()


def test_numbers_are_written_as_the_reader_of_english_expects() -> None:
    with speaking("en"):
        made = [
            numbers.number(-2.06, 1),
            numbers.count(1234567),
            numbers.percent(0.58216, 1000),
            numbers.bare_p(0.0004),
        ]

    assert [re.sub(r"\s", " ", each) for each in made] == ["−2.1", "1,234,567", "58.2%", "< 0.001"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_whole_report_is_written_in_the_language_that_was_chosen(code: str) -> None:
    with speaking(code):
        report = build(Material.of(municipalities()))

    assert report.language == code
    assert report.sections[0].title == LANGUAGES[code].phrases["heading_who"]


def test_a_language_without_words_is_refused_by_name() -> None:
    with pytest.raises(UnknownLanguageError, match="Choose one of: nb, nn, en"), speaking("sv"):
        pass


def test_the_language_that_was_chosen_ends_with_its_block() -> None:
    with speaking("en"):
        pass

    assert numbers.number(0.5, 1) == "0,5"


def test_a_number_of_those_who_answer_stands_where_english_wants_it() -> None:
    with speaking("en"):
        told = sentence(plan((40, 100), (60, 100), (35, 5, 25, 35)), "municipality").replace("\xa0", " ")

    assert "Among 100 municipalities that answered both times, it rose by 20 percentage points" in told
