"""Numbers and moments as people write them: «12 500», «1,5», «14.03.2026», «mars 2026»."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from questionnaires.words import Text

GROUPED_FROM = 10_000
"""Smaller numbers are read at a glance (Språkrådet: a space between thousands from five digits)."""


def figure(number: float, language: str) -> str:
    """The number as it is written in the language: «12 500,5» in Norwegian, “12 500.5” in English."""
    written = f"{number:,.15g}" if abs(number) >= GROUPED_FROM else f"{number:.15g}"
    written = written.replace(",", "\u00a0")
    return written if language == "en" else written.replace(".", ",")


def moment(iso: str) -> Text:
    """A date, month or time in words: `2026-03-14` is «14.03.2026» and “14 March 2026”; anything else as it stands."""
    try:
        first = date.fromisoformat(iso if len(iso) > len("2026-03") else f"{iso}-01")
    except ValueError:
        return Text({"nb": iso or " "})
    if len(iso) == len("2026-03"):
        return Text({language: str(format_date(first, "MMMM y", locale=language)) for language in ("nb", "nn", "en")})
    return Text({"nb": f"{first:%d.%m.%Y}", "en": str(format_date(first, "d MMMM y", locale="en"))})
