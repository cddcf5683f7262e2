"""Scores -> the entries of a codebook: which variables each is made of, and the ends of its range."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from questionnaires.codebook import ScoreEntry, ScoreItem, ThresholdEntry, Variable
from questionnaires.definition import Score


def score_entries(scores: Mapping[str, Score], variables: Sequence[Variable]) -> Iterator[ScoreEntry]:
    """The scores by name, without those that none of the variables is in."""
    for name, score in scores.items():
        items = tuple(_items(score, variables))
        if not items:
            continue
        # Without both ends of every item the score has none either.
        ended = items if all(item.low < item.high for item in items) else ()
        lows, highs = sum(item.low for item in ended), sum(item.high for item in ended)
        raw_low, raw_high = (lows, highs) if score.sum_of else (lows / len(items), highs / len(items))
        yield ScoreEntry(
            name=name,
            label=score.label.plain,
            of="sum" if score.sum_of else "mean",
            items=items,
            over_list=score.over is not None,
            at_least=score.at_least or (len(items) if score.sum_of else 1),
            scaled=score.scaled is not None,
            better=score.better,
            raw_low=raw_low,
            raw_high=raw_high,
            low=0 if score.scaled else raw_low,
            high=100 if score.scaled else raw_high,
            thresholds=tuple(
                ThresholdEntry(name=key, value=found.value, source=found.source)
                for key, found in score.thresholds.items()
            ),
        )


def _items(score: Score, variables: Sequence[Variable]) -> Iterator[ScoreItem]:
    """The variables that a score is made of: a question's own, all its rows or items, or the one row that is named."""
    wanted = {variable.name: variable for name in score.items for variable in variables if _is_of(variable, [name])}
    for variable in wanted.values():
        values = [entry.value for entry in variable.codes if entry.value is not None]
        low, high = (min(values), max(values)) if values else (variable.low, variable.high)
        if low is None or high is None:
            low = high = 0
        yield ScoreItem(variable=variable.name, low=low, high=high, reversed=_is_of(variable, score.reverse))


def _is_of(variable: Variable, names: Collection[str]) -> bool:
    return variable.name in names or variable.question in names
