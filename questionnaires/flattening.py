"""Row after row of the same questionnaire: as `rows.flatten` makes them, but what is alike for many is found once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from questionnaires.answers import NOTHING, Answers, Setting
from questionnaires.codebook import NOT_ASKED, Variable
from questionnaires.conditions import asks_for
from questionnaires.definition import Page, Questionnaire
from questionnaires.question_types import BaseQuestion, Calculated, missing_of
from questionnaires.routing import Route
from questionnaires.rows import cells

Cell = str | int | float | None
"""A code, a number or words; None where nothing was answered."""

HIDDEN = ""
"""The name, in a row that is being made, of all that routing hid."""
MOST_WAYS = 10_000
"""So many ways through a questionnaire are remembered; then all are forgotten, so that memory stays what it is."""


class Flattener:
    """Makes rows of some of a questionnaire's variables.

    Which questions are met hangs on nothing but the answers that conditions ask for, so all who gave the same ones
    share a way. Where more than that decides (lists to ask for, values to work out, an earlier round), each goes the
    whole route.
    """

    def __init__(self, questionnaire: Questionnaire, variables: Iterable[Variable]) -> None:
        self._questionnaire, self.variables = questionnaire, tuple(variables)
        self._names = [variable.name for variable in self.variables]
        self._ways: dict[str, tuple[list[str], list[_Parts]]] = {}

    def row(self, answers: Answers, setting: Setting) -> list[Cell]:
        """The cells of one submitted response, in the order of the variables; numbers are numbers."""
        if self._decides is None:
            found = cells(Route(self._questionnaire, answers, setting), self.variables)
            return [found.get(name) for name in self._names]
        given: dict[str, object] = dict(answers)
        key = repr([given.get(name) for name in self._decides])
        names, compound = self._ways.get(key) or self._found(key, answers, setting)
        for parts in compound:
            answer = given.get(parts.question)
            if answer is not None and answer not in NOTHING:
                parts.put(given, answer)
        given[HIDDEN] = NOT_ASKED
        return list(map(given.get, names))  # type: ignore[arg-type]  # only what has parts is no cell

    @cached_property
    def _decides(self) -> tuple[str, ...] | None:
        """The questions whose answers decide what is met; None where it is not decided by answers alone."""
        pages = self._questionnaire.all_pages
        asked = [name for page in pages for name in _asked_by(page)]
        simple = not any(
            page.for_each or any(isinstance(question, Calculated) for question in page.asked) for page in pages
        )
        if not simple or any(name.partition(".")[0] in ("earlier", "round") for name in asked):
            return None
        return tuple(dict.fromkeys(name.partition(".")[0] for name in asked))

    def _found(self, key: str, answers: Answers, setting: Setting) -> tuple[list[str], list[_Parts]]:
        asked = {one.question.id for one in Route(self._questionnaire, answers, setting).asked()}
        shown = [variable for variable in self.variables if variable.question in asked]
        names = [variable.name if variable.question in asked else HIDDEN for variable in self.variables]
        by_question: dict[str, list[Variable]] = {}
        for variable in shown:
            if variable.part is not None:
                by_question.setdefault(variable.question, []).append(variable)
        if len(self._ways) >= MOST_WAYS:
            self._ways.clear()
        self._ways[key] = names, [_Parts(question, found) for question, found in by_question.items()]
        return self._ways[key]


class _Parts:
    """The variables of one question that has several, and how its answer comes into them."""

    def __init__(self, question: str, variables: list[Variable]) -> None:
        self.question = question
        self.places = [(variable.name, variable.part) for variable in variables]
        self.ways_out = {entry.code for entry in variables[0].missing}

    def put(self, given: dict[str, object], answer: object) -> None:
        if isinstance(answer, list):
            alone = None if self.ways_out.isdisjoint(answer) else answer[0]
            for name, part in self.places:
                given[name] = alone or ("1" if part in answer else "0")
        elif isinstance(answer, Mapping):
            for name, part in self.places:
                given[name] = answer.get(part)
        else:
            for name, _part in self.places:
                given[name] = answer


def _asked_by(page: Page) -> Iterator[str]:
    """Every variable that decides something of the page."""
    yield from asks_for(page.show_when)
    for question in page.asked:
        yield from asks_for(question.show_when)
        yield from _asked_by_choices(question)


def _asked_by_choices(question: BaseQuestion) -> Iterator[str]:
    source: str | None = getattr(question, "choices_from", None)
    if source is not None:
        yield source
    for option in (*getattr(question, "choices", ()), *missing_of(question)):
        yield from asks_for(option.show_when)
