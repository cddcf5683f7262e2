"""The words of a questionnaire: there in every language and role, with an answer for every placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from questionnaires.checker.findings import Finding, Path, near
from questionnaires.conditions import Condition
from questionnaires.definition import Page, Questionnaire
from questionnaires.piping import placeholders as asked_in
from questionnaires.words import FALLBACK, ROLES, Text


def texts(value: object, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text that the author wrote, and where it stands."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel) and not isinstance(value, Condition):
        for name in type(value).model_fields:
            if name in value.model_fields_set:
                yield from texts(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, (*path, name))
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from texts(inner, (*path, place))


def languages(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Texts in a language or for a role that the questionnaire does not have, and languages that a text lacks."""
    wanted = questionnaire.languages
    roles = questionnaire.roles or ROLES[:1]
    for path, text in texts(questionnaire):
        for key in text.root:
            language, *variants = key.split(".")
            if language not in wanted:
                why = f"'{language}' is not among this questionnaire's languages: {', '.join(wanted)}."
                yield Finding((*path, key), "language-unknown", why, key=True)
            for variant in variants:
                if variant != "easy" and variant not in roles:
                    why = f"Nobody answers as '{variant}'. The questionnaire's roles: {', '.join(roles)}."
                    yield Finding((*path, key), "role-unknown", why, key=True, level="warning")
        yield from _lacking(questionnaire, path, text)


def _lacking(questionnaire: Questionnaire, path: Path, text: Text) -> Iterator[Finding]:
    lacking = [language for language in questionnaire.languages if language not in text.root]
    stood_in = [language for language in lacking if FALLBACK.get(language) in text.root]
    if gone := [language for language in lacking if language not in stood_in]:
        yield Finding(path, "text-missing", f"This text is missing in {', '.join(gone)}.")
    for language in stood_in:
        why = f"This text is missing in {language}; {FALLBACK[language]} is shown instead."
        yield Finding(path, "text-falls-back", why, level="warning")


def placeholders(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Placeholders that no answer fills."""
    known: set[str] = set()
    shift = len(questionnaire.all_pages) - len(questionnaire.pages)
    for number, page in enumerate(questionnaire.all_pages):
        path: Path = ("pages", number - shift)
        for name in ("title", "intro"):
            yield from _unfilled(getattr(page, name), (*path, name), known, page)
        for place, question in enumerate(page.questions):
            for inner, text in texts(question):
                yield from _unfilled(text, (*path, "questions", place, *inner), known, page)
            known.add(question.id)


def _unfilled(text: Text | None, path: Path, known: set[str], page: Page) -> Iterator[Finding]:
    for key, words in text.root.items() if text else ():
        for name, falls_back in asked_in(words):
            question_id = name.partition(".")[0]
            if name == page.for_each:
                continue
            if question_id not in known:
                why = f"'{{{name}}}' asks for an answer that is not given before this.{near(question_id, known)}"
                yield Finding((*path, key), "placeholder-unfilled", why)
            elif not falls_back:
                why = f"'{{{name}}}' has nothing to say when it is not answered: write it as '{{{name}|…}}'."
                yield Finding((*path, key), "placeholder-no-fallback", why, level="warning")
