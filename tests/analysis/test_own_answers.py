"""A municipality's own answers through mergers, splits and new numbers, beside its county and the country."""

import datetime as dt

import pytest

from analysis.facts.own import OwnAnswers, OwnQuestion
from analysis.linking.ownanswers import Surveyed, own_answers, surveyed
from questionnaires.classifications import UnknownKommuneError
from tests.analysis.made import rounds, written

BOOK = written(
    """
id: kommuner
title: {nb: Kommunene}
languages: [nb]
unit: municipality
about: {nb: Om kommunene.}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: kommune, type: municipality, text: {nb: Hvilken?}}
      - id: plan
        type: choice
        merge: share
        choices: {yes: {nb: Ja}, no: {nb: Nei}}
        text: {nb: Har dere en plan?}
        indicator: {codes: [yes], label: {nb: har en plan}}
      - {id: plasser, type: number, unit: {nb: plasser}, merge: sum, text: {nb: Hvor mange plasser?}}
"""
)
KEY = next(each.name for each in BOOK.variables if each.level == "key")

# 2020: Kristiansand (4204) of 1001, Songdalen 1017 and Søgne 1018; Narvik (1806) of 1805, Ballangen 1854 and a part of
# Tysfjord 1850; Lindesnes (4205) of 1002, Marnardal 1021 and 1029; Vennesla (4223) was 1014, Bykle (4222) 0941.
FIRST = [
    {KEY: "1001", "plan": "yes", "plasser": "10"},
    {KEY: "1017", "plan": "yes", "plasser": "2"},
    {KEY: "1018", "plan": "yes", "plasser": "3"},
    {KEY: "1805", "plan": "no", "plasser": "4"},
    {KEY: "1854", "plan": "no", "plasser": "5"},
    {KEY: "1850", "plan": "no", "plasser": "6"},
    {KEY: "1002", "plan": "yes", "plasser": "1"},
    {KEY: "1021", "plan": "no", "plasser": "1"},
    {KEY: "1014", "plan": "no", "plasser": "7"},
]
SECOND = [
    {KEY: "4204", "plan": "no", "plasser": "12"},
    {KEY: "1806", "plan": "yes", "plasser": "9"},
    {KEY: "4205", "plan": "yes", "plasser": "2"},
    {KEY: "4223", "plan": "yes", "plasser": "8"},
    {KEY: "4222", "plan": "yes", "plasser": "1"},
    {KEY: "0301", "plan": "no", "plasser": "30"},
]


def prepared() -> Surveyed:
    return surveyed(rounds(BOOK, FIRST, SECOND), BOOK)


def own(nr: str) -> OwnAnswers:
    return own_answers(prepared(), nr)


def asked(nr: str, name: str = "plan") -> OwnQuestion:
    return next(each for each in own(nr).questions if each.name == name)


def test_a_municipality_with_a_new_number_has_its_old_answers() -> None:
    found = own("4223")

    assert (found.name, found.came, [each.key for each in found.former]) == ("Vennesla", "renumbered", ["1014"])
    assert (asked("4223").before, asked("4223").now, asked("4223").moved) == ("no", "yes", "better")


def test_a_merged_municipality_has_the_answer_that_its_former_ones_agreed_on() -> None:
    found = own("4204")

    assert found.came == "merged"
    assert {each.name: each.answered for each in found.former} == {
        "Kristiansand": True,
        "Songdalen": True,
        "Søgne": True,
    }
    assert (asked("4204").before, asked("4204").now, asked("4204").moved) == ("yes", "no", "worse")


def test_numbers_of_merged_municipalities_are_added() -> None:
    # 10 + 2 + 3.
    assert (asked("4204", "plasser").before, asked("4204", "plasser").now) == ("15", "12")


def test_former_answers_that_were_not_alike_or_not_all_there_are_listed_and_not_compared() -> None:
    found = asked("4205")

    # Lindesnes said yes and Marnardal no; Lyngdal's neighbour Mandal (1002) answered, Lindesnes (1029) did not.
    assert (found.before, found.moved, found.because) == (None, "", "not_all_answered")
    assert {each.name: each.answer for each in found.former} == {"Mandal": "yes", "Marnardal": "no", "Lindesnes": None}


def test_a_part_of_a_divided_municipality_is_shown_its_origins_answer_and_not_compared() -> None:
    found = own("1806")

    assert found.came == "split"
    assert (asked("1806").before, asked("1806").because) == (None, "divided")
    assert {each.name for each in asked("1806").former} == {"Narvik", "Ballangen", "Tysfjord"}


def test_a_municipality_that_did_not_answer_before_or_now_is_told_as_such() -> None:
    assert (asked("4222").before, asked("4222").because) == (None, "not_answered")
    assert [each.answered for each in own("4222").rounds] == [False, True]
    # Birkenes answered neither time.
    assert [each.answered for each in own("4216").rounds] == [False, False]
    assert asked("4216").now is None


def test_the_same_answer_in_the_county_and_the_country_is_counted() -> None:
    found = own("4223")

    # In Agder Kristiansand said no; Lindesnes, Vennesla and Bykle yes. In the country also Narvik yes and Oslo no.
    assert [(each.name, each.answered, each.of) for each in found.areas] == [("Agder", 4, 25), ("", 6, 356)]
    assert [asked("4223").same(area) for area in (0, 1)] == [3, 4]
    assert [each.valid for each in asked("4223").areas] == [4, 6]


def test_the_middle_of_numbers_is_told_from_five_municipalities_on() -> None:
    county, country = asked("4223", "plasser").areas

    assert (county.valid, county.median) == (4, None)
    # 1, 2, 8, 9, 12, 30: the quartiles by type 7 are 3.5, 8.5 and 11.25.
    assert (country.lower_quartile, country.median, country.upper_quartile) == (3.5, 8.5, 11.25)


def test_one_round_alone_has_no_former_answers() -> None:
    found = own_answers(surveyed(rounds(BOOK, FIRST, SECOND)[1:], BOOK), "4204")

    assert found.alone
    assert [(each.before, each.because, each.moved) for each in found.questions] == [(None, "", "")] * 2


def test_a_number_that_no_municipality_has_is_refused() -> None:
    with pytest.raises(UnknownKommuneError):
        own("1001")


def test_the_day_decides_which_municipalities_there_are() -> None:
    assert prepared().there.keys() >= {"4204", "1806"}
    assert rounds(BOOK, FIRST, SECOND)[1].info.denominator_date == dt.date(2020, 10, 16)
