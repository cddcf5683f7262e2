"""An answer in words, as a person reads it back before handing in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from questionnaires.answers import Asked, Setting
from questionnaires.classifications import kommuner
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
from questionnaires.words import Voice
from surveyapp.web.numbers import write_number


def _code(question: Choice | Grade | Grid | MultipleChoice, code: Any, voice: Voice, _setting: Setting) -> str:
    labels = {option.code: option.label for option in (*question.all_choices, *question.missing)}
    return labels[code].said(voice) if code in labels else str(code)


def _rating(question: Rating, answer: Any, voice: Voice, _setting: Setting) -> str:
    labels = {option.code: option.label for option in (*question.ends, *question.missing)}
    if str(answer) not in labels:
        return str(answer)
    words = labels[str(answer)].said(voice)
    return words if isinstance(answer, str) else f"{answer} – {words}"


def _number(question: Number | NumberGrid | Count, answer: Any, voice: Voice, _setting: Setting) -> str:
    labels = {option.code: option.label for option in question.missing}
    if isinstance(answer, str):
        return labels[answer].said(voice) if answer in labels else answer
    unit = f" {question.unit.said(voice)}" if question.unit else ""
    return write_number(answer, voice.language) + unit


def _year(question: Year, answer: Any, voice: Voice, _setting: Setting) -> str:
    labels = {option.code: option.label for option in question.missing}
    return labels[answer].said(voice) if answer in labels else str(answer)


def _words(_question: BaseQuestion, answer: Any, _voice: Voice, _setting: Setting) -> str:
    return str(answer)


def _municipality(_question: Municipality, answer: Any, _voice: Voice, setting: Setting) -> str:
    labels = {kommune.nr: kommune.label for kommune in kommuner(on=setting.round_date)}
    return labels.get(answer, str(answer))


WORDS: dict[type[BaseQuestion], Callable[[Any, Any, Voice, Setting], str]] = {
    Choice: _code,
    MultipleChoice: _code,
    Grade: _code,
    Grid: _code,
    Rating: _rating,
    Number: _number,
    NumberGrid: _number,
    Count: _number,
    Year: _year,
    ShortText: _words,
    LongText: _words,
    Municipality: _municipality,
    OwnList: _words,
}
"""How one field's answer to each type of question reads."""


def field_in_words(question: BaseQuestion, answer: Any, voice: Voice, setting: Setting) -> str:
    """What stands in one field, in words."""
    if answer is None:
        return str(_("Ikke svart"))
    parts = answer if isinstance(answer, list) else [answer]
    return ", ".join(WORDS[type(question)](question, part, voice, setting) for part in parts)


def answer_in_words(asked: Asked, answer: Any, voice: Voice, setting: Setting) -> tuple[str, ...]:
    """The whole answer, a line for each thing said; nothing when it is not answered."""
    question = asked.question
    if answer is None:
        return ()
    if isinstance(answer, list):
        return tuple(WORDS[type(question)](question, part, voice, setting) for part in answer)
    if isinstance(question, Grid | NumberGrid) and isinstance(answer, Mapping):
        rows = ((row.label.said(voice), answer.get(row.code)) for row in question.rows)
        return tuple(f"{label}: {field_in_words(question, given, voice, setting)}" for label, given in rows)
    if isinstance(answer, Mapping):
        return tuple(str(words) for _slot, words in sorted(answer.items(), key=lambda item: int(item[0])))
    return (field_in_words(question, answer, voice, setting),)
