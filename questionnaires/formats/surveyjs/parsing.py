"""The bytes of a SurveyJS file -> plain values, with everything refused that is an attack or a slip."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from questionnaires.formats.report import FormatError

MOST_BYTES = 20_000_000
DEEPEST = 60
MOST_VALUES = 300_000

Steps = tuple[str | int, ...]
"""Where a value stands: the keys and places on the way to it."""


def parsed(data: bytes, name: str) -> dict[str, Any]:
    """The survey as it stands in the file; raises FormatError."""
    if len(data) > MOST_BYTES:
        raise FormatError(name, "", f"The file is {len(data):,} bytes; a survey may have {MOST_BYTES:,}.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(name, "", f"The file is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None
    try:
        tree = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FormatError(name, where, f"This is not JSON: {error.msg}. Export the survey as JSON again.") from None
    except _RefusedError as error:
        raise FormatError(name, "", str(error)) from None
    except (RecursionError, ValueError):
        text = "This JSON is nested too deep, or has a number too long. Export the survey as JSON again."
        raise FormatError(name, "", text) from None
    if not isinstance(tree, dict):
        raise FormatError(name, "$", "A survey is a JSON object that begins with '{'.")
    _checked(tree, name)
    return tree


class _RefusedError(Exception):
    """Something that JSON readers disagree about."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _RefusedError(f"The key {key[:60]!r} stands twice in the same object. Keep one of them.")
        found[key] = value
    return found


def _no_number(word: str) -> object:
    raise _RefusedError(f"{word} is no number in JSON. Write a number, or take it out.")


def _checked(tree: dict[str, Any], name: str) -> None:
    """Depth, size and text that can be written down; without recursion, since depth is what is checked."""
    waiting: list[tuple[Steps, Any]] = [((), tree)]
    seen = 0
    while waiting:
        path, value = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            raise FormatError(name, "$", f"The survey has more than {MOST_VALUES:,} values. Split it up.")
        if len(path) > DEEPEST:
            raise FormatError(name, place(path[:6]), f"This is nested more than {DEEPEST} levels deep.")
        words = [value] if isinstance(value, str) else list(value) if isinstance(value, dict) else []
        if any("\ud800" <= letter <= "\udfff" for word in words for letter in word):
            raise FormatError(name, place(path), "The text has half a character. Write it again.")
        if value in (float("inf"), float("-inf")):
            raise FormatError(name, place(path), "The number is too large.")
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
