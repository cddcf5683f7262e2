"""A quick row is the row that the whole route gives, whatever was answered."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import Setting
from questionnaires.definition import Questionnaire
from questionnaires.flattening import MOST_WAYS, Flattener
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from questionnaires.routing import Route
from questionnaires.rows import as_text, flatten
from questionnaires.variables import codebook_of
from surveyapp.synthetic import answers as made_up
from surveyapp.synthetic.people import anyone
from tests.questionnaires.conftest import EVERYTHING

SHIPPED = [load_file(path) for path in (*paths().values(), EVERYTHING)]
DAY = date(2026, 3, 2)


def quick(flattener: Flattener, answers: dict[str, Any]) -> dict[str, str]:
    row = flattener.row(answers, Setting(DAY))
    return {variable.name: as_text(cell) for variable, cell in zip(flattener.variables, row, strict=True)}


def routed(questionnaire: Questionnaire, answers: dict[str, Any]) -> dict[str, str]:
    found = flatten(Route(questionnaire, answers, Setting(DAY)))
    return {variable.name: found.get(variable.name, "") for variable in codebook_of(questionnaire).variables}


@pytest.mark.parametrize("questionnaire", SHIPPED, ids=lambda each: each.id)
def test_a_quick_row_is_the_routed_one_when_answers_come_and_go(questionnaire: Questionnaire) -> None:
    flattener = Flattener(questionnaire, codebook_of(questionnaire).variables)
    chance = random.Random(1)
    for _ in range(60):
        answers: dict[str, Any] = dict(made_up(questionnaire, anyone(DAY, chance), chance))
        # What is dropped, and what another answered, is met by conditions too, and answers to what is hidden stay.
        for name in chance.sample(sorted(answers), len(answers) // 4):
            del answers[name]
        assert quick(flattener, answers) == routed(questionnaire, answers)
        answers |= dict(list(made_up(questionnaire, anyone(DAY, chance), chance).items())[::2])
        assert quick(flattener, answers) == routed(questionnaire, answers)


ROUTED = load(
    """
id: veier
title: {nb: Veier}
languages: [nb]
unit: person
about: {nb: Om veier.}
scales:
  grad: {better: higher, choices: {1: {nb: En}, 2: {nb: To}, 3: {nb: Tre}}}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - id: antall
        type: number
        from: 0
        to: 9
        decimals: 1
        missing: {vet_ikke: {nb: Vet ikke}}
        text: {nb: Hvor mange?}
      - id: hvem
        type: choices
        text: {nb: Hvem?}
        choices: {a: {nb: A}, b: {nb: B}, c: {nb: C, show_when: {antall: {at_least: 2}}}}
        missing: {ingen: {nb: Ingen}}
      - {id: nummer, type: choice, text: {nb: Hvilken?}, choices_from: hvem, show_when: {not: {antall: {equals: 1}}}}
      - id: del
        type: grid
        scale: grad
        text: {nb: Hvordan?}
        rows: {x: {nb: X}, y: {nb: Y}}
  - id: mer
    title: {nb: Mer}
    show_when: {any: [{del.x: [1, 2]}, {hvem: c}, {antall: vet_ikke}]}
    questions:
      - {id: ord, type: short_text, at_most: 20, text: {nb: Hvorfor?}}
      - {id: grad, type: grade, scale: grad, text: {nb: Grad?}, show_when: {ord: {answered: true}}}
""",
    "veier.yaml",
)
SCALE = st.sampled_from(["1", "2", "3"])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "antall": st.sampled_from([0, 1, 1.0, 1.5, 2, 9.25, "vet_ikke"]),
        "hvem": st.one_of(st.just(["ingen"]), st.lists(st.sampled_from("abc"), unique=True)),
        "nummer": st.sampled_from("abc"),
        "del": st.dictionaries(st.sampled_from("xy"), SCALE),
        "ord": st.sampled_from(["", "1", "=1+1", "grad"]),
        "grad": SCALE,
    },
)


@given(st.lists(ANSWERS, max_size=8))
def test_those_who_answered_otherwise_never_share_a_way(respondents: list[dict[str, Any]]) -> None:
    flattener = Flattener(ROUTED, codebook_of(ROUTED).variables)
    assert [quick(flattener, each) for each in respondents] == [routed(ROUTED, each) for each in respondents]


def test_as_many_ways_as_there_may_be_are_remembered_and_no_more() -> None:
    flattener = Flattener(ROUTED, codebook_of(ROUTED).variables)
    for number in range(MOST_WAYS + 5):
        flattener.row({"antall": number}, Setting(DAY))
    assert len(flattener._ways) == 5
