"""Every kind of question goes through a comparison, its protection and a report."""

import random
import statistics
from collections import Counter
from functools import cache
from pathlib import Path
from typing import get_args

import html5lib
import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, from_json, to_json
from analysis.disclosure.comparisons import protect
from analysis.reports import render
from questionnaires.codebook import Codebook
from questionnaires.question_types import QUESTION_TYPES
from questionnaires.variables import VARIABLES
from tests.analysis.made import random_comparison, rounds, shipped, written
from tests.analysis.pages import Page
from tests.analysis.service import about, counts

EVERYTHING = Path(__file__).parents[1] / "data" / "everything.yaml"

SURVEY = """
id: alle_slag
title: {nb: Alle slag}
languages: [nb]
roles: [self, with_help, proxy]
unit: person
about: {nb: Om alle slag.}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - id: rekke
        type: ranking
        text: {nb: Hva er viktigst?}
        choices: {mat: {nb: Mat}, hvile: {nb: Hvile}, turer: {nb: Turer}}
      - {id: andel, type: percentage, text: {nb: Hvor mye av tiden?}}
      - {id: kost, type: currency, decimals: 2, text: {nb: Hvor mange kroner?}}
      - {id: rest, type: calculated, value: 100 - andel, decimals: 1, text: {nb: Resten}}
      - {id: enig, type: consent, text: {nb: Jeg er med.}}
      - {id: dag, type: date, text: {nb: Hvilken dag?}}
"""
BOOK = written(SURVEY)

Rows = list[dict[str, str | None]]


def persons(seed: int, count: int = 60) -> Rows:
    chance = random.Random(seed)
    made: Rows = []
    for n in range(count):
        places = [str(place) for place in chance.sample((1, 2, 3), 3)]
        share = chance.randint(0, 100)
        made.append(
            {
                "id": str(n),
                "role": chance.choice(["self", "self", "with_help", "proxy"]),
                **dict(zip(("rekke.mat", "rekke.hvile", "rekke.turer"), places, strict=True)),
                "andel": str(share),
                "kost": f"{chance.randint(0, 99999) / 100:g}",
                "rest": str(100 - share),
                "enig": chance.choice(["yes", None]),
                "dag": "2026-03-02",
            }
        )
    return made


FIRST, SECOND = persons(1), persons(2)


@cache
def compared(by: str | None) -> Comparison:
    return compare(*rounds(BOOK, FIRST, SECOND), BOOK, pair_by=by)


@cache
def everything() -> Codebook:
    return shipped(EVERYTHING)


def test_the_trial_questionnaire_has_every_kind_that_becomes_a_variable() -> None:
    kinds = {get_args(each.model_fields["type"].annotation)[0]: each for each in QUESTION_TYPES}
    apart = {"information", "email", "phone"}
    assert VARIABLES.keys() == set(kinds.values())
    assert {each.kind for each in everything().variables} == kinds.keys() - apart


@pytest.mark.parametrize("unit", ["municipality", "person"])
def test_every_kind_is_compared_protected_and_reported(unit: str) -> None:
    book = everything()
    if unit == "person":
        book = book.model_copy(
            update={"unit": unit, "variables": tuple(each for each in book.variables if each.level != "key")}
        )
    comparison = protect(random_comparison(book, 120))

    html5lib.HTMLParser(strict=True).parse(render(comparison))
    assert from_json(to_json(comparison)) == comparison
    # A key, a list, and the items of a score over a list are not compared by themselves.
    items = {item.variable for each in everything().scores for item in each.items if each.over_list}
    apart = ("own_list", "supplied_list", "municipality")
    asked = {each.name for each in everything().variables if each.kind not in apart}
    assert {each.name for each in comparison.questions} == asked - items
    assert items


def number(value: str | None) -> float:
    assert value is not None
    return float(value)


@pytest.mark.parametrize("name", ["rekke.mat", "rekke.turer", "andel", "kost", "rest"])
def test_the_mean_change_of_a_number_and_of_a_place_is_that_of_the_pairs(name: str) -> None:
    changes = [number(now[name]) - number(was[name]) for was, now in zip(FIRST, SECOND, strict=True)]
    linked, apart = about(compared("id"), name), about(compared(None), name)

    for found in (linked, apart):
        (mean,) = [each for each in found.estimates if each.name == "mean_change"]
        assert mean.value == pytest.approx(statistics.mean(changes))
    assert linked.pairs == 60
    assert linked.better == "none"


def test_a_consent_and_a_day_are_counted_and_nothing_more() -> None:
    agreed, day = about(compared("id"), "enig"), about(compared("id"), "dag")

    assert counts(agreed.baseline) == {"yes": sum(row["enig"] == "yes" for row in FIRST)}
    assert (agreed.judged, agreed.reason) == (None, "no_measure")
    assert day.baseline is not None
    assert (day.baseline.valid, day.baseline.codes) == (60, ())


def test_who_answered_is_told_with_how_many_did_and_not_among_the_questions() -> None:
    comparison = protect(compared("id"))
    html = render(comparison)
    rows = [row for row in Page(html).rows if row[0] == "Jeg svarer selv"]

    expected = [Counter(row["role"] for row in each)["self"] for each in (FIRST, SECOND)]
    assert rows == [["Jeg svarer selv", *(f"{n} ({round(n / 60 * 100)} %)" for n in expected)]]
    assert html.index("Hvem svarte") < html.index("Jeg svarer selv") < html.index("Hovedfunn</h2>")
    assert "tema-role" not in html


def test_a_role_of_few_is_hidden_where_it_is_told() -> None:
    few = [{**row, "role": "proxy" if row["id"] in ("1", "2") else "self"} for row in FIRST]
    html = render(protect(compare(*rounds(BOOK, few, few), BOOK, pair_by="id")))

    (row,) = [row for row in Page(html).rows if row[0].startswith("Jeg svarer for en annen")]
    assert row[1:] == ["skjult", "skjult"]


def test_a_text_with_a_persons_own_words_in_it_says_only_what_all_were_asked() -> None:
    own = "{id: spart, type: short_text, text: {nb: Hva sparte du på?}}"
    text = "{nb: 'Er {spart|det} verdt det, {enig}?'}"
    book = written(f"{SURVEY}      - {own}\n      - {{id: verdt, type: short_text, text: {text}}}\n")
    assert book.variable("verdt").text == {"nb": "Er det verdt det, …?"}
