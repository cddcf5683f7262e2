"""Files spoilt by chance are loaded or refused with their problems: never another exception, never a long wait."""

import time

import pytest

from questionnaires.definition import Questionnaire
from questionnaires.loading import QuestionnaireError, check
from questionnaires.yaml_tree import Problem
from tests.questionnaires.yaml_mutations import mutated_yaml

SEEDS = 300
LONGEST = 1.0
"""Seconds for one file."""


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
        began = time.perf_counter()
        read, problems = outcome(text)
        assert time.perf_counter() - began < LONGEST
        assert problems or read
        lines = len(text.decode("utf-8", "replace").splitlines()) + 1
        assert all(found.text and 1 <= found.line <= lines and found.column >= 1 for found in problems)
        assert read is None or Questionnaire.model_validate_json(read.canonical_json()) == read


def test_the_same_seed_spoils_alike_and_most_spoil_differently() -> None:
    assert mutated_yaml(7) == mutated_yaml(7)
    assert len({mutated_yaml(seed) for seed in range(100)}) == 100
