"""How exactly a score and other numbers of persons may be told, so that they are not single persons' own."""

from __future__ import annotations

from dataclasses import replace

from analysis.comparing.groups import GroupResult
from analysis.comparing.results import ItemResult
from analysis.comparing.values import Distribution, Estimate, Summary, Test
from analysis.disclosure.hiding import ON_A_SCALE, coarse_test, rounded
from analysis.disclosure.published import decimals, share_decimals
from analysis.disclosure.suppression import SMALLEST_SHOWN

FEWEST_FOR_A_SPREAD = 2 * SMALLEST_SHOWN


def p_by_size(test: Test, n: int) -> Test:
    """A test of `n` persons' numbers; of few with one digit of its p, which is made of how they rank."""
    return coarse_test(test) if n < FEWEST_FOR_A_SPREAD else test


def summary_by_size(summary: Summary | None) -> Summary | None:
    """A summary of numbers with so many decimals as its persons blur, and with quantiles that lie among many.

    The quartiles and the median of five persons are three persons' own scores, and an exact mean and spread tell the
    other two. So the spread and the median are shown of ten or more and the quartiles of twenty: five on either side.
    A total is the mean without its rounding, and goes.
    """
    if summary is None or summary.n is None or summary.mean is None:
        return summary
    places = decimals(summary.n)
    mean, sd, median, lower, upper = (
        None if value is None or summary.n < fewest else round(value, places)
        for value, fewest in (
            (summary.mean, 0),
            (summary.sd, FEWEST_FOR_A_SPREAD),
            (summary.median, FEWEST_FOR_A_SPREAD),
            (summary.lower_quartile, 4 * SMALLEST_SHOWN),
            (summary.upper_quartile, 4 * SMALLEST_SHOWN),
        )
    )
    hides = summary.n < 4 * SMALLEST_SHOWN or summary.total is not None
    return Summary(summary.n, mean, sd, median, lower, upper, suppressed=summary.suppressed or hides)


def numbers_by_size(question: ItemResult) -> ItemResult:
    """A question that persons answered with a number of their own, told as a score is."""
    sizes = [each.valid or 0 for each in (question.baseline, question.followup) if each is not None]
    size = (question.pairs or 0) if question.paired else min(sizes, default=0)
    return replace(
        question,
        baseline=_by_size(question.baseline),
        followup=_by_size(question.followup),
        pairs_baseline=summary_by_size(question.pairs_baseline),
        pairs_followup=summary_by_size(question.pairs_followup),
        estimates=tuple(estimate_by_size(each, size) for each in question.estimates),
        tests=tuple(p_by_size(each, size) for each in question.tests),
        groups=tuple(map(group_by_size, question.groups)),
    )


def group_by_size(group: GroupResult) -> GroupResult:
    """A group's means and change with so many decimals as its persons, or its pairs, blur."""
    size = min(group.n_baseline or 0, group.n_followup or 0)
    ends = [None if each is None else rounded(each, decimals(size)) for each in (group.baseline, group.followup)]
    moved = size if group.pairs is None else group.pairs
    change = None if group.change is None else estimate_by_size(group.change, moved)
    return replace(group, baseline=ends[0], followup=ends[1], change=change)


def _by_size(answers: Distribution | None) -> Distribution | None:
    return None if answers is None else replace(answers, summary=summary_by_size(answers.summary))


def estimate_by_size(estimate: Estimate, n: int) -> Estimate:
    """An estimate of `n` persons' numbers with so many decimals as they blur; of few without its interval.

    The interval tells the spread, and a mean and a spread of six are most often those of one set of six numbers.
    """
    if n < FEWEST_FOR_A_SPREAD:
        estimate = replace(estimate, low=None, high=None, suppressed=estimate.suppressed or estimate.low is not None)
    in_points = estimate.name in (*ON_A_SCALE, "mean_change_percentile", "mean_change_bca")
    return rounded(estimate, decimals(n) if in_points else share_decimals(n))
