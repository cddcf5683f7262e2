"""The rule-book: what is wrong with an answer. The web, imports and stored data all ask here."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.answers import NOTHING, Answer, Asked, Setting
from questionnaires.conditions import bound_in, compares, holds
from questionnaires.figures import moment
from questionnaires.question_types import Date, Limit, Month, OwnList, Question, Time
from questionnaires.routing import Route, ShownPage
from questionnaires.rules import RULES, AnswerProblem


def problem_with(question: Question, answer: Answer | None, setting: Setting) -> AnswerProblem | None:
    """The first thing wrong with the answer to a question that is asked once; None if it will do."""
    return next(problems_with(Asked(question), answer, setting), None)


def problems_with(asked: Asked, answer: Answer | None, setting: Setting) -> Iterator[AnswerProblem]:
    """Everything that is wrong with one answer by itself, row by row."""
    question = asked.question
    if answer is None or answer in NOTHING:
        if question.required:
            yield from _nothing_given(asked)
        return
    yield from RULES[type(question)](asked, answer, setting)


def page_problems(route: Route, shown: ShownPage) -> tuple[AnswerProblem, ...]:
    """Everything that is wrong on one page, by itself or beside other answers, and what to look at again."""
    return tuple(problem for asked in shown.asked for problem in _problems(route, asked))


def all_problems(route: Route) -> tuple[AnswerProblem, ...]:
    """Everything that stands in the way of handing in, over all that is shown."""
    found = (problem for shown in route.pages() for problem in page_problems(route, shown))
    return tuple(problem for problem in found if not problem.soft)


def _problems(route: Route, asked: Asked) -> Iterator[AnswerProblem]:
    answer = asked.answer_in(route.answers)
    alone = tuple(problems_with(asked, answer, route.setting))
    yield from alone
    if not alone:
        yield from _together(route, asked)


def _together(route: Route, asked: Asked) -> Iterator[AnswerProblem]:
    """What is wrong with an answer beside others: its own limits, and the checks that are told at it."""
    question = asked.question
    for limit, soft in ((question.refuse_if, False), (question.warn_if, True)):
        if limit is not None:
            yield from _over_limit(route, asked, limit, soft=soft)
    for check in route.questionnaire.checks_at.get(question.id, ()):
        if holds(check.when, lambda variable: route.answer(variable, asked.slot)):
            yield AnswerProblem(_first_field(asked), "checked", {"own": check.say}, soft=check.level == "warn")


def _over_limit(route: Route, asked: Asked, limit: Limit, *, soft: bool) -> Iterator[AnswerProblem]:
    """The first comparison that holds; a grid of numbers is looked at row by row."""
    for field in asked.fields:
        slot = asked.slot
        variable = asked.question.id if slot is not None else field
        answer = route.answer(variable, slot)

        def answer_to(name: str, slot: str | None = slot) -> object:
            return route.answer(name, slot)

        for name, bound in limit.bounds.items():
            if compares(answer, name, bound, answer_to, variable):
                kind = f"{'warn' if soft else 'refuse'}_{name}"
                words: dict[str, object] = {"given": answer, "bound": bound_in(bound, answer_to)}
                if isinstance(asked.question, Date | Month | Time):
                    kind, words = f"{kind}_in_time", {each: moment(str(word)) for each, word in words.items()}
                yield AnswerProblem(field, kind, {"own": limit.say} if limit.say else words, soft=soft)
                break


def _nothing_given(asked: Asked) -> Iterator[AnswerProblem]:
    """One problem, at the first thing to fill in, in the question's own words."""
    question = asked.question
    yield AnswerProblem(_first_field(asked), "empty", {"own": question.when_empty} if question.when_empty else {})


def _first_field(asked: Asked) -> str:
    question = asked.question
    if isinstance(question, OwnList):
        return f"{question.id}.{question.slots[0]}"
    return next(iter(asked.fields), asked.field)
