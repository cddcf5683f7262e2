"""A test's p is made of counts, so it goes when they go, and an adjusted p tells nothing of a hidden one."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from analysis.comparing.compare import compare
from analysis.comparing.families import primary
from analysis.comparing.results import Comparison
from analysis.comparing.values import Estimate, Test
from analysis.disclosure.comparisons import protect
from tests.analysis.made import rounds, written

BOOK = written("""
id: made
title: {en: Made}
languages: [en]
unit: person
about: {en: Made for a test.}
pages:
  - id: page
    title: {en: Page}
    questions:
      - {id: few, type: choice, text: {en: Few?}, choices: {yes: {en: Yes}, no: {en: No}},
         indicator: {codes: [yes], label: {en: say yes}}}
      - {id: many, type: choice, text: {en: Many?}, choices: {yes: {en: Yes}, no: {en: No}},
         indicator: {codes: [yes], label: {en: say yes}}}
""")


def answers(yes: Sequence[int], persons: int) -> list[dict[str, str | None]]:
    """So many who say yes to `few` and to `many`, and the rest no."""
    return [
        {"few": "yes" if place < yes[0] else "no", "many": "yes" if place < yes[1] else "no"}
        for place in range(persons)
    ]


def unlinked(few: int) -> Comparison:
    return protect(compare(*rounds(BOOK, answers((few, 12), 40), answers((22, 30), 45)), BOOK))


@pytest.mark.parametrize("few", [1, 2, 3, 4])
def test_no_p_is_left_of_two_shares_of_which_one_is_hidden(few: int) -> None:
    question = unlinked(few).questions[0]
    assert question.indicator is not None
    assert question.indicator.baseline is not None
    assert question.indicator.baseline.count is None
    assert [(test.p, test.p_adjusted, test.suppressed) for test in question.tests] == [(None, None, True)]


def test_the_p_of_two_shares_that_are_shown_stands_whole() -> None:
    shown = unlinked(6).questions[0].tests[0]
    whole = compare(*rounds(BOOK, answers((6, 12), 40), answers((22, 30), 45)), BOOK).questions[0].tests[0]
    assert shown == whole


def test_the_adjusted_p_beside_a_hidden_one_is_the_same_whatever_was_hidden() -> None:
    tests = [primary(unlinked(few).questions[1]) for few in (1, 2, 3, 4)]
    assert len(set(tests)) == 1
    # Holm with the hidden p taken as 1: the only other one is the smallest of two.
    assert tests[0] is not None
    assert tests[0].p is not None
    assert tests[0].p_adjusted == pytest.approx(min(1.0, 2 * tests[0].p))


def test_what_nobody_has_examined_goes_with_the_first_hidden_number() -> None:
    whole = compare(*rounds(BOOK, answers((3, 12), 40), answers((22, 30), 45)), BOOK)
    effect, test = Estimate("made_up", 0.125), Test("made_up_test", 1.5, None, 0.0123)
    first, second = (
        replace(each, estimates=(*each.estimates, effect), tests=(*each.tests, test)) for each in whole.questions
    )

    few, many = protect(replace(whole, questions=(first, second))).questions

    assert effect.name not in {each.name for each in few.estimates}
    assert test.name not in {each.name for each in few.tests}
    assert effect in many.estimates
    assert test in many.tests
