"""What is wrong in the form of a part, by itself: pydantic's findings in our words and at their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import ValidationError

from questionnaires.checker.findings import near
from questionnaires.definition import Check, Page, Questionnaire, Score
from questionnaires.question_types import QUESTION_TYPES, Examples, Indicator, Limit, ListItems, Option, Scale
from questionnaires.words import Frozen
from questionnaires.yaml_tree import Problem, Tree

TYPE_NAMES = [get_args(question_type.model_fields["type"].annotation)[0] for question_type in QUESTION_TYPES]
"""The types of question, as a file names them."""

_MODELS: tuple[type[Frozen], ...] = (
    *QUESTION_TYPES,
    *(Questionnaire, Page, Scale, Score, Check, Limit, Indicator, ListItems, Examples, Option),
)
KEYS = sorted({field.alias or name for model in _MODELS for name, field in model.model_fields.items()})
"""Every key that a file may have somewhere."""

_WRITE = {
    "bool_type": "Write true or false.",
    "int_type": "Write a whole number.",
    "float_type": "Write a number.",
    "finite_number": "Write a number.",
    "string_type": "Write a word.",
    "string_too_short": "Write some words.",
    "tuple_type": "Write a list, as in '[a, b]'.",
    "dict_type": "Write it as in '{nb: …}'.",
    "model_type": "Write it as in '{key: value}'.",
    "model_attributes_type": "Write it as in '{key: value}'.",
}
"""What to write instead, by pydantic's name of the problem."""


def errors_of(error: ValidationError) -> list[Any]:
    """Pydantic's errors, but for lists that it calls too short only because their parts are wrong."""
    errors = error.errors(include_url=False)
    above = {each["loc"][:length] for each in errors for length in range(len(each["loc"]))}
    return [each for each in errors if each["type"] != "too_short" or each["loc"] not in above]


def form_problems(tree: Tree, errors: Iterable[Any]) -> Iterator[Problem]:
    """Each of pydantic's errors at its place, once; a value that may be of several kinds is wrong for each of them."""
    told: set[tuple[int, int, str]] = set()
    for error in errors:
        problem = _problem(tree, error)
        place = (problem.line, problem.column, problem.text if error["type"] == "missing" else "")
        if place not in told:
            told.add(place)
            yield problem


def _problem(tree: Tree, error: Any) -> Problem:
    path = tuple(error["loc"])
    name, where = (str(path[-1]) if path else ""), _in(tree, path)
    match error["type"]:
        case "missing":
            text, hint = f"'{name}' is missing{where}.", f"Write '{name}: …'."
            return Problem(*tree.place_of(path[:-1], key=True), text, hint=hint)
        case "extra_forbidden":
            text, hint = f"'{name:.60}' is not a key here{where}.", near(name, KEYS) or "Take it out."
            return Problem(*tree.place_of(path, key=True), text, hint=hint)
        case "union_tag_invalid" | "union_tag_not_found":
            tag = str(error.get("ctx", {}).get("tag", ""))
            text = f"'{tag:.60}' is not a type of question." if tag else f"'type' is missing{where}."
            hint = near(tag, TYPE_NAMES) or f"The types: {', '.join(TYPE_NAMES)}."
            return Problem(*tree.place_of((*path, "type") if tag else path), text, hint=hint)
    at_key = error["type"].startswith("too_") or name == "[key]"
    place = tree.place_of(path[:-1] if name == "[key]" else path, key=at_key)
    key = next((f"{step}: " for step in reversed(path) if step in KEYS), "")
    return Problem(*place, f"{key}{_told(error)}{where}.", hint=_hint(error))


def _told(error: Any) -> str:
    """What is wrong with a value."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"]).removesuffix(".")
    if error["type"] == "string_pattern_mismatch":
        return f"{error['input']!r:.60} will not do here"
    if error["type"] in _WRITE:
        return (
            "this has no words" if error["type"] == "string_too_short" else f"{error['input']!r:.60} will not do here"
        )
    return str(error["msg"]).replace("Input should be", "this must be").replace("Tuple", "the list")


def _hint(error: Any) -> str:
    if error["type"] == "string_pattern_mismatch":
        return _hint_of_pattern(str(error["ctx"]["pattern"]))
    return _WRITE.get(error["type"], "")


def _hint_of_pattern(pattern: str) -> str:
    """What may be written, for the few patterns that the language has."""
    if "easy" in pattern:
        return "Write a language, as in 'nb', 'nb.proxy' or 'nb.easy'."
    if r"\d" in pattern:
        return "Write it as in 2026-03-14, 2026-03 or 08:30."
    if pattern.startswith("^[a-z]{2,3}"):
        return "Write a language, as in 'nb', 'nn' or 'en'."
    first = "a letter first, then " if pattern.startswith("^[A-Za-z][") else ""
    return f"Write {first}letters a-z, digits and _, at most 60."


def _in(tree: Tree, path: tuple[Any, ...]) -> str:
    """«(in 'B1')»: the question or page around a problem, for a reader who does not count lines."""
    node, name = tree.value, ""
    for step in path:
        if step in node if isinstance(node, dict) else isinstance(node, list) and isinstance(step, int):
            node = node[step]
        if isinstance(node, dict) and isinstance(node.get("id"), str) and node is not tree.value:
            name = node["id"]
    return f" (in '{name:.60}')" if name else ""
