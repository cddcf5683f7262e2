"""The auditor attacks comparisons of two rounds as well, with all that is published of a question at once."""

import numpy as np
import pytest

from analysis.comparing.compare import compare
from analysis.comparing.values import Summary
from analysis.disclosure.auditing import Audit, audit
from analysis.disclosure.comparisons import protect
from analysis.disclosure.published import systems
from analysis.disclosure.statements import Secret, Statement
from analysis.disclosure.suppression import Name, Question, hidden, is_small
from questionnaires.codebook import NOT_ASKED
from questionnaires.library import paths
from tests.analysis.made import random_comparison, rounds, shipped, written
from tests.analysis.pages import FEELING


def weights(of: np.ndarray) -> tuple[tuple[int, float], ...]:
    return tuple((int(atom), float(of[atom])) for atom in np.flatnonzero(of))


def attacked(system: Question, gone: frozenset[Name]) -> Audit:
    """Everything known and shown of a question, means as intervals, against every small count."""
    told = [
        Statement("known", weights(each), float(each @ system.atoms), float(each @ system.atoms))
        for each in system.known
    ]
    told += [
        Statement(str(each.name), weights(each.weights), *map(float, each.sums(system.atoms)))
        for each in system.shown
        if each.name not in gone
    ]
    fewest, enough = 0, 5  # as the tables' own rule asks: none, or so many that they would be shown
    small = [(str(each.name), each.weights, enough) for each in system.shown if each.answer]
    # It is no secret how many took part, so nobody thinks of more.
    small += [("unnamed", each.weights, min(each.most, enough)) for each in system.unnamed]
    secrets = [Secret(name, weights(of), fewest, end) for name, of, end in small if is_small(int(of @ system.atoms))]
    return audit(len(system.atoms), told, secrets)


@pytest.mark.parametrize(("seed", "persons"), [(0, 40), (1, 40), (0, 200)])
def test_no_small_count_of_a_linked_comparison_can_be_worked_out(seed: int, persons: int) -> None:
    found = random_comparison(shipped(paths()["brukererfaring"]), persons, seed)
    attacks = 0

    for question in found.questions:
        for system in systems(question, persons):
            audited = attacked(system, hidden(system))
            attacks += len(audited.findings)
            assert audited.breaches == (), question.name

    assert attacks > 100


def test_the_attack_on_a_comparison_wins_when_the_small_counts_alone_are_hidden() -> None:
    book = written(FEELING)
    places = ["by"] * 20 + ["bygd"] * 9 + ["oy"] * 8 + ["fjell"] * 3
    answers = [[{"id": str(n), "sted": code} for n, code in enumerate(codes)] for codes in (places, places[::-1])]
    question = next(each for each in compare(*rounds(book, *answers), book).questions if each.name == "sted")

    for system in systems(question, 80):
        small = frozenset(
            each.name for each in system.shown if each.answer and is_small(int(each.weights @ system.atoms))
        )
        assert len(attacked(system, small).breaches) == 1
        assert attacked(system, hidden(system)).safe


HANGS = """
id: made
title: {en: Made}
languages: [en]
unit: person
about: {en: Made for a test.}
pages:
  - id: page
    title: {en: Page}
    questions:
      - {id: help, type: choice, text: {en: Help?}, choices: {yes: {en: Yes}, no: {en: No}}}
      - {id: hours, type: number, text: {en: How many hours?}, from: 0, to: 99, show_when: {help: yes}}
"""


@pytest.mark.parametrize("helped", [3, 37])
def test_how_many_were_asked_does_not_tell_the_few_who_gave_the_answer_that_it_hangs_on(helped: int) -> None:
    answers = [
        {"id": str(n), "help": "yes" if n < helped else "no", "hours": str(n) if n < helped else NOT_ASKED}
        for n in range(40)
    ]
    book = written(HANGS)
    found = protect(compare(*rounds(book, answers, answers), book))
    hours = next(each for each in found.questions if each.name == "hours")

    assert hours.baseline is not None
    assert (hours.baseline.valid, hours.baseline.not_asked) == (None, None)
    assert hours.baseline.summary == Summary(None, None, None, None, None, None, None, suppressed=True)
