"""What a questionnaire's parts must have in common, checked once every part is right by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from questionnaires.checker.asking import Asking
from questionnaires.checker.findings import Finding, Path
from questionnaires.checker.habits import habits
from questionnaires.checker.parts import parts
from questionnaires.checker.reachability import unreachable
from questionnaires.checker.scores import scores_and_checks
from questionnaires.checker.texts import in_texts
from questionnaires.definition import Questionnaire

__all__ = ["MOST_ERRORS", "Finding", "findings"]


MOST_ERRORS = 500
"""Errors that are told at once: nobody reads more, and a file that is all wrong should not take long to refuse."""


def findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Everything that is wrong between the parts of the questionnaire, or worth another look."""
    errors = 0
    for found in _findings(questionnaire):
        yield found
        errors += found.level == "error"
        if errors == MOST_ERRORS:
            return


def _findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    asking = Asking.anywhere(questionnaire)
    wrong: set[Path] = set()
    for found in chain(parts(questionnaire, asking), scores_and_checks(questionnaire, asking)):
        wrong.add(found.path)
        yield found
    yield from unreachable(questionnaire, wrong)
    yield from in_texts(questionnaire)
    yield from habits(questionnaire)
