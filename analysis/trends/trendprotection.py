"""What of a trend may be shown, stored and sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.comparing.families import corrected
from analysis.comparing.values import Caution, Share, Summary
from analysis.disclosure.blurring import estimate_by_size, summary_by_size
from analysis.disclosure.hiding import hide_estimate, hide_share, hide_summary, hide_test, rounded
from analysis.disclosure.published import decimals, share_decimals
from analysis.disclosure.suppression import SMALLEST_SHOWN
from analysis.trends.models import ModelResult
from analysis.trends.trendfamilies import primary
from analysis.trends.trendresults import RoundPoint, SeriesResult, Trend

OF_PERSONS = ("person", "course")


def protect_trend(trend: Trend) -> Trend:
    """The trend as it may be shown, stored and sent: of persons, a question with any small number keeps no number.

    Parameters
    ----------
    trend
        What `trend` found.

    Returns
    -------
    Trend
        For persons and courses, and counts of persons that a municipality answered, every number of a question is
        hidden when 1 to 4 are inside or outside a share in any round, answered it at all, changed their answer, or are
        in a round's share and not in the panel's. So is a score's, and also when a question or another score that
        it has items in common with is hidden, or 1 to 4 have the one and not the other; a score or number that is shown
        is rounded by how many persons it rests on. A hidden p counts as 1 in its family. Protecting twice changes
        nothing.

    """
    if trend.protected:
        return trend
    persons = trend.unit in OF_PERSONS
    questions = [_protected_question(each, persons=persons) for each in trend.questions]
    scores: list[SeriesResult] = []
    for score in trend.scores:
        guarded = persons or score.small_cell is not None
        scores.append(_protected_score(score, [*questions, *scores]) if guarded else score)
    # An adjusted p is made of the family's other p as well, which may be hidden by now.
    told = corrected([*questions, *scores], trend.families, primary)
    return replace(trend, questions=told[: len(questions)], scores=told[len(questions) :], protected=True)


def _protected_question(question: SeriesResult, *, persons: bool) -> SeriesResult:
    if (persons or question.small_cell is not None) and _tells_of_few(question):
        return _hidden(question)
    return _blurred(question) if persons and question.level == "number" else question


def _protected_score(score: SeriesResult, others: Sequence[SeriesResult]) -> SeriesResult:
    """A score beside what is shown of the same items, from which it could be taken away."""
    beside = [each for each in others if each.name in score.items or set(each.items) & set(score.items)]
    if _tells_of_few(score) or any(each.suppressed or _few_apart(score, each) for each in beside):
        return _hidden(score)
    return _blurred(score)


def _blurred(series: SeriesResult) -> SeriesResult:
    """Persons' own numbers, with so many decimals as they blur."""
    points = tuple(
        replace(each, summary=summary_by_size(each.summary), panel_summary=summary_by_size(each.panel_summary))
        for each in series.points
    )
    estimates = tuple(estimate_by_size(each, series.panel or 0) for each in series.estimates)
    return replace(series, points=points, estimates=estimates, models=tuple(map(_rounded_model, series.models)))


def _few_apart(one: SeriesResult, other: SeriesResult) -> bool:
    """Whether few persons have the one and not the other, in a round or in the panel."""
    both = [(one.panel, other.panel)]
    both += [(mine.valid, its.valid) for mine, its in zip(one.points, other.points, strict=True)]
    return any(0 < abs(mine - its) < SMALLEST_SHOWN for mine, its in both if mine is not None and its is not None)


def _rounded_model(model: ModelResult) -> ModelResult:
    """In points as exactly as the units blur; the correlation of a unit's answers is a share."""
    of_share, of_points = share_decimals(model.units), decimals(model.units)
    told = tuple(rounded(each, of_share if each.name == "icc" else of_points) for each in model.estimates)
    return replace(model, estimates=told)


def _tells_of_few(question: SeriesResult) -> bool:
    counts = [] if question.panel is None else [question.panel]
    counts += [each.count or 0 for each in question.cautions if each.code == "few_moved"]
    if question.items:
        # Who rated some items in every round, but none in all of them, is in the rounds and in no model.
        some = next((each.of or 0 for each in question.cautions if each.code == "incomplete_panel"), 0)
        counts += [n for each in question.models for n in (each.units - (question.panel or 0), some - each.units)]
    for point in question.points:
        counts.append(point.valid or 0)
        whole, part = _counts(point.share), _counts(point.panel_share)
        counts += [*whole, *part]
        # Who is in the round and not in the panel is the difference of two published numbers.
        if point.panel_share is not None:
            counts += [one - other for one, other in zip(whole, part, strict=True)]
        counts.append(point.outside or 0)
    return any(0 < count < SMALLEST_SHOWN for count in counts)


def _counts(share: Share | None) -> tuple[int, int]:
    if share is None:
        return 0, 0
    return share.count or 0, (share.of or 0) - (share.count or 0)


def _hidden(question: SeriesResult) -> SeriesResult:
    return replace(
        question,
        points=tuple(_hidden_point(point) for point in question.points),
        panel=None,
        estimates=tuple(map(hide_estimate, question.estimates)),
        tests=tuple(map(hide_test, question.tests)),
        models=(),
        cautions=(Caution("suppressed", len(question.points)),),
        suppressed=True,
    )


def _hidden_point(point: RoundPoint) -> RoundPoint:
    def none(summary: Summary | None) -> Summary | None:
        hidden = hide_summary(summary)
        return None if hidden is None else replace(hidden, n=None)

    return replace(
        point,
        valid=None,
        outside=None,
        share=hide_share(point.share, count=True, of=True),
        summary=none(point.summary),
        panel_share=hide_share(point.panel_share, count=True, of=True),
        panel_summary=none(point.panel_summary),
        suppressed=True,
    )
