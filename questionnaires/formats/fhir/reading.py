"""Bytes -> the object in them, with nothing in it that JSON could surprise us with."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from questionnaires.formats.report import FormatError

MOST_BYTES = 20_000_000
DEEPEST = 60
"""Levels of JSON; a form with questions ten groups down needs about thirty."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
"""Characters that no text for people has, and that a questionnaire file cannot hold."""

JsonPath = tuple[str | int, ...]


class _RefusedError(ValueError):
    """JSON that is well formed and still cannot be trusted."""


def resource_in(data: bytes, name: str) -> dict[str, Any]:
    """The object in a JSON file; raises FormatError for what is none, or cannot be trusted."""
    if len(data) > MOST_BYTES:
        raise FormatError(name, "", f"The file is {len(data):,} bytes; a form may have {MOST_BYTES:,}.")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise FormatError(name, "", "This is XML. Export the form from its system as FHIR JSON.")
    try:
        value = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_finite
        )
    except UnicodeDecodeError as error:
        raise FormatError(name, f"byte {error.start}", "The file is not UTF-8. Save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FormatError(name, where, f"This is not JSON: {error.msg}.") from None
    except _RefusedError as error:
        raise FormatError(name, "", str(error)) from None
    except RecursionError:
        raise FormatError(name, "", f"This is nested more than {DEEPEST} levels deep.") from None
    except ValueError:
        raise FormatError(name, "", "A number in the file has more digits than any answer.") from None
    if not isinstance(value, dict):
        raise FormatError(name, "", "This is JSON, but no FHIR resource. A form begins with an object.")
    if any(len(path) > DEEPEST for path, _leaf in leaves(value)):
        raise FormatError(name, "", f"This is nested more than {DEEPEST} levels deep.")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _RefusedError(f"The key {twice!r:.60} stands twice in one object, so nobody knows which one counts.")
    return found


def _no_constant(word: str) -> float:
    raise _RefusedError(f"{word} is no number that FHIR knows. Take it out.")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _RefusedError(f"The number {digits:.30} is too large.")
    return number


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
