"""YAML text -> plain values and the place of each one, with nothing that YAML could surprise us with.

YAML 1.2's core schema only: `yes` and `no` are words. Anchors, aliases, tags, duplicate keys, several documents and
absurd sizes are refused, since each is either an attack or a mistake in a questionnaire.
"""

from __future__ import annotations

import math
import re
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


Place = tuple[int, int]
"""Line and column, from 1."""


@dataclass(slots=True)
class Spot:
    """Where a mapping or list stands, where its keys do, and what is inside: a place, or a spot again."""

    at: Place
    keys: dict[str, Place] = field(default_factory=dict)
    inside: dict[str | int, Place | Spot] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """The values of a YAML text, where each value and each key stands, and what was wrong with the text."""

    value: Any = None
    spot: Place | Spot = (1, 1)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = False
    """Whether it was read to the end; what came after the problem is unknown otherwise."""

    def place_of(self, path: Path, *, key: bool = False) -> Place:
        """Line and column of the value (or the key) at `path`; the nearest thing around it if there is none.

        A path of the checked model may name levels that the text does not have, and counts the entries of a mapping
        where the text has keys: both are followed.
        """
        node, spot, key_at = self.value, self.spot, None
        for step in path:
            name = step
            if isinstance(node, dict) and step not in node and isinstance(step, int) and step < len(node):
                name = list(node)[step]
            if not isinstance(spot, Spot) or name not in spot.inside:
                continue
            key_at = spot.keys.get(str(name)) if isinstance(node, dict) else None
            node, spot = node[name], spot.inside[name]
        place = spot.at if isinstance(spot, Spot) else spot
        return key_at if key and key_at is not None else place


def read(text: str | bytes) -> Tree:
    """Read one YAML document; what is wrong with it is in the tree's `problems`."""
    tree = Tree()
    size = len(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        tree.problems.append(Problem(1, 1, f"The file is {size:,} bytes; a questionnaire may have {MOST_BYTES:,}."))
        return tree
    try:
        words = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        _Builder(tree).build(yaml.CSafeLoader(words))
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
    spot: Spot
    key: str | None = None


class _Builder:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.open: list[_Open] = []
        self.documents = 0

    def build(self, parser: yaml.CSafeLoader) -> None:
        """Read to the end, event by event, as many as there are."""
        while (event := parser.get_event()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._refuse_marks(event)
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._refuse_marks(event)
                self._begin({} if kind is yaml.MappingStartEvent else [], event.start_mark)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.open.pop()
            elif isinstance(event, yaml.AliasEvent):
                raise _Refused(f"'*{event.anchor}' is an alias; write the text out instead", event.start_mark)
            elif kind is yaml.DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    raise _Refused("a second document begins here; a questionnaire is one document", event.start_mark)

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
        spot = Spot(_place(mark))
        self._put(value, spot)
        self.open.append(_Open(value, spot))

    def _scalar(self, event: Any) -> None:
        parent = self.open[-1] if self.open else None
        place = _place(event.start_mark)
        if parent is not None and parent.key is None and isinstance(parent.value, dict):
            parent.key = event.value
            if event.value in parent.value:
                first = parent.spot.keys[event.value][0]
                text = f"'{event.value:.60}' stands here a second time; the first is on line {first}."
                self.tree.problems.append(Problem(*place, text, hint="Keep one of them."))
            parent.spot.keys[event.value] = place
            return
        plain = event.style is None or event.style == ""
        self._put(_plain_value(event.value) if plain else event.value, place)

    def _put(self, value: Any, spot: Place | Spot) -> None:
        if not self.open:
            self.tree.value, self.tree.spot = value, spot
            return
        parent = self.open[-1]
        if parent.key is not None:
            parent.value[parent.key] = value
            parent.spot.inside[parent.key] = spot
            parent.key = None
        else:
            parent.spot.inside[len(parent.value)] = spot
            parent.value.append(value)


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _plain_value(word: str) -> object:
    """What an unquoted word means in YAML 1.2's core schema, base ten only."""
    if word.lower() in _WORDS and word in (word.lower(), word.upper(), word.capitalize()):
        return _WORDS[word.lower()]
    if len(word) <= 18 and _INTEGER.fullmatch(word):
        # 0301 is the municipality of Oslo, not a number with a needless nought.
        return word if len(word.lstrip("+-")) > 1 and word.lstrip("+-").startswith("0") else int(word)
    number = float(word) if len(word) <= 18 and _FLOAT.fullmatch(word) else math.inf
    return number if math.isfinite(number) else word
