"""What an answers document holds, and the smallest things that are asked one by one.

The document is JSON: question id -> answer. A choice or grade is a code; multiple choice a list of codes; a ranking a
mapping code -> place; a grid a mapping row -> answer; a list a mapping slot -> words; a question asked for each item a
mapping item -> answer. Numbers are numbers, or the code of a way of not answering; dates, months and times are written
as in ISO 8601. What is not answered is not there.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from questionnaires.question_types import Calculated, Grid, NumberGrid, Option, Question, Ranking, missing_of
from questionnaires.words import Text

Answer = str | int | float | list[str] | Mapping[str, str | int | float | list[str]]
Answers = Mapping[str, Answer]

NOTHING: tuple[object, ...] = (None, "", [], {})
"""What stands where nothing is answered."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before the first answer: the round's date and number, and what was answered elsewhere.

    `carried`: question id -> the answer that is given beforehand and locked: the own list of an earlier round, a list
    that comes with the participant, or the municipality that is invited. `earlier`: the answers of the earlier round.
    """

    round_date: date
    carried: Mapping[str, Answer] = dataclasses.field(default_factory=dict)
    round_number: int = 1
    earlier: Answers = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """One question as one respondent meets it: once, or for one item of a list.

    `item`: the item's words, in the respondent's own or in every language. `offered` and `ways_out`: the choices and
    the ways of not answering that are there for this respondent, when some of them hang on other answers.
    """

    question: Question
    slot: str | None = None
    item: str | Text = ""
    offered: tuple[Option, ...] | None = None
    ways_out: tuple[Option, ...] | None = None

    @cached_property
    def field(self) -> str:
        """The name of the form field, the variable and the place of an error: `B1`, `klarer.2`."""
        return self.question.id if self.slot is None else f"{self.question.id}.{self.slot}"

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """All the fields it is answered in: one, or one per row, choice to rank, or slot."""
        question = self.question
        if isinstance(question, Grid | NumberGrid):
            return tuple(f"{question.id}.{row.code}" for row in question.rows)
        if isinstance(question, Ranking):
            return tuple(f"{question.id}.{option.code}" for option in self.choices)
        return (self.field,)

    @property
    def choices(self) -> tuple[Option, ...]:
        """The choices that this respondent meets."""
        return getattr(self.question, "all_choices", ()) if self.offered is None else self.offered

    @property
    def missing(self) -> tuple[Option, ...]:
        """The ways of not answering that this respondent meets."""
        return missing_of(self.question) if self.ways_out is None else self.ways_out

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all of these."""
        return frozenset(option.code for option in (*self.choices, *self.missing))

    @cached_property
    def is_met(self) -> bool:
        """Whether the respondent sees it: a calculated value may be for those who analyse only."""
        return not isinstance(self.question, Calculated) or self.question.shown

    def answer_in(self, answers: Answers) -> Answer | None:
        """This answer out of the whole document."""
        answer = answers.get(self.question.id)
        if self.slot is None:
            return answer
        return answer.get(self.slot) if isinstance(answer, Mapping) else None

    def put(self, answers: dict[str, Answer], answer: Answer | None) -> None:
        """Write this answer into the document; None takes it out."""
        question_id = self.question.id
        if self.slot is None:
            if answer is None or answer in NOTHING:
                answers.pop(question_id, None)
            else:
                answers[question_id] = answer
            return
        held = answers.get(question_id)
        slots = dict(held) if isinstance(held, Mapping) else {}
        if answer is None or answer in NOTHING or isinstance(answer, Mapping):
            slots.pop(self.slot, None)
        else:
            slots[self.slot] = answer
        answers.pop(question_id, None)
        if slots:
            answers[question_id] = slots
