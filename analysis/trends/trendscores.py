"""One score through several rounds; over a list the panel's is made of the items rated in every round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.comparing.values import Computed
from analysis.linking.following import NOT_THERE
from analysis.reducing.counts import Answers
from analysis.reducing.differences import Integers
from analysis.reducing.points import Ratings, ratings, ruler, scale_of, unit_of, values
from analysis.trends.models import ModelResult
from analysis.trends.trendresults import RoundPoint, SeriesResult
from analysis.trends.trendvalues import (
    Mask,
    Setting,
    Table,
    beside,
    fitted,
    gaps,
    ordered,
    summary_of,
    times_of,
    values_apart,
)
from questionnaires.codebook import ScoreEntry


@dataclass(frozen=True, slots=True)
class _Made:
    """Scores as whole numbers, `scale` times too large: of all in each round (with their rows), and of the panel.

    `panel` is units by rounds; `some` is how many units have a score in any round.
    """

    scale: int
    rows: list[Mask]
    own: list[Integers]
    panel: Table
    some: int
    rated: Table
    given: Mask


def follow_score(score: ScoreEntry, columns: Sequence[Sequence[Answers] | None], setting: Setting) -> SeriesResult:
    """One score in all rounds; `columns` are the items' answers, None for a round that lacks any of them."""
    places = [place for place, items in enumerate(columns) if items is not None]
    made = _made(score, [items for items in columns if items is not None], places, setting)
    found, models = Computed(), list[ModelResult]()
    linked = setting.followed is not None
    if len(places) > 1 and linked:
        found = gaps(made.some, len(made.panel)) + ordered(made.panel)
        models = fitted(made.rated, made.given, made.scale, share=False) if setting.models else []
    elif len(places) > 1:
        found = values_apart(made.own, made.scale, times_of([setting.rounds[place] for place in places])[0])
    return SeriesResult(
        name=score.name,
        question=score.name,
        part=None,
        text=score.label,
        part_label={},
        page="",
        subgoal=(),
        level="score",
        better=score.better,
        indicator=None,
        paired=linked,
        points=tuple(_points(made, places, setting)),
        panel=len(made.panel) if len(places) > 1 and linked else None,
        estimates=found.estimates,
        tests=found.tests,
        models=tuple(models),
        cautions=found.cautions,
        confidence=setting.level,
    )


def _made(score: ScoreEntry, rounds: Sequence[Sequence[Answers]], places: Sequence[int], setting: Setting) -> _Made:
    measured, unit = ruler(score), unit_of(score, rounds)
    each_round = [ratings(score, columns, unit) for columns in rounds]
    nobody = np.empty((0, len(places)), dtype=np.int64)
    rows = setting.followed.alone[:, places] if setting.followed is not None else nobody
    panel = _panel(score, each_round, rows)
    sums = [each.sums(score.at_least) for each in (*each_round, *panel)]
    scale = scale_of(measured, sums) if sums else 1
    found = [values(measured, each, scale) for each in sums]
    own, over_panel = found[: len(each_round)], found[len(each_round) :]
    has_one = [each.items >= score.at_least for each in each_round]
    given = beside(rows, has_one, absent=0) == 1
    rated = beside(rows, [_spread(mask, numbers) for mask, numbers in zip(has_one, own, strict=True)], absent=0)
    table = np.column_stack(over_panel) if over_panel else nobody
    return _Made(scale, has_one, own, table, int(given.any(axis=1).sum()), rated, given)


def _panel(score: ScoreEntry, rounds: Sequence[Ratings], rows: Table) -> list[Ratings]:
    """The ratings of the units that have a score in every round; over a list, made of what they rated in all."""
    if not rows.size:
        return []
    there = rows[(rows != NOT_THERE).all(axis=1)]
    found = [each.rows(there[:, number]) for number, each in enumerate(rounds)]
    if score.over_list:
        common = np.logical_and.reduce([each.given for each in found])
        found = [each.only(common) for each in found]
    complete = np.logical_and.reduce([each.items >= score.at_least for each in found])
    return [each.rows(complete) for each in found]


def _spread(mask: Mask, numbers: Integers) -> Integers:
    """The numbers of those in the mask, each in its row."""
    spread = np.zeros(len(mask), dtype=np.int64)
    spread[mask] = numbers
    return spread


def _points(made: _Made, places: Sequence[int], setting: Setting) -> list[RoundPoint]:
    points = []
    for place, info in enumerate(setting.rounds):
        if place not in places:
            points.append(RoundPoint(info.label, info.date, False, None, None, None, None, None))
            continue
        number = places.index(place)
        over_panel = summary_of(made.panel[:, number], made.scale) if len(made.panel) else None
        own = made.own[number]
        points.append(
            RoundPoint(info.label, info.date, True, len(own), None, summary_of(own, made.scale), None, over_panel)
        )
    return points
