"""One score through several rounds, followed as a number; over a list it is made of the items rated in all rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.linking.following import NOT_THERE
from analysis.reducing.counts import NOT_ANSWERED_STATE, WRITTEN, Answers
from analysis.reducing.points import Ratings, Ruler, ratings, ruler, scale_of, unit_of, values
from analysis.trends.trendquestions import follow_question
from analysis.trends.trendresults import SeriesResult
from analysis.trends.trendvalues import Setting, Table
from questionnaires.codebook import ScoreEntry, Variable


def follow_score(
    score: ScoreEntry, items: Sequence[Variable], columns: Sequence[Sequence[Answers] | None], setting: Setting
) -> SeriesResult:
    """One score in all rounds; `columns` are the items' answers, None for a round that lacks any of them."""
    asked = {place: answers for place, answers in enumerate(columns) if answers is not None}
    unit = unit_of(score, list(asked.values()))
    own = [ratings(score, answers, unit) for answers in asked.values()]
    common = own
    if score.over_list and setting.followed is not None:
        common = _in_common(own, setting.followed.alone[:, list(asked)], score.at_least)
    measured = ruler(score)
    scale = scale_of(measured, [each.sums(score.at_least) for each in (*own, *common)])
    given, compared = ([_scored(each, measured, score.at_least, scale) for each in group] for group in (own, common))
    here = dict(zip(asked, given, strict=True))
    found = follow_question(
        _spoken(score, items), [here.get(place) for place in range(len(columns))], setting, compared
    )
    return replace(found, level="score", items=tuple(item.name for item in items))


def _spoken(score: ScoreEntry, items: Sequence[Variable]) -> Variable:
    """The score as a number question where its first item stands; former municipalities have none together."""
    cells = [item.small_cell for item in items if item.small_cell is not None]
    own = {"name": score.name, "question": score.name, "part": None, "text": score.label, "part_label": {}}
    number = {"level": "number", "better": score.better, "indicator": None, "codes": (), "merge": "none"}
    return items[0].model_copy(update={**own, **number, "small_cell": max(cells, default=None)})


def _in_common(rated: Sequence[Ratings], rows: Table, at_least: int) -> list[Ratings]:
    """Of each unit's items those that it rated in every round in which it has a score; nothing of others."""
    common = np.ones((len(rows), rated[0].given.shape[1] if rated else 0), dtype=np.bool_)
    for place, each in enumerate(rated):
        there = np.flatnonzero(rows[:, place] != NOT_THERE)
        scored = there[each.items[rows[there, place]] >= at_least]
        common[scored] &= each.given[rows[scored, place]]
    kept = []
    for place, each in enumerate(rated):
        there = rows[:, place] != NOT_THERE
        wanted = np.zeros_like(each.given)
        wanted[rows[there, place]] = common[there]
        kept.append(each.only(wanted))
    return kept


def _scored(rated: Ratings, measured: Ruler, at_least: int, scale: int) -> Answers:
    """Each respondent's score as a number that was given, when there are items enough."""
    enough = rated.items >= at_least
    numbers = np.zeros(len(enough), dtype=np.int64)
    numbers[enough] = values(measured, rated.sums(at_least), scale)
    states = np.where(enough, 0, NOT_ANSWERED_STATE).astype(np.int8)
    return Answers((WRITTEN,), 1, states, np.zeros(3, dtype=np.int64), numbers, scale)
