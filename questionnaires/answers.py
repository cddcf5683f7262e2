"""What an answers document holds, and the smallest things that are asked one by one.

The document is JSON: question id -> answer. A choice or grade is a code; multiple choice a list of codes; a grid a
mapping row -> answer; an own list a mapping slot -> words; a question asked for each item a mapping slot -> answer.
Numbers are numbers, or the code of a way of not answering. What is not answered is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.definition import Grid, NumberGrid, Question

Answer = str | int | float | list[str] | Mapping[str, str | int | float]
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as one respondent meets it: once, or for one item of the respondent's own list."""

    question: Question
    slot: str | None = None
    item: str = ""

    @property
    def field(self) -> str:
        """The name of the form field, the variable and the place of an error: `B1`, `klarer.2`."""
        return self.question.id if self.slot is None else f"{self.question.id}.{self.slot}"

    @property
    def fields(self) -> tuple[str, ...]:
        """All the fields it is answered in: one, or one per row or slot."""
        question = self.question
        if isinstance(question, Grid | NumberGrid):
            return tuple(f"{question.id}.{row.code}" for row in question.rows)
        return (self.field,)

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
            if answer is None or answer in ("", [], {}):
                answers.pop(question_id, None)
            else:
                answers[question_id] = answer
            return
        held = answers.get(question_id)
        slots = dict(held) if isinstance(held, Mapping) else {}
        if answer is None or answer == "" or not isinstance(answer, str | int | float):
            slots.pop(self.slot, None)
        else:
            slots[self.slot] = answer
        answers.pop(question_id, None)
        if slots:
            answers[question_id] = slots
