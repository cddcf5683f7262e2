"""How a phrase is taken from its table: by key, filled with words that are already formatted."""

from __future__ import annotations

import re

from analysis.comparing.values import Text
from analysis.wording import bokmal
from analysis.wording.numbers import JOINED

LANGUAGE = "nb"
"""Reports are in bokmål; another language is another module like `bokmal`."""


LOOSE = re.compile(r" (?=%|KI\b|=)|(?<==) ")
JOINED_PHRASES = {key: LOOSE.sub(JOINED, phrase) for key, phrase in bokmal.PHRASES.items()}
"""The phrases with «95 % KI» and «n = 12» kept on one line."""


def say(key: str, **fields: str) -> str:
    """The phrase with its fields filled in."""
    return JOINED_PHRASES[key].format_map(fields)


def words(text: Text) -> str:
    """A codebook text in the report's language, else in the first language that it has; empty when it has none."""
    return text.get(LANGUAGE) or next(iter(text.values()), "")
