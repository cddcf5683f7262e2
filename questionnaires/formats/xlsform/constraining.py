"""What holds an answer -> the `constraint` of a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questionnaires.formats.xlsform.saying import Saying, UnsaidError
from questionnaires.question_types import (
    BaseQuestion,
    Count,
    Currency,
    Date,
    Email,
    LongText,
    Month,
    MultipleChoice,
    OrganisationNumber,
    Percentage,
    PostalCode,
    ShortText,
    Year,
    _Numeric,
    missing_of,
)

PATTERNS: dict[type[BaseQuestion], str] = {
    PostalCode: "[0-9]{4}",
    OrganisationNumber: "[0-9]{9}",
    Email: "[^ @]+@[^ @]+[.][^ @]+",
}
TODAY = {
    Year: "int(format-date(today(), '%Y'))",
    Date: "today()",
    Month: "today()",
}
BOUNDED = (Count, Percentage, Currency, _Numeric)


def constraint(question: BaseQuestion, saying: Saying) -> tuple[str, list[str]]:
    """The XPath of all that must hold of the answer, and what it cannot say."""
    parts = [*_shape(question), *_bounds(question), *_several(question)]
    unsaid: list[str] = []
    if question.refuse_if is not None:
        try:
            parts += saying.limit(question.refuse_if, question)
        except UnsaidError as error:
            unsaid.append(str(error))
    return " and ".join(parts), unsaid


def _shape(question: BaseQuestion) -> Iterator[str]:
    if isinstance(question, ShortText | LongText):
        yield f"string-length(.) <= {question.at_most}"
    if pattern := PATTERNS.get(type(question)):
        yield f"regex(., '^{pattern}$')"


def _bounds(question: Any) -> Iterator[str]:
    for sign, bound in ((">=", getattr(question, "low", None)), ("<=", getattr(question, "high", None))):
        if bound is None or question.type in ("rating", "time"):
            continue
        if bound == "round":
            yield f". {sign} {TODAY[type(question)]}"
        elif isinstance(bound, str):
            yield f". {sign} date('{bound if len(bound) > 7 else f'{bound}-01'}')"
        else:
            yield f". {sign} {bound:.15g}"


def _several(question: BaseQuestion) -> Iterator[str]:
    """How many may be chosen, and what stands alone."""
    if not isinstance(question, MultipleChoice):
        return
    alone = [option.code for option in (*question.choices, *missing_of(question)) if option.exclusive]
    alone += [option.code for option in missing_of(question) if not option.exclusive]
    if question.at_most is not None:
        yield f"count-selected(.) <= {question.at_most}"
    if question.at_least is not None:
        enough = [f"count-selected(.) >= {question.at_least}", *(f"selected(., '{code}')" for code in alone)]
        yield f"({' or '.join(enough)})" if alone else enough[0]
    for code in alone:
        yield f"not(selected(., '{code}') and count-selected(.) > 1)"
