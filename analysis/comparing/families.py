"""Families of tests that are corrected together, and the one test of each question that takes part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from analysis.comparing.results import ItemResult
from analysis.comparing.values import Family, Test
from analysis.statistics.multiplicity import BENJAMINI_HOCHBERG, HOLM, benjamini_hochberg, holm
from questionnaires.codebook import SUBGOALS, Codebook

if TYPE_CHECKING:
    from analysis.trends.trendresults import SeriesResult

Question = TypeVar("Question", "ItemResult", "SeriesResult")

PRIMARY = {"share_change": ("mcnemar_mid_p", "n_minus_1"), "mean_change": ("signed_rank", "brunner_munzel")}
"""Judged estimate -> the test that is about it, linked or not."""


def primary(question: ItemResult) -> Test | None:
    """The test of the question's judged estimate; None when there is none, or it could not be made."""
    names = PRIMARY.get(question.judged or "", ())
    made = (test for test in question.tests if test.p is not None or test.suppressed)
    return next((test for test in made if test.name in names), None)


def declared(
    questions: Sequence[Question], codebook: Codebook, of: Callable[[Question], Test | None]
) -> tuple[Family, ...]:
    """The families of the questions that have a test to correct; `of` finds it.

    A question is in its first sub-goal's, and without a sub-goal in its page's.
    """
    tested = [each for each in questions if of(each) is not None]
    labels = {_of_subgoal(letter): title for letter, title in SUBGOALS.items()}
    labels |= {page.id: page.title for page in codebook.pages}
    families = []
    for name, label in labels.items():
        names = tuple(each.name for each in tested if _family(each) == name)
        if names:
            families.append(Family(name, label, names, HOLM, BENJAMINI_HOCHBERG))
    return tuple(families)


def corrected(
    questions: Sequence[Question], families: Sequence[Family], of: Callable[[Question], Test | None]
) -> tuple[Question, ...]:
    """The questions with both adjusted p in the one test that `of` finds: Holm's, and Benjamini and Hochberg's.

    A hidden p counts as 1: that is never less strict, and the p beside it tell nothing of it.
    """
    results = {question.name: question for question in questions}
    for family in families:
        tests = [(name, test) for name in family.questions if (test := of(results[name])) is not None]
        ps = [1.0 if test.p is None else test.p for _, test in tests]
        for (name, test), strict, exploring in zip(tests, holm(ps), benjamini_hochberg(ps), strict=True):
            told = test if test.p is None else replace(test, p_adjusted=strict, p_fdr=exploring)
            made = tuple(told if each is test else each for each in results[name].tests)
            results[name] = replace(results[name], tests=made, family=family.name)
    return tuple(results.values())


def _family(question: ItemResult | SeriesResult) -> str:
    return _of_subgoal(question.subgoal[0]) if question.subgoal else question.page


def _of_subgoal(letter: str) -> str:
    # No page can have this name, for an id has no colon.
    return f"subgoal:{letter}"
