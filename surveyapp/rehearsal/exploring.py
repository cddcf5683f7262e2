"""Choosing answers so that what was not reached yet is reached."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from questionnaires.answers import Answer, Asked
from questionnaires.conditions import Condition, holds
from questionnaires.definition import Questionnaire
from questionnaires.question_types import Choice, Grade, Grid, MultipleChoice
from questionnaires.routing import Route, ShownPage
from surveyapp.rehearsal.targets import Target, codes_in, targets_of, turning_lines, wishes_for
from surveyapp.synthetic.answering import Choose, drawn
from surveyapp.synthetic.choosing import SKIPS
from surveyapp.synthetic.people import Person
from surveyapp.synthetic.wishes import Wish, best

TRIED_ENOUGH = 30
"""So many respondents in a round aim at a target before the rest stop trying."""
TURNS = 0.35
"""How often an answer is chosen beside a bound or code that some condition asks for."""
NEW_CODES = 0.5
"""How often a code that nobody has given yet is chosen where there is one."""


class Explorer:
    """Keeps what was reached, and aims each respondent at something that was not."""

    def __init__(self, questionnaire: Questionnaire, rng: Random) -> None:
        self.questionnaire, self.rng = questionnaire, rng
        self.targets = {(target.kind, target.name): target for target in targets_of(questionnaire)}
        self.reached: set[tuple[str, str]] = set()
        self.tried: Counter[tuple[str, str]] = Counter()
        self._turns: dict[str, list[Wish]] = defaultdict(list)
        for wish in turning_lines(questionnaire):
            self._turns[wish.question_id].append(wish)
        self._new_codes: dict[str, set[str]] = defaultdict(set)
        for target in self.targets.values():
            if target.kind == "choice":
                self._new_codes[target.question_id].add(_code(target))

    @property
    def unreached(self) -> tuple[Target, ...]:
        """What nobody came to, in the order of the file."""
        return tuple(target for key, target in self.targets.items() if key not in self.reached)

    def aim(self) -> list[Wish]:
        """What the next respondent should answer: on the way to the target that fewest have tried."""
        left = [key for key in self.targets if key not in self.reached and self.tried[key] < TRIED_ENOUGH]
        if not left:
            return []
        fewest = min(self.tried[key] for key in left)
        aimed = self.rng.choice([key for key in left if self.tried[key] == fewest])
        self.tried[aimed] += 1
        return wishes_for(self.questionnaire, self.targets[aimed], self.rng)

    def chooser(self, person: Person, aimed: Sequence[Wish]) -> Choose:
        """How this respondent answers."""
        by_question: dict[str, list[Wish]] = defaultdict(list)
        for wish in aimed:
            by_question[wish.question_id].append(wish)

        def choose(asked: Asked, route: Route, wanted: Sequence[Wish]) -> Answer | None:
            mine = wanted or by_question.get(asked.question.id) or self._of_interest(asked)
            if mine:
                return best(asked, mine, route, lambda: drawn(asked, person, self.rng), self.rng)
            if not asked.question.required and self.rng.random() < SKIPS:
                return None
            return drawn(asked, person, self.rng)

        return choose

    def fits(self, aimed: Sequence[Wish], earlier: Mapping[str, Any]) -> int:
        """How many of the wishes about the earlier round these answers grant."""
        about = [wish for wish in aimed if wish.question_id == "earlier"]
        return sum(holds(wish.line, lambda name: _earlier(earlier, name)) for wish in about)

    def note(self, route: Route, pages: Sequence[ShownPage]) -> None:
        """What a document that can be handed in has reached."""
        for shown in pages:
            self.reached.add(("page", shown.page.id))
            for asked in shown.asked:
                question = asked.question
                self.reached.add(("question", question.id))
                new = self._new_codes.get(question.id)
                if new:
                    given = new.intersection(codes_in(question, route.heard(asked)))
                    self.reached.update(("choice", f"{question.id}: {code}") for code in given)
                    new -= given

    def _of_interest(self, asked: Asked) -> list[Wish]:
        question = asked.question
        new = self._new_codes.get(question.id)
        if new and isinstance(question, Choice | Grade | Grid | MultipleChoice) and self.rng.random() < NEW_CODES:
            row = self.rng.choice(question.rows).code if isinstance(question, Grid) else ""
            variable = f"{question.id}.{row}" if row else question.id
            return [Wish(variable, Condition({variable: self.rng.choice(sorted(new))}))]
        if question.id in self._turns and self.rng.random() < TURNS:
            return [self.rng.choice(self._turns[question.id])]
        return []


def _code(target: Target) -> str:
    return target.name.partition(": ")[2]


def _earlier(answers: Mapping[str, Any], name: str) -> object:
    question_id, _, part = name.removeprefix("earlier.").partition(".")
    answer = answers.get(question_id)
    if part:
        return answer.get(part) if isinstance(answer, Mapping) else None
    return answer
