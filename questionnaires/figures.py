"""Numbers and moments as people write them: «12 500», «1,5», «14.03.2026», «mars 2026»."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from questionnaires.messages import SPOKEN
from questionnaires.words import Text

POINT = ("en", "ar", "so")
"""Languages that write a point before the decimals (Unicode CLDR); the others write a comma."""

BY_NUMBERS = ("nb", "nn", "se")
"""Languages whose dates are written «14.03.2026»; Northern Sámi bends the month in a way that CLDR does not know."""

GROUPED_FROM = 10_000
"""Smaller numbers are read at a glance (Språkrådet: a space between thousands from five digits)."""


def figure(number: float, language: str) -> str:
    """The number as it is written in the language: «12 500,5» in Norwegian, “12 500.5” in English."""
    written = f"{number:,.15g}" if abs(number) >= GROUPED_FROM else f"{number:.15g}"
    written = written.replace(",", "\u00a0")
    return written if language in POINT else written.replace(".", ",")


def moment(iso: str) -> Text:
    """A date, month or time in words: `2026-03-14` is «14.03.2026» and “14 March 2026”; anything else as it stands."""
    try:
        first = date.fromisoformat(iso if len(iso) > len("2026-03") else f"{iso}-01")
    except ValueError:
        return Text({"nb": iso or " "})
    if len(iso) == len("2026-03"):
        return Text({language: _written(first, "LLLL y", language) for language in SPOKEN})
    spoken = {language: _written(first, "d MMMM y", language) for language in SPOKEN if language not in BY_NUMBERS}
    return Text({"nb": f"{first:%d.%m.%Y}", **spoken})


def _written(day: date, pattern: str, language: str) -> str:
    return str(format_date(day, pattern, locale=language))
