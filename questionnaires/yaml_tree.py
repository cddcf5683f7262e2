"""YAML text -> plain values and the place of each one, with nothing that YAML could surprise us with.

YAML 1.2's core schema only: `yes` and `no` are words. Anchors, aliases, tags, duplicate keys, several documents and
absurd sizes are refused, since each is either an attack or a mistake in a questionnaire.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

MOST_BYTES = 1_000_000
DEEPEST = 40

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend, and where: line and column count from 1."""

    line: int
    column: int
    text: str
    rule: str = "schema"
    level: Literal["error", "warning"] = "error"
    hint: str = ""

    def __str__(self) -> str:
        warning = "warning: " if self.level == "warning" else ""
        return f"{self.line}:{self.column}: {warning}{self.text} {self.hint}".rstrip()


@dataclass(slots=True)
class Tree:
    """The values of a YAML text, where each value and each key stands, and what was wrong with the text."""

    value: Any = None
    values_at: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys_at: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = False
    """Whether it was read to the end; what came after the problem is unknown otherwise."""

    def place_of(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Line and column of the value (or the key) at `path`; the nearest thing around it if there is none.

        A path of the checked model may name levels that the text does not have, and counts the entries of a mapping
        where the text has keys: both are followed.
        """
        found: Path = ()
        node = self.value
        for step in path:
            if isinstance(node, dict) and step in node:
                found, node = (*found, step), node[step]
            elif isinstance(node, dict) and isinstance(step, int) and step < len(node):
                name = list(node)[step]
                found, node = (*found, name), node[name]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                found, node = (*found, step), node[step]
        places = self.keys_at if key and found in self.keys_at else self.values_at
        return places.get(found, (1, 1))


def read(text: str | bytes) -> Tree:
    """Read one YAML document; what is wrong with it is in the tree's `problems`."""
    tree = Tree()
    size = len(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        tree.problems.append(Problem(1, 1, f"The file is {size:,} bytes; a questionnaire may have {MOST_BYTES:,}."))
        return tree
    try:
        words = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        _Builder(tree).build(yaml.parse(words, Loader=yaml.CSafeLoader))
        tree.whole = True
    except UnicodeDecodeError as error:
        tree.problems.append(Problem(1, 1, f"The file is not UTF-8 (byte {error.start}). Save it as UTF-8."))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        tree.problems.append(Problem(line, column, f"This is not YAML: {error.problem or error.context}."))
    except yaml.YAMLError as error:
        tree.problems.append(Problem(1, 1, f"This is not YAML: {error}."))
    return tree


class _Refused(yaml.MarkedYAMLError):
    """Something that YAML allows and a questionnaire does not, after which reading cannot go on."""

    def __init__(self, what: str, mark: Any) -> None:
        super().__init__(problem=what, problem_mark=mark)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    value: Any
    path: Path
    key: str | None = None


class _Builder:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.open: list[_Open] = []
        self.documents = 0

    def build(self, events: Iterator[Any]) -> None:
        for event in events:
            match event:
                case yaml.DocumentStartEvent():
                    self.documents += 1
                    if self.documents > 1:
                        raise _Refused(
                            "a second document begins here; a questionnaire is one document", event.start_mark
                        )
                case yaml.AliasEvent():
                    raise _Refused(f"'*{event.anchor}' is an alias; write the text out instead", event.start_mark)
                case yaml.ScalarEvent():
                    self._refuse_marks(event)
                    self._scalar(event)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._refuse_marks(event)
                    self._begin({} if isinstance(event, yaml.MappingStartEvent) else [], event.start_mark)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.open.pop()

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            raise _Refused(f"'&{event.anchor}' is an anchor; questionnaires have none", event.start_mark)
        if event.tag not in (None, "!"):
            raise _Refused(f"'{event.tag}' is a tag; questionnaires have none", event.start_mark)

    def _begin(self, value: Any, mark: Any) -> None:
        if self.open and isinstance(self.open[-1].value, dict) and self.open[-1].key is None:
            raise _Refused("a key must be a word", mark)
        if len(self.open) >= DEEPEST:
            raise _Refused(f"this is nested more than {DEEPEST} levels deep", mark)
        self.open.append(_Open(value, self._put(value, mark)))

    def _scalar(self, event: Any) -> None:
        parent = self.open[-1] if self.open else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            parent.key = event.value
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            path = (*parent.path, event.value)
            if event.value in parent.value:
                first = self.tree.keys_at[path]
                self.tree.problems.append(
                    Problem(*place, f"'{event.value}' stands here a second time; the first is on line {first[0]}.")
                )
            self.tree.keys_at[path] = place
            return
        plain = event.style is None or event.style == ""
        self._put(_plain_value(event.value) if plain else event.value, event.start_mark)

    def _put(self, value: Any, mark: Any) -> Path:
        path: Path = ()
        if not self.open:
            self.tree.value = value
        else:
            parent = self.open[-1]
            if isinstance(parent.value, dict):
                path = (*parent.path, parent.key or "")
                parent.value[parent.key] = value
                parent.key = None
            else:
                path = (*parent.path, len(parent.value))
                parent.value.append(value)
        self.tree.values_at[path] = (mark.line + 1, mark.column + 1)
        return path


def _plain_value(word: str) -> object:
    """What an unquoted word means in YAML 1.2's core schema, base ten only."""
    if word.lower() in _WORDS and word in (word.lower(), word.upper(), word.capitalize()):
        return _WORDS[word.lower()]
    if len(word) <= 18 and _INTEGER.fullmatch(word):
        # 0301 is the municipality of Oslo, not a number with a needless nought.
        return word if len(word.lstrip("+-")) > 1 and word.lstrip("+-").startswith("0") else int(word)
    number = float(word) if len(word) <= 18 and _FLOAT.fullmatch(word) else math.inf
    return number if math.isfinite(number) else word
