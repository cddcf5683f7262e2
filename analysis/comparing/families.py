"""Families of tests that are corrected together, and the one test of each question that takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from analysis.comparing.results import ItemResult
from analysis.comparing.values import Family, Test
from analysis.statistics.multiplicity import BENJAMINI_HOCHBERG, HOLM, benjamini_hochberg, holm
from questionnaires.codebook import SUBGOALS, Codebook

PRIMARY = {"share_change": ("mcnemar_mid_p", "n_minus_1"), "mean_change": ("signed_rank", "brunner_munzel")}
"""Judged estimate -> the test that is about it, linked or not."""


def primary(question: ItemResult) -> Test | None:
    """The test of the question's judged estimate; None when there is none, or it could not be made."""
    names = PRIMARY.get(question.judged or "", ())
    made = (test for test in question.tests if test.p is not None or test.suppressed)
    return next((test for test in made if test.name in names), None)


def declared(questions: Sequence[ItemResult], codebook: Codebook) -> tuple[Family, ...]:
    """The families of the questions that have a test to correct."""
    return grouped([each for each in questions if primary(each) is not None], codebook)


def corrected(questions: Sequence[ItemResult], families: Sequence[Family]) -> tuple[ItemResult, ...]:
    """The questions with both adjusted p in each family's tests: Holm's, and Benjamini and Hochberg's."""
    told = adjusted({each.name: test for each in questions if (test := primary(each)) is not None}, families)
    return tuple(
        replace(each, tests=swapped(each.tests, told[each.name].test), family=told[each.name].family)
        if each.name in told
        else each
        for each in questions
    )


class Tested(Protocol):
    """A question, as far as its family is concerned."""

    @property
    def name(self) -> str: ...
    @property
    def page(self) -> str: ...
    @property
    def subgoal(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A question's family, and its test with both adjusted p."""

    family: str
    test: Test


def grouped(tested: Sequence[Tested], codebook: Codebook) -> tuple[Family, ...]:
    """The families: a question is in its first sub-goal's, and without a sub-goal in its page's."""
    labels = {_of_subgoal(letter): title for letter, title in SUBGOALS.items()}
    labels |= {page.id: page.title for page in codebook.pages}
    families = []
    for name, label in labels.items():
        names = tuple(each.name for each in tested if _family(each) == name)
        if names:
            families.append(Family(name, label, names, HOLM, BENJAMINI_HOCHBERG))
    return tuple(families)


def adjusted(tests: Mapping[str, Test], families: Sequence[Family]) -> dict[str, Adjusted]:
    """The one test of each question in a family, by the question's name, with its adjusted p.

    A hidden p counts as 1: that is never less strict, and the p beside it tell nothing of it.
    """
    found = {}
    for family in families:
        mine = {name: tests[name] for name in family.questions if name in tests}
        ps = [1.0 if test.p is None else test.p for test in mine.values()]
        for (name, test), strict, exploring in zip(mine.items(), holm(ps), benjamini_hochberg(ps), strict=True):
            told = test if test.p is None else replace(test, p_adjusted=strict, p_fdr=exploring)
            found[name] = Adjusted(family.name, told)
    return found


def swapped(tests: Sequence[Test], told: Test) -> tuple[Test, ...]:
    """The tests, with this one in the place of the one of its name."""
    return tuple(told if each.name == told.name else each for each in tests)


def _family(question: Tested) -> str:
    return _of_subgoal(question.subgoal[0]) if question.subgoal else question.page


def _of_subgoal(letter: str) -> str:
    # No page can have this name, for an id has no colon.
    return f"subgoal:{letter}"
