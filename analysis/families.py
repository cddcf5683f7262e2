"""Families of tests that are corrected together, and the one test of each question that takes part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.multiplicity import HOLM, holm
from analysis.results import Family, QuestionResult
from analysis.values import Test
from questionnaires.codebook import Codebook

PRIMARY = {"share_change": ("mcnemar_mid_p", "n_minus_1"), "mean_change": ("signed_rank", "brunner_munzel")}
"""Judged estimate -> the test that is about it, linked or not."""


def primary(question: QuestionResult) -> Test | None:
    """The test of the question's judged estimate; None when there is none, or it could not be made."""
    names = PRIMARY.get(question.judged or "", ())
    made = (test for test in question.tests if test.p is not None or test.suppressed)
    return next((test for test in made if test.name in names), None)


def declared(questions: Sequence[QuestionResult], codebook: Codebook) -> tuple[Family, ...]:
    """One family for each page: its questions that have a test of their judged estimate."""
    families = []
    for page in codebook.pages:
        names = tuple(each.name for each in questions if each.page == page.id and primary(each) is not None)
        if names:
            families.append(Family(page.id, page.title, names, HOLM))
    return tuple(families)


def corrected(questions: Sequence[QuestionResult], families: Sequence[Family]) -> tuple[QuestionResult, ...]:
    """The questions with Holm's adjusted p in each family's tests.

    A hidden p counts as 1: that is never less strict, and the p beside it tell nothing of it.
    """
    results = {question.name: question for question in questions}
    for family in families:
        tests = [(name, test) for name in family.questions if (test := primary(results[name])) is not None]
        adjusted = holm([1.0 if test.p is None else test.p for _, test in tests])
        for (name, test), p in zip(tests, adjusted, strict=True):
            told = replace(test, p_adjusted=None if test.p is None else p)
            question = results[name]
            made = tuple(told if each is test else each for each in question.tests)
            results[name] = replace(question, tests=made, family=family.name)
    return tuple(results.values())
