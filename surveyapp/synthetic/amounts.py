"""Made-up answers that are numbers, dates or times."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from questionnaires.answers import Answer, Asked
from questionnaires.question_types import Date, Month, NumberGrid, Percentage, Rating, Time, Year
from surveyapp.synthetic.choosing import SKIPS, missing_or
from surveyapp.synthetic.people import DOES_NOT_KNOW, Person, chance

WIDEST = 1000
"""How far a number goes beyond its one bound where the author set no other."""


def number(asked: Asked, before: object, person: Person, rng: Random) -> Answer | None:
    """A number within its bounds."""
    question: Any = asked.question
    return missing_or(question, rng) or _figure(question, before, person, rng)


def number_grid(asked: Asked, before: object, person: Person, rng: Random) -> Answer | None:
    """A number in each row, as far as rows must be filled in."""
    question: NumberGrid = asked.question  # type: ignore[assignment]
    earlier = before if isinstance(before, Mapping) else {}
    return {
        row.code: _figure(question, earlier.get(row.code), person, rng)
        for row in question.rows
        if question.required or rng.random() > SKIPS
    }


def percentage(asked: Asked, before: object, person: Person, rng: Random) -> Answer | None:
    """A share that follows which way the person leans."""
    question: Percentage = asked.question  # type: ignore[assignment]
    code = missing_or(question, rng)
    if code:
        return code
    share = chance(person.lean + person.drift(question) + rng.gauss(0, 1))
    wish = before * rng.gauss(1, 0.1) if isinstance(before, int | float) else _between(question, share)
    return within(question, wish)


def currency(asked: Asked, before: object, person: Person, rng: Random) -> Answer | None:
    """An amount in whole hundreds, as people write them."""
    question: Any = asked.question
    thousands = math.exp(person.size + rng.gauss(0, 0.4)) * 1000
    wish = before * rng.gauss(1, 0.1) if isinstance(before, int | float) else question.low + thousands
    return missing_or(question, rng) or within(question, round(wish, -2))


def rating(asked: Asked, before: object, person: Person, rng: Random) -> Answer | None:
    """A point on the line, better than before for those who improve."""
    question: Rating = asked.question  # type: ignore[assignment]
    if question.missing and rng.random() < DOES_NOT_KNOW * person.improves:
        return question.missing[0].code
    start = before if isinstance(before, int) else (question.low + question.high) * 0.35 + person.lean
    wish = start + person.improves * rng.gauss(1.9, 1.6) + (0 if isinstance(before, int) else rng.gauss(0, 1.3))
    return min(question.high, max(question.low, round(wish)))


def year(asked: Asked, _before: object, person: Person, rng: Random) -> Answer | None:
    """One of the last nine years that will do."""
    question: Year = asked.question  # type: ignore[assignment]
    latest = person.today.year if question.high == "round" else question.high
    return max(question.low, latest - min(rng.randrange(9), rng.randrange(9)))


def day(asked: Asked, _before: object, person: Person, rng: Random) -> Answer | None:
    """A day between the bounds."""
    question: Date = asked.question  # type: ignore[assignment]
    first, last = _days(question.low, question.high, person.today)
    return missing_or(question, rng) or (first + timedelta(rng.randrange((last - first).days + 1))).isoformat()


def month(asked: Asked, _before: object, person: Person, rng: Random) -> Answer | None:
    """A month between the bounds."""
    question: Month = asked.question  # type: ignore[assignment]
    first, last = _days(question.low, question.high, person.today)
    return missing_or(question, rng) or (first + timedelta(rng.randrange((last - first).days + 1))).isoformat()[:7]


def time(asked: Asked, _before: object, _person: Person, rng: Random) -> Answer | None:
    """A time of day in whole five minutes, in office hours unless bounds say otherwise."""
    question: Time = asked.question  # type: ignore[assignment]
    first, last = (_minutes(bound) for bound in (question.low or "08:00", question.high or "15:55"))
    minute = rng.randrange(min(first, last), max(first, last) + 1)
    minute = max(min(first, last), minute - minute % 5)
    return missing_or(question, rng) or f"{minute // 60:02}:{minute % 60:02}"


def within(question: Any, wish: float) -> float:
    """The nearest number that the question takes: within its bounds, with no more decimals than it has."""
    low, high = ends(question)
    step = 10.0 ** -getattr(question, "decimals", 0)
    least, most = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return rounded(min(most, max(least, round(wish / step))) * step, question)


def rounded(wish: float, question: Any) -> float:
    """The number with as many decimals as the question has."""
    decimals = getattr(question, "decimals", 0)
    return round(wish, decimals) if decimals else round(wish)


def ends(question: Any) -> tuple[float, float]:
    """The bounds of a number; where the author set none, from nought to a thousand."""
    low, high = question.low, question.high
    if low is None:
        low = 0 if high is None else min(0, high - WIDEST)
    return low, low + WIDEST if high is None else high


def _figure(question: Any, before: object, person: Person, rng: Random) -> float:
    """A number that grows with the respondent's size, and from an earlier number a little with time."""
    low, high = ends(question)
    if isinstance(before, int | float):
        wish = before * (1 + rng.gauss(0.06 * person.improves, 0.12))
    else:
        wish = low + math.exp(person.size + rng.gauss(0, 0.4)) * min(1.0, (high - low) / 400)
    return within(question, wish)


def _between(question: Any, share: float) -> float:
    low, high = ends(question)
    return low + (high - low) * share


def _days(low: str | None, high: str | None, today: date) -> tuple[date, date]:
    """The first and last day that will do; two years where the author left an end open."""
    if low is None and high is None:
        return today - timedelta(730), today
    first = None if low is None else _a_day(low, today)
    last = None if high is None else _a_day(high, today)
    first = first or (last or today) - timedelta(730)
    last = last or first + timedelta(730)
    return first, max(first, last)


def _a_day(bound: str, today: date) -> date:
    if bound == "round":
        return today
    return date.fromisoformat(bound if len(bound) > 7 else f"{bound}-01")


def _minutes(written: str) -> int:
    hours, minutes = written.split(":")
    return int(hours) * 60 + int(minutes)
