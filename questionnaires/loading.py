"""A questionnaire file -> a Questionnaire, or every problem at once with line and column."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from questionnaires import yaml_tree
from questionnaires.checker import findings
from questionnaires.definition import Questionnaire
from questionnaires.question_types import QUESTION_TYPES
from questionnaires.yaml_tree import Problem, Tree

TYPE_NAMES = [get_args(question_type.model_fields["type"].annotation)[0] for question_type in QUESTION_TYPES]


class QuestionnaireError(ValueError):
    """A questionnaire file that cannot be used; `problems` tells all that is wrong, in the order of the file."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
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
    if tree.problems:
        raise QuestionnaireError(name, tree.problems)
    if not isinstance(tree.value, dict):
        raise QuestionnaireError(name, [Problem(1, 1, "A questionnaire begins with keys such as 'id:' and 'title:'.")])
    try:
        questionnaire = Questionnaire.model_validate(tree.value)
    except ValidationError as error:
        raise QuestionnaireError(name, [_problem(tree, found) for found in error.errors(include_url=False)]) from None
    problems = [
        Problem(*tree.place_of(found.path, key=found.key), found.text, found.rule, found.level, found.hint)
        for found in findings(questionnaire)
    ]
    if any(problem.level == "error" for problem in problems):
        raise QuestionnaireError(name, problems)
    return Checked(questionnaire, tuple(sorted(set(problems))))


def _problem(tree: Tree, found: Any) -> Problem:
    """One of pydantic's findings, in our words and at its place."""
    path = tuple(found["loc"])
    name = str(path[-1]) if path else ""
    match found["type"]:
        case "missing":
            return Problem(*tree.place_of(path[:-1], key=True), f"'{_written(name)}' is missing{_of(tree, path)}.")
        case "extra_forbidden":
            near = difflib.get_close_matches(name, _keys_known(), n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            return Problem(*tree.place_of(path, key=True), f"'{name}' is not a key here{_of(tree, path)}.{hint}")
        case "union_tag_invalid":
            tag = found["ctx"]["tag"]
            near = difflib.get_close_matches(tag, TYPE_NAMES, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else f" The types: {', '.join(TYPE_NAMES)}."
            return Problem(*tree.place_of((*path, "type")), f"'{tag}' is not a type of question.{hint}")
        case "union_tag_not_found":
            return Problem(*tree.place_of(path), f"'type' is missing. The types: {', '.join(TYPE_NAMES)}.")
        case "string_pattern_mismatch":
            text = f"{found['input']!r} will not do as a name: letters a-z, digits and _ only."
            return Problem(*tree.place_of(path), text)
    key = found["type"].startswith("too_")
    return Problem(*tree.place_of(path, key=key), f"{_written(name)}: {found['msg']}{_of(tree, path)}.")


def _written(name: str) -> str:
    """The model's field names as the file writes them."""
    return {"low": "from", "high": "to"}.get(name, name)


def _of(tree: Tree, path: tuple[Any, ...]) -> str:
    """«of 'B1'»: the question or page around a problem, for a reader who does not count lines."""
    node, name = tree.value, ""
    for step in path:
        if step in node if isinstance(node, dict) else isinstance(node, list) and isinstance(step, int):
            node = node[step]
        if isinstance(node, dict) and isinstance(node.get("id"), str) and node is not tree.value:
            name = node["id"]
    return f" (in '{name}')" if name else ""


def _keys_known() -> list[str]:
    keys = {name for question in QUESTION_TYPES for name in question.model_fields}
    return sorted(
        {_written(key) for key in keys | set(Questionnaire.model_fields)} | {"questions", "for_each", "intro"}
    )
