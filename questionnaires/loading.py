"""A questionnaire file -> a Questionnaire, or every problem at once with line and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from questionnaires import yaml_tree
from questionnaires.checker import MOST_ERRORS, Finding, findings
from questionnaires.checker.form import errors_of, form_problems
from questionnaires.checker.remainder import remainder
from questionnaires.definition import Questionnaire
from questionnaires.yaml_tree import Problem, Tree


class QuestionnaireError(ValueError):
    """A questionnaire file that cannot be used; `problems` tells all that is wrong, in the order of the file."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(f"{name}:{p}" for p in self.problems))


@dataclass(frozen=True, slots=True)
class Checked:
    """A questionnaire that can be used, and the warnings that came with it."""

    questionnaire: Questionnaire
    warnings: tuple[Problem, ...]


def load_file(path: Path | str) -> Questionnaire:
    """Read one questionnaire file; raises QuestionnaireError with every problem, or OSError."""
    return check_file(path).questionnaire


def check_file(path: Path | str) -> Checked:
    """Read one questionnaire file, with what is worth another look; raises as `load_file`."""
    path = Path(path)
    with path.open("rb") as file:
        return check(file.read(yaml_tree.MOST_BYTES + 1), str(path))


def load(text: str | bytes, name: str = "questionnaire") -> Questionnaire:
    """Read a questionnaire; `name` is what the problems call it."""
    return check(text, name).questionnaire


def check(text: str | bytes, name: str = "questionnaire") -> Checked:
    """Read a questionnaire, with what is worth another look; raises QuestionnaireError with every problem."""
    tree = yaml_tree.read(text)
    if not tree.whole:
        raise QuestionnaireError(name, tree.problems)
    if not isinstance(tree.value, dict):
        raise QuestionnaireError(name, [Problem(1, 1, "A questionnaire begins with keys such as 'id:' and 'title:'.")])
    try:
        questionnaire = Questionnaire.model_validate(tree.value, by_alias=True, by_name=False)
    except ValidationError as error:
        raise QuestionnaireError(name, [*tree.problems, *_of_form(tree, error)]) from None
    problems = [*tree.problems, *(_placed(tree, found) for found in findings(questionnaire))]
    if any(problem.level == "error" for problem in problems):
        raise QuestionnaireError(name, problems)
    return Checked(questionnaire, tuple(sorted(set(problems))))


def _placed(tree: Tree, found: Finding) -> Problem:
    place = tree.place_of(found.path, key=found.key)
    return Problem(*place, found.text, found.rule, found.level, found.hint)


def _of_form(tree: Tree, error: ValidationError) -> Iterator[Problem]:
    """What is wrong in form, and what else is wrong in the parts whose form is right."""
    errors = errors_of(error)
    yield from form_problems(tree, errors[:MOST_ERRORS])
    left = remainder(tree.value, [tuple(each["loc"]) for each in errors]) if len(errors) < MOST_ERRORS else None
    if left is not None:
        questionnaire, taken_out = left
        yield from (_placed(tree, found) for found in findings(questionnaire) if not taken_out.blames(found))
