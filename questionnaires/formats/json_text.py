"""Bytes -> the object in them, with nothing in it that JSON could surprise us with."""

from __future__ import annotations

import json
import math
from typing import Any

from questionnaires.formats.report import FormatError

MOST_BYTES = 20_000_000
MOST_VALUES = 500_000
DEEPEST = 60
"""Levels of JSON; a form with questions ten groups down needs about thirty."""


class _RefusedError(ValueError):
    """JSON that is well formed and still cannot be trusted."""


def object_in(data: bytes, name: str) -> dict[str, Any]:
    """The object in a JSON file; raises FormatError for what is none, or cannot be trusted. `name`: the file's."""
    if len(data) > MOST_BYTES:
        raise FormatError(name, "", f"The file is {len(data):,} bytes; a form may have {MOST_BYTES:,}.")
    try:
        value = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_finite
        )
    except UnicodeDecodeError as error:
        raise FormatError(name, f"byte {error.start}", "The file is not UTF-8. Save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise FormatError(name, where, f"This is not JSON: {error.msg}. Export the form as JSON again.") from None
    except _RefusedError as error:
        raise FormatError(name, "", str(error)) from None
    except RecursionError:
        raise FormatError(name, "", f"This is nested more than {DEEPEST} levels deep.") from None
    except ValueError:
        raise FormatError(name, "", "A number in the file has more digits than any answer.") from None
    if not isinstance(value, dict):
        raise FormatError(name, "", "A form is a JSON object that begins with '{'.")
    _refuse_masses(value, name)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _RefusedError(f"The key {twice!r:.60} stands twice in one object, so nobody knows which one counts.")
    return found


def _no_constant(word: str) -> float:
    raise _RefusedError(f"{word} is no number in JSON. Write a number, or take it out.")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _RefusedError(f"The number {digits:.30} is too large.")
    return number


def _refuse_masses(tree: dict[str, Any], name: str) -> None:
    """Depth and number of values; with a list of its own, since depth is what is looked at."""
    waiting: list[tuple[int, Any]] = [(0, tree)]
    seen = 0
    while waiting:
        depth, value = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            raise FormatError(name, "", f"The form has more than {MOST_VALUES:,} values. Split it up.")
        if depth > DEEPEST:
            raise FormatError(name, "", f"This is nested more than {DEEPEST} levels deep.")
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(depth + 1, each) for each in inner]
