"""What is said of several rounds, as frozen values with JSON, and how it is protected."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from analysis.comparing.values import Better, Caution, Estimate, Share, Summary, Test, Text
from analysis.disclosure.hiding import hide_estimate, hide_share, hide_summary, hide_test
from analysis.disclosure.leaving import require_protected
from analysis.disclosure.suppression import SMALLEST_SHOWN
from analysis.trends.models import ModelResult

OF_PERSONS = ("person", "course")


@dataclass(frozen=True, slots=True)
class RoundPoint:
    """One round of a series: `share` and `summary` over all who answered, the others over the panel alone.

    A share is the indicator's, a summary that of a scale or number; each is None where there is none. `asked` is False
    when the round has no such question.
    """

    label: str
    date: dt.date | None
    asked: bool
    valid: int | None
    share: Share | None
    summary: Summary | None
    panel_share: Share | None
    panel_summary: Summary | None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class SeriesResult:
    """One question through several rounds; `panel` units gave an answer on the scale in every round that asked.

    `paired` is about the rounds: for the same units the tests are those of the panel, for different ones those of
    separate rounds, never both. `models` also use units with gaps, and are there when they were asked for. `small_cell`
    is there for counts of persons that a unit answered.
    """

    name: str
    question: str
    part: str | None
    text: Text
    part_label: Text
    level: str
    better: Better
    indicator: Text | None
    paired: bool
    points: tuple[RoundPoint, ...]
    panel: int | None
    estimates: tuple[Estimate, ...]
    tests: tuple[Test, ...]
    models: tuple[ModelResult, ...]
    cautions: tuple[Caution, ...]
    confidence: float = 0.95
    small_cell: int | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class TrendRound:
    """One round: how many answered, and the fingerprint of the answers."""

    label: str
    date: dt.date | None
    respondents: int
    synthetic: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Several rounds of one questionnaire; `by` is what links them (None: nothing), `in_all` how many are in each."""

    questionnaire: str
    title: Text
    unit: str
    rounds: tuple[TrendRound, ...]
    by: str | None
    in_all: int | None
    questions: tuple[SeriesResult, ...]
    cautions: tuple[Caution, ...]
    level: float = 0.95
    protected: bool = False


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
        hidden when 1 to 4 are inside or outside a share in any round, answered it at all, or are in a round's share and
        not in the panel's. Protecting twice changes nothing.

    """
    if trend.protected:
        return trend
    persons = trend.unit in OF_PERSONS
    questions = tuple(
        _hidden(each) if (persons or each.small_cell is not None) and _tells_of_few(each) else each
        for each in trend.questions
    )
    return replace(trend, questions=questions, protected=True)


def trend_to_json(trend: Trend) -> str:
    """The trend as JSON with the same names as the fields; raises UnprotectedError before it is protected."""
    require_protected(trend)
    return _ADAPTER.dump_json(trend, indent=2).decode() + "\n"


def trend_from_json(text: str | bytes) -> Trend:
    """A trend read back from its JSON; raises pydantic's ValidationError when it is none."""
    return _ADAPTER.validate_json(text)


def _tells_of_few(question: SeriesResult) -> bool:
    counts = [] if question.panel is None else [question.panel]
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


_ADAPTER = TypeAdapter(Trend)
