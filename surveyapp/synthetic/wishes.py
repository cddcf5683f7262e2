"""What must be answered so that a condition holds, or does not: wishes, and answers that grant them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from questionnaires.answers import Answer, Asked
from questionnaires.checks import problems_with
from questionnaires.conditions import MOMENT, Condition, bound_in, holds, variables
from questionnaires.formulas import number_in
from questionnaires.question_types import Grid, MultipleChoice, NumberGrid, OwnList, missing_of
from questionnaires.routing import Route
from surveyapp.synthetic import amounts, words

DRAWS = 4
"""How many answers are drawn as the person would answer, among those that are looked at for a wish."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One line about one variable that should hold."""

    variable: str
    line: Condition

    @property
    def question_id(self) -> str:
        """The question it is about; `earlier` and `round` are none."""
        return self.variable.partition(".")[0]


def wishes(lines: Mapping[str, Any], rng: Random, *, so: bool = True) -> Iterator[Wish]:
    """What to wish for so that all the lines hold; with `so=False`, so that they do not all hold."""
    chosen = list(lines.items())
    if not so:
        chosen = [rng.choice(chosen)] if chosen else []
    for key, wanted in chosen:
        if key == "not":
            yield from wishes(wanted, rng, so=not so)
        elif key in ("any", "all"):
            branches = list(wanted)
            # One branch of an `any` is enough to make it hold, one of an `all` to make it fail.
            for branch in [rng.choice(branches)] if (key == "any") is so else branches:
                yield from wishes(branch, rng, so=so)
        else:
            yield Wish(key, Condition({key: wanted} if so else {"not": {key: wanted}}))


def granted(wish: Wish, asked: Asked, answer: Answer | None, route: Route) -> bool:
    """Whether the wish would come true with this answer, beside the answers of the route."""

    def answer_to(variable: str) -> object:
        question_id, _, part = variable.partition(".")
        if question_id != asked.question.id:
            return route.answer(variable, asked.slot)
        if part:
            return answer.get(part) if isinstance(answer, Mapping) else None
        return answer

    return holds(wish.line, answer_to)


def best(
    asked: Asked, wanted: Sequence[Wish], route: Route, draw: Callable[[], Answer | None], rng: Random
) -> Answer | None:
    """The answer that grants most of the wishes, of those that will do by themselves."""
    found, most = draw(), -1
    for answer in _candidates(asked, wanted, route, draw, rng):
        many = sum(granted(wish, asked, answer, route) for wish in wanted)
        if many > most and next(problems_with(asked, answer, route.setting), None) is None:
            found, most = answer, many
            if many == len(wanted):
                break
    return found


def _candidates(
    asked: Asked, wanted: Sequence[Wish], route: Route, draw: Callable[[], Answer | None], rng: Random
) -> Iterator[Answer | None]:
    drawn = [draw() for _ in range(DRAWS)]
    yield from drawn
    if isinstance(asked.question, Grid | NumberGrid):
        yield _row_by_row(asked, wanted, route, drawn[0], rng)
    else:
        special = list(_special(asked, wanted, route, rng))
        rng.shuffle(special)
        yield from special
    yield None


def _row_by_row(
    asked: Asked, wanted: Sequence[Wish], route: Route, start: Answer | None, rng: Random
) -> Mapping[str, Any]:
    """A grid in which each row that is wished for has the first answer that will do."""
    rows: dict[str, Any] = dict(start) if isinstance(start, Mapping) else {}
    for wish in wanted:
        row = wish.variable.partition(".")[2]
        cells = list(_special(asked, wanted, route, rng))
        rng.shuffle(cells)
        for cell in (*cells, None):
            trial = {**rows, row: cell} if cell is not None else {code: rows[code] for code in rows if code != row}
            if row and granted(wish, asked, trial, route):
                rows = trial
                break
    return rows


def _special(asked: Asked, wanted: Sequence[Wish], route: Route, rng: Random) -> Iterator[Any]:
    """Answers at which something may turn: every code, the ends, and both sides of each bound."""
    question: Any = asked.question
    codes = [option.code for option in asked.choices]
    if isinstance(question, MultipleChoice):
        yield from ([code] for code in codes)
        ordinary = [option.code for option in asked.choices if not option.exclusive]
        yield from (rng.sample(ordinary, size) for size in range(2, len(ordinary) + 1))
        yield from ([option.code] for option in question.missing)
        return
    if isinstance(question, OwnList):
        for size in range(1, question.items.high + 1):
            yield {str(slot): word for slot, word in enumerate(words.ACTIVITIES[:size], start=1)}
        return
    yield from codes
    yield from (option.code for option in missing_of(question))
    if hasattr(question, "low"):
        yield from _turning_points(question, [*_bounds(asked, wanted, route)], route.setting.round_date)
    else:
        yield from (str(bound) for bound in _bounds(asked, wanted, route))


def _turning_points(question: Any, bounds: Sequence[Any], today: date) -> Iterator[Any]:
    """The ends and the bounds, and what lies next to them: numbers, or dates, months and times."""
    if hasattr(question, "shape"):
        written = [today.isoformat() if bound == "round" else bound for bound in (question.low, question.high)]
        for bound in (*bounds, *written):
            yield from _beside(str(bound), question) if bound is not None else ()
        return
    if question.high == "round":
        low, high = float(question.low), float(today.year)
    else:
        low, high = amounts.ends(question)
    step = 10.0 ** -getattr(question, "decimals", 0)
    for bound in (*bounds, low, high, (low + high) / 2):
        number = number_in(bound)
        if number is not None:
            near = (number - step, number, number + step)
            yield from (amounts.rounded(each, question) for each in near if low <= each <= high)


def _beside(bound: str, question: Any) -> Iterator[str]:
    """A moment, and the one before and after it."""
    if not MOMENT.fullmatch(bound):
        return
    if question.type == "time":
        minutes = int(bound[:2]) * 60 + int(bound[3:])
        yield from (f"{m // 60:02}:{m % 60:02}" for m in (minutes - 1, minutes, minutes + 1) if 0 <= m < 24 * 60)
        return
    step, letters = (31, 7) if question.type == "month" else (1, 10)
    day = date.fromisoformat(bound if len(bound) > 7 else f"{bound}-15")
    yield from ((day + timedelta(step * way)).isoformat()[:letters] for way in (-1, 0, 1))


def _bounds(asked: Asked, wanted: Sequence[Wish], route: Route) -> Iterator[Any]:
    """The codes and bounds that the wishes speak of, as they stand beside the answers of the route."""

    def answer_to(variable: str) -> object:
        return route.answer(variable, asked.slot)

    for wish in wanted:
        for _path, variable, line in variables(wish.line.root):
            if not isinstance(line, Mapping):
                yield from line if isinstance(line, list | tuple) else [line]
                continue
            for name, bound in line.items():
                if name == "change_over":
                    before = number_in(answer_to(f"earlier.{variable}"))
                    yield from () if before is None else (before - bound - 1, before, before + bound + 1)
                elif name != "answered" and (limit := bound_in(bound, answer_to)) is not None:
                    yield limit
