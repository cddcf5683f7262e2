"""Conditions, bounds and formulas: whether what they ask for is there, and earlier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires import formulas
from questionnaires.checker.findings import Finding, Path, near
from questionnaires.companions import ROLE
from questionnaires.conditions import COMPARISONS, MOMENT, OTHER_COMPARISONS, Condition, variables
from questionnaires.definition import Questionnaire
from questionnaires.question_types import Grade, Grid, NumberGrid, Question, Ranking, Rating, missing_of
from questionnaires.words import ROLES


class Asking:
    """Checks what one place of the questionnaire may ask for: the answers to what comes before it."""

    def __init__(self, questionnaire: Questionnaire, before: str | None, who: str) -> None:
        self.questionnaire, self.who = questionnaire, who
        self.earlier: dict[str, Question] = {}
        for question in questionnaire.questions():
            if question.id == before:
                break
            self.earlier[question.id] = question

    def condition(self, condition: Condition, path: Path) -> Iterator[Finding]:
        """Everything wrong in a condition."""
        for inner, variable, wanted in variables(condition.root):
            place = (*path, *inner)
            if variable in ("any", "all", "not"):
                what = "a condition" if variable == "not" else "a list of conditions"
                yield Finding(place, "condition-shape", f"'{variable}' takes {what}.")
            elif isinstance(wanted, Mapping):
                yield from self.variable(variable, place)
                yield from self._comparisons(wanted, place)
            else:
                found = tuple(self.variable(variable, place))
                yield from found or self._codes(variable, wanted, place)

    def _comparisons(self, wanted: Mapping[str, Any], path: Path) -> Iterator[Finding]:
        known = (*COMPARISONS, *OTHER_COMPARISONS)
        if not wanted:
            yield Finding(path, "condition-shape", f"Say what the answer is compared with: {', '.join(known)}.")
        for name, bound in wanted.items():
            if name not in known:
                text = f"'{name}' is not one of {', '.join(known)}.{near(str(name), known)}"
                yield Finding((*path, name), "comparison-unknown", text, key=True)
            elif name == "answered":
                if not isinstance(bound, bool):
                    yield Finding((*path, name), "bound-wrong", "'answered' is true or false.")
            else:
                yield from self.bound(bound, (*path, name), number_only=name == "change_over")

    def bound(self, bound: object, path: Path, *, number_only: bool = False) -> Iterator[Finding]:
        """A number, a date, or a formula on earlier answers."""
        if isinstance(bound, int | float) and not isinstance(bound, bool):
            return
        if number_only or not isinstance(bound, str):
            yield Finding(path, "bound-wrong", f"'{bound}' is no number to compare with.")
        elif not MOMENT.fullmatch(bound):
            yield from self.formula(bound, path)

    def formula(self, formula: str, path: Path) -> Iterator[Finding]:
        """A formula that can be read and asks for earlier answers."""
        try:
            asked = formulas.names(formula)
        except formulas.FormulaError as error:
            yield Finding(path, "formula-wrong", str(error))
            return
        for name in asked:
            rows = self._rows(name)
            if rows and "." not in name:
                continue  # all the rows at once, as in sum(E2)
            yield from self.variable(name, path, key=False)

    def variable(self, variable: str, path: Path, *, key: bool = True) -> Iterator[Finding]:
        """A variable that is there, and earlier: `B1`, `E1.row`, `role`, `round`, `earlier.B1`."""
        question_id, _, part = variable.partition(".")
        if variable == "round" or (variable == ROLE and self.questionnaire.roles):
            return
        if question_id == "earlier":
            if not self.questionnaire.has(part):
                near_one = near(part, self.questionnaire.places)
                text = f"{self.who} asks for '{variable}', but there is no question '{part}'.{near_one}"
                yield Finding(path, "variable-unknown", text, key=key)
            return
        if question_id not in self.earlier:
            later = self.questionnaire.has(question_id)
            why = "which comes later" if later else "which is not there"
            text = f"{self.who} asks for '{question_id}', {why}.{near(question_id, self.earlier)}"
            yield Finding(path, "looks-forward" if later else "variable-unknown", text, key=key)
            return
        rows = self._rows(question_id)
        question = self.earlier[question_id]
        if (part and part not in rows) or (rows and not part and not isinstance(question, Ranking)):
            text = f"{self.who} asks for '{variable}'. "
            text += f"The rows: {', '.join(rows)}." if rows else "It has no rows."
            yield Finding(path, "variable-unknown", text, key=key)

    def _rows(self, variable: str) -> list[str]:
        question = self.earlier.get(variable.partition(".")[0])
        if isinstance(question, Grid | NumberGrid):
            return [row.code for row in question.rows]
        if isinstance(question, Ranking):
            return [option.code for option in question.all_choices]
        return []

    def _codes(self, variable: str, wanted: Any, path: Path) -> Iterator[Finding]:
        codes = self._codes_of(variable)
        if codes is None:
            return
        for code in wanted if isinstance(wanted, list) else [wanted]:
            if codes and str(code) not in codes:
                text = f"{self.who} asks for '{code}', which '{variable}' does not have. Its codes: {', '.join(codes)}."
                yield Finding(path, "code-unknown", text)
            elif not codes:
                text = f"'{variable}' has no codes; ask for {', '.join((*COMPARISONS, 'answered'))}."
                yield Finding(path, "code-unknown", text)

    def _codes_of(self, variable: str) -> list[str] | None:
        """The codes that a variable may have; None when any number will do or the trouble is told elsewhere."""
        name = variable.removeprefix("earlier.")
        if name == "round":
            return None
        if name == ROLE and not self.questionnaire.has(ROLE):
            return list(self.questionnaire.roles or ROLES)
        question = self.questionnaire.question(name.partition(".")[0])
        if isinstance(question, Grade | Grid) and not question.has_scale:
            return None
        if isinstance(question, Ranking):
            return [str(place) for place in range(1, question.places + 1)]
        options = (*getattr(question, "all_choices", ()), *missing_of(question))
        codes = [option.code for option in options]
        if isinstance(question, Rating):
            codes += [str(number) for number in range(question.low, question.high + 1)]
        return ["yes"] if question.type == "consent" else codes
