"""The one test of each question in a trend that is corrected together with those of its family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.comparing.families import adjusted, grouped, swapped
from analysis.comparing.values import Family, Test
from analysis.trends.trendresults import SeriesResult
from questionnaires.codebook import Codebook

OF_SHARES = ("cochran_q", "cochran_armitage")
OF_SCALES = ("friedman", "linear_trend")
"""For the same units and for different ones. A question with an indicator takes part by its share."""


def primary(question: SeriesResult) -> Test | None:
    """The question's one test; None when there is none, or it could not be made."""
    names = OF_SCALES if question.indicator is None else OF_SHARES
    made = (test for test in question.tests if test.p is not None or test.suppressed)
    return next((test for test in made if test.name in names), None)


def declared(questions: Sequence[SeriesResult], codebook: Codebook) -> tuple[Family, ...]:
    """The families of the questions that have a test to correct, as those of a comparison."""
    return grouped([each for each in questions if primary(each) is not None], codebook)


def corrected(questions: Sequence[SeriesResult], families: Sequence[Family]) -> tuple[SeriesResult, ...]:
    """The questions with both adjusted p in each family's tests; a hidden p counts as 1, as in a comparison."""
    told = adjusted({each.name: test for each in questions if (test := primary(each)) is not None}, families)
    return tuple(
        replace(each, tests=swapped(each.tests, told[each.name].test), family=told[each.name].family)
        if each.name in told
        else each
        for each in questions
    )
