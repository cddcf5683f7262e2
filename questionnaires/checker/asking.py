"""Conditions, bounds and formulas: whether what they ask for is there, and earlier."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires import formulas
from questionnaires.checker.findings import Finding, Path, listed, near
from questionnaires.companions import ROLE
from questionnaires.conditions import COMPARISONS, MOMENT, OTHER_COMPARISONS, Condition, variables
from questionnaires.definition import Questionnaire
from questionnaires.question_types import Grade, Grid, NumberGrid, Question, Ranking, Rating, missing_of

COMPARING = (*COMPARISONS, *OTHER_COMPARISONS)


@dataclass(frozen=True, slots=True)
class Asking:
    """Checks what one place of the questionnaire may ask for: the answers to what comes before it.

    `order`: question id -> its number in the order of asking; `end`: the number of the first that comes too late;
    `each`: the list that the place is asked for each item of; `who`: what the place is called.
    """

    questionnaire: Questionnaire
    order: Mapping[str, int]
    end: int
    each: str | None = None
    who: str = ""

    @classmethod
    def anywhere(cls, questionnaire: Questionnaire) -> Asking:
        """For a place that may ask for any answer."""
        order: dict[str, int] = {}
        for question in questionnaire.questions():
            order.setdefault(question.id, len(order))
        return cls(questionnaire, order, len(order))

    def called(self, who: str) -> Asking:
        """The same for another place that may ask for as much."""
        return dataclasses.replace(self, who=who)

    def at(self, question_id: str, who: str) -> Asking:
        """For a place that may ask for any answer, beside this question."""
        return dataclasses.replace(self, each=self.questionnaire.page_of(question_id).for_each, who=who)

    def before(self, question_id: str, who: str, *, whole_page: bool = False) -> Asking:
        """For a place at this question, or at the page that begins with it."""
        each = None if whole_page else self.questionnaire.page_of(question_id).for_each
        return dataclasses.replace(self, end=self.order[question_id], each=each, who=who)

    def earlier(self, question_id: str | None) -> Question | None:
        """The question, if it is asked before this place."""
        if question_id is None or self.order.get(question_id, self.end) >= self.end:
            return None
        return self.questionnaire.question(question_id)

    def near(self, word: str) -> str:
        """What is asked before this place and written much like `word`."""
        return near(word, (name for name, number in self.order.items() if number < self.end))

    def condition(self, condition: Condition, path: Path) -> Iterator[Finding]:
        """Everything wrong in a condition."""
        misshapen = tuple(_misshapen(condition.root, path))
        yield from misshapen
        if misshapen:
            return
        for inner, variable, wanted in variables(condition.root):
            place = (*path, *inner)
            found = tuple(self.variable(variable, place)) or tuple(self._sealed(variable, wanted, place))
            yield from found
            if isinstance(wanted, Mapping):
                yield from self._comparisons(wanted, place)
            elif not found:
                yield from self._codes(variable, wanted, place)

    def _sealed(self, variable: str, wanted: Any, path: Path) -> Iterator[Finding]:
        """Contact data are kept apart: later, nobody knows more than whether something was given."""
        question = self.questionnaire.places.get(variable.removeprefix("earlier."), (0, None))[1]
        if (
            question is not None
            and question.contact
            and not (isinstance(wanted, Mapping) and set(wanted) == {"answered"})
        ):
            hint = f"Ask whether it is answered: {{{variable}: {{answered: true}}}}."
            yield Finding(path, "contact-sealed", f"What '{variable}' says is kept apart.", hint)

    def _comparisons(self, wanted: Mapping[str, Any], path: Path) -> Iterator[Finding]:
        for name, bound in wanted.items():
            if name not in COMPARING:
                hint = near(name, COMPARING) or f"Use one of {listed(COMPARING)}."
                yield Finding((*path, name), "comparison-unknown", f"'{name}' is no comparison.", hint, key=True)
            elif name == "answered":
                if not isinstance(bound, bool):
                    text = f"'{bound}' does not say whether it is answered."
                    yield Finding((*path, name), "bound-wrong", text, "Write true or false.")
            else:
                yield from self.bound(bound, (*path, name), number_only=name == "change_over")

    def bound(self, bound: object, path: Path, *, number_only: bool = False) -> Iterator[Finding]:
        """A number, a date, or a formula on earlier answers."""
        if isinstance(bound, int | float) and not isinstance(bound, bool):
            return
        if number_only or not isinstance(bound, str):
            text = f"'{bound}' is nothing to compare with."
            yield Finding(path, "bound-wrong", text, "Write a number." if number_only else "Write a number or a date.")
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
            # A question with rows by itself is all of them at once, as in sum(E2).
            if not (self._rows(self.earlier(name)) and "." not in name):
                yield from self.variable(name, path, key=False)

    def variable(self, variable: str, path: Path, *, key: bool = True) -> Iterator[Finding]:
        """A variable that is there, and earlier: `B1`, `E1.row`, `role`, `round`, `earlier.B1`."""
        if variable == "round" or (variable == ROLE and self.questionnaire.roles):
            return
        before = variable.startswith("earlier.")
        question_id, _, part = variable.removeprefix("earlier.").partition(".")
        there = self.questionnaire.has(question_id)
        question = self.questionnaire.question(question_id) if before and there else self.earlier(question_id)
        if question is None:
            text = f"{self.who} asks for '{question_id}', which {'comes later' if there else 'is not there'}."
            hint = "Ask for something earlier, or move the question up." if there else self.near(question_id)
            yield Finding(path, "looks-forward" if there else "variable-unknown", text, hint, key=key)
            return
        rows = self._rows(question)
        if (part and part not in rows) or (rows and not part and not isinstance(question, Ranking)):
            hint = f"The rows: {listed(rows)}." if rows else f"It has no rows: ask for '{question_id}'."
            yield Finding(path, "variable-unknown", f"{self.who} asks for '{variable}'.", hint, key=key)

    def _rows(self, question: Question | None) -> list[str]:
        if isinstance(question, Grid | NumberGrid):
            return [row.code for row in question.rows]
        if isinstance(question, Ranking):
            return [option.code for option in question.all_choices]
        return []

    def _codes(self, variable: str, wanted: Any, path: Path) -> Iterator[Finding]:
        question_id, _, part = variable.removeprefix("earlier.").partition(".")
        each = self.questionnaire.page_of(question_id).for_each if self.questionnaire.has(question_id) else None
        if each is not None and each != self.each:
            hint = f"Ask on a page for each '{each}', or compare how many: {{{variable}: {{at_least: 1}}}}."
            text = f"'{question_id}' is asked for each '{each}', so it has no single answer here."
            yield Finding(path, "asked-per-item", text, hint)
            return
        codes = self._codes_of(question_id, part)
        for code in wanted if isinstance(wanted, list) else [wanted]:
            if codes is not None and str(code) not in codes:
                text = f"{self.who} asks for '{code}', which '{variable}' does not have."
                hint = f"Its codes: {listed(codes)}." if codes else f"It has no codes: use one of {listed(COMPARING)}."
                yield Finding(path, "code-unknown", text, hint)

    def _codes_of(self, question_id: str, part: str) -> list[str] | None:
        """The codes that a variable may have; None when any number will do or the trouble is told elsewhere."""
        if question_id == "round":
            return None
        if question_id == ROLE and not self.questionnaire.has(ROLE):
            return list(self.questionnaire.roles)
        question = self.questionnaire.question(question_id)
        if isinstance(question, Ranking) and part:
            return [str(place) for place in range(1, question.places + 1)]
        return codes_of(question)


def codes_of(question: Any) -> list[str] | None:
    """The codes that an answer may have, the ways of not answering last; None when its scale is not there."""
    if isinstance(question, Grade | Grid) and not question.has_scale:
        return None
    if question.type == "consent":
        return ["yes"]
    codes = [option.code for option in missing_of(question)]
    if isinstance(question, Rating):
        return [str(number) for number in range(question.low, min(question.high, question.low + 100) + 1)] + codes
    if isinstance(question, Ranking):
        return codes
    return [option.code for option in getattr(question, "all_choices", ())] + codes


def _misshapen(lines: Mapping[str, Any], path: Path) -> Iterator[Finding]:
    """Where the form of a condition is wrong."""
    if not lines:
        yield Finding(path, "condition-shape", "This condition says nothing.", "Write one as in '{B1: yes}'.")
    for key, wanted in lines.items():
        place: Path = (*path, key)
        if key == "not":
            if isinstance(wanted, Mapping):
                yield from _misshapen(wanted, place)
            else:
                yield Finding(place, "condition-shape", "'not' takes a condition.", "Write it as 'not: {B1: yes}'.")
        elif key in ("any", "all"):
            if not isinstance(wanted, list) or not wanted or not all(isinstance(one, Mapping) for one in wanted):
                hint = f"Write it as '{key}: [{{B1: yes}}, {{B2: no}}]'."
                yield Finding(place, "condition-shape", f"'{key}' takes a list of conditions.", hint)
            else:
                for number, branch in enumerate(wanted):
                    yield from _misshapen(branch, (*place, number))
        elif not _is_wanted(wanted):
            hint = "Write a code, a list of codes, or a comparison such as {at_least: 1}."
            yield Finding(place, "condition-shape", f"This does not say which answer '{key}' should have.", hint)


def _is_wanted(wanted: object) -> bool:
    if isinstance(wanted, list):
        return bool(wanted) and all(isinstance(code, str | int | float) for code in wanted)
    return isinstance(wanted, str | int | float) or (isinstance(wanted, Mapping) and bool(wanted))
