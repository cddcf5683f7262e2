"""What is said of several rounds, as frozen values with JSON."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pydantic import TypeAdapter

from analysis.comparing.values import Better, Caution, Estimate, Family, Share, Summary, Test, Text
from analysis.disclosure.leaving import require_protected
from analysis.trends.models import ModelResult


@dataclass(frozen=True, slots=True)
class RoundPoint:
    """One round of a series: `share` and `summary` over all who answered, the others over the panel alone.

    A share is the indicator's, a summary that of a scale or number; each is None where there is none. `asked` is False
    when the round has no such question. `outside` are those of the round who are not in the panel, by themselves or as
    a part of a merged municipality; None when rounds are not linked.
    """

    label: str
    date: dt.date | None
    asked: bool
    valid: int | None
    share: Share | None
    summary: Summary | None
    panel_share: Share | None
    panel_summary: Summary | None
    outside: int | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class RoundMerger:
    """What a round's answers of municipalities that were merged or divided since count for in the panel.

    Counted in today's municipalities: `counted` with an answer, `in_indicator` on a side of the indicator alone, and
    the others not at all: the question's merge rule is `none` or shows them only (`by_rule`), a former one had not
    answered, they had not answered alike, one gave no number, or it is a part of a divided one.
    """

    round: str
    counted: int
    in_indicator: int
    by_rule: int
    not_all_answered: int
    not_alike: int
    no_number: int
    divided: int


@dataclass(frozen=True, slots=True)
class SeriesResult:
    """One question or score through several rounds; `panel` units answered on the scale in every round that asked.

    `paired` is about the rounds: for the same units the tests are those of the panel, for different ones those of
    separate rounds, never both. `models` also use units with gaps, and are there when they were asked for. `small_cell`
    is there for counts of persons that a unit answered. One test has both p adjusted for the tests of its `family`. A
    score (`level` is "score") has `items`, and stands on the first one's page. `mergers` has the rounds whose
    municipalities were others than the last's.
    """

    name: str
    question: str
    part: str | None
    text: Text
    part_label: Text
    page: str
    subgoal: tuple[str, ...]
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
    family: str | None = None
    mergers: tuple[RoundMerger, ...] = ()
    items: tuple[str, ...] = ()
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
    scores: tuple[SeriesResult, ...]
    families: tuple[Family, ...]
    cautions: tuple[Caution, ...]
    level: float = 0.95
    protected: bool = False


def trend_to_json(trend: Trend) -> str:
    """The trend as JSON with the same names as the fields; raises UnprotectedError before it is protected."""
    require_protected(trend)
    return _ADAPTER.dump_json(trend, indent=2).decode() + "\n"


def trend_from_json(text: str | bytes) -> Trend:
    """A trend read back from its JSON; raises pydantic's ValidationError when it is none."""
    return _ADAPTER.validate_json(text)


_ADAPTER = TypeAdapter(Trend)
