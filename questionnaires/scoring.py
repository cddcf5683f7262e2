"""Answers -> scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.codebook import NOT_ASKED, ScoreEntry, ScoreItem
from questionnaires.definition import Questionnaire
from questionnaires.routing import Route
from questionnaires.rows import cells
from questionnaires.variables import codebook_of


@dataclass(frozen=True, slots=True)
class ScoreValue:
    """One respondent's score over the `rated` items of `items` asked; None when too few were answered."""

    value: Fraction | None
    rated: int
    items: int


def scores(route: Route) -> dict[str, ScoreValue]:
    """Every score of the questionnaire, by its name; a missing code is no answer."""
    return {entry.name: _score(entry, _points(entry, route), _met(entry, route)) for entry in _entries(route)}


def paired_scores(earlier: Route, later: Route) -> dict[str, tuple[ScoreValue, ScoreValue]]:
    """Each score in two rounds; one over a list counts only the items that are rated in both."""
    both = {}
    for entry in _entries(later):
        first, second = _points(entry, earlier), _points(entry, later)
        if entry.over_list:
            common = first.keys() & second.keys()
            first, second = ({name: points[name] for name in common} for points in (first, second))
        both[entry.name] = (
            _score(entry, first, _met(entry, earlier)),
            _score(entry, second, _met(entry, later)),
        )
    return both


def _entries(route: Route) -> tuple[ScoreEntry, ...]:
    return codebook_of(route.questionnaire).scores


def _met(entry: ScoreEntry, route: Route) -> int:
    """How many items the respondent met: those of the list, or all."""
    if not entry.over_list:
        return len(entry.items)
    given = route.answer(_list_of(route.questionnaire, entry))
    return len(given) if isinstance(given, Mapping | list) else 0


def _list_of(questionnaire: Questionnaire, entry: ScoreEntry) -> str:
    return questionnaire.scores[entry.name].over or ""


def _points(entry: ScoreEntry, route: Route) -> dict[str, Fraction]:
    """Variable -> points, turned round where it counts the other way."""
    book = {each.name: each for each in codebook_of(route.questionnaire).variables}
    variables = [book[item.variable] for item in entry.items]
    row, found = cells(route, variables), {}
    for item, variable in zip(entry.items, variables, strict=True):
        cell = row.get(item.variable)
        if cell is None or cell == NOT_ASKED or cell in {code.code for code in variable.missing}:
            continue
        values = {code.code: code.value for code in variable.codes}
        value = values.get(cell) if values else Fraction(cell)
        if value is not None:
            found[item.variable] = _exact(item.low) + _exact(item.high) - value if item.reversed else Fraction(value)
    return found


def _score(entry: ScoreEntry, points: Mapping[str, Fraction], met: int) -> ScoreValue:
    """Where the answered items lie in their joint range, on the range of all; for one range, the mean or its sum."""
    if len(points) < entry.at_least or not points:
        return ScoreValue(None, len(points), met)
    answered = [item for item in entry.items if item.variable in points]
    total, low, high = (_together(points.values()), *_ends(answered))
    if any(item.low >= item.high for item in entry.items):
        mean = total / len(points)
        return ScoreValue(mean * len(entry.items) if entry.of == "sum" else mean, len(points), met)
    place = (total - low) / (high - low)
    if entry.scaled:
        return ScoreValue(place * 100, len(points), met)
    lowest, highest = _ends(entry.items)
    value = lowest + place * (highest - lowest)
    return ScoreValue(value if entry.of == "sum" else value / len(entry.items), len(points), met)


def _ends(items: Iterable[ScoreItem]) -> tuple[Fraction, Fraction]:
    """The least and the most that these items come to together."""
    each = [(_exact(item.low), _exact(item.high)) for item in items]
    return _together(low for low, _ in each), _together(high for _, high in each)


def _together(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


def _exact(end: float) -> Fraction:
    """An end as it was written, 0.1 and not the nearest binary number."""
    return Fraction(str(end))
