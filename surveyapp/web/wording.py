"""An answer in words, as a person reads it back before handing in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from questionnaires.answers import Asked, Setting
from questionnaires.classifications import kommuner
from questionnaires.figures import figure, moment
from questionnaires.question_types import (
    BaseQuestion,
    Calculated,
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
    SuppliedList,
    Time,
    Year,
    missing_of,
)
from questionnaires.words import Voice
from surveyapp.web.fields import name_of


def _code(question: Choice | Grade | Grid | MultipleChoice, code: Any, voice: Voice, _setting: Setting) -> str:
    labels = {option.code: option.label for option in (*question.all_choices, *question.missing)}
    return labels[code].said(voice) if code in labels else str(code)


def _rating(question: Rating, answer: Any, voice: Voice, _setting: Setting) -> str:
    labels = {option.code: option.label for option in (*question.ends, *question.missing)}
    if str(answer) not in labels:
        return str(answer)
    words = labels[str(answer)].said(voice)
    return words if isinstance(answer, str) else f"{answer} – {words}"


def _or_missing(question: BaseQuestion, answer: Any, voice: Voice) -> str | None:
    """The words of a way of not answering; nothing for an answer."""
    return next((option.label.said(voice) for option in missing_of(question) if option.code == answer), None)


def _number(question: BaseQuestion, answer: Any, voice: Voice, _setting: Setting) -> str:
    if isinstance(answer, str):
        return _or_missing(question, answer, voice) or answer
    unit = getattr(question, "unit", None)
    return figure(answer, voice.language) + (f" {unit.said(voice)}" if unit else "")


def _year(question: Year, answer: Any, voice: Voice, _setting: Setting) -> str:
    return _or_missing(question, answer, voice) or str(answer)


def _moment(question: Date | Month | Time, answer: Any, voice: Voice, _setting: Setting) -> str:
    return _or_missing(question, answer, voice) or moment(str(answer)).said(voice)


def _place(question: Ranking, answer: Any, voice: Voice, _setting: Setting) -> str:
    return _or_missing(question, answer, voice) or str(_("Plass %(place)s", place=answer))


def _words(_question: BaseQuestion, answer: Any, _voice: Voice, _setting: Setting) -> str:
    return str(answer)


def _consent(_question: Consent, _answer: Any, _voice: Voice, _setting: Setting) -> str:
    return str(_("Ja"))


def _in_threes(_question: OrganisationNumber, answer: Any, _voice: Voice, _setting: Setting) -> str:
    """As the register writes it: «923 609 016»."""
    written = str(answer)
    return "\u00a0".join(written[start : start + 3] for start in range(0, len(written), 3))


def _municipality(_question: Municipality, answer: Any, _voice: Voice, setting: Setting) -> str:
    labels = {kommune.nr: kommune.label for kommune in kommuner(on=setting.round_date)}
    return labels.get(answer, str(answer))


def _classified(question: Classified, answer: Any, voice: Voice, setting: Setting) -> str:
    return _or_missing(question, answer, voice) or name_of(question, str(answer), voice.language, setting)


WORDS: dict[type[BaseQuestion], Callable[[Any, Any, Voice, Setting], str]] = {
    Choice: _code,
    MultipleChoice: _code,
    Ranking: _place,
    Grade: _code,
    Grid: _code,
    Rating: _rating,
    Number: _number,
    NumberGrid: _number,
    Count: _number,
    Percentage: _number,
    Currency: _number,
    Calculated: _number,
    Year: _year,
    Date: _moment,
    Month: _moment,
    Time: _moment,
    ShortText: _words,
    LongText: _words,
    Consent: _consent,
    PostalCode: _words,
    OrganisationNumber: _in_threes,
    Email: _words,
    Phone: _words,
    Municipality: _municipality,
    Classified: _classified,
    OwnList: _words,
    SuppliedList: _words,
}
"""How one field's answer to each type of question reads; a text to read has none."""


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
    if isinstance(question, Ranking) and isinstance(answer, Mapping):
        labels = {option.code: option.label.said(voice) for option in asked.choices}
        placed = sorted((place, labels.get(code, code)) for code, place in answer.items())
        return tuple(f"{place}. {label}" for place, label in placed)
    if isinstance(answer, Mapping):
        return tuple(str(words) for _slot, words in sorted(answer.items(), key=lambda item: int(item[0])))
    return (field_in_words(question, answer, voice, setting),)
