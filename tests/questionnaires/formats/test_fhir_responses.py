"""Answers as FHIR responses: valid, on the link ids of the form, and without a way to the person."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from questionnaires.definition import Questionnaire
from questionnaires.formats.fhir import AnsweredDocument, write_fhir, write_responses
from questionnaires.formats.report import FormatError
from questionnaires.loading import load

QUESTIONNAIRE = """
id: made_up
title: {en: Made for the test}
languages: [en]
unit: person
about: {en: Made for the test.}
scales:
  degree:
    choices: {1: {en: Little}, 2: {en: Much}}
    missing: {dont_know: {en: I don't know}}
pages:
  - id: first
    title: {en: First}
    questions:
      - {id: ok, type: consent, text: {en: Fine?}}
      - {id: one, type: choice, text: {en: Which?}, choices: {a: {en: A}, other: {en: Other, own_text: true}}}
      - {id: many, type: choices, text: {en: Which?}, choices: {a: {en: A}, b: {en: B}}}
      - {id: much, type: grade, scale: degree, text: {en: How much?}}
      - {id: table, type: grid, scale: degree, text: {en: How much?}, rows: {x: {en: X}, y: {en: Y}}}
      - {id: rank, type: ranking, text: {en: Rank}, choices: {a: {en: A}, b: {en: B}}}
      - {id: count, type: count, text: {en: How many?}, missing: {none: {en: No figures}}}
      - {id: exact, type: number, text: {en: How much?}}
      - {id: numbers, type: number_grid, text: {en: How many?}, rows: {x: {en: X}}}
      - {id: day, type: date, text: {en: Day?}}
      - {id: month, type: month, text: {en: Month?}}
      - {id: clock, type: time, text: {en: When?}}
      - {id: line, type: short_text, text: {en: Write}}
      - {id: mail, type: email, text: {en: Address?}}
      - {id: ring, type: phone, text: {en: Number?}}
      - {id: things, type: own_list, items: {from: 1, to: 3}, text: {en: Things?}}
  - id: each
    title: {en: Each}
    for_each: things
    questions:
      - {id: points, type: rating, text: {en: "How good: {things}?"}}
"""

ANSWERS: dict[str, Any] = {
    "ok": "yes",
    "one": "other",
    "one_other": "Mine",
    "many": ["a", "b"],
    "much": "dont_know",
    "table": {"x": "1"},
    "rank": {"b": 1, "a": 2},
    "count": "none",
    "exact": 2.5,
    "numbers": {"x": 3},
    "day": "2026-01-31",
    "month": "2026-01",
    "clock": "08:30",
    "line": "Words",
    "mail": "someone@example.invalid",
    "ring": "55512345",
    "things": {"1": "Walk", "3": "Cook"},
    "points": {"1": 4, "3": 9},
}


@pytest.fixture
def questionnaire() -> Questionnaire:
    return load(QUESTIONNAIRE)


def items(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in node.get("item", ()):
        yield item
        yield from items(item)


def responses(questionnaire: Questionnaire, *rows: AnsweredDocument) -> list[dict[str, Any]]:
    bundle = json.loads(write_responses(questionnaire, rows))
    Bundle.model_validate(bundle)
    return [entry["resource"] for entry in bundle.get("entry", ())]


def values(response: dict[str, Any]) -> dict[str, list[Any]]:
    """Link id -> what is answered there; a code for a coding."""
    found: dict[str, list[Any]] = {}
    for item in items(response):
        for answer in item.get("answer", ()):
            value = next(value for key, value in answer.items() if key.startswith("value"))
            found.setdefault(item["linkId"], []).append(value["code"] if isinstance(value, dict) else value)
    return found


def test_every_answer_stands_on_the_link_id_of_its_item(questionnaire: Questionnaire) -> None:
    (response,) = responses(questionnaire, AnsweredDocument(ANSWERS))
    assert values(response) == {
        "ok": [True],
        "one": ["other"],
        "one_other": ["Mine"],
        "many": ["a", "b"],
        "much": ["dont_know"],
        "table.x": ["1"],
        "rank.b": [1],
        "rank.a": [2],
        "count/missing": ["none"],
        "exact": [2.5],
        "numbers.x": [3],
        "day": ["2026-01-31"],
        "month": ["2026-01"],
        "clock": ["08:30:00"],
        "line": ["Words"],
        "things": ["Walk", "Cook"],
        "points": [4, 9],
    }


def test_link_ids_groups_and_codes_of_a_response_are_those_of_the_form(questionnaire: Questionnaire) -> None:
    form = json.loads(write_fhir(questionnaire)[0])
    (response,) = responses(questionnaire, AnsweredDocument(ANSWERS))
    around = {child["linkId"]: item["linkId"] for item in items(form) for child in item.get("item", ())}
    answered = {child["linkId"]: item["linkId"] for item in items(response) for child in item.get("item", ())}
    assert {link: around[link] for link in answered} == answered
    offered = {
        (option["valueCoding"]["system"], option["valueCoding"]["code"])
        for item in items(form)
        for option in item.get("answerOption", ())
    }
    for held in form["contained"]:
        for include in held["compose"]["include"]:
            offered |= {(include["system"], concept["code"]) for concept in include["concept"]}
    given = {
        (answer["valueCoding"]["system"], answer["valueCoding"]["code"])
        for item in items(response)
        for answer in item.get("answer", ())
        if "valueCoding" in answer
    }
    assert given <= offered
    assert response["questionnaire"] == f"{form['url']}|{form['version']}"


def test_a_response_tells_neither_who_answered_nor_how_to_reach_them(questionnaire: Questionnaire) -> None:
    data = write_responses(questionnaire, [AnsweredDocument(ANSWERS)]).decode()
    for word in ("example.invalid", "55512345", '"subject"', '"author"', '"source"', '"encounter"', '"mail"', '"ring"'):
        assert word not in data


def test_a_response_is_dated_only_when_the_day_may_be_known(questionnaire: Questionnaire) -> None:
    dated = AnsweredDocument({"line": "Words"}, status="in-progress", authored=date(2026, 1, 31))
    first, second = responses(questionnaire, dated, AnsweredDocument({}))
    assert (first["status"], first["authored"]) == ("in-progress", "2026-01-31")
    assert (second["status"], "authored" in second, "item" in second) == ("completed", False, False)


def test_what_was_rated_for_each_item_says_for_which(questionnaire: Questionnaire) -> None:
    (response,) = responses(questionnaire, AnsweredDocument(ANSWERS))
    groups = [item for item in response["item"] if item["linkId"] == "each"]
    assert [(group["extension"][0]["valueString"], values(group)["points"]) for group in groups] == [
        ("1", [4]),
        ("3", [9]),
    ]


def test_an_answer_that_fhir_cannot_hold_is_refused_by_number(questionnaire: Questionnaire) -> None:
    rows = [AnsweredDocument({"line": "Words"}), AnsweredDocument({"day": "some day"})]
    with pytest.raises(FormatError, match="response 2"):
        write_responses(questionnaire, rows)
