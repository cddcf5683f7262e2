"""The language that a report is written in, chosen once around the whole of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from analysis.wording.bokmal import BOKMAL
from analysis.wording.english import ENGLISH
from analysis.wording.nynorsk import NYNORSK
from analysis.wording.tables import Words

LANGUAGES: Mapping[str, Words] = {each.code: each for each in (BOKMAL, NYNORSK, ENGLISH)}

_SPOKEN: ContextVar[Words] = ContextVar("spoken", default=BOKMAL)


def spoken() -> Words:
    """The words of the language that is written now; bokmål where nobody chose."""
    return _SPOKEN.get()


@contextmanager
def speaking(code: str) -> Iterator[Words]:
    """Write in this language inside the block; raises `UnknownLanguageError` for one that has no words here."""
    if code not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UnknownLanguageError(f"A report cannot be written in {code!r}. Choose one of: {known}.")
    token = _SPOKEN.set(LANGUAGES[code])
    try:
        yield LANGUAGES[code]
    finally:
        _SPOKEN.reset(token)


class UnknownLanguageError(ValueError):
    """A language that no report is written in."""
