"""Who answers: made-up respondents, and what is given them before the first page."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from questionnaires.answers import Answer, Asked, Setting
from questionnaires.definition import Questionnaire
from questionnaires.question_types import BaseQuestion, Municipality, OwnList, SuppliedList

DOES_NOT_KNOW = 0.05
"""How often a way of not answering is chosen where there is one."""


@dataclass(frozen=True, slots=True)
class Person:
    """One made-up respondent in one round: which way it leans, and what it answered before.

    `carried` is what the invitation gives, as in `Setting`.
    """

    lean: float
    size: float
    improves: float
    today: date
    key: str = ""
    round_number: int = 1
    earlier: Mapping[str, Any] | None = None
    carried: Mapping[str, Answer] = dataclasses.field(default_factory=dict)

    @property
    def setting(self) -> Setting:
        """What is known before the first answer."""
        return Setting(self.today, self.carried, self.round_number, self.earlier or {})

    def drift(self, question: BaseQuestion) -> float:
        """How far this question moves between rounds: some questions much, some not at all, a few backwards."""
        return self.improves * (Random(f"drift {question.id}").random() * 2.4 - 0.5)


Maker = Callable[[Asked, object, Person, Random], Answer | None]
"""An answer to what is asked, beside the one from the earlier round; None leaves it open."""


def anyone(today: date, rng: Random, **known: Any) -> Person:
    """A respondent like no other, in the first round unless `known` says otherwise."""
    return Person(rng.gauss(0, 1), rng.gauss(2.6, 0.9), known.pop("improves", 0.0), today, **known)


def invited(questionnaire: Questionnaire, key: str, before: Mapping[str, Any], rng: Random) -> dict[str, Answer]:
    """What comes with an invitation: the kommune, lists of its own, and the lists of the earlier round."""
    given: dict[str, Answer] = {}
    for question in questionnaire.questions():
        earlier = before.get(question.id)
        if isinstance(question, Municipality) and questionnaire.unit == "municipality":
            given[question.id] = key
        elif isinstance(question, SuppliedList):
            given[question.id] = earlier or supplied(question, rng)
        elif isinstance(question, OwnList) and question.carry_forward and earlier:
            given[question.id] = earlier
    return given


def supplied(question: SuppliedList, rng: Random) -> dict[str, str]:
    """A list as it comes with a participant; what it says tells that nobody wrote it."""
    how_many = rng.randint(1, min(question.at_most, 6))
    return {slot: f"Syntetisk punkt {slot}" for slot in question.slots[:how_many]}


def chance(tilt: float) -> float:
    """A probability that grows with the tilt, one half at nought."""
    return 1 / (1 + math.exp(-tilt))
