"""What is called impossible is held against every answer there could be, given to `Route`."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.answers import Answers, Setting
from questionnaires.checker.findings import Path
from questionnaires.checker.reachability import unreachable
from questionnaires.checks import problem_with
from questionnaires.definition import Questionnaire
from questionnaires.routing import Route

CHOICES: dict[str, Any] = {"a": {"nb": "A"}, "b": {"nb": "B"}, "c": {"nb": "C"}}
KINDS: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "choice": ({"choices": CHOICES, "missing": {"dk": {"nb": "?"}}}, ["a", "b", "c", "dk"]),
    "grade": ({"scale": "s"}, ["1", "2", "3", "na"]),
    "choices": (
        {"choices": {**CHOICES, "none": {"nb": "-", "exclusive": True}}, "at_most": 2},
        [["a"], ["b"], ["c"], ["a", "b"], ["a", "c"], ["b", "c"], ["none"]],
    ),
    "count": ({"from": 1, "to": 4, "missing": {"dk": {"nb": "?"}}}, [1, 2, 3, 4, "dk"]),
    "number": ({"from": 0, "to": 0.4, "decimals": 1}, [0, 0.1, 0.2, 0.3, 0.4]),
    "rating": ({"from": 0, "to": 3}, [0, 1, 2, 3]),
    "consent": ({}, ["yes"]),
    "date": ({"from": "2024-01-01", "to": "2024-01-03"}, ["2024-01-01", "2024-01-02", "2024-01-03"]),
    "short_text": ({}, ["words"]),
    "own_list": ({"items": {"from": 1, "to": 2}}, [{"1": "x"}, {"1": "x", "2": "y"}]),
    "information": ({}, []),
}
"""Type -> what else it needs, and every answer that it can get."""
SCALE = {"choices": {1: {"nb": "1"}, 2: {"nb": "2"}, 3: {"nb": "3"}}, "missing": {"na": {"nb": "?"}}}
CODES = {"choice": "abc", "grade": "123", "choices": ["a", "b", "none"], "rating": "0123", "consent": ["yes"]}
BOUNDS: dict[str, list[Any]] = {
    "grade": [1, 3, 4],
    "choices": [0, 1, 2, 3],
    "count": [0, 1, 2.5, 4],
    "number": [-1, 0, 0.25, 0.4],
    "rating": [0, 1, 3],
    "date": ["2023-12-31", "2024-01-01", "2024-01-02", "2024-01-03", "2024-02", 3],
    "own_list": [0, 1, 2, 3],
    "round": [0, 1, 2],
}
COMPARISONS = st.sampled_from(["at_least", "at_most", "more_than", "less_than", "equals"])
LONGEST_ROUND = 4
SOMETIMES: st.SearchStrategy[Any] = st.booleans()


@st.composite
def conditions(draw: st.DrawFn, known: dict[str, str], depth: int = 2) -> dict[str, Any]:
    """A condition on some of the variables (variable -> type)."""
    shape = draw(st.sampled_from(["line", "line", "line", "two", "any", "all", "not"])) if depth else "line"
    if shape in ("any", "all"):
        return {shape: draw(st.lists(conditions(known, depth - 1), min_size=1, max_size=3))}
    if shape == "not":
        return {"not": draw(conditions(known, depth - 1))}
    if shape == "two":
        return {**draw(conditions(known, 0)), **draw(conditions(known, 0))}
    variable = draw(st.sampled_from(sorted(known)))
    kind = known[variable]
    ways = ["answered"] * (variable != "round") + ["codes"] * (kind in CODES) + ["bounds"] * 2 * (kind in BOUNDS)
    match draw(st.sampled_from(ways)):
        case "codes":
            return {variable: draw(st.lists(st.sampled_from(sorted(CODES[kind])), min_size=1, max_size=2))}
        case "bounds":
            bounds = st.dictionaries(COMPARISONS, st.sampled_from(BOUNDS[kind]), min_size=1, max_size=2)
            return {variable: draw(bounds)}
        case _:
            return {variable: {"answered": draw(SOMETIMES)}}


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Three to five questions on one to three pages, with conditions on what comes before."""
    known: dict[str, str] = {"round": "round"}
    pages: list[dict[str, Any]] = []
    lists: list[str] = []
    several_answers = 0
    for number in range(draw(st.integers(3, 5))):
        new_page = not pages or draw(SOMETIMES)
        if new_page:
            page: dict[str, Any] = {"id": f"p{number}", "title": {"nb": "…"}, "questions": []}
            if pages and draw(SOMETIMES):
                page["show_when"] = draw(conditions({name: kind for name, kind in known.items() if "." not in name}))
            if lists and draw(SOMETIMES):
                page["for_each"] = draw(st.sampled_from(lists))
            pages.append(page)
        page, name = pages[-1], f"q{number}"
        kinds = [kind for kind in KINDS if "for_each" not in page or kind != "own_list"]
        # Every combination of answers is tried, so there is room for few questions with many.
        kind = draw(st.sampled_from(kinds if several_answers < 2 else ["consent", "short_text", "information"]))
        several_answers += len(KINDS[kind][1]) > 2
        question: dict[str, Any] = {"id": name, "type": kind, "text": {"nb": "…"}, **KINDS[kind][0]}
        here = {each: kind for each, kind in known.items() if not _elsewhere(pages, each, page.get("for_each"))}
        if draw(SOMETIMES):
            question["show_when"] = draw(conditions(here))
        if kind == "choice" and draw(SOMETIMES):
            question["choices"] = {**CHOICES, "b": {"nb": "B", "show_when": draw(conditions(here))}}
        page["questions"].append(question)
        known[name] = kind
        if kind in ("own_list", "choices") and "for_each" not in page:
            lists.append(name)
        if number == 0:
            known["earlier.q0"] = kind
    about = {"id": "q", "title": {"nb": "…"}, "languages": ["nb"], "unit": "person", "about": {"nb": "…"}}
    return Questionnaire.model_validate({**about, "scales": {"s": SCALE}, "pages": pages})


def _elsewhere(pages: list[dict[str, Any]], variable: str, each: str | None) -> bool:
    """Whether the variable is asked for each item of another list, or must not be asked for across pages."""
    for page in pages:
        if any(question["id"] == variable for question in page["questions"]):
            return page.get("for_each") not in (None, each)
    return False


def every_answer(questionnaire: Questionnaire) -> Iterator[tuple[Answers, Setting]]:
    """Every document of answers that are right by themselves, in every setting that conditions can tell apart."""
    options: dict[str, list[Any]] = {}
    for page in questionnaire.pages:
        for question in page.questions:
            answers = [None, *KINDS[question.type][1]]
            if page.for_each is not None:
                answers = [dict.fromkeys(("1", "2", "a", "b", "c", "none"), answer) for answer in answers[1:]]
                answers.append(None)
            options[question.id] = answers
    first = next(iter(options))
    text = questionnaire.canonical_json()
    befores = options[first] if "earlier." in text else [None]
    numbers = range(1, LONGEST_ROUND) if '"round"' in text else [1]
    for before, number in product(befores, numbers):
        earlier = {first: before} if before is not None else {}
        setting = Setting(date(2024, 1, 2), round_number=number, earlier=earlier)
        for combination in product(*options.values()):
            yield {key: each for key, each in zip(options, combination, strict=True) if each is not None}, setting


def offered_ones(questionnaire: Questionnaire, route: Route) -> bool:
    """Whether each answer is one that was offered, as the page would have demanded."""
    return all(
        asked.offered is None
        or asked.answer_in(route.answers) in (None, "dk", *(option.code for option in asked.offered))
        for asked in route.asked()
    )


def met(questionnaire: Questionnaire) -> set[str | tuple[str, str]]:
    """The ids of all pages and questions that some answers lead to, and (question, code) of all choices."""
    found: set[str | tuple[str, str]] = set()
    for answers, setting in every_answer(questionnaire):
        route = Route(questionnaire, answers, setting)
        if offered_ones(questionnaire, route):
            for shown in route.pages():
                found.add(shown.page.id)
                for asked in shown.asked:
                    found |= {asked.question.id, *((asked.question.id, option.code) for option in asked.choices)}
    return found


def named(questionnaire: Questionnaire, path: Path) -> str | tuple[str, str]:
    """What a finding is about, as `met` names it."""
    match path:
        case ("pages", int() as page, "questions", int() as number, "choices", int() as place, *_):
            question: Any = questionnaire.pages[page].questions[number]
            return question.id, question.choices[place].code
        case ("pages", int() as page, "questions", int() as number, *_):
            return questionnaire.pages[page].questions[number].id
        case ("pages", int() as page, *_):
            return questionnaire.pages[page].id
    raise AssertionError(path)


def everything_in(questionnaire: Questionnaire) -> set[str | tuple[str, str]]:
    found: set[str | tuple[str, str]] = {page.id for page in questionnaire.pages}
    for question in questionnaire.questions():
        found |= {question.id, *((question.id, option.code) for option in getattr(question, "all_choices", ()))}
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(questionnaires())
def test_what_is_called_impossible_never_happens_and_what_never_happens_is_told(questionnaire: Questionnaire) -> None:
    told = {named(questionnaire, found.path) for found in unreachable(questionnaire, ())}
    reached = met(questionnaire)
    assert not told & reached
    # What hangs on a thing that is told already is not told again, so only its absence says that all is well.
    assert bool(told) is bool(everything_in(questionnaire) - reached)


def test_the_answers_tried_here_are_those_that_the_rule_book_lets_pass() -> None:
    for kind, (needs, answers) in KINDS.items():
        page = {"id": "p", "title": {"nb": "…"}, "questions": [{"id": "q", "type": kind, "text": {"nb": "…"}, **needs}]}
        about = {"id": "q", "title": {"nb": "…"}, "languages": ["nb"], "unit": "person", "about": {"nb": "…"}}
        whole = Questionnaire.model_validate({**about, "scales": {"s": SCALE}, "pages": [page]})
        question = whole.question("q")
        setting = Setting(date(2024, 1, 2))
        assert [problem_with(question, answer, setting) for answer in answers] == [None] * len(answers)


def whole(*questions: dict[str, Any]) -> Questionnaire:
    """One page with these questions."""
    about = {"id": "q", "title": {"nb": "…"}, "languages": ["nb"], "unit": "person", "about": {"nb": "…"}}
    asked = [{"text": {"nb": "…"}, **question} for question in questions]
    return Questionnaire.model_validate({**about, "pages": [{"id": "p", "title": {"nb": "…"}, "questions": asked}]})


@pytest.mark.parametrize("depth", [5, 30])
def test_a_long_chain_of_conditions_can_hold(depth: int) -> None:
    chain = [
        {"id": f"q{number}", "type": "consent", "show_when": {f"q{number - 1}": "yes"}} for number in range(1, depth)
    ]
    assert list(unreachable(whole({"id": "q0", "type": "consent"}, *chain), ())) == []


POSSIBLE: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"type": "number"}, {"more_than": 1e18, "less_than": 1.5e18}),
    ({"type": "number"}, {"more_than": -3e250, "less_than": -2e250}),
    ({"type": "number", "decimals": 2, "from": 0.005}, {"more_than": 0.005, "at_most": 0.01}),
    ({"type": "count", "to": 9_007_199_254_740_995}, {"more_than": 9_007_199_254_740_992}),
    ({"type": "currency"}, {"more_than": 999_999_999_999, "less_than": 1_000_000_000_001}),
    ({"type": "year"}, {"more_than": 2150}),
    ({"type": "date", "to": "round"}, {"more_than": "9000-01-01"}),
    ({"type": "month"}, {"more_than": "2024-01", "less_than": "2024-03"}),
    ({"type": "time", "from": "08:00"}, {"less_than": "08:01"}),
    ({"type": "date"}, {"more_than": "2024-13"}),
    ({"type": "short_text"}, {"more_than": 5}),
    ({"type": "calculated", "value": "1 + 1"}, {"more_than": 5}),
    ({"type": "count"}, {"more_than": "q0 / 2"}),
]
IMPOSSIBLE: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"type": "number", "decimals": 0}, {"more_than": 1, "less_than": 2}),
    ({"type": "number", "decimals": 1, "from": 0.25}, {"at_most": 0.29}),
    ({"type": "year", "from": 1990}, {"at_most": 1989}),
    ({"type": "month", "from": "2024-02"}, {"at_most": "2024-01"}),
    ({"type": "time"}, {"more_than": "23:59"}),
    ({"type": "date"}, {"more_than": "2024-02-28", "less_than": "2024-02-29"}),
    ({"type": "information"}, {"answered": True}),
]


@pytest.mark.parametrize(("question", "compared"), POSSIBLE)
def test_what_an_extreme_answer_makes_true_can_hold(question: dict[str, Any], compared: dict[str, Any]) -> None:
    shown = {"id": "q1", "type": "consent", "show_when": {"q0": compared}}
    assert list(unreachable(whole({"id": "q0", **question}, shown), ())) == []


@pytest.mark.parametrize(("question", "compared"), IMPOSSIBLE)
def test_what_no_answer_makes_true_never_holds(question: dict[str, Any], compared: dict[str, Any]) -> None:
    shown = {"id": "q1", "type": "consent", "show_when": {"q0": compared}}
    assert [found.rule for found in unreachable(whole({"id": "q0", **question}, shown), ())] == ["never-holds"]


def test_a_condition_that_asks_for_very_much_is_let_be() -> None:
    many = [{"id": f"q{number}", "type": "consent"} for number in range(1500)]
    all_of_them = {"id": "last", "type": "consent", "show_when": {"any": [{each["id"]: "yes"} for each in many]}}
    assert list(unreachable(whole(*many, all_of_them), ())) == []


def test_much_that_is_hard_to_decide_is_let_be() -> None:
    coins = [{"id": f"c{number}", "type": "count", "to": 9} for number in range(12)]
    sums = {
        "all": [
            {"any": [{f"c{a}": {"equals": b}}, {f"c{b}": {"equals": a}}]} for a in range(12) for b in range(9) if a != b
        ]
    }
    hard = [{"id": f"h{number}", "type": "consent", "show_when": sums} for number in range(300)]
    assert list(unreachable(whole(*coins, *hard), ())) == []
