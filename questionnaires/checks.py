"""The rule-book: what is wrong with an answer. The web, imports and stored data all ask here."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from questionnaires.answers import Answer, Answers, Asked
from questionnaires.classifications import kommuner
from questionnaires.definition import (
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
    Question,
    Questionnaire,
    Rating,
    ShortText,
    Year,
)
from questionnaires.messages import MESSAGES
from questionnaires.routing import ShownPage, shown_pages
from questionnaires.words import Text


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule must know besides the answer: the round's date, and answers that are given beforehand and locked.

    `carried`: question id -> the own list of an earlier round, or the municipality that is invited.
    """

    round_date: date
    carried: Mapping[str, Answer] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """What is wrong with one answer; `field` is the form field, row or slot it stands in."""

    field: str
    kind: str
    words: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def text(self, language: str) -> str:
        """What the respondent must do, in `language`."""
        own = self.words.get("own")
        if isinstance(own, Text):
            return own.in_language(language)
        told = MESSAGES[self.kind]
        filled = {
            name: word.in_language(language) if isinstance(word, Text) else _number(word, language)
            for name, word in self.words.items()
        }
        return told.get(language, told["nb"]).format(**filled)


def problem_with(question: Question, answer: Answer | None, setting: Setting) -> AnswerProblem | None:
    """The first thing wrong with the answer to a question that is asked once; None if it will do."""
    return next(problems_with(Asked(question), answer, setting), None)


def problems_with(asked: Asked, answer: Answer | None, setting: Setting) -> Iterator[AnswerProblem]:
    """Everything that is wrong with one answer, row by row."""
    question = asked.question
    if answer is None or answer in ("", [], {}):
        if question.required:
            yield from _nothing_given(asked)
        return
    yield from RULES[type(question)](question, asked.field, answer, setting)


def page_problems(shown: ShownPage, answers: Answers, setting: Setting) -> tuple[AnswerProblem, ...]:
    """Everything that is wrong on one page."""
    found = (problems_with(asked, asked.answer_in(answers), setting) for asked in shown.asked)
    return tuple(problem for problems in found for problem in problems)


def all_problems(questionnaire: Questionnaire, answers: Answers, setting: Setting) -> tuple[AnswerProblem, ...]:
    """Everything that stands in the way of handing in, over all that is shown."""
    pages = shown_pages(questionnaire, answers)
    return tuple(problem for shown in pages for problem in page_problems(shown, answers, setting))


def _nothing_given(asked: Asked) -> Iterator[AnswerProblem]:
    """One problem, at the first thing to fill in, in the question's own words."""
    question = asked.question
    place = f"{question.id}.{question.slots[0]}" if isinstance(question, OwnList) else asked.fields[0]
    yield AnswerProblem(place, "empty", {"own": question.when_empty} if question.when_empty else {})


def _choice(question: Choice | Grade, name: str, answer: Any, _setting: Setting) -> Iterator[AnswerProblem]:
    if not isinstance(answer, str) or answer not in _codes(question):
        yield AnswerProblem(name, "not_in_list")


def _choices(question: MultipleChoice, name: str, answer: Any, _setting: Setting) -> Iterator[AnswerProblem]:
    known = {option.code: option for option in (*question.choices, *question.missing)}
    whole = isinstance(answer, list) and len(set(map(str, answer))) == len(answer)
    if not whole or any(not isinstance(code, str) or code not in known for code in answer):
        yield AnswerProblem(name, "not_in_list")
        return
    alone = [known[code] for code in answer if known[code].exclusive or known[code] in question.missing]
    if alone and len(answer) > 1:
        yield AnswerProblem(name, "exclusive", {"choice": alone[0].label})
    elif question.at_most is not None and len(answer) > question.at_most:
        yield AnswerProblem(name, "too_many", {"most": question.at_most, "given": len(answer)})


def _grid(question: Grid | NumberGrid, name: str, answer: Any, setting: Setting) -> Iterator[AnswerProblem]:
    rows = {row.code: row for row in question.rows}
    codes = _codes(question) if isinstance(question, Grid) else set()
    if not isinstance(answer, Mapping) or answer.keys() - rows.keys():
        yield AnswerProblem(name, "not_in_list")
        return
    for code, row in rows.items():
        field_name = f"{question.id}.{code}"
        given = answer.get(code)
        if given is None or given == "":
            if question.required:
                yield AnswerProblem(field_name, "row_empty", {"row": row.label})
        elif isinstance(question, NumberGrid):
            yield from _number_rule(question, field_name, given, setting)
        elif not isinstance(given, str) or given not in codes:
            yield AnswerProblem(field_name, "not_in_list")


def _number_rule(
    question: Number | NumberGrid | Count | Rating | Year, name: str, answer: Any, setting: Setting
) -> Iterator[AnswerProblem]:
    if isinstance(answer, str) and answer in {option.code for option in question.missing}:
        return
    decimals = question.decimals if isinstance(question, Number | NumberGrid | Count) else 0
    if isinstance(answer, bool) or not isinstance(answer, int | float) or math.isnan(answer):
        yield AnswerProblem(name, "not_a_number", {"example": 1.5 if decimals else 12})
        return
    high = setting.round_date.year if question.high == "round" else question.high
    if not question.low <= answer <= high:
        kind = "year_out_of_bounds" if isinstance(question, Year) else "out_of_bounds"
        low, top = (str(question.low), str(high)) if isinstance(question, Year) else (question.low, high)
        yield AnswerProblem(name, kind, {"low": low, "high": top})
    elif _decimals(answer) > decimals:
        kind = "too_many_decimals" if decimals else "not_whole"
        yield AnswerProblem(name, kind, {"most": decimals})


def _text(question: ShortText | LongText, name: str, answer: Any, _setting: Setting) -> Iterator[AnswerProblem]:
    yield from _words(name, answer, question.at_most)


def _words(name: str, answer: Any, most: int) -> Iterator[AnswerProblem]:
    if not isinstance(answer, str) or any(_unstorable(letter) for letter in answer):
        yield AnswerProblem(name, "bad_characters")
    elif len(answer) > most:
        yield AnswerProblem(name, "too_long", {"given": len(answer), "most": most})


def _municipality(question: Municipality, name: str, answer: Any, setting: Setting) -> Iterator[AnswerProblem]:
    if setting.carried.get(question.id, answer) != answer:
        yield AnswerProblem(name, "locked")
    elif not isinstance(answer, str) or answer not in (held.nr for held in kommuner(on=setting.round_date)):
        yield AnswerProblem(name, "no_such_municipality")


ITEM_AT_MOST = 200
"""Characters in one item of a list that the respondent makes."""


def _own_list(question: OwnList, name: str, answer: Any, setting: Setting) -> Iterator[AnswerProblem]:
    if not isinstance(answer, Mapping) or answer.keys() - set(question.slots):
        yield AnswerProblem(f"{name}.1", "not_in_list")
        return
    carried = setting.carried.get(question.id)
    if carried is not None:
        if answer != carried:
            yield AnswerProblem(f"{name}.1", "locked")
        return
    seen: set[str] = set()
    for slot, words in answer.items():
        yield from _words(f"{name}.{slot}", words, ITEM_AT_MOST)
        if str(words).casefold().strip() in seen:
            yield AnswerProblem(f"{name}.{slot}", "same_item", {"item": words})
        seen.add(str(words).casefold().strip())
    if len(answer) < question.items.low and question.required:
        empty = next((slot for slot in question.slots if slot not in answer), "1")
        yield AnswerProblem(f"{name}.{empty}", "too_few_items", {"least": question.items.low, "given": len(answer)})


Rule = Callable[[Any, str, Any, Setting], Iterator[AnswerProblem]]

RULES: dict[type[BaseQuestion], Rule] = {
    Choice: _choice,
    Grade: _choice,
    MultipleChoice: _choices,
    Grid: _grid,
    NumberGrid: _grid,
    Number: _number_rule,
    Count: _number_rule,
    Rating: _number_rule,
    Year: _number_rule,
    ShortText: _text,
    LongText: _text,
    Municipality: _municipality,
    OwnList: _own_list,
}
"""The rule for each type of question."""


def _codes(question: Choice | Grade | Grid) -> set[str]:
    return {option.code for option in (*question.choices, *question.missing)}


def _decimals(number: float) -> int:
    exponent = Decimal(repr(number)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _unstorable(letter: str) -> bool:
    """Control characters (but not line breaks and tabs) and lone surrogates, which no database keeps."""
    return (ord(letter) < 32 and letter not in "\n\r\t") or ord(letter) == 127 or 0xD800 <= ord(letter) <= 0xDFFF


def _number(word: object, language: str) -> str:
    if not isinstance(word, float):
        return str(word)
    return f"{word:g}" if language == "en" else f"{word:g}".replace(".", ",")
