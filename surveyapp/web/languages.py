"""Which language a page speaks: the one that the reader chose, of those that the page has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Flask, g, request, session
from flask_babel import Babel, format_date, format_percent, refresh

from questionnaires.words import LANGUAGES

INTERFACE = tuple(LANGUAGES)
"""The languages that the interface itself speaks; the first is the one its texts are written in."""


def speak(languages: Sequence[str]) -> str:
    """Keep this page to the languages of its questionnaire; returns the one it will speak."""
    g.languages = tuple(language for language in INTERFACE if language in languages)
    refresh()
    return language()


def language() -> str:
    """The language of this page."""
    offered: tuple[str, ...] = g.get("languages", INTERFACE)
    chosen = str(session.get("language", ""))
    return chosen if chosen in offered else offered[0]


def choose(chosen: str) -> None:
    """Remember a language for this browser; one that we do not have changes nothing."""
    if chosen in INTERFACE:
        session["language"] = chosen
        refresh()


def offered() -> list[tuple[str, str]]:
    """The languages of this page, as code and own name."""
    return [(code, LANGUAGES[code]) for code in g.get("languages", INTERFACE)]


def day(moment: date) -> str:
    """A date in words, with the day and the month on one line: «3. mars 2026»."""
    return str(format_date(moment, "long")).replace(" ", "\u00a0", 1)


def percent(share: float) -> str:
    """A share as a whole percentage: «26 %»."""
    return str(format_percent(share))


def set_up(app: Flask) -> None:
    """Let every request find its language and every template its words."""
    Babel(app, default_locale=INTERFACE[0], locale_selector=language)
    app.before_request(_choose_from_address)
    app.jinja_env.globals.update(language=language, languages_offered=offered)
    app.jinja_env.filters.update(day=day, percent=percent)


def _choose_from_address() -> None:
    choose(request.args.get("lang", ""))
