"""What a questionnaire's parts must have in common, checked once every part is right by itself."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.checker.asking import Asking
from questionnaires.checker.findings import Finding
from questionnaires.checker.habits import habits
from questionnaires.checker.parts import parts
from questionnaires.checker.reachability import unreachable
from questionnaires.checker.scores import scores_and_checks
from questionnaires.checker.texts import in_texts
from questionnaires.definition import Questionnaire

__all__ = ["Finding", "findings"]


def findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Everything that is wrong between the parts of the questionnaire, or worth another look."""
    asking = Asking.anywhere(questionnaire)
    wrong = [*parts(questionnaire, asking), *scores_and_checks(questionnaire, asking)]
    yield from wrong
    yield from unreachable(questionnaire, {found.path for found in wrong})
    yield from in_texts(questionnaire)
    yield from habits(questionnaire)
