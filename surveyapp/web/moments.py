"""Dates, months and times as people write them: «14.03.2026», «3. mars 2026», «8.30»."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from surveyapp.web.languages import INTERFACE
from surveyapp.web.numbers import WESTERN

# A comma too: the number pad of a phone has no point in Norwegian.
_DATE = re.compile(r"([0-9]{1,2})[ .,/-]+([0-9]{1,2})[ .,/-]+([0-9]{4})|([0-9]{2})([0-9]{2})([0-9]{4})")
_NAMED_DATE = re.compile(r"([0-9]{1,2})\.?\s*([^\W\d_]{3,})\.?,?\s*([0-9]{4})")
_MONTH = re.compile(r"([0-9]{1,2})[ .,/-]+([0-9]{4})|([0-9]{2})([0-9]{4})")
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,})\.?,?\s*([0-9]{4})")
_TIME = re.compile(r"(?:kl\.?\s*)?([0-9]{1,2})\s*[.,: ]\s*([0-9]{2})|(?:kl\.?\s*)?([0-9]{1,2})([0-9]{2})")


def read_date(written: str) -> str | None:
    """The date as ISO 8601, or None when it cannot be told; a year of two digits is not guessed."""
    written = written.strip().translate(WESTERN)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        return written
    found = _parts(_DATE, written) or _named(_NAMED_DATE, written, 1)
    return f"{found[2]}-{found[1]:0>2}-{found[0]:0>2}" if found else None


def read_month(written: str) -> str | None:
    """The month as ISO 8601, or None when it cannot be told."""
    written = written.strip().translate(WESTERN)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", written):
        return written
    found = _parts(_MONTH, written) or _named(_NAMED_MONTH, written, 0)
    return f"{found[1]}-{found[0]:0>2}" if found else None


def read_time(written: str) -> str | None:
    """The time of day as ISO 8601, or None when it cannot be told."""
    found = _parts(_TIME, written.translate(WESTERN))
    return f"{found[0]:0>2}:{found[1]}" if found else None


def write_moment(iso: str) -> str:
    """A date, month or time as it stands in a box: «14.03.2026», «03.2026», «08:30»."""
    return ".".join(reversed(iso.split("-")))


def _parts(pattern: re.Pattern[str], written: str) -> list[str]:
    found = pattern.fullmatch(written.strip().casefold())
    return [part for part in found.groups() if part is not None] if found else []


def _named(pattern: re.Pattern[str], written: str, place: int) -> list[str]:
    """The parts with the number of the month in place of its name."""
    parts = _parts(pattern, written)
    begun = {number for name, number in _months() if parts and name.startswith(parts[place])}
    # «mar» is March in every language; what is one month here and another there is not guessed.
    number = begun.pop() if len(begun) == 1 else None
    return [*parts[:place], str(number), *parts[place + 1 :]] if number else []


@lru_cache(maxsize=1)
def _months() -> tuple[tuple[str, int], ...]:
    """The names of the months in every language of the interface, each with its number."""
    wide: list[dict[int, str]] = [Locale(code).months["format"]["wide"] for code in INTERFACE]
    return tuple((name.casefold(), number) for names in wide for number, name in names.items())
