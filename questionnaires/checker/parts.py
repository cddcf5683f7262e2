"""Pages and questions: ids, codes, bounds, and what each type of question may be asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questionnaires.checker.asking import Asking
from questionnaires.checker.findings import Finding, Path, near, twice
from questionnaires.companions import companions_of
from questionnaires.definition import Page, Questionnaire
from questionnaires.question_types import (
    BaseQuestion,
    Calculated,
    Choice,
    Grade,
    Grid,
    MultipleChoice,
    Municipality,
    NumberGrid,
    Option,
    OwnList,
    Question,
    Ranking,
    Rating,
    SuppliedList,
    _Choosing,
    _Numeric,
    missing_of,
)

RESERVED_IDS = {"any", "all", "not", "round", "earlier", "role", "revision", "csrf_token", "shown", "go"}
RESERVED_CODES = {"not_asked"}
NOT_REPEATED = (OwnList, SuppliedList, Grid, NumberGrid, Ranking, Municipality)
"""What cannot be asked once for each item of a list, since its answer has parts of its own."""


def parts(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Everything wrong with the pages, the questions and the scales."""
    yield from _ids(questionnaire)
    for place, page in enumerate(questionnaire.pages):
        yield from _page(questionnaire, page, ("pages", place))
        for number, question in enumerate(page.questions):
            yield from _question(questionnaire, question, ("pages", place, "questions", number))
    for name, scale in questionnaire.scales.items():
        yield from _codes(scale.choices, scale.missing, ("scales", name))
        for place, option in enumerate(scale.choices):
            if option.own_text or option.exclusive or option.show_when:
                text = "A shared scale has plain choices: no 'own_text', 'exclusive' or 'show_when'."
                yield Finding(("scales", name, "choices", place), "scale-plain", text, key=True)
    if questionnaire.unit == "municipality" and not any(isinstance(q, Municipality) for q in questionnaire.questions()):
        text = "A survey of municipalities needs one question of type 'municipality'."
        yield Finding(("unit",), "municipality-missing", text)


def _ids(questionnaire: Questionnaire) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    page_ids: set[str] = set()
    keys = 0
    for place, page in enumerate(questionnaire.pages):
        if page.id in page_ids or (page.id == "role" and len(questionnaire.roles) > 1):
            yield Finding(("pages", place, "id"), "id-twice", f"There is another page '{page.id}' above.")
        page_ids.add(page.id)
        for number, question in enumerate(page.questions):
            path: Path = ("pages", place, "questions", number, "id")
            if question.id in RESERVED_IDS:
                text = f"'{question.id}' is a word of the language; choose another id."
                yield Finding(path, "id-reserved", text)
            for one in (question, *companions_of(question)):
                if one.id in seen:
                    text = f"There is another question '{one.id}' {seen[one.id]}. Ids are used once."
                    yield Finding(path, "id-twice", text)
                seen[one.id] = "above" if one is question else f"(it comes with '{question.id}')"
            keys += isinstance(question, Municipality)
            if keys > 1 and isinstance(question, Municipality):
                yield Finding(path[:-1], "municipality-twice", "Only one question can ask for the municipality.")


def _page(questionnaire: Questionnaire, page: Page, path: tuple[str, int]) -> Iterator[Finding]:
    asking = Asking(questionnaire, page.questions[0].id, f"show_when of page '{page.id}'")
    if page.show_when is not None:
        yield from asking.condition(page.show_when, (*path, "show_when"))
    if page.for_each is None:
        return
    source = asking.earlier.get(page.for_each)
    if page.for_each not in questionnaire.scales and not isinstance(source, OwnList | SuppliedList | MultipleChoice):
        text = f"'{page.for_each}' is no scale, and no list or 'choices' on an earlier page."
        yield Finding((*path, "for_each"), "for-each", text + near(page.for_each, asking.earlier))
    for number, question in enumerate(page.questions):
        if isinstance(question, NOT_REPEATED) or question.contact:
            text = f"A question of type '{question.type}' cannot be asked for each item of a list."
            yield Finding((*path, "questions", number, "type"), "for-each", text)


def _question(questionnaire: Questionnaire, question: Question, path: Path) -> Iterator[Finding]:
    asking = Asking(questionnaire, question.id, f"show_when of '{question.id}'")
    if question.show_when is not None:
        yield from asking.condition(question.show_when, (*path, "show_when"))
    for inner, each in _inside(questionnaire, question):
        yield Finding((*path, *inner), *each)
    if isinstance(question, _Choosing):
        yield from _choosing(questionnaire, question, path)
    elif "missing" in type(question).model_fields:
        yield from _codes((), missing_of(question), path)
    if isinstance(question, Calculated):
        own = Asking(questionnaire, question.id, f"the value of '{question.id}'")
        yield from own.formula(question.value, (*path, "value"))
    for name in ("warn_if", "refuse_if"):
        if (limit := getattr(question, name)) is not None:
            limits = Asking(questionnaire, None, f"{name} of '{question.id}'")
            if not limit.bounds:
                yield Finding((*path, name), "condition-shape", f"Say when, as in '{name}: {{less_than: 1}}'.")
            for comparison, bound in limit.bounds.items():
                yield from limits.bound(bound, (*path, name, comparison))


Inner = tuple[Path, tuple[str, str]]


def _inside(questionnaire: Questionnaire, question: Question) -> Iterator[Inner]:
    """What is wrong in a question by itself: where in it, and the rule and text."""
    for name in ("scale", "importance"):
        wanted = getattr(question, name, None)
        if wanted is not None and wanted not in questionnaire.scales:
            yield (name,), ("scale-unknown", f"There is no scale '{wanted}'.{near(wanted, questionnaire.scales)}")
    if isinstance(question, Grid | NumberGrid):
        for found in twice([row.code for row in question.rows], ("rows",)):
            yield found.path, (found.rule, found.text)
    if question.required and question.when_empty is None:
        text = f"'{question.id}' is required: say in 'when_empty' what the respondent must do, as in «Velg …»."
        yield ("required",), ("when-empty-missing", text)
    if question.required and not question.asks:
        yield ("required",), ("required-unasked", f"Nobody answers '{question.id}', so it cannot be required.")
    yield from _bounds(question)
    yield from _indicator(question)
    yield from _merging(question)


def _bounds(question: BaseQuestion) -> Iterator[Inner]:
    low, high = getattr(question, "low", None), getattr(question, "high", None)
    if low is not None and high is not None and "round" not in (low, high) and low >= high:
        shown = (f"{low:g}", f"{high:g}") if isinstance(low, int | float) else (low, high)
        yield ("from",), ("bounds", f"'from' ({shown[0]}) must be smaller than 'to' ({shown[1]}).")
    if isinstance(question, Rating):
        for place, end in enumerate(question.ends):
            if end.code not in (str(question.low), str(question.high)):
                yield ("ends", place), ("rating-ends", f"'{end.code}' is no end of {question.low}-{question.high}.")
        if question.high - question.low > 20:
            yield ("to",), ("rating-long", "A rating has at most 21 points; use 'count' for more.")
    if isinstance(question, OwnList) and question.items.low > question.items.high:
        yield ("items",), ("bounds", "'from' is larger than 'to'.")


def _merging(question: BaseQuestion) -> Iterator[Inner]:
    numeric = isinstance(question, _Numeric | Calculated)
    if question.merge == "sum" and not numeric:
        yield ("merge",), ("merge", "Only counts and numbers can be summed when municipalities merge.")
    if question.merge == "share" and not isinstance(question, Choice | MultipleChoice | Grade | Grid):
        yield ("merge",), ("merge", "'share' is for choices and grades; numbers take 'sum', the rest 'list'.")


def _indicator(question: BaseQuestion) -> Iterator[Inner]:
    if not isinstance(question, Choice | Grade | Grid) or question.indicator is None:
        return
    if isinstance(question, Grade | Grid) and not question.has_scale:
        return
    known = [option.code for option in question.all_choices]
    for place, code in enumerate(question.indicator.codes):
        if code not in known:
            text = f"The indicator counts '{code}', which '{question.id}' does not have. Its codes: {', '.join(known)}."
            yield ("indicator", "codes", place), ("code-unknown", text)


def _choosing(questionnaire: Questionnaire, question: Any, path: Path) -> Iterator[Finding]:
    asking = Asking(questionnaire, question.id, f"show_when of a choice of '{question.id}'")
    if bool(question.choices) is (question.choices_from is not None):
        text = f"'{question.id}' needs either 'choices' or 'choices_from'."
        yield Finding(path, "choices", text, key=True)
    elif question.choices_from is not None:
        source = asking.earlier.get(question.choices_from)
        if not isinstance(source, MultipleChoice | OwnList | SuppliedList):
            text = f"'{question.choices_from}' is no earlier list or 'choices'."
            yield Finding((*path, "choices_from"), "choices", text + near(question.choices_from, asking.earlier))
    for place, option in enumerate(question.choices):
        if option.show_when is not None:
            yield from asking.condition(option.show_when, (*path, "choices", place, "show_when"))
        if option.own_text and isinstance(question, Ranking):
            text = "A choice to rank cannot have 'own_text'; ask for it in a question of its own."
            yield Finding((*path, "choices", place), "choices", text, key=True)
    yield from _codes(question.choices, question.missing, path)
    for name in ("at_most", "at_least"):
        bound = getattr(question, name, None)
        if bound is not None and question.choices and bound > len(question.choices):
            text = f"'{name}' is {bound}, but there are {len(question.choices)} choices."
            yield Finding((*path, name), "choices", text)


def _codes(choices: tuple[Option, ...], missing: tuple[Option, ...], path: Path) -> Iterator[Finding]:
    yield from twice([option.code for option in (*choices, *missing)], path)
    for kind, options in (("choices", choices), ("missing", missing)):
        for place, option in enumerate(options):
            if option.code in RESERVED_CODES:
                text = f"'{option.code}' is a code that Medvirk sets itself; choose another."
                yield Finding((*path, kind, place), "code-reserved", text, key=True)
