"""One result for every figure that is drawn of a comparison or a trend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from analysis import figures
from analysis.comparing.persons import CumulativeStep, ScoreFlow
from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Change, Share, Summary, TransitionTable
from analysis.figures import Figure
from analysis.trends.trendresults import RoundPoint, SeriesResult, Trend, TrendRound
from tests.analysis.made import comparison, known, plan, question, score

STEPS = ((-2.4, 5), (0.5, 51), (3.1, 97))
SCORED = score(
    cumulative=tuple(CumulativeStep(change, persons, persons / 97) for change, persons in STEPS),
    flows=(ScoreFlow(3, 7, 50), ScoreFlow(5, 7, 30), ScoreFlow(5, 3, 6)),
)
MOVES = ((12, 15, 9, 0), (8, 22, 18, None), (None, 7, 16, 5), (0, 6, 0, 0))
MOVED = question(
    table=TransitionTable(
        ("1", "2", "3", "dont_know"), ((12, 15, 9, 0), (8, 22, 18, None), (None, 7, 16, 5), (0, 6, 0, 0))
    ),
    change=Change(90, known(42, 90, "up"), known(33, 90, "same"), known(15, 90, "down")),
)
PLANS = tuple(
    plan((101, 248), (224, 356), (80, 20, 66, 65), name=name, part=name, part_label={"nb": name}, verdict="increased")
    for name in ("Frisklivssentral", "Dagsenter")
)
COMPARED = comparison(MOVED, *PLANS, scores=(SCORED,))


def _point(label: str, share: Share | None, mean: float) -> RoundPoint:
    middle = Summary(200, mean, 1.1, 3, 2, 4)
    return RoundPoint(label, None, share is not None, 200, share, middle, share, middle, 11)


def _series(name: str, shares: tuple[Share | None, ...]) -> SeriesResult:
    labels = ("2017", "2019", "2024")
    points = tuple(
        _point(label, share, 3.2 + at / 10) for at, (label, share) in enumerate(zip(labels, shares, strict=True))
    )
    return SeriesResult(
        *(name, name, None, {"nb": name}, {"nb": name}, "side", (), "nominal", "higher", {"nb": "har en plan"}, False),
        points=points,
        panel=None,
        estimates=(),
        tests=(),
        models=(),
        cautions=(),
    )


TREND = Trend(
    "kommuneundersokelsen",
    {"nb": "Kommuneundersøkelsen"},
    "municipality",
    tuple(TrendRound(label, None, 250, False, "c" * 64) for label in ("2017", "2019", "2024")),
    None,
    None,
    (
        _series("Plan", (known(101, 248), known(162, 312), known(224, 356))),
        _series("Dagsenter", (known(144, 248), None, known(171, 356))),
    ),
    (),
    (),
    (),
    protected=True,
)

RESULTS: dict[str, Callable[[], Figure | None]] = {
    "changes_forest": lambda: figures.changes_forest(PLANS, COMPARED),
    "cumulative_change": lambda: figures.cumulative_change(SCORED, COMPARED),
    "diverging_bars": lambda: figures.diverging_bars([MOVED], COMPARED),
    "mean_dumbbells": lambda: figures.mean_dumbbells([MOVED], COMPARED),
    "score_flows": lambda: figures.score_flows(SCORED, COMPARED),
    "share_dumbbells": lambda: figures.share_dumbbells(PLANS, COMPARED),
    "transition_map": lambda: figures.transition_map(MOVED, COMPARED),
    "trend_slopes": lambda: figures.trend_slopes(TREND.questions, TREND),
    "waterfall": lambda: figures.waterfall(SCORED, COMPARED),
}
"""Every public drawing of results."""


def worded(words: str) -> dict[str, Callable[[], Figure | None]]:
    """The same with these words in the question, its parts and its answers, and as the rounds' names."""
    text = {"nb": words}

    def told(result: ItemResult) -> ItemResult:
        rounds = (result.baseline, result.followup)
        first, second = (
            replace(each, codes=tuple(replace(code, label=text) for code in each.codes)) for each in rounds if each
        )
        return replace(result, text=text, part_label=text, baseline=first, followup=second)

    moved, plans = told(MOVED), tuple(map(told, PLANS))
    around: Comparison = replace(
        COMPARED,
        questions=(moved, *plans),
        baseline=replace(COMPARED.baseline, label=words),
        followup=replace(COMPARED.followup, label=words),
    )
    return {
        "changes_forest": lambda: figures.changes_forest(plans, around),
        "cumulative_change": lambda: figures.cumulative_change(SCORED, around),
        "diverging_bars": lambda: figures.diverging_bars([moved], around),
        "mean_dumbbells": lambda: figures.mean_dumbbells([moved], around),
        "score_flows": lambda: figures.score_flows(SCORED, around),
        "share_dumbbells": lambda: figures.share_dumbbells(plans, around),
        "transition_map": lambda: figures.transition_map(moved, around),
    }
