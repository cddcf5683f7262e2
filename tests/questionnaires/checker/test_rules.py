"""Each rule: one tiny questionnaire that breaks exactly it, at the place of the ▸, and one beside it that is right."""

import ast
from pathlib import Path

import pytest

import questionnaires.checker
from questionnaires.loading import QuestionnaireError, check
from questionnaires.yaml_tree import Problem
from tests.questionnaires.checker.cases import CASES

WARNINGS = {
    *(
        "hard-to-read",
        "minutes-unlikely",
        "missing-code-expected",
        "one-choice",
        "placeholder-no-fallback",
        "role-unknown",
    ),
    *("role-unspoken", "subgoal-no-indicator", "text-falls-back"),
}


def problems(text: str) -> tuple[Problem, ...]:
    try:
        return check(text).warnings
    except QuestionnaireError as error:
        return error.problems


EACH = {f"{rule} {number}": (rule, *case) for rule, cases in CASES.items() for number, case in enumerate(cases, 1)}


@pytest.mark.parametrize(("rule", "wrong", "right"), EACH.values(), ids=EACH)
def test_a_rule_tells_what_breaks_it_and_lets_be_what_does_not(rule: str, wrong: str, right: str) -> None:
    before = wrong[: wrong.index("▸")]
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    told = problems(wrong.replace("▸", ""))
    assert {(found.rule, found.line, found.column) for found in told} == {(rule, *place)}
    assert all(found.text.endswith(".") for found in told)
    assert all(found.level == ("warning" if rule in WARNINGS else "error") for found in told)
    assert problems(right) == ()


def test_every_rule_of_the_checker_has_its_tiny_questionnaire() -> None:
    rules: set[str] = set()
    for file in Path(questionnaires.checker.__file__).parent.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                for part in ast.walk(node.args[1]):
                    rule = named.get(part.id) if isinstance(part, ast.Name) else getattr(part, "value", None)
                    if isinstance(rule, str):
                        rules.add(rule)
    assert rules == set(CASES)
