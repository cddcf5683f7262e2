"""Made-up answers to questions with choices."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from questionnaires.answers import Answer, Asked
from questionnaires.question_types import Choice, Grade, Grid, MultipleChoice, Option, Ranking
from surveyapp.synthetic.people import DOES_NOT_KNOW, Person, chance

SKIPS = 0.06
"""How often a question that may be left open is left open."""


def choice(asked: Asked, _before: object, person: Person, rng: Random) -> Answer | None:
    """One of the choices that are offered; those of an indicator by which way the person leans."""
    question: Choice = asked.question  # type: ignore[assignment]
    offered = asked.choices
    if not offered:
        return None
    tilt = person.lean * 0.6 + person.drift(question)
    if question.indicator is None:
        return _one_of(offered, question.missing, rng.randrange(len(offered)), rng)
    inside = rng.random() < chance(tilt)
    fitting = [option for option in offered if (option.code in question.indicator.codes) is inside] or offered
    return _one_of(fitting, question.missing, rng.randrange(len(fitting)), rng)


def choices(asked: Asked, _before: object, person: Person, rng: Random) -> Answer | None:
    """Some of what is offered, as many as the question asks for."""
    question: MultipleChoice = asked.question  # type: ignore[assignment]
    if question.missing and rng.random() < DOES_NOT_KNOW:
        return [rng.choice(question.missing).code]
    ordinary = [option.code for option in asked.choices if not option.exclusive]
    alone = [option.code for option in asked.choices if option.exclusive]
    likely = chance(person.lean * 0.5 + person.drift(question) - 0.6)
    chosen = [code for code in ordinary if rng.random() < likely]
    if question.at_most is not None and len(chosen) > question.at_most:
        chosen = rng.sample(chosen, question.at_most)
    least = question.at_least or 0
    if (chosen or not alone) and len(chosen) < max(1, least):
        rest = [code for code in ordinary if code not in chosen]
        chosen += rng.sample(rest, min(len(rest), max(1, least) - len(chosen)))
    if chosen:
        return sorted(chosen, key=ordinary.index)
    return [rng.choice(alone)] if alone else None


def ranking(asked: Asked, _before: object, person: Person, rng: Random) -> Answer | None:
    """Places for what is offered; what stands first is liked a little better."""
    question: Ranking = asked.question  # type: ignore[assignment]
    if question.missing and rng.random() < DOES_NOT_KNOW:
        return rng.choice(question.missing).code
    pull = 0.3 * person.lean
    liked = sorted(enumerate(asked.choices), key=lambda pair: pair[0] * pull + rng.gauss(0, 2))
    most = min(question.places, len(liked))
    placed = most if question.required or rng.random() > SKIPS else rng.randint(0, most)
    return {option.code: place for place, (_, option) in enumerate(liked[:placed], start=1)}


def grade(asked: Asked, _before: object, person: Person, rng: Random) -> Answer | None:
    """A point on the scale, by which way the person leans."""
    question: Grade = asked.question  # type: ignore[assignment]
    place = _point(len(asked.choices), question.bound.better, person.lean + person.drift(question), rng)
    return _one_of(asked.choices, question.missing, place, rng)


def grid(asked: Asked, _before: object, person: Person, rng: Random) -> Answer | None:
    """A point on the scale in each row, as far as rows must be filled in."""
    question: Grid = asked.question  # type: ignore[assignment]
    offered = asked.choices
    rows = {}
    for row in question.rows:
        if question.bound.ordered:
            place = _point(len(offered), question.bound.better, person.lean * 0.7 + person.drift(question), rng)
        else:
            place = rng.randrange(len(offered))
        if question.required or rng.random() > SKIPS:
            rows[row.code] = _one_of(offered, question.missing, place, rng)
    return rows


def consent(asked: Asked, _before: object, _person: Person, rng: Random) -> Answer | None:
    """Agreed, by most."""
    return "yes" if asked.question.required or rng.random() < 0.85 else None


def _point(count: int, better: str, tilt: float, rng: Random) -> int:
    """A place 0..count-1 around the middle, moved by `tilt` towards the better end."""
    sign = -1 if better == "lower" else 1
    wish = (count - 1) / 2 + sign * tilt * count / 6 + rng.gauss(0, count / 5)
    return min(count - 1, max(0, round(wish)))


def _one_of(options: Sequence[Option], missing: Sequence[Option], place: int, rng: Random) -> str:
    if missing and rng.random() < DOES_NOT_KNOW:
        return rng.choice(missing).code
    return options[place].code


def missing_or(question: Any, rng: Random) -> str | None:
    """A way of not answering, now and then, where the question has one."""
    if question.missing and rng.random() < DOES_NOT_KNOW:
        return str(rng.choice(question.missing).code)
    return None
