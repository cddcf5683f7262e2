"""Which tests are corrected together, and that the result has both corrections."""

import pytest

from analysis.comparing.families import primary
from analysis.comparing.results import Comparison
from tests.analysis.made import written
from tests.analysis.service import about, asked

FORM = """
id: made
title: {nb: Laget}
languages: [nb]
unit: person
about: {nb: Laget for en prøve.}
scales:
  grad: {better: higher, choices: {1: {nb: Liten}, 2: {nb: Noen}, 3: {nb: Stor}}}
pages:
  - id: en
    title: {nb: Side en}
    questions:
      - {id: mot, type: grade, scale: grad, text: {nb: Mot?}, subgoal: [a]}
      - {id: makt, type: grade, scale: grad, text: {nb: Makt?}, subgoal: [b, a]}
      - {id: fri, type: grade, scale: grad, text: {nb: Fri?}}
      - {id: tom, type: grade, scale: grad, text: {nb: Tom?}, subgoal: [a]}
  - id: to
    title: {nb: Side to}
    questions:
      - {id: hjelp, type: grade, scale: grad, text: {nb: Hjelp?}, subgoal: [a]}
      - {id: tid, type: grade, scale: grad, text: {nb: Tid?}}
"""
BEFORE, UP, MORE = ["1", "2"] * 10, ["2", "2"] * 10, ["2", "3"] * 10
NAMES = ("mot", "makt", "fri", "hjelp", "tid")


@pytest.fixture(scope="module")
def found() -> Comparison:
    first = dict.fromkeys(NAMES, BEFORE)
    second = {"mot": UP, "makt": MORE, "fri": UP, "hjelp": ["1", "3"] * 10, "tid": BEFORE}
    empty: list[None] = [None] * 20
    return asked({**first, "tom": empty}, {**second, "tom": empty}, book=written(FORM))


def test_a_family_is_a_sub_goal_or_the_page_of_what_has_none(found: Comparison) -> None:
    families = {family.name: family.questions for family in found.families}
    assert families == {
        "subgoal:a": ("mot", "hjelp"),
        "subgoal:b": ("makt",),
        "en": ("fri",),
        "to": ("tid",),
    }
    assert {family.label["nb"] for family in found.families} >= {"Side en", "Side to"}


def test_each_question_says_its_family(found: Comparison) -> None:
    assert {name: about(found, name).family for name in (*NAMES, "tom")} == {
        "mot": "subgoal:a",
        "hjelp": "subgoal:a",
        "makt": "subgoal:b",
        "fri": "en",
        "tid": "to",
        "tom": None,
    }


def test_a_question_nobody_answered_is_in_no_family(found: Comparison) -> None:
    assert primary(about(found, "tom")) is None


def test_both_corrections_stand_beside_the_p_and_the_family_names_them(found: Comparison) -> None:
    mot, hjelp = (primary(about(found, name)) for name in ("mot", "hjelp"))
    assert mot is not None
    assert hjelp is not None
    ps = sorted([mot.p or 0, hjelp.p or 0])
    assert ps[0] == ps[1] == 2**-9
    # Two equal p: Holm doubles both, Benjamini and Hochberg neither.
    assert (mot.p_adjusted, mot.p_fdr) == (2**-8, 2**-9)
    assert ("Holm" in found.families[0].method, "Benjamini" in found.families[0].exploratory) == (True, True)


def test_only_one_test_of_each_question_is_corrected(found: Comparison) -> None:
    for name in NAMES:
        corrected = [test.name for test in about(found, name).tests if test.p_fdr is not None]
        assert corrected == ["signed_rank"]
