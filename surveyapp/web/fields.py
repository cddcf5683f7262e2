"""What the controls of each type of question send, and the answer that it says: one small class per kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from wtforms import Field

from questionnaires.answers import Answer, Asked, Setting
from questionnaires.classifications.codelists import code_for, codes_of
from questionnaires.figures import figure
from questionnaires.question_types import (
    BaseQuestion,
    Choice,
    Classified,
    Consent,
    Count,
    Currency,
    Date,
    Email,
    Grade,
    Grid,
    LongText,
    Month,
    MultipleChoice,
    Municipality,
    Number,
    NumberGrid,
    OrganisationNumber,
    OwnList,
    Percentage,
    Phone,
    PostalCode,
    Ranking,
    Rating,
    ShortText,
    Time,
    Year,
    missing_of,
)
from questionnaires.words import Text
from surveyapp.web.languages import language, locale
from surveyapp.web.moments import read_date, read_month, read_time, write_moment
from surveyapp.web.numbers import read_number

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no page can show, or what turns the words after it; it is not stored, but the person must see where it stood."""


class AnswerField(Field):
    """A field of the form: `given` is what stands in its controls, `data` the answer as a document holds it.

    What cannot be read stays as it was written: the rule-book says what is wrong with it.
    """

    data: Answer | None

    def __init__(self, asked: Asked, setting: Setting, **extra: Any) -> None:
        super().__init__(**extra)
        self.question: Any = asked.question
        self.setting = setting
        self.given: tuple[str, ...] = ()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        given = self._tidied(valuelist)
        self.data = self.read(given) if given else None
        self.given = tuple(UNPRINTABLE.sub("\ufffd", word) for word in given)

    def says(self, sent: Sequence[str]) -> Answer | None:
        """The answer that the controls would say with these words in them."""
        given = self._tidied(sent)
        return self.read(given) if given else None

    def _tidied(self, sent: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for word in map(self.tidy, sent) if word))

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


class BoxField(AnswerField):
    """A box to write in, and ways of not answering to tick off; both have the name of the field."""

    @property
    def written(self) -> str:
        """What stands in the text box."""
        codes = {option.code for option in missing_of(self.question)}
        return next((word for word in self.given if word not in codes), "")

    def read(self, given: tuple[str, ...]) -> Answer:
        if len(given) > 1:
            return list(given)
        if given[0] in {option.code for option in missing_of(self.question)}:
            return given[0]
        answer = self.understood(given[0])
        return given[0] if answer is None else answer

    def understood(self, written: str) -> str | int | float | None:
        """The answer that stands in the box; None when it cannot be told."""
        return written


class NumberField(BoxField):
    """A number to write, with or without what it is counted in."""

    also: tuple[str, ...] = ()
    """What people write around such a number, beside its unit."""

    def understood(self, written: str) -> int | float | None:
        unit: Text | None = getattr(self.question, "unit", None)
        for word in (*self.also, *(unit.plain.values() if unit else ())):
            if written.casefold().endswith(word.casefold()):
                written = written[: -len(word)].rstrip()
                break
        return read_number(written, getattr(self.question, "decimals", 0))

    def write(self, answer: Any) -> tuple[str, ...]:
        return (answer if isinstance(answer, str) else figure(answer, locale()),)


class YearField(BoxField):
    """A year, which is no quantity and has no space in it."""

    def understood(self, written: str) -> int | float | None:
        return read_number(written, 0)


class PercentageField(NumberField):
    """A share: «45» or «45 %»."""

    also = ("%",)


class CurrencyField(NumberField):
    """An amount: «1 250», «1 250 kr» or «1 250,-»."""

    also = ("kr", "kr.", ",-")


class DateField(BoxField):
    """A day."""

    def understood(self, written: str) -> str | None:
        return read_date(written)

    def write(self, answer: Any) -> tuple[str, ...]:
        return (write_moment(str(answer)) if self.question.shape.fullmatch(str(answer)) else str(answer),)


class MonthField(DateField):
    """A month of a year."""

    def understood(self, written: str) -> str | None:
        return read_month(written)


class TimeField(DateField):
    """A time of day."""

    def understood(self, written: str) -> str | None:
        return read_time(written)


class DigitsField(BoxField):
    """A number that names something: it has no spaces, wherever people put them."""

    def understood(self, written: str) -> str:
        return "".join(written.split())


class LineField(BoxField):
    """One line, with single spaces in it."""

    def understood(self, written: str) -> str:
        return " ".join(written.split())


class ClassifiedField(BoxField):
    """A name out of a classification; the answer is its code."""

    def understood(self, written: str) -> str | None:
        return code_for(self.question.classification, self.setting.round_date, written)

    def write(self, answer: Any) -> tuple[str, ...]:
        return (name_of(self.question, str(answer), language(), self.setting),)


def name_of(question: Classified, code: str, spoken: str, setting: Setting) -> str:
    """What a code of the question's classification is called; the code itself when it is not there."""
    words = codes_of(question.classification, setting.round_date).get(code, {})
    return words.get(spoken) or next(iter(words.values()), code)


class PlaceField(AnswerField):
    """The place of one choice among others; for the question as a whole, a way of not answering."""

    def read(self, given: tuple[str, ...]) -> Answer:
        known = {str(place): place for place in range(1, self.question.places + 1)}
        return known.get(given[0], given[0]) if len(given) == 1 else list(given)


FIELDS: dict[type[BaseQuestion], type[AnswerField]] = {
    Choice: CodeField,
    MultipleChoice: CodesField,
    Ranking: PlaceField,
    Grade: CodeField,
    Grid: CodeField,
    Number: NumberField,
    NumberGrid: NumberField,
    Count: NumberField,
    Percentage: PercentageField,
    Currency: CurrencyField,
    Rating: RatingField,
    Year: YearField,
    Date: DateField,
    Month: MonthField,
    Time: TimeField,
    ShortText: WordsField,
    LongText: WordsField,
    Consent: CodeField,
    PostalCode: DigitsField,
    OrganisationNumber: DigitsField,
    Email: LineField,
    Phone: LineField,
    Municipality: CodeField,
    Classified: ClassifiedField,
    OwnList: WordsField,
}
"""How each type of question is answered in a form; one with rows, places or slots has a field for each of them.

What nobody fills in has no field: a text to read, a value that is worked out, a list that comes with the participant.
"""
