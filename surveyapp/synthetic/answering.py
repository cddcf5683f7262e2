"""Filling in a questionnaire as routing leads, and mending what the rule-book refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import Any

from questionnaires import formulas
from questionnaires.answers import Answer, Asked, Setting
from questionnaires.checks import all_problems, problems_with
from questionnaires.conditions import asks_for, holds
from questionnaires.definition import Page, Questionnaire
from questionnaires.question_types import Calculated, Municipality, OwnList, Rating
from questionnaires.routing import Route
from questionnaires.rules import AnswerProblem
from surveyapp.synthetic.choosing import SKIPS
from surveyapp.synthetic.makers import MAKERS
from surveyapp.synthetic.people import Person
from surveyapp.synthetic.wishes import Wish, best, wishes

KEEPS = 0.55
"""How often an answer from the earlier round is given again."""
TRIES = 40
"""How many times an answer is drawn, or a refused document mended, before it is given up."""

Choose = Callable[[Asked, Route, Sequence[Wish]], Answer | None]
"""The answer to what is asked, beside those given so far; of the wishes as many as can be come true."""


def answers(questionnaire: Questionnaire, person: Person, rng: Random) -> dict[str, Answer]:
    """A complete answers document that the rule-book has nothing to say about, if there is one to be found."""

    def choose(asked: Asked, route: Route, wanted: Sequence[Wish]) -> Answer | None:
        if wanted:
            return best(asked, wanted, route, lambda: drawn(asked, person, rng), rng)
        if not asked.question.required and rng.random() < SKIPS:
            return None
        return drawn(asked, person, rng)

    filling = Filling(questionnaire, person.setting, choose, rng)
    filling.fill()
    filling.mend(TRIES)
    return filling.answers


def drawn(asked: Asked, person: Person, rng: Random) -> Answer | None:
    """As this person would answer it: often as before; drawn again while it will not do."""
    before = asked.answer_in(person.earlier or {})
    kept = isinstance(asked.question, OwnList) or (
        not isinstance(asked.question, Rating | Municipality) and rng.random() < KEEPS
    )
    answer = before if kept and before is not None else None
    for _ in range(TRIES):
        if answer is not None and next(problems_with(asked, answer, person.setting), None) is None:
            return answer
        answer = MAKERS[type(asked.question)](asked, before, person, rng)
        if answer is None and not asked.question.required:
            return None
    return None


class Filling:
    """One document on its way to be handed in: `met` are the fields that were decided on."""

    def __init__(self, questionnaire: Questionnaire, setting: Setting, choose: Choose, rng: Random) -> None:
        self.questionnaire, self.setting, self.choose, self.rng = questionnaire, setting, choose, rng
        self.answers: dict[str, Answer] = dict(setting.carried)
        self.met: set[str] = set()

    @property
    def route(self) -> Route:
        """The way that the answers lead now."""
        return Route(self.questionnaire, self.answers, self.setting)

    def fill(self, pages: Iterable[Page] | None = None) -> None:
        """Answer all that is shown and was not decided on yet, page by page; on these pages, or on all."""
        for page in self.questionnaire.all_pages if pages is None else pages:
            together = _hangs_together(page)
            while new := self._new_on(page):
                route = self.route
                for asked in new[:1] if together else new:
                    self._decide(asked, self.choose(asked, route, ()))
                if not together:
                    break

    def mend(self, tries: int, keep: Callable[[Route], object] = lambda _route: None) -> tuple[AnswerProblem, ...]:
        """Answer anew what is refused until nothing is; returns what still is after so many tries.

        `keep` is what must stay as it was, such as the questions that are shown.
        """
        route = self.route
        kept, problems = keep(route), all_problems(route)
        for _ in range(tries):
            if not problems:
                break
            held, met = dict(self.answers), set(self.met)
            self._answer_anew(self.rng.choice(problems), route)
            self.fill()
            trial = self.route
            left = all_problems(trial)
            # A step sideways may be what leads on.
            if keep(trial) == kept and (len(left) < len(problems) or self.rng.random() < 0.3):
                route, problems = trial, left
            else:
                self.answers, self.met = held, met
        return problems

    def _new_on(self, page: Page) -> list[Asked]:
        shown = self.route.page(page.id)
        return [one for one in (shown.asked if shown else ()) if one.question.asks and one.field not in self.met]

    def _decide(self, asked: Asked, answer: Answer | None) -> None:
        self.met.add(asked.field)
        if asked.question.id not in self.setting.carried:
            asked.put(self.answers, answer)

    def _answer_anew(self, problem: AnswerProblem, route: Route) -> None:
        there = {one.field: one for one in route.asked()}
        at = next((one for one in there.values() if problem.field in (one.field, *one.fields)), None)
        at = at or there[problem.field.partition(".")[0]]
        wanted = list(self._wishes_against(problem, at, route))
        wish = self.rng.choice(wanted) if wanted else None
        names = list(inputs_of(self.questionnaire, wish.question_id)) if wish else [at.question.id]
        name = self.rng.choice(names or [at.question.id])
        one = next((each for each in there.values() if each.question.id == name and each.slot in (None, at.slot)), at)
        if one.question.asks:
            mine = [each for each in wanted if each.question_id == one.question.id]
            self._decide(one, self.choose(one, route, mine))

    def _wishes_against(self, problem: AnswerProblem, at: Asked, route: Route) -> Iterator[Wish]:
        """What would keep the rule-book from refusing: that a limit or a check does not hold."""
        question = at.question
        if problem.kind.startswith("refuse_") and question.refuse_if is not None:
            for name, bound in question.refuse_if.bounds.items():
                variable = question.id if at.slot else problem.field
                yield from wishes({variable: {name: bound}}, self.rng, so=False)
        elif problem.kind == "checked":
            for check in self.questionnaire.checks_at.get(question.id, ()):
                if check.level == "refuse" and holds(check.when, lambda name: route.answer(name, at.slot)):
                    yield from wishes(check.when.root, self.rng, so=False)


def _hangs_together(page: Page) -> bool:
    """Whether an answer on the page may decide what else is asked or offered there."""
    here = {question.id for question in page.asked}
    needed: set[str] = set()
    for question in page.asked:
        needed.update(name.partition(".")[0] for name in asks_for(question.show_when))
        for option in getattr(question, "choices", ()):
            needed.update(name.partition(".")[0] for name in asks_for(option.show_when))
        needed.add(getattr(question, "choices_from", None) or "")
    return not here.isdisjoint(needed)


def inputs_of(questionnaire: Questionnaire, question_id: str) -> Iterator[str]:
    """The questions that somebody answers behind this one: itself, or those that a calculated value is made of."""
    waiting, seen = [question_id], set[str]()
    while waiting:
        name = waiting.pop().partition(".")[0]
        if name in seen or not questionnaire.has(name):
            continue
        seen.add(name)
        question: Any = questionnaire.question(name)
        if isinstance(question, Calculated):
            waiting += formulas.names(question.value)
        else:
            yield name
