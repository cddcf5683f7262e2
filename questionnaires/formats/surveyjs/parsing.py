"""The survey in a SurveyJS file, and the ways to the values in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from questionnaires.formats.json_text import object_in
from questionnaires.formats.report import FormatError

Steps = tuple[str | int, ...]
"""Where a value stands: the keys and places on the way to it."""


def parsed(data: bytes, name: str) -> dict[str, Any]:
    """The survey as it stands in the file; raises FormatError."""
    tree = object_in(data, name)
    _refuse_halves(tree, name)
    return tree


def _refuse_halves(tree: dict[str, Any], name: str) -> None:
    """Text that cannot be written down: half of a character that takes two."""
    waiting: list[tuple[Steps, Any]] = [((), tree)]
    while waiting:
        path, value = waiting.pop()
        words = [value] if isinstance(value, str) else list(value) if isinstance(value, dict) else []
        if any("\ud800" <= letter <= "\udfff" for word in words for letter in word):
            raise FormatError(name, place(path), "The text has half a character. Write it again.")
        waiting += (((*path, step), inner) for step, inner in inside(value))


def inside(value: object) -> Iterator[tuple[str | int, Any]]:
    """The values in an object or a list, and where they stand there."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def place(path: Steps) -> str:
    """A place as JSONPath writes it: `$.pages[0].title`."""
    steps = (f"[{step}]" if isinstance(step, int) else _named(step) for step in path)
    return "$" + "".join(steps)


def _named(key: str) -> str:
    return f".{key}" if key.isidentifier() and len(key) <= 80 else f"[{json.dumps(key[:80], ensure_ascii=False)}]"
