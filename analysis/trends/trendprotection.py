"""What of a trend may be shown, stored and sent."""

from __future__ import annotations

from dataclasses import replace

from analysis.comparing.families import corrected
from analysis.comparing.values import Caution, Share, Summary
from analysis.disclosure.blurring import estimate_by_size, summary_by_size
from analysis.disclosure.hiding import hide_estimate, hide_share, hide_summary, hide_test
from analysis.disclosure.suppression import SMALLEST_SHOWN
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
        in a round's share and not in the panel's. A hidden p counts as 1 in its family. Protecting twice changes
        nothing.

    """
    if trend.protected:
        return trend
    persons = trend.unit in OF_PERSONS
    questions = tuple(
        _hidden(each) if (persons or each.small_cell is not None) and _tells_of_few(each) else each
        for each in trend.questions
    )
    # A score is the sum of its items: beside those that are shown it would tell of one that is not.
    if any(each.suppressed for each in questions):
        scores = tuple(map(_hidden, trend.scores))
    else:
        scores = tuple(
            (_hidden(each) if _tells_of_few(each) else _blurred(each)) if persons else each for each in trend.scores
        )
    # An adjusted p is made of the family's other p as well, which may be hidden by now.
    return replace(trend, questions=corrected(questions, trend.families, primary), scores=scores, protected=True)


def _tells_of_few(question: SeriesResult) -> bool:
    counts = [] if question.panel is None else [question.panel]
    counts += [each.count or 0 for each in question.cautions if each.code == "few_moved"]
    for point in question.points:
        counts.append(point.valid or 0)
        whole, part = _counts(point.share), _counts(point.panel_share)
        counts += [*whole, *part]
        # Who is in the round and not in the panel is the difference of two published numbers.
        if point.panel_share is not None:
            counts += [one - other for one, other in zip(whole, part, strict=True)]
        if question.panel is not None:
            counts.append((point.valid or 0) - question.panel if point.asked else 0)
    return any(0 < count < SMALLEST_SHOWN for count in counts)


def _counts(share: Share | None) -> tuple[int, int]:
    if share is None:
        return 0, 0
    return share.count or 0, (share.of or 0) - (share.count or 0)


def _blurred(score: SeriesResult) -> SeriesResult:
    """A score with so many decimals as its persons blur."""
    return replace(
        score,
        points=tuple(
            replace(
                point,
                summary=summary_by_size(point.summary),
                panel_summary=summary_by_size(point.panel_summary),
            )
            for point in score.points
        ),
        estimates=tuple(estimate_by_size(each, score.panel or 0) for each in score.estimates),
    )


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
        share=hide_share(point.share, count=True, of=True),
        summary=none(point.summary),
        panel_share=hide_share(point.panel_share, count=True, of=True),
        panel_summary=none(point.panel_summary),
        suppressed=True,
    )
