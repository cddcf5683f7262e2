"""What is wrong with an answer, by type of question: the table that `checks` reads."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from questionnaires.answers import Asked, Setting
from questionnaires.classifications import kommuner
from questionnaires.classifications.codelists import codes_of
from questionnaires.figures import figure, moment
from questionnaires.identity import has_national_id
from questionnaires.messages import MESSAGES
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
    Information,
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
)
from questionnaires.words import Text, Voice

ITEM_AT_MOST = 200
"""Characters in one item of a list that the respondent makes."""
LONGEST_EMAIL = 254
"""Characters in an address (RFC 5321, section 4.5.3.1.3, less the angle brackets)."""

_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@([A-Za-z0-9-æøåÆØÅ]{1,63}\.)+[A-Za-z0-9-]{2,63}")
_PHONE = re.compile(r"(\+|00)?\d{5,15}")


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """What is wrong with one answer; `field` is the form field, row or slot it stands in.

    A `soft` one is a warning: the person is asked to look again, and may let the answer stand.
    """

    field: str
    kind: str
    words: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    soft: bool = False

    def text(self, voice: Voice) -> str:
        """What the respondent must do, in this voice."""
        own = self.words.get("own")
        if isinstance(own, Text):
            return own.said(voice)
        told = MESSAGES[self.kind]
        filled = {name: _said(word, voice) for name, word in self.words.items()}
        return told.get(voice.language, told["nb"]).format(**filled)


def _said(word: object, voice: Voice) -> str:
    if isinstance(word, Text):
        return word.said(voice)
    return figure(word, voice.language) if isinstance(word, int | float) else str(word)


Problems = Iterator[AnswerProblem]


def _choice(asked: Asked, answer: Any, _setting: Setting) -> Problems:
    if not isinstance(answer, str) or answer not in asked.codes:
        yield AnswerProblem(asked.field, "not_in_list")


def _choices(asked: Asked, answer: Any, _setting: Setting) -> Problems:
    question: MultipleChoice = asked.question  # type: ignore[assignment]
    known = {option.code: option for option in (*asked.choices, *asked.missing)}
    whole = isinstance(answer, list) and len(set(map(str, answer))) == len(answer)
    if not whole or any(not isinstance(code, str) or code not in known for code in answer):
        yield AnswerProblem(asked.field, "not_in_list")
        return
    alone = [known[code] for code in answer if known[code].exclusive or known[code] in asked.missing]
    if alone and len(answer) > 1:
        yield AnswerProblem(asked.field, "exclusive", {"choice": alone[0].label})
    elif question.at_most is not None and len(answer) > question.at_most:
        yield AnswerProblem(asked.field, "too_many", {"most": question.at_most, "given": len(answer)})
    elif question.at_least is not None and not alone and len(answer) < question.at_least:
        yield AnswerProblem(asked.field, "too_few", {"least": question.at_least, "given": len(answer)})


def _ranking(asked: Asked, answer: Any, _setting: Setting) -> Problems:
    question: Ranking = asked.question  # type: ignore[assignment]
    labels = {option.code: option.label for option in asked.choices}
    most = min(question.places, len(labels))
    if isinstance(answer, str) and answer in {option.code for option in asked.missing}:
        return
    alone = [option.label for option in question.missing if isinstance(answer, Mapping) and option.code in answer]
    if alone:
        yield AnswerProblem(asked.field, "exclusive", {"choice": alone[0]})
        return
    if not isinstance(answer, Mapping) or answer.keys() - labels.keys():
        yield AnswerProblem(asked.field, "not_in_list")
        return
    placed: dict[int, str] = {}
    for code, place in answer.items():
        field = f"{question.id}.{code}"
        if isinstance(place, bool) or not isinstance(place, int) or not 1 <= place <= most:
            yield AnswerProblem(field, "no_such_place", {"most": most})
        elif place in placed:
            yield AnswerProblem(field, "same_place", {"place": place, "other": labels[placed[place]]})
        else:
            placed[place] = code
    if question.required and answer and len(answer) < most:
        empty = next((code for code in labels if code not in answer), "")
        yield AnswerProblem(f"{question.id}.{empty}", "rank_all", {"most": most})


def _grid(asked: Asked, answer: Any, setting: Setting) -> Problems:
    question: Grid | NumberGrid = asked.question  # type: ignore[assignment]
    rows = {row.code: row for row in question.rows}
    codes = asked.codes if isinstance(question, Grid) else frozenset()
    if not isinstance(answer, Mapping) or answer.keys() - rows.keys():
        yield AnswerProblem(asked.field, "not_in_list")
        return
    for code, row in rows.items():
        field_name = f"{question.id}.{code}"
        given = answer.get(code)
        if given is None or given == "":
            if question.required:
                yield AnswerProblem(field_name, "row_empty", {"row": row.label})
        elif isinstance(question, NumberGrid):
            yield from _a_number(asked, field_name, given, setting)
        elif not isinstance(given, str) or given not in codes:
            yield AnswerProblem(field_name, "not_in_list")


def _number_rule(asked: Asked, answer: Any, setting: Setting) -> Problems:
    yield from _a_number(asked, asked.field, answer, setting)


def _a_number(asked: Asked, name: str, answer: Any, setting: Setting) -> Problems:
    question: Any = asked.question
    if isinstance(answer, str) and answer in {option.code for option in asked.missing}:
        return
    decimals = getattr(question, "decimals", 0)
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not math.isfinite(answer):
        yield AnswerProblem(name, "not_a_number", {"example": 1.5 if decimals else 12})
        return
    low = -math.inf if question.low is None else question.low
    high = setting.round_date.year if question.high == "round" else math.inf if question.high is None else question.high
    if not low <= answer <= high:
        yield _out_of_bounds(name, low, high, year=isinstance(question, Year))
    elif _decimals(answer) > decimals:
        kind = "too_many_decimals" if decimals else "not_whole"
        yield AnswerProblem(name, kind, {"most": decimals})


def _out_of_bounds(name: str, low: float, high: float, *, year: bool) -> AnswerProblem:
    if year:
        return AnswerProblem(name, "year_out_of_bounds", {"low": str(low), "high": str(high)})
    if math.isinf(low):
        return AnswerProblem(name, "above_bound", {"high": high})
    if math.isinf(high):
        return AnswerProblem(name, "below_bound", {"low": low})
    return AnswerProblem(name, "out_of_bounds", {"low": low, "high": high})


def _moment(asked: Asked, answer: Any, setting: Setting) -> Problems:
    """A date, month or time, which compare as they are written."""
    question: Date | Month | Time = asked.question  # type: ignore[assignment]
    if isinstance(answer, str) and answer in {option.code for option in asked.missing}:
        return
    if not isinstance(answer, str) or not question.shape.fullmatch(answer):
        yield AnswerProblem(asked.field, f"not_a_{question.type}")
        return
    if not _on_the_calendar(answer):
        yield AnswerProblem(asked.field, "no_such_date")
        return
    today = setting.round_date.isoformat()[: len(answer)]
    low, high = (today if bound == "round" else bound for bound in (question.low, question.high))
    if (low is not None and answer < low) or (high is not None and answer > high):
        kind = "not_between" if low and high else "too_early" if low else "too_late"
        words = {name: moment(bound) for name, bound in (("low", low), ("high", high)) if bound is not None}
        yield AnswerProblem(asked.field, kind, words)


def _on_the_calendar(answer: str) -> bool:
    if ":" in answer:
        return True
    try:
        return date.fromisoformat(answer if len(answer) > 7 else f"{answer}-01").year >= 1000
    except ValueError:
        return False


def _text(asked: Asked, answer: Any, _setting: Setting) -> Problems:
    question: ShortText | LongText = asked.question  # type: ignore[assignment]
    yield from _words(asked.field, answer, question.at_most)


def _words(name: str, answer: Any, most: int) -> Problems:
    if not isinstance(answer, str) or any(_unstorable(letter) for letter in answer):
        yield AnswerProblem(name, "bad_characters")
    elif len(answer) > most:
        yield AnswerProblem(name, "too_long", {"given": len(answer), "most": most})
    elif has_national_id(answer):
        yield AnswerProblem(name, "national_id")


def _consent(asked: Asked, answer: Any, _setting: Setting) -> Problems:
    if answer != "yes":
        yield AnswerProblem(asked.field, "not_in_list")


def _not_answered(asked: Asked, answer: Any, setting: Setting) -> Problems:
    """What nobody answers: a list that comes with the participant is locked, the rest is not there."""
    if isinstance(asked.question, Information) or (
        isinstance(asked.question, SuppliedList) and setting.carried.get(asked.question.id) != answer
    ):
        yield AnswerProblem(asked.field, "locked")


def _postal_code(asked: Asked, answer: Any, _setting: Setting) -> Problems:
    if not isinstance(answer, str) or not re.fullmatch(r"[0-9]{4}", answer) or answer == "0000":
        yield AnswerProblem(asked.field, "not_a_postal_code")


def _organisation_number(asked: Asked, answer: Any, _setting: Setting) -> Problems:
    """Nine digits, the last a modulus 11 check with weights 3 2 7 6 5 4 3 2 (Brønnøysund Register Centre)."""
    if isinstance(answer, str) and re.fullmatch(r"[0-9]{9}", answer):
        digits = [int(digit) for digit in answer]
        weighed = sum(digit * weight for digit, weight in zip(digits, (3, 2, 7, 6, 5, 4, 3, 2), strict=False))
        if digits[8] == (11 - weighed % 11) % 11:
            return
    yield AnswerProblem(asked.field, "not_an_organisation_number")


def _email(asked: Asked, answer: Any, _setting: Setting) -> Problems:
    if not isinstance(answer, str) or len(answer) > LONGEST_EMAIL or not _EMAIL.fullmatch(answer):
        yield AnswerProblem(asked.field, "not_an_email")


def _phone(asked: Asked, answer: Any, _setting: Setting) -> Problems:
    if not isinstance(answer, str) or not _PHONE.fullmatch(re.sub(r"[\s()-]", "", answer)) or len(answer) > 30:
        yield AnswerProblem(asked.field, "not_a_phone")


def _municipality(asked: Asked, answer: Any, setting: Setting) -> Problems:
    if setting.carried.get(asked.question.id, answer) != answer:
        yield AnswerProblem(asked.field, "locked")
    elif not isinstance(answer, str) or answer not in (held.nr for held in kommuner(on=setting.round_date)):
        yield AnswerProblem(asked.field, "no_such_municipality")


def _classified(asked: Asked, answer: Any, setting: Setting) -> Problems:
    question: Classified = asked.question  # type: ignore[assignment]
    if isinstance(answer, str) and answer in {option.code for option in asked.missing}:
        return
    if not isinstance(answer, str) or answer not in codes_of(question.classification, setting.round_date):
        yield AnswerProblem(asked.field, "not_in_classification")


def _own_list(asked: Asked, answer: Any, setting: Setting) -> Problems:
    question: OwnList = asked.question  # type: ignore[assignment]
    name = asked.field
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


Rule = Callable[[Asked, Any, Setting], Problems]

RULES: dict[type[BaseQuestion], Rule] = {
    Choice: _choice,
    Grade: _choice,
    MultipleChoice: _choices,
    Ranking: _ranking,
    Grid: _grid,
    NumberGrid: _grid,
    Number: _number_rule,
    Count: _number_rule,
    Percentage: _number_rule,
    Currency: _number_rule,
    Rating: _number_rule,
    Year: _number_rule,
    Date: _moment,
    Month: _moment,
    Time: _moment,
    ShortText: _text,
    LongText: _text,
    Information: _not_answered,
    Consent: _consent,
    Calculated: _not_answered,
    PostalCode: _postal_code,
    OrganisationNumber: _organisation_number,
    Email: _email,
    Phone: _phone,
    Municipality: _municipality,
    Classified: _classified,
    OwnList: _own_list,
    SuppliedList: _not_answered,
}
"""The rule for each type of question."""


def _decimals(number: float) -> int:
    exponent = Decimal(repr(number)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _unstorable(letter: str) -> bool:
    """Control characters (but not line breaks and tabs) and lone surrogates, which no database keeps.

    Nor what turns the direction of all that follows: a reader of the answers would see other words than those written.
    Arabic needs none of it; the marks U+200E and U+200F, which turn nothing, are let through.
    """
    code = ord(letter)
    turning = 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
    return (code < 32 and letter not in "\n\r\t") or code == 127 or 0xD800 <= code <= 0xDFFF or turning
