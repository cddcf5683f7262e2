"""What became of each thing on a person's own list, from an earlier round to this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from questionnaires.answers import Answer
from questionnaires.definition import Score, Threshold
from questionnaires.question_types import Rating
from questionnaires.routing import Route

FEW = 3
"""A mean of fewer things than this moves as easily as a single one."""

FEW_NEED = 3.0
FEW_SOURCE = "Stratford 1995"

"""Points that a single thing must move to be beyond measurement error on 0-10 (Stratford and others 1995)."""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One thing of the list; a number, the code of a way of not answering, or None for each round."""

    words: str
    before: int | str | None
    now: int | str | None


@dataclass(frozen=True, slots=True)
class ListChange:
    """All things of the list, and the change of the mean that is taken to be beyond measurement error, if known.

    `source`: who found that threshold.
    """

    question: Rating
    items: tuple[ItemChange, ...]
    needed: float | None
    source: str


def list_change(score: Score, before: Route, now: Route) -> ListChange | None:
    """The change behind a score over a list of ratings; None for any other score."""
    questionnaire = now.questionnaire
    question = questionnaire.question(score.items[0])
    if score.over is None or not isinstance(question, Rating):
        return None
    items = tuple(_items(question, now.answer(score.over), before, now))
    rated = sum(1 for item in items if isinstance(item.before, int) and isinstance(item.now, int))
    return ListChange(question, items, *_needed(next(iter(score.thresholds.values()), None), rated))


def _items(question: Rating, things: object, before: Route, now: Route) -> Iterator[ItemChange]:
    for slot, words in sorted(things.items(), key=lambda thing: int(thing[0])) if isinstance(things, Mapping) else ():
        yield ItemChange(str(words), *(_of(route.answers.get(question.id), slot) for route in (before, now)))


def _of(answers: Answer | None, slot: str) -> int | str | None:
    given = answers.get(slot) if isinstance(answers, Mapping) else None
    return given if isinstance(given, int | str) else None


def _needed(threshold: Threshold | None, rated: int) -> tuple[float | None, str]:
    if threshold is None:
        return None, ""
    if rated < FEW and threshold.value < FEW_NEED:
        return FEW_NEED, FEW_SOURCE
    return threshold.value, threshold.source
