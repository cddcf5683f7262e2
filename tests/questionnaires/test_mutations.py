"""Files spoilt by chance are loaded or refused with their problems: never another exception."""

import pytest

from questionnaires.definition import Questionnaire
from questionnaires.loading import QuestionnaireError, check
from questionnaires.yaml_tree import Problem
from tests.questionnaires.yaml_mutations import mutated_yaml

SEEDS = 300


def outcome(text: bytes) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    try:
        checked = check(text)
    except QuestionnaireError as error:
        return None, error.problems
    return checked.questionnaire, checked.warnings


@pytest.mark.parametrize("first", range(0, SEEDS, 50))
def test_a_spoilt_file_is_a_questionnaire_or_a_list_of_problems(first: int) -> None:
    for seed in range(first, first + 50):
        text = mutated_yaml(seed)
        read, problems = outcome(text)
        assert problems or read
        lines = len(text.decode("utf-8", "replace").splitlines()) + 1
        assert all(found.text and 1 <= found.line <= lines and found.column >= 1 for found in problems)
        assert read is None or Questionnaire.model_validate_json(read.canonical_json()) == read


def test_the_same_seed_spoils_alike_and_most_spoil_differently() -> None:
    assert mutated_yaml(7) == mutated_yaml(7)
    assert len({mutated_yaml(seed) for seed in range(100)}) == 100


MISSPELT = "\n".join(
    [*("id: x", "title: {nb: X}", "languages: [nb]", "unit: person", "about: {nb: X}", "pages:", "- id: s")]
    + ["  title: {nb: S}", "  questions:"]
    + [f"  - {{id: q{n}, type: consent, text: {{nb: Q}}, show_when: {{qq{n}: yes}}}}" for n in range(9000)]
)
HOSTILE = {
    "unknown keys": "id: a\n" + "".join(f"k{number}: 1\n" for number in range(90_000)),
    "misspelt variables": MISSPELT,
    "broken questions": MISSPELT.replace("type: consent", "type: konsent"),
    "a text with everything": "title: {nb: '" + "{a|b} <b> {{ " * 70_000 + "'}",
    "a long line": "id: " + "a" * 900_000,
    "brackets": "a: " + "[[],{}," * 100_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_wrong_all_over_is_refused(what: str) -> None:
    read, problems = outcome(HOSTILE[what].encode())
    assert read is None
    assert problems
