"""Which language a page speaks: the one that the reader chose, of those that the page has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_percent
from flask import Flask, current_app, g, request, session
from flask_babel import Babel, get_translations, refresh
from flask_babel import gettext as _

from questionnaires.definition import Questionnaire
from questionnaires.words import LANGUAGE, LANGUAGES, Voice
from surveyapp.models.ids import NORWAY

LANGUAGE_CODE = re.compile(LANGUAGE)

INTERFACE = ("nb", "nn", "se", "en", "uk", "pl", "ar", "so")
"""The languages that the interface itself speaks; the first is the one its texts are written in."""

OURS = ("nb", "nn", "en")
"""The languages that we stand for ourselves; those who run surveys meet these."""

STAFF = "surveyapp.web.staff"
"""The part of the app for those who run surveys."""

REVIEWERS: dict[str, str] = {}
"""Language -> the person who has read all its texts and approved them. Until then, lists of languages say so."""


def speak(questionnaire: Questionnaire) -> str:
    """Keep this page to the words that its questionnaire has; returns the language it will speak."""
    g.languages = questionnaire.languages
    g.has_easy_words = questionnaire.has_easy_words
    _forget()
    return language()


@contextmanager
def keeping_to(code: str) -> Iterator[None]:
    """Say it all in one language meanwhile, whatever the reader has chosen."""
    before = g.get("languages")
    g.languages = (code,)
    _forget()
    try:
        yield
    finally:
        g.pop("languages")
        if before is not None:
            g.languages = before
        _forget()


def language() -> str:
    """The language of what this page says of its own questionnaire."""
    spoken: str | None = g.get("spoken")
    if spoken is None:
        offered: tuple[str, ...] = g.get("languages", INTERFACE)
        chosen = str(session.get("language", ""))
        spoken = g.spoken = chosen if chosen in offered else offered[0]
    return spoken


def locale() -> str:
    """The language of the interface around it: the same where we have it, else bokmål."""
    spoken = language()
    return spoken if spoken in INTERFACE else INTERFACE[0]


def voice_as(role: str = "self") -> Voice:
    """How this reader is spoken to in this role: in the chosen language, and in easy words if those were chosen."""
    return Voice(language(), role, bool(session.get("easy", False)))


def words_offered() -> tuple[str, str] | None:
    """The other way of saying it that this page has: what to choose and what it is called; None without easy words."""
    if not g.get("has_easy_words", False):
        return None
    return ("ordinary", str(_("Vanlig tekst"))) if session.get("easy") else ("easy", str(_("Lettlest")))


def choose(chosen: str) -> None:
    """Remember a language, or `easy` or `ordinary` words, for this browser; anything else changes nothing."""
    if chosen in ("easy", "ordinary"):
        session["easy"] = chosen == "easy"
    elif LANGUAGE_CODE.fullmatch(chosen):
        session["language"] = chosen
        _forget()


def _forget() -> None:
    """Let what was found out about this request's language be found out again."""
    g.pop("catalogue", None)
    # Flask-Babel asks `language` before it finds out anything itself.
    if g.pop("spoken", None) is not None:
        refresh()


@dataclass(frozen=True, slots=True)
class Offer:
    """A language that a page may be read in; `awaits_review`: nobody has approved its interface texts yet."""

    code: str
    name: str
    awaits_review: bool


def offered() -> list[Offer]:
    """The languages of this page, by their own names."""
    usual = OURS if _for_staff() else INTERFACE
    return [Offer(code, own_name(code), awaits_review(code)) for code in g.get("languages", usual)]


def _for_staff() -> bool:
    part = current_app.blueprints.get(request.blueprint or "")
    return part is not None and part.import_name.startswith(STAFF)


def awaits_review(code: str) -> bool:
    """Whether the interface speaks this language in words that no named reviewer has approved."""
    return code in INTERFACE and code not in OURS and code not in REVIEWERS


@lru_cache(maxsize=200)
def own_name(code: str) -> str:
    """What a language calls itself; its code when nobody has told us."""
    if code in LANGUAGES:
        return LANGUAGES[code]
    try:
        return (Locale.parse(code, sep="-").get_display_name() or code).capitalize()
    except (UnknownLocaleError, ValueError):
        return code


@lru_cache(maxsize=200)
def direction(code: str) -> str:
    """Whether a language is written from the left or from the right: `ltr` or `rtl`."""
    try:
        return Locale.parse(code, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def day(moment: date) -> str:
    """A date in words, with the day and the month on one line: «3. mars 2026»."""
    return _day_in(locale(), moment)


@lru_cache(maxsize=2_000)
def _day_in(code: str, moment: date) -> str:
    if code == "se":
        return f"{moment:%d.%m.%Y}"
    pattern = "d MMMM y" if code in ("so", "en", "uk") else "long"
    return format_date(moment, pattern, Locale.parse(code)).replace(" ", "\u00a0", 1)


def day_and_time(moment: datetime) -> str:
    """A moment as it is read in Norway."""
    here = moment.astimezone(NORWAY)
    return f"{day(here.date())}, {here:%H:%M}"


def percent(share: float) -> str:
    """A share as a whole percentage: «26 %»."""
    return _percent_in(locale(), share)


@lru_cache(maxsize=2_000)
def _percent_in(code: str, share: float) -> str:
    return format_percent(share, locale=Locale.parse(code))


def set_up(app: Flask) -> None:
    """Let every request find its language and every template its words."""
    Babel(app, default_locale=INTERFACE[0], locale_selector=locale)
    # Flask-Babel looks for the catalogue anew at each text of a template; a page has dozens.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _catalogue().ugettext(text),
        lambda one, many, number: _catalogue().ungettext(one, many, number),
        newstyle=True,
    )
    app.before_request(_choose_from_address)
    app.jinja_env.globals.update(
        language=language, languages_offered=offered, words_offered=words_offered, direction=direction
    )
    app.jinja_env.filters.update(day=day, percent=percent)


def _catalogue() -> Any:
    """The catalogue of this request's language."""
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return g.catalogue


def _choose_from_address() -> None:
    for name in ("lang", "words"):
        choose(request.args.get(name, ""))
