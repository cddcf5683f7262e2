"""The words of a questionnaire: there in every language and role, plain, and with an answer for every placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import NoneType

from questionnaires.checker.findings import Finding, Path, listed, near
from questionnaires.checker.reading import hard_to_read
from questionnaires.conditions import Condition
from questionnaires.definition import Page, Questionnaire
from questionnaires.piping import placeholders as asked_in
from questionnaires.words import FALLBACK, ROLES, Frozen, Text

SPOKEN_OF = ("proxy", "relative")
"""The roles that a text written to the person does not fit."""

_TAGS = (
    "a|b|body|br|button|center|div|em|embed|font|form|h[1-6]|head|html|i|iframe|img|input|li|link|meta|object|ol|p|s|"
    "script|span|strong|style|sub|sup|svg|table|td|th|tr|u|ul"
)
_MARKUP = re.compile(rf"</?({_TAGS})(\s[^<>]*=[^<>]*|\s*/?)>|<script|<!--|\{{\{{|\{{%|javascript:", re.IGNORECASE)
"""HTML or the code of a template; a `<` or `>` by itself is only a sign."""


_NO_TEXT = (str, int, float, NoneType, Condition)
"""Values that have no words in them, which are most."""


def texts(value: object, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text that the author wrote, and where it stands."""
    if isinstance(value, Text):
        yield path, value
        return
    inside: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, Frozen):
        written = value.model_fields_set
        inside = ((name, inner) for name, inner in value.__dict__.items() if name in written)
    elif isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, tuple):
        inside = enumerate(value)
    for name, inner in inside:
        if not isinstance(inner, _NO_TEXT):
            yield from texts(inner, (*path, name))


def in_texts(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Everything wrong with the words of a questionnaire."""
    spoken: dict[str, Path] = {}
    for path, text in texts(questionnaire):
        for key in text.root:
            language, *variants = key.split(".")
            if language not in questionnaire.languages:
                why = f"'{language}' is not among this questionnaire's languages: {listed(questionnaire.languages)}."
                yield Finding((*path, key), "language-unknown", why, "Add it to 'languages', or take it out.", key=True)
            for variant in variants:
                if variant != "easy":
                    spoken.setdefault(variant, (*path, key))
        yield from _lacking(questionnaire, path, text)
        yield from _markup(path, text)
        yield from hard_to_read(path, text)
    yield from _roles(questionnaire, spoken)
    yield from _placeholders(questionnaire)


def _lacking(questionnaire: Questionnaire, path: Path, text: Text) -> Iterator[Finding]:
    lacking = [language for language in questionnaire.languages if language not in text.root]
    stood_in = [language for language in lacking if FALLBACK.get(language) in text.root]
    if gone := [language for language in lacking if language not in stood_in]:
        why = f"This text is missing in {', '.join(gone)}."
        yield Finding(path, "text-missing", why, f"Write it as in '{gone[0]}: …'.")
    for language in stood_in:
        why = f"This text is missing in {language}; {FALLBACK[language]} is shown instead."
        yield Finding(path, "text-falls-back", why, f"Write it as in '{language}: …'.", level="warning")


def _markup(path: Path, text: Text) -> Iterator[Finding]:
    for key, words in text.root.items():
        signs = "<" in words or "{" in words or ":" in words
        if signs and (found := _MARKUP.search(words)):
            why = f"'{found[0][:40]}' is HTML or the code of a template, which is not allowed."
            yield Finding((*path, key), "markup-refused", why, "Write plain words; use markdown where you need form.")


def _roles(questionnaire: Questionnaire, spoken: dict[str, Path]) -> Iterator[Finding]:
    """Roles that texts speak to and nobody has, and roles that no text speaks to; once each."""
    for role, path in spoken.items():
        if role not in (questionnaire.roles or ROLES[:1]):
            why = f"Nobody answers as '{role}', which this text and maybe others are for."
            hint = f"Add it to 'roles', as in 'roles: [self, {role}]'."
            yield Finding(path, "role-unknown", why, hint, key=True, level="warning")
    for place, role in enumerate(questionnaire.roles if len(questionnaire.roles) > 1 else ()):
        if role in SPOKEN_OF and role not in spoken:
            why = f"No text is written for one who answers as '{role}'."
            hint = f"Give the texts that say «du» a '{questionnaire.languages[0]}.{role}' too."
            yield Finding(("roles", place), "role-unspoken", why, hint, level="warning")


def _placeholders(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Placeholders that no answer fills."""
    known: set[str] = set()
    shift = len(questionnaire.all_pages) - len(questionnaire.pages)
    for name in ("title", "about"):
        yield from _unfilled(questionnaire, getattr(questionnaire, name), (name,), known)
    for number, page in enumerate(questionnaire.all_pages):
        path: Path = ("pages", number - shift)
        for name in ("title", "intro"):
            yield from _unfilled(questionnaire, getattr(page, name), (*path, name), known, page)
        for place, question in enumerate(page.questions):
            for inner, text in texts(question):
                yield from _unfilled(questionnaire, text, (*path, "questions", place, *inner), known, page)
            known.add(question.id)


def _unfilled(
    questionnaire: Questionnaire, text: Text | None, path: Path, known: set[str], page: Page | None = None
) -> Iterator[Finding]:
    each = page.for_each if page else None
    for key, words in text.root.items() if text and any("{" in words for words in text.root.values()) else ():
        for name, falls_back in asked_in(words):
            question_id = name.partition(".")[0]
            if name == each:
                continue
            if question_id not in known:
                why = f"'{{{name}}}' asks for an answer that is not given before this."
                hint = near(question_id, known) or "Ask for it on an earlier page, or write the words out."
                yield Finding((*path, key), "placeholder-unfilled", why, hint)
            elif questionnaire.page_of(question_id).for_each not in (None, each):
                why = f"'{{{name}}}' is asked for each item of a list, so it has no single answer here."
                yield Finding((*path, key), "placeholder-unfilled", why, "Write the words out.")
            elif not falls_back:
                why = f"'{{{name}}}' has nothing to say when it is not answered."
                yield Finding(
                    (*path, key), "placeholder-no-fallback", why, f"Write it as '{{{name}|…}}'.", level="warning"
                )
