"""Results worked out again from the counts that they show, to see whether they say the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from analysis.comparing.compare import LEVEL
from analysis.comparing.questions import Setting, compare_question
from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Distribution, Share, TransitionTable
from analysis.linking.versions import Matched, matched
from analysis.reducing.counting import Counted
from analysis.reducing.tallies import PairCounts, Tally, of_closed, valued
from analysis.statistics.proportions import share
from questionnaires.codebook import Codebook, Variable

CLOSE = 1e-9
"""Numbers that differ by less, as a part of themselves, are the same."""

MADE_OF_MORE = frozenset(
    {
        *("cautions", "family", "groups", "keeps", "listed", "other_rule", "p_adjusted", "p_fdr", "recodings"),
        *("breaks", "formerly", "small_cell", "suppressed", "weighted", "source"),
    }
)
"""What is no number, or is made of more than one question's counts."""
OF_ONE_ROUND = ("baseline",)


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """What a question's numbers are worked out of: its answers by code in each round, and its transition table."""

    baseline: Distribution | None
    followup: Distribution | None
    table: TransitionTable | None


def counts_of(comparison: Comparison) -> dict[str, QuestionCounts]:
    """The counts that a comparison shows, by question."""
    return {each.name: QuestionCounts(each.baseline, each.followup, each.table) for each in comparison.questions}


@dataclass(frozen=True, slots=True)
class Difference:
    """Where what is told and what comes of the counts are two things."""

    where: str
    told: str
    again: str


@dataclass(frozen=True, slots=True)
class Recount:
    """What came of it: how many questions say the same, where others differ, and which cannot be worked out, by why."""

    same: int
    differences: tuple[Difference, ...]
    not_tried: Mapping[str, tuple[str, ...]]


def recount(comparison: Comparison, counts: Mapping[str, QuestionCounts], books: tuple[Codebook, Codebook]) -> Recount:
    """Work out each closed question of a comparison again from its counts; `books`: the two rounds' codebooks."""
    matches = matched(*books)
    rounds = (comparison.baseline, comparison.followup)
    setting = Setting(
        comparison.pairing.by is not None, (rounds[0].denominator, rounds[1].denominator), comparison.level
    )
    same, left = 0, dict[str, list[str]]()
    differences: list[Difference] = []
    for score in comparison.scores:
        left.setdefault("score", []).append(score.name)
    for told in comparison.questions:
        why = _why_not(told, matches.get(told.name), counts)
        if why:
            left.setdefault(why, []).append(told.name)
            differences += _wrong_shares(told)
            continue
        again = compare_question(matches[told.name], _counted(counts[told.name], matches[told.name]), setting)
        found = list(_differences(told, again, alone=comparison.alone))
        differences += found
        same += not found
    return Recount(same, tuple(differences), {why: tuple(names) for why, names in left.items()})


def _why_not(told: ItemResult, match: Matched | None, counts: Mapping[str, QuestionCounts]) -> str:
    """Why a question cannot be worked out from what is shown of it; empty when it can."""
    if match is None or told.name not in counts:
        return "unknown"
    if not match.variable.codes:
        return "no_scale"
    if any(each.paired == "indicator" for each in told.listed):
        return "merged"
    return "hidden" if told.suppressed else ""


def _counted(counts: QuestionCounts, match: Matched) -> Counted:
    variable = match.variable
    before, after = (_tally(each, variable) for each in (counts.baseline, counts.followup))
    return Counted(before, after, _pairs(counts.table, variable))


def _tally(found: Distribution | None, variable: Variable) -> Tally | None:
    if found is None:
        return None
    on_scale = len(found.codes)
    counts = np.array([each.count or 0 for each in (*found.codes, *found.missing)], dtype=np.int64)
    codes = tuple(each.code for each in (*found.codes, *found.missing))
    values, occurrences = valued(variable, counts[:on_scale])
    return Tally(codes, on_scale, counts, found.not_answered or 0, found.not_asked or 0, values, occurrences)


def _pairs(told: TransitionTable | None, variable: Variable) -> PairCounts | None:
    if told is None:
        return None
    size = len(told.codes)
    # Those who did not answer in both rounds are in no number of the pairs.
    table = np.zeros((size + 2, size + 2), dtype=np.int64)
    table[:size, :size] = [[count or 0 for count in row] for row in told.counts]
    return of_closed(variable, told.codes, table)


def _wrong_shares(told: ItemResult) -> Iterator[Difference]:
    """The shares that are not what they say: so many of so many, with Wilson's interval."""
    found = told.indicator
    if found is None:
        return
    for name in ("baseline", "followup", "pairs_baseline", "pairs_followup"):
        each: Share | None = getattr(found, name)
        if each is not None and each.count is not None and each.of:
            again = share(each.name, each.count, each.of, each.level or LEVEL)
            numbers = ((each.value, each.low, each.high), (again.value, again.low, again.high) if again else None)
            yield from _apart(f"{told.name}.indicator.{name}", *numbers)


def _differences(told: ItemResult, again: ItemResult, *, alone: bool) -> Iterator[Difference]:
    first, second = (_ADAPTER.dump_python(each) for each in (told, again))
    if alone:
        first, second = ({key: each[key] for key in OF_ONE_ROUND} for each in (first, second))
    yield from _apart(told.name, first, second)


_ADAPTER = TypeAdapter(ItemResult)


def _apart(where: str, told: Any, again: Any) -> Iterator[Difference]:
    if isinstance(told, dict) and isinstance(again, dict):
        if told.get("suppressed"):
            # It is hidden because few took part: nothing is told that could be wrong.
            return
        for key in told.keys() - MADE_OF_MORE:
            yield from _apart(f"{where}.{key}", told[key], again.get(key))
    elif isinstance(told, list | tuple) and isinstance(again, list | tuple) and len(told) == len(again):
        for at, (one, other) in enumerate(zip(told, again, strict=True)):
            yield from _apart(f"{where}[{at}]", one, other)
    elif not _is_same(told, again):
        yield Difference(where, str(told), str(again))


def _is_same(told: Any, again: Any) -> bool:
    if isinstance(told, float) and isinstance(again, float | int):
        return math.isclose(told, again, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(told == again)
