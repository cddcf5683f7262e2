"""What a survey methodologist would ask about: ways of not answering, indicators, and lists of one."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.checker.findings import Finding, Path
from questionnaires.definition import Questionnaire
from questionnaires.question_types import Choice, Grade, Grid, Question, _Choosing, _Numeric, missing_of

SECONDS_EACH = (3, 600)
"""Whoever reads a question and answers it takes longer than the one, and hardly longer than the other."""

FEWEST_ALIKE = 3
"""Questions of a kind that must agree before one that differs is worth a word."""


def habits(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Warnings about what is allowed, but seldom meant."""
    yield from _unlikely_minutes(questionnaire)
    odd = set(_without_missing(questionnaire))
    for place, page in enumerate(questionnaire.pages):
        for number, question in enumerate(page.questions):
            path: Path = ("pages", place, "questions", number)
            if question.id in odd:
                text = f"'{question.id}' has no way of not answering, though others of its kind have."
                hint = "Add 'missing', as in 'missing: {dont_know: {nb: Vet ikke}}'."
                yield Finding((*path, "id"), "missing-code-expected", text, hint, level="warning")
            yield from (found.under(path) for found in _forced(question))
            yield from (found.under(path) for found in _no_indicator(question))
            if isinstance(question, _Choosing) and len(question.choices) == 1:
                hint = "Add another, or use 'consent' for something to agree to."
                yield Finding((*path, "choices"), "one-choice", "There is only one choice.", hint, level="warning")


def _unlikely_minutes(questionnaire: Questionnaire) -> Iterator[Finding]:
    """A promise about time that the number of questions gives the lie."""
    asked = sum(
        len(getattr(one, "rows", ())) or 1 for page in questionnaire.pages for one in page.questions if one.asks
    )
    if questionnaire.minutes is None or not asked:
        return
    each = questionnaire.minutes * 60 / asked
    if not SECONDS_EACH[0] <= each <= SECONDS_EACH[1]:
        text = f"{questionnaire.minutes} minutes for {asked} questions is {each:.0f} seconds for each."
        hint = "Let a few people answer it, and write how long most of them took."
        yield Finding(("minutes",), "minutes-unlikely", text, hint, level="warning")


def _kind(question: Question) -> str | None:
    """Questions that are answered from the same sort of knowledge."""
    if isinstance(question, Choice):
        return "choice"
    if isinstance(question, Grade | Grid) and question.has_scale:
        return "grade"
    return "number" if isinstance(question, _Numeric) else None


def _without_missing(questionnaire: Questionnaire) -> Iterator[str]:
    """Questions without missing codes, where most of the same kind have them."""
    kinds: dict[str, list[Question]] = {}
    for page in questionnaire.pages:
        for question in page.questions:
            if (kind := _kind(question)) is not None:
                kinds.setdefault(kind, []).append(question)
    for alike in kinds.values():
        lacking = [question.id for question in alike if not missing_of(question)]
        if len(alike) - len(lacking) >= max(FEWEST_ALIKE, 2 * len(lacking)):
            yield from lacking


def _forced(question: Question) -> Iterator[Finding]:
    """A grade that must be given by one who may not know, or whom it may not concern."""
    if question.required and isinstance(question, Grade | Grid) and question.has_scale and not missing_of(question):
        text = f"'{question.id}' must be graded, also by one who does not know."
        hint = f"Give scale '{question.scale}' a 'missing' code, or let the question be optional."
        yield Finding(("required",), "missing-code-expected", text, hint, level="warning")


def _no_indicator(question: Question) -> Iterator[Finding]:
    """A sub-goal that a report would have nothing to say of."""
    if not isinstance(question, Choice | Grade | Grid) or question.indicator is not None:
        return
    tagged = question.subgoal or (isinstance(question, Grid) and any(row.subgoal for row in question.rows))
    if tagged:
        text = f"'{question.id}' is tagged with a sub-goal, but has no indicator to follow it by."
        hint = "Say which codes count, as in 'indicator: {codes: [yes], label: …}', or take the tag out."
        yield Finding(("subgoal",), "subgoal-no-indicator", text, hint, key=True, level="warning")
