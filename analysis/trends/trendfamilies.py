"""The one test of each question in a trend that is corrected together with those of its family."""

from __future__ import annotations

from analysis.comparing.values import Test
from analysis.trends.trendresults import SeriesResult

OF_SHARES = ("cochran_q", "cochran_armitage")
OF_SCALES = ("friedman", "linear_trend")
"""For the same units and for different ones. A question with an indicator takes part by its share."""


def primary(question: SeriesResult) -> Test | None:
    """The question's one test; None when there is none, or it could not be made."""
    names = OF_SCALES if question.indicator is None else OF_SHARES
    made = (test for test in question.tests if test.p is not None or test.suppressed)
    return next((test for test in made if test.name in names), None)
