"""The answers that a question can get, as few as tell the conditions apart that ask for it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from questionnaires.conditions import MOMENT
from questionnaires.question_types import (
    BaseQuestion,
    Choice,
    Consent,
    Date,
    Email,
    Grade,
    Grid,
    Information,
    LongText,
    Month,
    MultipleChoice,
    NumberGrid,
    OrganisationNumber,
    OwnList,
    Phone,
    PostalCode,
    Ranking,
    Rating,
    ShortText,
    SuppliedList,
    Time,
    Year,
    _Numeric,
    missing_of,
)

Value = Any
"""One answer, shaped as in the answers document."""
Wanted = Iterable[object]
"""The codes and bounds that conditions ask for."""

MOST_CODES = 6
"""Codes of one multiple choice that are told apart; there are 2 to the power of these combinations."""
FAR = 1e300
"""Farther than any bound that an author would write."""
FINEST = Decimal(10) ** 15
"""Numbers from here on have no decimals, and no neighbours, that a float tells apart."""


def answers_to(question: BaseQuestion, part: str, wanted: Wanted) -> list[Value] | None:
    """Answers to a question (or its row or place `part`) of every sort that matters; None when it may be anything.

    Beside these a question can be unanswered.
    """
    if type(question) in _TEXTS:
        # Words can look like any number or date, so only whether there are any is known.
        return ["…"] if not list(wanted) else None
    for types, find in _FINDERS.items():
        if isinstance(question, types):
            return find(question, part, list(wanted))
    return None


def rounds(wanted: Wanted) -> list[Value]:
    """The numbers that a round can have."""
    return [int(value) for value in _numbers(1, None, 0, wanted)]


def _one_of(question: Any, _part: str, _wanted: Wanted) -> list[Value] | None:
    if isinstance(question, Grade | Grid) and not question.has_scale:
        return None
    return [option.code for option in question.all_choices] + _missing(question) or None


def _several_of(question: Any, _part: str, wanted: Wanted) -> list[Value] | None:
    options = question.all_choices
    named = {str(code) for code in wanted}
    alone = {option.code for option in options if option.exclusive} | set(_missing(question))
    together = [option.code for option in options if option.code not in alone]
    asked = [code for code in together if code in named]
    others = [code for code in together if code not in named]
    if len(asked) > MOST_CODES or not options:
        return None
    least, most = question.at_least or 1, question.at_most or len(together)
    found: list[Value] = [[code] for code in alone]
    for size in range(len(asked) + 1):
        for chosen in combinations(asked, size):
            found += [[*chosen, *others[:more]] for more in range(len(others) + 1) if least <= size + more <= most]
    return found


def _ranked(question: Any, part: str, _wanted: Wanted) -> list[Value] | None:
    places = range(1, question.places + 1)
    if part:
        return list(places) or None
    codes = [option.code for option in question.all_choices]
    return [dict(zip(codes[:size], places, strict=False)) for size in places] + _missing(question) or None


def _number(question: Any, _part: str, wanted: Wanted) -> list[Value] | None:
    high = None if question.high == "round" else question.high
    found = _numbers(question.low, high, getattr(question, "decimals", 0), wanted)
    return [*found, *_missing(question)] if found else None


def _numbers(low: float | None, high: float | None, decimals: int, wanted: Wanted) -> list[int | float]:
    """Numbers on both sides of every bound, between any two, and at both ends."""
    least = Decimal(repr(-FAR if low is None else low))
    most = Decimal(repr(FAR if high is None else high))
    bounds = sorted({least, most, *(Decimal(repr(bound)) for bound in map(_as_number, wanted) if bound is not None)})
    between = ((one + other) / 2 for one, other in pairwise(bounds))
    step = Decimal(1).scaleb(-decimals)
    near = {number for bound in (*bounds, *between) for number in _beside(bound, step)}
    inside = sorted(number for number in near if least <= number <= most)
    return [float(number) if decimals else int(number) for number in inside]


def _beside(bound: Decimal, step: Decimal) -> Iterator[Decimal]:
    """The numbers with so many decimals that lie at the bound and next to it."""
    if abs(bound) >= FINEST:
        yield bound
    else:
        yield from ((bound // step + more) * step for more in (-2, -1, 0, 1, 2))


def _as_number(wanted: object) -> float | None:
    if isinstance(wanted, int | float):
        return wanted if math.isfinite(wanted) and abs(wanted) < FAR else None
    return float(wanted) if isinstance(wanted, str) and wanted.isdecimal() and wanted.isascii() else None


def _moment(question: Any, _part: str, wanted: Wanted) -> list[Value] | None:
    """Days, months or times on both sides of every bound, and at both ends."""
    first, last, sides = _CALENDARS[type(question)]
    low, high = (None if end == "round" else end for end in (question.low, question.high))
    found = {first, last}
    for bound in (low, high, *wanted):
        if isinstance(bound, str) and MOMENT.fullmatch(bound):
            try:
                found.update(sides(bound))
            except (ValueError, OverflowError):
                return None  # no such day, or a time for a day: how they compare is nobody's business
    inside = sorted(value for value in found if (low or first) <= value <= (high or last))
    return [*inside, *_missing(question)] if inside else None


def _days(bound: str) -> Iterator[str]:
    day = date.fromisoformat(bound if len(bound) > 7 else f"{bound}-01")
    yield from (str(day + timedelta(days=more)) for more in (-1, 0, 1))


def _months(bound: str) -> Iterator[str]:
    month = date.fromisoformat(f"{bound[:7]}-01")
    yield from (str(month + timedelta(days=more))[:7] for more in (-1, 0, 31))


def _times(bound: str) -> Iterator[str]:
    hour, minute = map(int, bound.split(":"))
    for at in (hour * 60 + minute + more for more in (-1, 0, 1)):
        if 0 <= at < 24 * 60:
            yield f"{at // 60:02}:{at % 60:02}"


_CALENDARS: dict[type, tuple[str, str, Callable[[str], Iterator[str]]]] = {
    Date: ("1000-01-01", "9999-12-31", _days),
    Month: ("1000-01", "9999-12", _months),
    Time: ("00:00", "23:59", _times),
}


def _missing(question: BaseQuestion) -> list[str]:
    return [option.code for option in missing_of(question)]


def _items(question: Any, _part: str, _wanted: Wanted) -> list[Value]:
    return [dict.fromkeys(question.slots[:size], "…") for size in range(1, len(question.slots) + 1)]


Finder = Callable[[Any, str, list[object]], list[Value] | None]

_TEXTS = {ShortText, LongText, PostalCode, OrganisationNumber, Email, Phone}
_FINDERS: dict[Any, Finder] = {
    Choice | Grade | Grid: _one_of,
    MultipleChoice: _several_of,
    Ranking: _ranked,
    _Numeric | NumberGrid | Rating | Year: _number,
    Date | Month | Time: _moment,
    OwnList | SuppliedList: _items,
    Consent: lambda _question, _part, _wanted: ["yes"],
    Information: lambda _question, _part, _wanted: [],
}
"""Type of question -> how its answers are found; a calculated value and a code of a classification may be anything."""
