"""Made-up answers that follow a questionnaire's own rules, for demonstrations and load tests. Never real data.

Each respondent leans one way (`lean`, standard normal), answers what routing shows, and keeps about half of the
earlier answers in a later round, so that a comparison has something to find.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from questionnaires.answers import Answer, Asked, Setting
from questionnaires.definition import Questionnaire
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
    Option,
    OwnList,
    Rating,
    ShortText,
    Year,
)
from questionnaires.routing import Route

KEEPS = 0.55
"""How often an answer from the earlier round is given again."""
SKIPS = 0.06
"""How often a question that may be left open is left open."""
DOES_NOT_KNOW = 0.05

ACTIVITIES = (
    "gå i trapp",
    "gå til butikken",
    "dusje uten hjelp",
    "kle på meg",
    "lage middag",
    "ta bussen",
    "bære handleposer",
    "skrive for hånd",
    "reise meg fra en stol",
    "arbeide i hagen",
    "gå tur i skogen",
    "snakke i telefonen",
)


@dataclass(frozen=True, slots=True)
class Person:
    """One made-up respondent in one round: which way it leans, and what it answered before."""

    lean: float
    size: float
    improves: float
    today: date
    key: str = ""
    round_number: int = 1
    earlier: Mapping[str, Any] | None = None


def answers(questionnaire: Questionnaire, person: Person, rng: Random) -> dict[str, Answer]:
    """A complete answers document that the rule-book has nothing to say about."""
    given: dict[str, Answer] = {}
    setting = Setting(person.today, {}, person.round_number, person.earlier or {})
    met: set[str] = set()
    for page in questionnaire.all_pages:
        while True:
            # An answer opens and hides what comes after it, so the page is looked at anew each time.
            shown = Route(questionnaire, given, setting).page(page.id)
            asked = next((one for one in (shown.asked if shown else ()) if one.field not in met), None)
            if asked is None:
                break
            met.add(asked.field)
            if asked.question.asks and (asked.question.required or rng.random() > SKIPS):
                asked.put(given, _answer(asked, person, rng))
    return given


def _answer(asked: Asked, person: Person, rng: Random) -> Answer | None:
    before = asked.answer_in(person.earlier or {})
    if isinstance(asked.question, OwnList) and before is not None:
        return before
    if before is not None and not isinstance(asked.question, Rating | Municipality) and rng.random() < KEEPS:
        return before
    return MAKERS[type(asked.question)](asked.question, before, person, rng)


def _drift(question: BaseQuestion, person: Person) -> float:
    """How far this question moves between rounds: some questions much, some not at all, a few backwards."""
    return person.improves * (Random(f"drift {question.id}").random() * 2.4 - 0.5)


def _point(count: int, better: str, tilt: float, rng: Random) -> int:
    """A place 0..count-1 around the middle, moved by `tilt` towards the better end."""
    sign = -1 if better == "lower" else 1
    wish = (count - 1) / 2 + sign * tilt * count / 6 + rng.gauss(0, count / 5)
    return min(count - 1, max(0, round(wish)))


def _one_of(options: Sequence[Option], missing: Sequence[Option], place: int, rng: Random) -> str:
    if missing and rng.random() < DOES_NOT_KNOW:
        return rng.choice(missing).code
    return options[place].code


def _choice(question: Choice, _before: object, person: Person, rng: Random) -> Answer:
    tilt = person.lean * 0.6 + _drift(question, person)
    if question.indicator is None:
        return _one_of(question.choices, question.missing, rng.randrange(len(question.choices)), rng)
    inside = rng.random() < 1 / (1 + math.exp(-tilt))
    fitting = [o for o in question.choices if (o.code in question.indicator.codes) is inside]
    return _one_of(fitting or question.choices, question.missing, rng.randrange(len(fitting or question.choices)), rng)


def _choices(question: MultipleChoice, _before: object, person: Person, rng: Random) -> Answer:
    if question.missing and rng.random() < DOES_NOT_KNOW:
        return [rng.choice(question.missing).code]
    ordinary = [option.code for option in question.choices if not option.exclusive]
    alone = [option.code for option in question.choices if option.exclusive]
    chance = 1 / (1 + math.exp(0.6 - person.lean * 0.5 - _drift(question, person)))
    chosen = [code for code in ordinary if rng.random() < chance]
    if question.at_most:
        chosen = sorted(rng.sample(chosen, min(question.at_most, len(chosen))), key=ordinary.index)
    if chosen:
        return chosen
    return [rng.choice(alone)] if alone else [rng.choice(ordinary)]


def _grade(question: Grade, _before: object, person: Person, rng: Random) -> Answer:
    place = _point(len(question.all_choices), question.bound.better, person.lean + _drift(question, person), rng)
    return _one_of(question.all_choices, question.missing, place, rng)


def _grid(question: Grid, _before: object, person: Person, rng: Random) -> Answer:
    rows = {}
    for row in question.rows:
        if question.bound.ordered:
            tilt = person.lean * 0.7 + _drift(question, person)
            place = _point(len(question.all_choices), question.bound.better, tilt, rng)
        else:
            place = rng.randrange(len(question.all_choices))
        if question.required or rng.random() > SKIPS:
            rows[row.code] = _one_of(question.all_choices, question.missing, place, rng)
    return rows


def _amount(low: float, high: float, before: object, person: Person, rng: Random) -> float:
    """A number that grows with the respondent's size, and from an earlier number a little with time."""
    if isinstance(before, int | float):
        wish = before * (1 + rng.gauss(0.06 * person.improves, 0.12))
    else:
        wish = low + math.exp(person.size + rng.gauss(0, 0.4)) * min(1.0, (high - low) / 400)
    return min(high, max(low, wish))


def _ends(question: Number | NumberGrid | Count) -> tuple[float, float]:
    """The bounds of a number; where the author set none, from nought to a thousand."""
    low = 0 if question.low is None else question.low
    return low, low + 1000 if question.high is None else question.high


def _count(question: Count, before: object, person: Person, rng: Random) -> Answer:
    if question.missing and rng.random() < DOES_NOT_KNOW:
        return rng.choice(question.missing).code
    return round(_amount(*_ends(question), before, person, rng))


def _number(question: Number, before: object, person: Person, rng: Random) -> Answer:
    if question.missing and rng.random() < DOES_NOT_KNOW:
        return rng.choice(question.missing).code
    return round(_amount(*_ends(question), before, person, rng), question.decimals)


def _number_grid(question: NumberGrid, before: object, person: Person, rng: Random) -> Answer:
    earlier = before if isinstance(before, Mapping) else {}
    return {
        row.code: round(_amount(*_ends(question), earlier.get(row.code), person, rng), question.decimals)
        for row in question.rows
        if question.required or rng.random() > SKIPS
    }


def _rating(question: Rating, before: object, person: Person, rng: Random) -> Answer:
    if question.missing and rng.random() < DOES_NOT_KNOW * person.improves:
        return question.missing[0].code
    start = before if isinstance(before, int) else (question.low + question.high) * 0.35 + person.lean
    wish = start + person.improves * rng.gauss(1.9, 1.6) + (0 if isinstance(before, int) else rng.gauss(0, 1.3))
    return min(question.high, max(question.low, round(wish)))


def _year(question: Year, _before: object, person: Person, rng: Random) -> Answer:
    latest = person.today.year if question.high == "round" else question.high
    return max(question.low, latest - min(rng.randrange(9), rng.randrange(9)))


def _text(question: ShortText | LongText, _before: object, _person: Person, rng: Random) -> Answer | None:
    # Most leave a free text open; what is written says itself that nobody wrote it.
    return f"Syntetisk svar på {question.id}"[: question.at_most] if rng.random() < 0.3 else None


def _municipality(_question: Municipality, _before: object, person: Person, _rng: Random) -> Answer:
    return person.key


def _own_list(question: OwnList, _before: object, _person: Person, rng: Random) -> Answer:
    how_many = rng.randint(max(1, question.items.low), question.items.high)
    return {str(slot): words for slot, words in enumerate(rng.sample(ACTIVITIES, how_many), start=1)}


MAKERS: dict[type[BaseQuestion], Callable[[Any, object, Person, Random], Answer | None]] = {
    Choice: _choice,
    MultipleChoice: _choices,
    Grade: _grade,
    Grid: _grid,
    Count: _count,
    Number: _number,
    NumberGrid: _number_grid,
    Rating: _rating,
    Year: _year,
    ShortText: _text,
    LongText: _text,
    Municipality: _municipality,
    OwnList: _own_list,
}
"""How each type of question is answered."""
