"""Questionnaire files spoilt by chance, the same for the same seed: what typing, editors and attackers leave behind."""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from questionnaires.library import paths

EXAMPLES = Path(__file__).parents[1]
HOW_MANY = (1, 1, 1, 1, 2, 2, 3, 6)
"""Changes in one file: mostly few, so that much of the file is still right."""
_TOKEN = re.compile(r"[A-Za-z_][\w.]*|\d+|[^\w\s]")
_WORD = re.compile(r"\b[A-Za-z_][\w.]*\b")
_VALUE = re.compile(r"(?<=: )[^\n{}\[\],]+")

PLAUSIBLE = (
    *("0", "-1", "3", "2.5", "1e15", "true", "no", "yes", "[]", "{}", "[yes]", "[[]]", "{a: {b: c}}", "{nb: x}", "''"),
    *(
        "{any: [{role: proxy}]}",
        "{not: {round: 1}}",
        "{all: []}",
        "{B1: {at_least: B1}}",
        "{earlier.B1: yes}",
        "{a: 1}",
    ),
    *("any", "not", "all", "round", "role", "sum(a, b) / 0", "a ** a", "not_asked", "2024-02-30", "24:00", "2024-01"),
    *(
        '"{a|b}"',
        '"{B1}"',
        "<b>x</b>",
        '"{{ x }}"',
        "choices",
        "grade",
        "grid",
        "count",
        "rating",
        "ranking",
        "own_list",
    ),
    *(
        "calculated",
        "number_grid",
        "supplied_list",
        "information",
        "higher",
        "lower",
        "share",
        "core",
        "1900",
        "x" * 300,
    ),
)
"""Values that a person might write, in the wrong place."""
STRANGE = (
    *(
        "1e999",
        "9" * 40,
        "0x10",
        "1_000",
        ".nan",
        "~",
        "&a x",
        "*a",
        "!!python/object:os.system x",
        "!tag",
        "---",
        "...",
    ),
    *("%YAML 1.1", "? x", "- -", "|", ">-", "<<: x", "\x00", "\t", "\u2028", "\ufeff", "\u202e", "🙂" * 9, "\ud800"),
    *("x" * 5000, "{" * 60, "[" * 60, "'", '"', "#", "ß"),
)
"""What editors and attackers leave behind."""


@cache
def originals() -> tuple[str, ...]:
    """The shipped questionnaires and the examples of the tests."""
    files = [*paths().values(), *sorted(EXAMPLES.rglob("*.yaml"))]
    return tuple(file.read_text(encoding="utf-8") for file in files)


def mutated_yaml(seed: int) -> bytes:
    """One file with a few changes."""
    chance = random.Random(seed)
    text = chance.choice(originals())
    for _change in range(chance.choice(HOW_MANY)):
        text = chance.choice(CHANGES)(text, chance)
    return text.encode("utf-8", "surrogatepass")


def _changed(text: str, chance: random.Random, where: re.Pattern[str], words: str | None = None) -> str:
    """Something else where the pattern fits: what fits elsewhere in the file, if no words are given."""
    found = list(where.finditer(text))
    if not found:
        return text
    place = chance.choice(found)
    return text[: place.start()] + (words or chance.choice(found)[0]) + text[place.end() :]


def _another_word(text: str, chance: random.Random) -> str:
    return _changed(text, chance, _WORD)


def _another_token(text: str, chance: random.Random) -> str:
    return _changed(text, chance, _TOKEN)


def _another_value(text: str, chance: random.Random) -> str:
    return _changed(text, chance, _VALUE, chance.choice(PLAUSIBLE))


def _a_strange_value(text: str, chance: random.Random) -> str:
    return _changed(text, chance, _VALUE, chance.choice(STRANGE))


def _without_a_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        del lines[chance.randrange(len(lines))]
    return "".join(lines)


def _a_line_twice(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return "".join(lines)


def _indented(text: str, chance: random.Random) -> str:
    """A line, and maybe those after it, moved to the side."""
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    first, by = chance.randrange(len(lines)), chance.choice((-4, -2, -1, 1, 2, 4))
    for number in range(first, min(len(lines), first + chance.choice((1, 1, 5)))):
        lines[number] = " " * by + lines[number] if by > 0 else lines[number][-by:]
    return "".join(lines)


def _cut(text: str, chance: random.Random) -> str:
    """A piece taken out, mostly a small one."""
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + int(chance.expovariate(1 / 40)) :]


def _a_character(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + chr(chance.choice((0, 9, 10, 34, 39, 58, 91, 123, 160, 8232, 65533, 128578))) + text[place:]


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    *(_another_word,) * 4,
    *(_another_value,) * 4,
    *(_another_token, _a_strange_value, _without_a_line, _a_line_twice, _indented, _cut, _a_character),
)
"""Words and values most often, since they leave the file readable."""
