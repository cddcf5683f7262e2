"""A step of a round that still takes answers -> the result that reports are written from, of all or of one group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from analysis.comparing.alone import alone
from analysis.comparing.compare import compare_counts
from analysis.comparing.results import Comparison, ItemResult, PairingSummary
from analysis.disclosure.hiding import without
from analysis.disclosure.suppression import Name
from analysis.files.rounds import RoundInfo
from analysis.live.attacking import ALL
from analysis.live.crossing import states_of, told_of
from analysis.live.telling import Step, told_last
from analysis.reducing.counting import Counted, CountedRounds, Weighed, count_weighed
from analysis.reducing.sql import NOTHING
from questionnaires.codebook import Codebook, Variable

Told = tuple[int | None, ...]
SIDE = "baseline"


def shown_now(steps: Sequence[Step], codebook: Codebook, info: RoundInfo, group: str = ALL) -> Comparison:
    """What was told last of each question, as a round alone; nothing is in it but what the steps told.

    Each question has the numbers of the last step that told of it, so some may be of fewer than others.
    """
    counted: dict[str, Counted] = {}
    hidden: dict[str, frozenset[Name]] = {}
    for variable in told_of(codebook):
        last = told_last(variable.name, group, steps)
        if last is not None:
            step, told = last
            size = step.respondents if group == ALL else step.groups[group]
            counted[variable.name] = _counted(variable, _whole(told, size))
            hidden[variable.name] = frozenset(_hidden(variable, told))
    people = max(step.respondents if group == ALL else step.groups.get(group, 0) for step in steps)
    counts = CountedRounds(counted, PairingSummary(None, 0, people, 0), (people, 0), (), "")
    found = alone(compare_counts(counts, codebook, info, info))
    return replace(found, questions=tuple(_shown(each, hidden[each.name]) for each in found.questions), protected=True)


def _shown(question: ItemResult, hidden: frozenset[Name]) -> ItemResult:
    return without(question, hidden) if hidden else question


def _whole(told: Told, size: int) -> list[int]:
    """The counts, with all who are hidden put together in one hidden place: their sum is told by the others."""
    whole = [count or 0 for count in told]
    codes = [at for at, count in enumerate(told) if count is None]
    if codes:
        whole[codes[0]] = size - sum(whole)
    return whole


def _hidden(variable: Variable, told: Told) -> Iterator[Name]:
    """The numbers that are hidden, and all that hidden ones are part of, unless the shown ones tell it anyway."""
    on_scale, beside = len(variable.codes), len(variable.missing)
    gone = {at for at, count in enumerate(told) if count is None}
    if not gone:
        return
    yield from ((SIDE, "code", at) for at in gone if at < on_scale)
    yield from ((SIDE, "missing", at - on_scale) for at in gone if on_scale <= at < on_scale + beside)
    if on_scale + beside in gone:
        yield SIDE, "not_answered"
    if any(at >= on_scale for at in gone):
        yield from ((SIDE, field) for field in ("valid", "inside", "counted"))
    elif _mixed(variable, gone):
        yield SIDE, "inside"
    if any(at < on_scale for at in gone):
        yield SIDE, "mean"


def _mixed(variable: Variable, gone: set[int]) -> bool:
    """Whether some of the hidden are inside the indicator and some outside, so that nobody can tell its share."""
    inside = set(variable.indicator.codes) if variable.indicator is not None else set()
    return len({variable.codes[at].code in inside for at in gone}) > 1


def _counted(variable: Variable, counts: Sequence[int]) -> Counted:
    states = [state if state != NOTHING else None for state in states_of(variable)]
    cells = pl.Series(variable.name, states, dtype=pl.String)
    nobody = pl.Series(variable.name, [None] * len(states), dtype=pl.String)
    here = np.ones(len(states), dtype=bool)
    return count_weighed(variable, Weighed((cells, nobody), (here, ~here), np.array(counts)), linked=False)
