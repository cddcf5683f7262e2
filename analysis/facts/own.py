"""A municipality's own answers, then and now, beside those of its county and of the country."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from analysis.comparing.results import FormerAnswer
from analysis.comparing.values import Better, Comparability, Text

Moved = Literal["same", "better", "worse", "changed", ""]
"""How an answer went from the first round to the second; empty where that cannot be told."""
Because = Literal[
    "", "by_rule", "not_all_answered", "not_alike", "no_number", "divided", "not_answered", "not_alike_asked"
]
"""Why former answers are no one answer to hold today's against."""
Came = Literal["same", "renumbered", "merged", "split", "new"]
"""How today's municipality came of those in the first round."""


@dataclass(frozen=True, slots=True)
class OwnRound:
    """A round: its name and day, whether the municipality answered it, and how many of how many did."""

    label: str
    date: dt.date | None
    answered: bool
    respondents: int
    synthetic: bool


@dataclass(frozen=True, slots=True)
class OwnArea:
    """An area that the municipality lies in: how many of its municipalities answered the last round."""

    name: str
    kind: Literal["county", "country"]
    answered: int
    of: int


@dataclass(frozen=True, slots=True)
class AreaAnswers:
    """How the municipalities of an area answered: `counts` in the order of the codes; the middle of numbers."""

    valid: int
    counts: tuple[int, ...]
    median: float | None = None
    lower_quartile: float | None = None
    upper_quartile: float | None = None


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One question: what the municipality answers now, what it or its former ones answered, and the areas' answers.

    `codes` are those on the scale, then those beside it. `before` is the one answer that the former ones stand for;
    None with the reason in `because`. `areas` stand in the order of `OwnAnswers.areas`. `inside` are the
    indicator's codes, which `better` is about.
    """

    name: str
    question: str
    part: str | None
    text: Text
    part_label: Text
    page: str
    subgoal: tuple[str, ...]
    trend_core: bool
    level: str
    kind: str
    unit: Text
    better: Better
    comparability: Comparability
    codes: tuple[tuple[str, Text], ...]
    on_scale: int
    now: str | None
    before: str | None
    because: Because
    moved: Moved
    former: tuple[FormerAnswer, ...]
    areas: tuple[AreaAnswers, ...]
    inside: tuple[str, ...] = ()

    def same(self, area: int) -> int | None:
        """How many in the area answered as the municipality does now; None where that is not on the scale."""
        found = self.areas[area]
        places = [place for place, (code, _) in enumerate(self.codes[: self.on_scale]) if code == self.now]
        return found.counts[places[0]] if places and found.counts else None

    def share_alike(self, area: int) -> float | None:
        """The same as a share of those who answered on the scale."""
        same, valid = self.same(area), self.areas[area].valid
        return same / valid if same is not None and valid else None

    def counted(self) -> Iterator[object]:
        """The numbers that words about it may hold besides its own fields."""
        yield len(self.former)
        yield from Counter(each.answer for each in self.former).values()
        for area in range(len(self.areas)):
            yield self.same(area), self.share_alike(area)
        if self.level == "number":
            told = (self.now, self.before, *(each.answer for each in self.former))
            missing = {code for code, _ in self.codes}
            yield from (float(each) for each in told if each is not None and each not in missing)


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A municipality that this one came of, and whether it answered the first round."""

    key: str
    name: str
    answered: bool


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """Everything that a municipality answered; `rounds` are the first and the last, or one alone."""

    questionnaire: str
    title: Text
    key: str
    name: str
    came: Came
    former: tuple[FormerUnit, ...]
    rounds: tuple[OwnRound, ...]
    areas: tuple[OwnArea, ...]
    pages: tuple[tuple[str, Text], ...]
    questions: tuple[OwnQuestion, ...]

    @property
    def alone(self) -> bool:
        """Whether there is one round only."""
        return len(self.rounds) == 1

    @property
    def synthetic(self) -> bool:
        """Whether any answer is made up."""
        return any(each.synthetic for each in self.rounds)

    @property
    def reasons(self) -> Counter[Because]:
        """How many of today's answers are held against nothing, by why."""
        return Counter(each.because for each in self.questions if each.now is not None and each.because)

    def counted(self) -> Iterator[object]:
        """The numbers that words about it may hold besides its own fields."""
        yield Counter[str](each.moved for each in self.questions)
        yield sum(bool(each.moved) for each in self.questions)
        yield sum(each.now is None for each in self.questions)
        yield self.reasons
        yield sum(self.reasons.values())
        yield (len(self.questions), len(self.former), sum(each.answered for each in self.former))
        for each in self.questions:
            yield from each.counted()
