"""An answer inside a later text: `{navn}`, or `{navn|du}` with what to say when it is not answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_.]*)(?:\|([^{}|]*))?\}")
"""Where an answer goes into a text: the variable, and the fallback after the bar."""


def placeholders(words: str) -> Iterator[tuple[str, bool]]:
    """Every variable that a text asks for, and whether it says what to write without the answer."""
    yield from ((found[1], found[2] is not None) for found in PLACEHOLDER.finditer(words))


def filled(words: str, answer_in_words: Callable[[str], str | None], escape: Callable[[str], str] = str) -> str:
    """The text with its answers put in, all at once: braces in an answer are the person's own.

    `escape` makes the person's words safe where the text is markup. Without answer and fallback stands «…».
    """

    def put_in(found: re.Match[str]) -> str:
        answer = answer_in_words(found[1])
        return escape(answer) if answer else found[2] or "…"

    return PLACEHOLDER.sub(put_in, words)
