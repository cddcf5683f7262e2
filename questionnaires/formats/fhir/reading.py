"""The resource in a FHIR file, and the ways to the values in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from questionnaires.formats.json_text import object_in
from questionnaires.formats.report import FormatError

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
"""Characters that no text for people has, and that a questionnaire file cannot hold."""

JsonPath = tuple[str | int, ...]


def resource_in(data: bytes, name: str) -> dict[str, Any]:
    """The resource in a JSON file; raises FormatError for what is none, or cannot be trusted."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise FormatError(name, "", "This is XML. Export the form from its system as FHIR JSON.")
    return object_in(data, name)


def objects(value: Any, path: JsonPath = ()) -> Iterator[tuple[JsonPath, dict[str, Any]]]:
    """Every object in a value, with the way to it."""
    if isinstance(value, dict):
        yield path, value
    for step, inner in _inside(value):
        yield from objects(inner, (*path, step))


def leaves(value: Any, path: JsonPath = ()) -> Iterator[tuple[JsonPath, Any]]:
    """Every value that holds no other, with the way to it; an empty object or list is one too."""
    waiting = [(path, value)]
    while waiting:
        here, found = waiting.pop()
        inside = _inside(found)
        if inside:
            waiting += [((*here, step), inner) for step, inner in reversed(inside)]
        else:
            yield here, found


def _inside(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def written(path: JsonPath) -> str:
    """A path as FHIR writes it: `item[2].answerOption[0].valueCoding`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
