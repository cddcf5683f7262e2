"""Results worked out again from the counts that they show, to see whether they say the same."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from analysis.comparing.compare import LEVEL
from analysis.comparing.questions import Setting, compare_question
from analysis.comparing.results import Comparison, ItemResult, ScoreResult
from analysis.comparing.values import Distribution, TransitionTable
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
    """What came of it: how many questions say the same, where others differ, and which cannot be worked out, by why.

    `numbers` of the `of` that are told of questions and scores were worked out.
    """

    same: int
    differences: tuple[Difference, ...]
    not_tried: Mapping[str, tuple[str, ...]]
    numbers: int
    of: int


def recount(comparison: Comparison, counts: Mapping[str, QuestionCounts], books: tuple[Codebook, Codebook]) -> Recount:
    """Work out each closed question of a comparison again from its counts; `books`: the two rounds' codebooks."""
    matches = matched(*books)
    rounds = (comparison.baseline, comparison.followup)
    setting = Setting(
        comparison.pairing.by is not None, (rounds[0].denominator, rounds[1].denominator), comparison.level
    )
    same, left, compared = 0, dict[str, list[str]](), _Compared()
    for score in comparison.scores:
        left.setdefault("score", []).append(score.name)
        compared.parts(score.name, _SCORES.dump_python(score))
    shown = counts_of(comparison)
    for told in comparison.questions:
        if counts.get(told.name, _NONE) != shown[told.name]:
            compared.differences.append(Difference(f"{told.name}.counts", "in the results", "others in the counts"))
        why = _why_not(told, matches.get(told.name), counts)
        if why:
            left.setdefault(why, []).append(told.name)
            compared.parts(told.name, _ADAPTER.dump_python(told))
            continue
        again = compare_question(matches[told.name], _counted(counts[told.name], matches[told.name]), setting)
        before = len(compared.differences)
        compared.question(told, again, alone=comparison.alone)
        same += len(compared.differences) == before
    of = max(compared.numbers, numbers_in(comparison))
    return Recount(
        same, tuple(compared.differences), {why: tuple(names) for why, names in left.items()}, compared.numbers, of
    )


def numbers_in(comparison: Comparison) -> int:
    """How many numbers are told of questions and scores."""
    told = (*map(_ADAPTER.dump_python, comparison.questions), *map(_SCORES.dump_python, comparison.scores))
    return sum(map(_numbers, told))


def _numbers(told: Any) -> int:
    if isinstance(told, dict):
        return sum(map(_numbers, told.values()))
    if isinstance(told, list | tuple):
        return sum(map(_numbers, told))
    return _is_number(told)


def _is_number(told: Any) -> bool:
    return isinstance(told, int | float) and not isinstance(told, bool)


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


_ADAPTER = TypeAdapter(ItemResult)
_SCORES = TypeAdapter(ScoreResult)
_NONE = QuestionCounts(None, None, None)


@dataclass(slots=True)
class _Compared:
    """What was worked out again so far: where it differs, and how many numbers it was."""

    differences: list[Difference] = field(default_factory=list)
    numbers: int = 0

    def question(self, told: ItemResult, again: ItemResult, *, alone: bool) -> None:
        """All of a question, but what is made of more than its counts."""
        first, second = (_ADAPTER.dump_python(each) for each in (told, again))
        if alone:
            first, second = ({key: each[key] for key in OF_ONE_ROUND} for each in (first, second))
        self.apart(told.name, first, second)

    def parts(self, where: str, told: Any) -> None:
        """What can be worked out of something whose counts are partly hidden: its shares, and the sums of its parts."""
        if isinstance(told, dict):
            if {"count", "of", "value", "low", "high"} <= told.keys():
                self._share(where, told)
            if {"codes", "missing", "valid", "respondents"} <= told.keys():
                self._distribution(where, told)
            for key, each in told.items():
                self.parts(f"{where}.{key}", each)
        elif isinstance(told, list | tuple):
            for at, each in enumerate(told):
                self.parts(f"{where}[{at}]", each)

    def _share(self, where: str, told: dict[str, Any]) -> None:
        """So many of so many, with Wilson's interval."""
        if told["count"] is None or not told["of"] or told["low"] is None:
            return
        again = share(told["name"], told["count"], told["of"], told["level"] or LEVEL)
        numbers = (told["value"], told["low"], told["high"])
        self.apart(where, numbers, (again.value, again.low, again.high) if again else (None, None, None))

    def _distribution(self, where: str, told: dict[str, Any]) -> None:
        """The shares of the codes, and that all who were asked are somewhere, where nothing is hidden."""
        valid, codes = told["valid"], told["codes"]
        for each in codes:
            if valid and each["count"] is not None and each["share"] is not None:
                self.apart(f"{where}.{each['code']}.share", each["share"], each["count"] / valid)
        counts = [each["count"] for each in codes]
        rest = [*(each["count"] for each in told["missing"]), told["not_answered"], told["not_asked"]]
        if counts and None not in counts and valid is not None:
            self.apart(f"{where}.valid", valid, sum(counts))
        if None not in rest and valid is not None:
            self.apart(f"{where}.respondents", told["respondents"], valid + sum(rest))

    def apart(self, where: str, told: Any, again: Any) -> None:
        """Note where the two differ."""
        if isinstance(told, dict) and isinstance(again, dict):
            if told.get("suppressed"):
                # It is hidden because few took part: nothing is told that could be wrong.
                return
            for key in told.keys() - MADE_OF_MORE:
                self.apart(f"{where}.{key}", told[key], again.get(key))
        elif isinstance(told, list | tuple) and isinstance(again, list | tuple) and len(told) == len(again):
            for at, (one, other) in enumerate(zip(told, again, strict=True)):
                self.apart(f"{where}[{at}]", one, other)
        else:
            self.numbers += _is_number(told)
            if not _is_same(told, again):
                self.differences.append(Difference(where, str(told), str(again)))


def _is_same(told: Any, again: Any) -> bool:
    if isinstance(told, float) and isinstance(again, float | int):
        return math.isclose(told, again, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(told == again)
