"""Made-up answers follow the questionnaire's own rules, whatever they are."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import Asked
from questionnaires.checks import all_problems, problem_with
from questionnaires.conditions import Condition, holds
from questionnaires.library import paths
from questionnaires.loading import load, load_file
from questionnaires.question_types import QUESTION_TYPES, Email, OrganisationNumber, Phone
from questionnaires.routing import Route
from questionnaires.words import Text
from surveyapp.synthetic import answers
from surveyapp.synthetic.makers import MAKERS
from surveyapp.synthetic.people import Person, anyone, invited
from surveyapp.synthetic.wishes import wishes

TODAY = date(2026, 3, 2)
FILES = {**paths(), "everything": Path(__file__).parents[1] / "data" / "everything.yaml"}

REFUSING = """
id: refusing
title: {nb: Avslag}
languages: [nb]
unit: person
about: {nb: Om avslag.}
pages:
  - id: one
    title: {nb: En}
    questions:
      - {id: everyone, type: count, to: 400, required: true, when_empty: {nb: Skriv et tall.}, text: {nb: Hvor mange?}}
      - id: some
        type: count
        to: 400
        required: true
        when_empty: {nb: Skriv et tall.}
        text: {nb: Hvor mange av dem?}
        refuse_if: {more_than: everyone, say: {nb: Det kan ikke være flere enn alle.}}
      - {id: rest, type: count, to: 400, required: true, when_empty: {nb: Skriv et tall.}, text: {nb: Resten?}}
      - {id: share, type: calculated, value: some / everyone * 100, text: {nb: Andel}}
checks:
  adds_up:
    when: {not: {rest: {equals: everyone - some}}}
    at: rest
    level: refuse
    say: {nb: Resten er det som er igjen av alle.}
  not_too_small:
    when: {share: {less_than: 50}}
    at: some
    level: refuse
    say: {nb: Minst halvparten.}
"""


def test_every_type_of_question_can_be_answered_by_nobody() -> None:
    assert MAKERS.keys() == set(QUESTION_TYPES)


@pytest.mark.parametrize("name", FILES)
def test_the_rule_book_accepts_every_made_up_answer(name: str) -> None:
    questionnaire, rng = load_file(FILES[name]), Random(name)
    for _ in range(20):
        before: dict[str, Any] = {}
        for number in (1, 2):
            carried = invited(questionnaire, "4204", before, rng)
            person = anyone(TODAY, rng, key="4204", carried=carried, round_number=number, earlier=before)
            before = answers(questionnaire, person, rng)
            assert all_problems(Route(questionnaire, before, person.setting)) == ()


def test_what_the_limits_and_checks_refuse_is_mended() -> None:
    questionnaire, rng = load(REFUSING), Random(1)
    for _ in range(30):
        given = answers(questionnaire, anyone(TODAY, rng), rng)
        everyone, some, rest = (given[name] for name in ("everyone", "some", "rest"))
        assert isinstance(everyone, int)
        assert isinstance(some, int)
        assert some <= everyone
        assert rest == everyone - some
        assert everyone == 0 or some / everyone >= 0.5


def test_contact_details_and_organisation_numbers_can_belong_to_nobody() -> None:
    rng, person = Random(2), Person(0, 0, 0, TODAY)
    text = Text({"nb": "Hvor?"})
    contacts = (
        Email(id="x", type="email", text=text),
        Phone(id="x", type="phone", text=text),
        OrganisationNumber(id="x", type="organisation_number", text=text),
    )
    for _ in range(200):
        made = {type(each): MAKERS[type(each)](Asked(each), None, person, rng) for each in contacts}
        assert str(made[Email]).endswith("@example.com")
        assert re.fullmatch(r"\+1 \d{3} 555 01\d\d", str(made[Phone]))
        assert str(made[OrganisationNumber])[0] not in "89"
        assert [problem_with(each, made[type(each)], person.setting) for each in contacts] == [None] * 3


LINES = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from(["1", "2"]), min_size=1, max_size=2)
TREES = st.recursive(
    LINES,
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "any": st.lists(inner, min_size=1, max_size=3),
            "all": st.lists(inner, min_size=1, max_size=3),
            "not": inner,
        },
    ).filter(bool),
    max_leaves=6,
)


@given(TREES, st.booleans(), st.integers(), st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from("123")))
def test_a_condition_holds_or_fails_as_wished_when_every_wish_is_granted(
    tree: dict[str, Any], so: bool, seed: int, given_answers: dict[str, str]
) -> None:
    wanted = list(wishes(tree, Random(seed), so=so))
    assert wanted
    if all(holds(wish.line, given_answers.get) for wish in wanted):
        assert holds(Condition(tree), given_answers.get) is so
