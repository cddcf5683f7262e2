"""How a phrase is taken from its table: by key, filled with words that are already formatted."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.comparing.values import Text
from analysis.wording.language import LANGUAGES, spoken
from analysis.wording.numbers import JOINED

LOOSE = re.compile(r" (?=%|(?:KI|CI)\b|=)|(?<==) ")

INNER = str.maketrans("«»“”", "‘’‘’")


def say(key: str, **fields: str) -> str:
    """The phrase in the report's language with its fields filled in."""
    return _joined(spoken().code)[key].format_map(fields)


def so_many(unit: str, n: int | None) -> str:
    """What so many of those who answer are called: «kommune» of one, else «kommuner»."""
    one, many, _ = spoken().units[unit]
    return one if n == 1 else many


def words(text: Text) -> str:
    """A codebook text in the report's language, else in the first language that it has; empty when it has none."""
    return text.get(spoken().code) or next(iter(text.values()), "")


def within_quotes(said: str) -> str:
    """What is itself going to be quoted, with other marks around what it quotes."""
    return said.translate(INNER)


@lru_cache
def _joined(code: str) -> dict[str, str]:
    """A language's phrases with «95 % KI» and «n = 12» kept on one line."""
    return {key: LOOSE.sub(JOINED, phrase) for key, phrase in LANGUAGES[code].phrases.items()}
