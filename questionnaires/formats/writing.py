"""A Questionnaire -> the text of a questionnaire file, as a person would have written it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from questionnaires.definition import Questionnaire
from questionnaires.question_types import FLAGS

WIDTH = 110
"""The longest line that is not broken up."""

OPENED = frozenset({"scales", "choices", "rows", "pages", "questions", "scores", "checks"})
"""What always has a line for each of its entries."""
SET_APART = ("scales", "pages", "scores", "checks")
"""What an empty line stands before."""
FIRST = ("id", "type", "scale", "title", "languages", "roles", "unit", "text", "for_each")
"""The keys that a reader looks for first; the rest keep the order of the language."""
CODED = ("choices", "missing", "rows", "ends")
"""Lists of what has a code, which the file writes as `code: {nb: …}`."""

_NOT_A_WORD = re.compile(r"[-+]?[0-9.][0-9_.eE+-]*|~|null|true|false|inf|nan", re.IGNORECASE)
_PLAIN = re.compile(r"[^\W_][^\n]*")
_STOPS = re.compile(r":(\s|$)|\s#")
_FLOW_STOPS = re.compile(r"[,\[\]{}]|:(\s|$)|\s#")


def to_yaml(questionnaire: Questionnaire) -> str:
    """The questionnaire as a file: `load(to_yaml(q))` has the same content as `q`."""
    return as_yaml(questionnaire.model_dump(by_alias=True, exclude_defaults=True))


def as_yaml(content: Mapping[str, Any]) -> str:
    """The plain values of a questionnaire as a file."""
    lines: list[str] = []
    for key, value in _in_order(as_written(content)).items():
        if key in SET_APART:
            lines.append("")
        lines += _entry(key, value, 0)
    return "\n".join(lines) + "\n"


def on_one_line(value: object) -> str:
    """Plain values as YAML on one line, whatever their length."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key, flow=True)}: {on_one_line(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(on_one_line(each) for each in value) + "]"
    return _scalar(value, flow=True)


def as_written(value: Any, key: str = "") -> Any:
    """What the models hold -> what the file says: codes as keys, one item of a score by itself."""
    if key in ("show_when", "when"):
        return value
    if isinstance(value, Mapping):
        return {name: as_written(each, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return _listed(value, key)
    whole = isinstance(value, float) and key in ("from", "to") and value.is_integer()
    return int(value) if whole else value


def _listed(values: Sequence[Any], key: str) -> Any:
    if key in CODED and all(isinstance(each, Mapping) and "code" in each for each in values):
        return {each["code"]: _with_flags(each) for each in values}
    if key in ("mean_of", "sum_of") and len(values) == 1:
        return values[0]
    return [as_written(each) for each in values]


def _with_flags(option: Mapping[str, Any]) -> dict[str, Any]:
    return {**option["label"], **{name: as_written(option[name]) for name in option if name in FLAGS}}


def _in_order(mapping: Mapping[str, Any]) -> dict[str, Any]:
    last = ("questions", "pages", "scores", "checks")
    order = {name: place for place, name in enumerate(FIRST)} | {name: 100 + place for place, name in enumerate(last)}
    return dict(sorted(mapping.items(), key=lambda pair: order.get(pair[0], 50)))


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of `key: value`."""
    start = " " * indent + _key(key, flow=False) + ":"
    if isinstance(value, str) and _is_block(value):
        yield f"{start} |-"
        yield from (" " * (indent + 2) + line if line else "" for line in value.split("\n"))
    elif not isinstance(value, Mapping | list | tuple):
        yield f"{start} {_scalar(value, flow=False)}"
    elif _fits(key, value, len(start)):
        yield f"{start} {on_one_line(value)}"
    else:
        yield start
        yield from _opened(key, value, indent + 2)


def _opened(key: str, value: Any, indent: int) -> Iterator[str]:
    """The lines inside a mapping or list."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _entry(name, each, indent)
        return
    for each in value:
        if not isinstance(each, Mapping) or not each:
            yield " " * indent + "- " + on_one_line(each)
            continue
        inner = _in_order(each) if key in OPENED else each
        lines = [line for name, part in inner.items() for line in _entry(name, part, indent + 2)]
        yield " " * indent + "- " + lines[0].lstrip(" ")
        yield from lines[1:]


def _fits(key: str, value: Any, used: int) -> bool:
    if not value:
        return True
    return key not in OPENED and not _has_opened(value) and used + 1 + len(on_one_line(value)) <= WIDTH


def _has_opened(value: Any) -> bool:
    """Whether something in it is better read on lines of its own: a list of choices, or a text of several lines."""
    if isinstance(value, Mapping):
        return any(key in ("choices", "rows") or _has_opened(each) for key, each in value.items())
    return isinstance(value, str) and _is_block(value)


def _is_block(words: str) -> bool:
    """Whether a text of several lines can stand as it is, line by line."""
    lines = words.split("\n")
    return len(lines) > 1 and words == words.strip() and all(line.isprintable() for line in lines)


def _key(key: str, *, flow: bool) -> str:
    """A key is always a word, so that a number needs no quotes."""
    return key if key.isascii() and key.isdigit() else _scalar(key, flow=flow)


def _scalar(value: object, *, flow: bool) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if not isinstance(value, str):
        # The reader takes a number of at most 18 characters for a number.
        short = f"{value:.10g}" if isinstance(value, float) and len(repr(value)) > 18 else repr(value)
        return short if not isinstance(value, float) or float(short) == value else repr(value)
    stops = _FLOW_STOPS if flow else _STOPS
    plain = _PLAIN.fullmatch(value) and value.isprintable() and value == value.strip() and not stops.search(value)
    return value if plain and not _NOT_A_WORD.fullmatch(value) else _quoted(value)


def _quoted(words: str) -> str:
    """In double quotes, with an escape for whatever cannot be seen."""
    return "".join(
        each if each.isprintable() else f"\\U{ord(each):08x}" for each in json.dumps(words, ensure_ascii=False)
    )
