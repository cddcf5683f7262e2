"""The auditor attacks comparisons of two rounds as well, with all that is published of a question at once."""

import numpy as np
import pytest

from analysis.comparing.compare import compare
from analysis.disclosure.auditing import Audit, audit
from analysis.disclosure.published import systems
from analysis.disclosure.statements import Secret, Statement
from analysis.disclosure.suppression import Name, Question, hidden, is_small
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
    small = [(str(each.name), each.weights) for each in system.shown if each.answer]
    small += [("outside", each) for each in system.unnamed]
    secrets = [Secret(name, weights(of), width=1) for name, of in small if is_small(int(of @ system.atoms))]
    return audit(len(system.atoms), told, secrets)


@pytest.mark.parametrize("seed", range(2))
def test_no_small_count_of_a_linked_comparison_can_be_worked_out(seed: int) -> None:
    found = random_comparison(shipped(paths()["brukererfaring"]), 40, seed)
    attacks = 0

    for question in found.questions:
        for system in systems(question, 40):
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
