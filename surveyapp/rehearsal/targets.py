"""What a rehearsal tries to reach: every page, question, choice, limit and check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from questionnaires.conditions import Condition
from questionnaires.definition import Page, Questionnaire
from questionnaires.question_types import Calculated, Limit, Option, Question, Ranking, missing_of
from questionnaires.yaml_tree import Path
from surveyapp.synthetic.answering import inputs_of
from surveyapp.synthetic.wishes import Wish, wishes

Kind = Literal["page", "question", "choice", "warning", "refusal"]


@dataclass(frozen=True, slots=True)
class Target:
    """Something to reach: `question_id` is where it is met, `when` the conditions of its own, `path` its place."""

    kind: Kind
    name: str
    question_id: str
    path: Path
    when: tuple[Condition, ...] = ()


def targets_of(questionnaire: Questionnaire) -> Iterator[Target]:
    """Everything there is to reach, in the order of the file."""
    authored = {page.id: number for number, page in enumerate(questionnaire.pages)}
    for page in questionnaire.all_pages:
        place: Path = ("pages", authored[page.id]) if page.id in authored else ()
        yield Target("page", page.id, page.asked[0].id, place, _whens(page.show_when))
        numbers = {question.id: number for number, question in enumerate(page.questions)}
        for question in page.asked:
            number = numbers.get(question.companion_of or question.id, 0)
            yield from _of_question(page, question, (*place, "questions", number) if place else ())
    for name, check in questionnaire.checks.items():
        kind: Kind = "warning" if check.level == "warn" else "refusal"
        yield Target(kind, f"check {name}", check.at, ("checks", name), (check.when,))


def _of_question(page: Page, question: Question, place: Path) -> Iterator[Target]:
    yield Target("question", question.id, question.id, place, _whens(page.show_when, question.show_when))
    for key, option in _options(question):
        scale = getattr(question, "scale", None)
        around: Path = ("scales", scale) if scale else place
        code = Condition({_variable(question): option.code})
        yield Target(
            "choice",
            f"{question.id}: {option.code}",
            question.id,
            (*around, key, option.code),
            (*_whens(option.show_when), code),
        )
    kinds: tuple[tuple[Kind, str, Limit | None], ...] = (
        ("warning", "warn_if", question.warn_if),
        ("refusal", "refuse_if", question.refuse_if),
    )
    for kind, key, limit in kinds:
        if limit is not None and limit.bounds:
            over = [{_variable(question): {name: bound}} for name, bound in limit.bounds.items()]
            yield Target(kind, f"{question.id} {key}", question.id, (*place, key), (Condition({"any": over}),))


def _options(question: Question) -> Iterator[tuple[str, Option]]:
    """The codes that somebody can answer with; a place in a ranking is no such code."""
    if not isinstance(question, Ranking):
        yield from (("choices", option) for option in getattr(question, "all_choices", ()))
    yield from (("missing", option) for option in missing_of(question))


def _variable(question: Any) -> str:
    """The variable that a code or a number stands in: the first row of a grid, else the question."""
    return f"{question.id}.{question.rows[0].code}" if hasattr(question, "rows") else question.id


def _whens(*conditions: Condition | None) -> tuple[Condition, ...]:
    return tuple(condition for condition in conditions if condition is not None)


def wishes_for(questionnaire: Questionnaire, target: Target, rng: Random) -> list[Wish]:
    """What must be answered on the way to the target, as far back as anything hangs on anything."""
    found: list[Wish] = []
    for condition in target.when:
        found += wishes(condition.root, rng)
    waiting = [target.question_id, *(wish.question_id for wish in found)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or not questionnaire.has(name):
            continue
        seen.add(name)
        more = list(_on_the_way(questionnaire, name, rng))
        found += more
        waiting += [wish.question_id for wish in more]
        waiting += inputs_of(questionnaire, name) if isinstance(questionnaire.question(name), Calculated) else ()
    return found


def _on_the_way(questionnaire: Questionnaire, question_id: str, rng: Random) -> Iterator[Wish]:
    """What a question hangs on: that it and its page are shown, and that its list has items."""
    question: Any = questionnaire.question(question_id)
    page = questionnaire.page_of(question_id)
    for condition in _whens(page.show_when, question.show_when):
        yield from wishes(condition.root, rng)
    for source in (page.for_each, getattr(question, "choices_from", None)):
        if source is not None and source not in questionnaire.scales:
            yield Wish(source, Condition({source: {"answered": True}}))


def codes_in(question: Question, answer: object) -> Iterator[str]:
    """The codes that an answer holds, in all its rows or items."""
    if isinstance(answer, Mapping):
        for inner in answer.values():
            yield from codes_in(question, inner)
    elif isinstance(answer, list):
        yield from answer
    elif isinstance(answer, str):
        yield answer


def turning_lines(questionnaire: Questionnaire) -> Iterator[Wish]:
    """Every line that any condition holds about one variable: what answers are chosen around."""

    def conditions() -> Iterator[Condition]:
        for page in questionnaire.all_pages:
            yield from _whens(page.show_when)
            for question in page.asked:
                options = getattr(question, "choices", ())
                yield from _whens(question.show_when, *(option.show_when for option in options))
        yield from (check.when for check in questionnaire.checks.values())

    for condition in conditions():
        yield from _lines(condition.root)


def _lines(lines: Mapping[str, Any]) -> Iterator[Wish]:
    for key, wanted in lines.items():
        if key in ("any", "all"):
            for branch in wanted:
                yield from _lines(branch)
        elif key == "not":
            yield from _lines(wanted)
        else:
            yield Wish(key, Condition({key: wanted}))
            yield Wish(key, Condition({"not": {key: wanted}}))
