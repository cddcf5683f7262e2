"""What the checker finds: a problem at a place of the questionnaire."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

Level = Literal["error", "warning"]
Path = tuple[str | int, ...]

MOST_COMPARED = 300
"""Names that a misspelt one is compared with: comparing is slow, and nobody gains from more."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a place of the model; `key` when it is about the key and not its value.

    `rule` is its short name, the same in every version; `text` says what is wrong, `hint` what to do about it, each in
    whole sentences. An error keeps the questionnaire from being used.
    """

    path: Path
    rule: str
    text: str
    hint: str = ""
    key: bool = False
    level: Level = "error"

    def under(self, path: Path) -> Finding:
        """The same, found in a part of the questionnaire that stands at `path`."""
        return dataclasses.replace(self, path=(*path, *self.path))


def near(word: str, known: Iterable[str]) -> str:
    """«Did you mean …?», when something known is written much like it."""
    found = difflib.get_close_matches(word, list(islice(known, MOST_COMPARED)), n=1)
    return f"Did you mean '{found[0]}'?" if found else ""


def listed(words: Iterable[str]) -> str:
    """`a, b, c`: what there is to choose from, cut short when it is long."""
    first = list(islice(words, 31))
    return ", ".join(first[:30]) + (" and more" if len(first) > 30 else "")


def twice(codes: Iterable[str], path: Path) -> Iterator[Finding]:
    """A code that stands for two things."""
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield Finding(path, "code-twice", f"The code '{code}' is used twice.", "Give each thing a code of its own.")
        seen.add(code)
