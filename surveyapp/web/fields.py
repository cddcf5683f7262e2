"""What the controls of each type of question send, and the answer that it says: one small class per kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from wtforms import Field

from questionnaires.answers import Answer
from questionnaires.question_types import (
    BaseQuestion,
    Choice,
    Count,
    Grade,
    Grid,
    LongText,
    MultipleChoice,
    Municipality,
    Number,
    NumberGrid,
    OwnList,
    Rating,
    ShortText,
    Year,
)
from surveyapp.web.languages import locale
from surveyapp.web.numbers import read_number, write_number

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What no page can show; it is not stored either, but the person must see where it stood."""


class AnswerField(Field):
    """A field of the form: `given` is what stands in its controls, `data` the answer as a document holds it.

    What cannot be read stays as it was written: the rule-book says what is wrong with it.
    """

    data: Answer | None

    def __init__(self, question: Any, **extra: Any) -> None:
        super().__init__(**extra)
        self.question = question
        self.given: tuple[str, ...] = ()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        given = tuple(dict.fromkeys(word for word in map(self.tidy, valuelist) if word))
        self.data = self.read(given) if given else None
        self.given = tuple(UNPRINTABLE.sub("\ufffd", word) for word in given)

    def process_data(self, value: Answer | None) -> None:
        self.data = value
        self.given = () if value is None else self.write(value)

    def tidy(self, written: str) -> str:
        """Without the space around, and with one kind of line break."""
        return written.replace("\r\n", "\n").strip()

    def read(self, given: tuple[str, ...]) -> Answer:
        """The answer that these words say; two where one was asked for is a list, which no rule lets through."""
        return given[0] if len(given) == 1 else list(given)

    def write(self, answer: Any) -> tuple[str, ...]:
        """The words that stand in the controls for an answer."""
        return (str(answer),)


class CodeField(AnswerField):
    """One of the codes."""


class CodesField(AnswerField):
    """Any of the codes."""

    def read(self, given: tuple[str, ...]) -> Answer:
        return list(given)

    def write(self, answer: Any) -> tuple[str, ...]:
        return tuple(answer)


class WordsField(AnswerField):
    """The respondent's own words."""


class RatingField(AnswerField):
    """A whole number to choose, or a way of not answering."""

    def read(self, given: tuple[str, ...]) -> Answer:
        known = {str(number): number for number in range(self.question.low, self.question.high + 1)}
        return known.get(given[0], given[0]) if len(given) == 1 else list(given)


class NumberField(AnswerField):
    """A number to write, or a way of not answering to tick off; both have the name of the field."""

    @property
    def decimals(self) -> int:
        return getattr(self.question, "decimals", 0)

    @property
    def written(self) -> str:
        """What stands in the text box."""
        codes = {option.code for option in self.question.missing}
        return next((word for word in self.given if word not in codes), "")

    def read(self, given: tuple[str, ...]) -> Answer:
        if len(given) > 1:
            return list(given)
        number = read_number(given[0], self.decimals)
        return given[0] if number is None else number

    def write(self, answer: Any) -> tuple[str, ...]:
        return (answer if isinstance(answer, str) else write_number(answer, locale()),)


FIELDS: dict[type[BaseQuestion], type[AnswerField]] = {
    Choice: CodeField,
    MultipleChoice: CodesField,
    Grade: CodeField,
    Grid: CodeField,
    Rating: RatingField,
    Number: NumberField,
    NumberGrid: NumberField,
    Count: NumberField,
    Year: NumberField,
    ShortText: WordsField,
    LongText: WordsField,
    Municipality: CodeField,
    OwnList: WordsField,
}
"""How each type of question is answered in a form; a grid and a list have one such field per row and slot."""
