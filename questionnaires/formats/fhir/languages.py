"""Texts of a form in its languages, and the plain sentences that a questionnaire needs and a form lacks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.ledger import Ledger, Node
from questionnaires.formats.fhir.reading import JsonPath, leaves
from questionnaires.piping import PLACEHOLDER
from questionnaires.words import FALLBACK, LANGUAGE, LANGUAGES

GUESSED = "nb"
"""The language of a form that does not say which, and whose words do not tell."""
TELLING = {
    "nb": {"ikke", "jeg", "hvor", "hvordan", "hva", "hvilken", "hvilke", "noen", "og", "du", "har", "er", "det", "av"},
    "nn": {"ikkje", "eg", "kor", "korleis", "kva", "nokon", "nokre", "og", "du", "har", "er", "det", "av"},
    "en": {
        "the",
        "you",
        "your",
        "of",
        "and",
        "have",
        "how",
        "what",
        "is",
        "are",
        "do",
        "in",
        "to",
        "with",
        "any",
        "if",
    },
}
"""Small words that tell languages apart."""

SENTENCES: dict[str, dict[str, str]] = {
    "answer": {"nb": "Svar på: {}", "nn": "Svar på: {}", "en": "Answer this: {}"},
    "page": {"nb": "Side {}", "nn": "Side {}", "en": "Page {}"},
    "form": {"nb": "Skjema", "nn": "Skjema", "en": "Form"},
    "about": {"nb": "Svar på spørsmålene.", "nn": "Svar på spørsmåla.", "en": "Answer the questions."},
    "yes": {"nb": "Ja", "nn": "Ja", "en": "Yes"},
    "no": {"nb": "Nei", "nn": "Nei", "en": "No"},
    "other": {"nb": "Annet", "nn": "Anna", "en": "Other"},
    "question": {"nb": "Spørsmål {}", "nn": "Spørsmål {}", "en": "Question {}"},
    "unknown": {"nb": "Vet ikke", "nn": "Veit ikkje", "en": "Don't know"},
    "male": {"nb": "Mann", "nn": "Mann", "en": "Man"},
    "female": {"nb": "Kvinne", "nn": "Kvinne", "en": "Woman"},
    "gender_other": {"nb": "Annet kjønn", "nn": "Anna kjønn", "en": "Another gender"},
    "gender_unknown": {"nb": "Ukjent", "nn": "Ukjend", "en": "Unknown"},
}
"""What the importer says itself, plainly; in a language that is not here, in English."""

MOST_WORDS = 20_000
"""Characters in one text."""

_MARKUP = re.compile(r"</?[a-z][^<>]{0,2000}>|<!--|-->|<script|\{\{|\{%|javascript:", re.IGNORECASE)
"""HTML and the code of templates, which no text for people needs."""
_BREAK = re.compile(r"<(br|/p)\b[^<>]*>", re.IGNORECASE)


class Words(dict[str, str]):
    """One text, language -> words, with the place in the file that each language came from."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, JsonPath] = {}


def language_of(tag: object) -> str | None:
    """A language tag as a questionnaire names it: `nb-NO` and `no` are `nb`; None for what is no tag."""
    if not isinstance(tag, str) or not re.fullmatch(LANGUAGE, tag.strip(), re.IGNORECASE):
        return None
    first, _, rest = tag.strip().partition("-")
    first = {"no": "nb"}.get(first.lower(), first.lower())
    if first in LANGUAGES or not rest:
        return first
    return f"{first}-{rest}"


def guessed(form: object) -> str:
    """The language that most of the small words in a form's texts belong to."""
    texts = (value for path, value in leaves(form) if path[-1:] in (("text",), ("title",), ("display",)))
    said = Counter(word for text in texts if isinstance(text, str) for word in re.findall(r"[a-zæøå]+", text.lower()))
    counts = {language: sum(said[word] for word in words) for language, words in TELLING.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else GUESSED


def sentence(name: str, language: str, filling: str = "") -> str:
    """One of the importer's own sentences."""
    said = SENTENCES[name]
    return said.get(language, said["en"]).replace("{}", filling)


class Speech:
    """All the texts of one form while it is read. `own`: written by Medvirk, whose `{B1}` is an answer put in."""

    def __init__(self, ledger: Ledger, language: str, *, own: bool) -> None:
        self.ledger, self.language, self.own = ledger, language, own
        self.languages: tuple[str, ...] = (language,)
        self.all: list[Words] = []

    def words(self, node: Node, key: str) -> Words | None:
        """The text under `key` with its translations; None when there is none."""
        beside = node.child(f"_{key}")
        main = self._marked_up(node, key, beside) or node.text(key)
        found = Words()
        if main is not None:
            found[self.language] = self._plain(node, key, main)
            found.places[self.language] = (*node.path, key)
        for each in beside.extensions(urls.TRANSLATION) if beside else ():
            self._translate(found, each)
        if self.own and beside and (variants := beside.extension(urls.OWN_WORDING)):
            found.update(own_value(variants))
        if not found:
            return None
        self.all.append(found)
        return found

    def say(self, name: str, filling: str = "") -> Words:
        """One of the importer's own sentences in every language, filled in when the languages are settled."""
        found = Words()
        for language in dict.fromkeys((self.language, *SENTENCES[name])):
            found[language] = sentence(name, language, filling)
        self.all.append(found)
        return found

    def as_it_is(self, words: str) -> Words:
        """The same words in every language: a number, a date, a code."""
        found = Words()
        found[self.language] = self._safe(words)
        self.all.append(found)
        return found

    def joined(self, first: Words | None, second: Words, between: str) -> Words:
        """Two texts as one, in the languages of either."""
        if first is None:
            return second
        parts = [dict(first), dict(second)]
        for language in {**first, **second}:
            said = [each.get(language, each.get(self.language, "")) for each in parts]
            first[language] = between.join(part for part in said if part)
        # What only one of them says in a language, the whole says: a number is the same in all.
        first.places = {**second.places, **first.places}
        return first

    def settle(self) -> None:
        """Decide the languages: the form's own, and each that at least half of the translatable texts are in."""
        said = [each for each in self.all if each.places]
        counts: dict[str, int] = {}
        for each in said:
            for language in each.places:
                counts[language] = counts.get(language, 0) + 1
        self.languages = (
            self.language,
            *(name for name, count in counts.items() if name != self.language and (self.own or 2 * count >= len(said))),
        )
        self.prune(self.all)

    def prune(self, texts: Iterable[Words]) -> None:
        """Take out the languages that the questionnaire is not in."""
        for each in texts:
            for language in [key for key in each if key.partition(".")[0] not in self.languages]:
                if language in each.places:
                    self.ledger.give_back(each.places[language])
                    self.ledger.because(each.places[language], f"Too few texts are in '{language}'.")
                del each[language]

    def fill(self, value: Any) -> None:
        """Put words in every language where a text lacks some, and tell how many were lacking."""
        lacking: dict[str, int] = {}
        found = texts_in(value)
        self.prune(found)
        for each in found:
            whole = {key for key in each if "." not in key}
            for language in self.languages:
                if language not in whole and FALLBACK.get(language) not in whole:
                    lacking[language] = lacking.get(language, 0) + bool(each.places)
                    each[language] = each.get(self.language) or next(iter(each.values()), "…")
        for language, count in lacking.items():
            if count:
                text = f"{count} texts are not translated into '{language}'; they stand in '{self.language}'."
                self.ledger.tell((), "translation", "changed", text)

    def _marked_up(self, node: Node, key: str, beside: Node | None) -> str | None:
        marked = beside.extension(urls.MARKDOWN) if beside else None
        found = marked.text("valueMarkdown") or marked.text("valueString") if marked else None
        if found is None or marked is None:
            return None
        marked.take("url")
        if isinstance(node.peek(key), str):
            node.take(key, outcome="changed")
            node.tell(key, "changed", "The text with markup is used.")
        return found

    def _translate(self, found: Words, extension: Node) -> None:
        parts = {str(each.peek("url")): each for each in extension.children("extension")}
        lang, content = parts.get("lang"), parts.get("content")
        language = language_of(lang.peek("valueCode")) if lang else None
        if language is None or language in found or lang is None or content is None:
            return
        words = content.text("valueString") or content.text("valueMarkdown")
        if words is not None:
            extension.take("url")
            lang.take("url", "valueCode")
            content.take("url")
            found[language] = self._plain(content, "valueString", words)
            found.places[language] = extension.path

    def _plain(self, node: Node, key: str, words: str) -> str:
        safe = self._safe(words)
        if safe != words:
            node.tell(key, "changed", "Markup is taken out, braces are brackets, and a long text is cut.")
        return safe

    def _safe(self, words: str) -> str:
        if self.own:
            return words
        plain = PLACEHOLDER.sub(lambda found: f"({found[0][1:-1]})", words)
        while _MARKUP.search(plain):
            plain = _MARKUP.sub(" ", _BREAK.sub("\n", plain))
        return plain[:MOST_WORDS].strip() or "…"


def texts_in(value: Any) -> list[Words]:
    """Every text in a questionnaire that is being built."""
    found: list[Words] = []
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Words):
            found.append(here)
        elif isinstance(here, dict):
            waiting += here.values()
        elif isinstance(here, list | tuple):
            waiting += here
    return found


def own_value(extension: Node) -> dict[str, Any]:
    """What an extension of our own holds: an object, as JSON; nothing for what is none."""
    written = extension.peek("valueString")
    try:
        value = json.loads(written) if isinstance(written, str) else None
    except (ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    extension.take("url", "valueString")
    return value
