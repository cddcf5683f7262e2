"""Which languages a survey is in, and every text in each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from questionnaires.formats.surveyjs.book import Book, Own
from questionnaires.formats.surveyjs.ledger import Node
from questionnaires.formats.surveyjs.parsing import inside
from questionnaires.formats.surveyjs.texts import OURS, Words
from questionnaires.words import FALLBACK, LANGUAGE

UNNAMED = "en"
"""The language of a text that names none, in SurveyJS."""


def default_language(survey: Node) -> str:
    """The language of the texts that name none: the survey's own, unless its texts name that one too."""
    locale = survey.peek("locale")
    ours = OURS.get(locale, locale) if isinstance(locale, str) else ""
    named = {OURS.get(each, each) for each in _named(survey.value)}
    if not ours or not re.fullmatch(LANGUAGE, ours):
        survey.ledger.tell(
            (), "locale", "changed", f"The survey names no language: its texts are taken to be {UNNAMED}"
        )
        return UNNAMED
    if ours in named:
        survey.lost("locale", f"The respondent chooses the language; texts that name none are taken to be {UNNAMED}")
        return UNNAMED
    survey.changed("locale", f"Texts that name no language are taken to be {ours}")
    return ours


def _named(value: Any) -> Iterator[str]:
    """The languages of every text that also has a default."""
    if isinstance(value, dict) and isinstance(value.get("default"), str):
        yield from (language for language in value if language != "default")
    for _step, inner in inside(value):
        yield from _named(inner)


def in_all_languages(content: dict[str, Any], book: Book) -> dict[str, Any]:
    """The content with its languages, and every text in each: where one is lacking, the survey's first stands in."""
    found = dict.fromkeys(language for words in _texts(content) if not isinstance(words, Own) for language in words)
    languages = sorted(found, key=lambda language: language != book.default)
    lacking: dict[str, int] = {}
    filled: dict[str, Any] = _filled(content, languages, lacking)
    for language, texts in lacking.items():
        text = f"{texts} text(s) are not in {language}: {languages[0]} stands there instead"
        book.ledger.tell((), "languages", "changed", text)
    return {**filled, "languages": languages}


def _texts(value: Any) -> Iterator[Words]:
    if isinstance(value, Words):
        yield value
    else:
        for _step, inner in inside(value):
            yield from _texts(inner)


def _filled(value: Any, languages: list[str], lacking: dict[str, int]) -> Any:
    if isinstance(value, Own):
        return {language: value.get(language) or value["en"] for language in languages}
    if isinstance(value, Words):
        said = dict(value)
        first = said.get(languages[0]) or next(iter(said.values()))
        for language in languages:
            if language not in said and FALLBACK.get(language) not in said:
                said[language] = first
                lacking[language] = lacking.get(language, 0) + 1
        return said
    if isinstance(value, dict):
        return {key: _filled(inner, languages, lacking) for key, inner in value.items()}
    return [_filled(inner, languages, lacking) for inner in value] if isinstance(value, list) else value
