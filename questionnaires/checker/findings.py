"""What the checker finds: a problem at a place of the questionnaire."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a place of the model; `key` when it is about the key and not its value.

    `rule` is its short name, the same in every version. An error keeps the questionnaire from being used.
    """

    path: Path
    rule: str
    text: str
    key: bool = False
    level: Level = "error"


def near(word: str, known: Iterable[str]) -> str:
    """«Did you mean …?», when something known is written much like it."""
    found = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean '{found[0]}'?" if found else ""


def twice(codes: list[str], path: Path) -> Iterator[Finding]:
    """A code that stands for two things."""
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Finding(path, "code-twice", f"The code '{code}' is used twice; a code stands for one thing.")
