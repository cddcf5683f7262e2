"""Texts of SurveyJS: one language or several, perhaps with HTML and the answers to other questions in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser

from questionnaires.formats.surveyjs.ledger import Node
from questionnaires.piping import PLACEHOLDER
from questionnaires.words import LANGUAGE

Pipe = Callable[[str], str | None]
"""The id of the earlier question that a name in braces stands for."""

OURS = {"no": "nb", "default": ""}
"""Languages that SurveyJS calls something else."""

_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_LOOKS_LIKE_HTML = re.compile(r"<[A-Za-z!/?][^<>]*>|&(#\d+|#x[0-9a-fA-F]+|[A-Za-z]+);")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_CODE = re.compile(r"<(?=[A-Za-z!/?])|\{(?=[{%])|javascript(?=:)", re.IGNORECASE)
"""The beginning of what our loader refuses in a text."""
_SAFE = {"<": "‹", "{": "("}


class Words(dict[str, str]):
    """One text, language -> words; the languages that lack it are filled in at the end."""


def words(node: Node, key: str, default: str, pipe: Pipe, *, marked: bool = False) -> Words | None:
    """The text under `key`, in its languages; None where there is nothing to read. `marked`: may hold markdown."""
    value = node.peek(key)
    found = Words()
    for language, said, path in _in_languages(node, key, value, default):
        said_plainly, changes = cleaned(said, pipe, marked=marked)
        if not said_plainly:
            if not said.strip():
                node.ledger.claim(path, "carried")
            continue
        if language in found:
            node.ledger.lose(path, said, f"The same text stands there in {language} already")
            continue
        found[language] = said_plainly
        if changes:
            node.ledger.claim(path, "changed", f"{'; '.join(changes)}: {said_plainly[:120]}")
        else:
            node.ledger.claim(path, "carried")
    return found or None


def _in_languages(
    node: Node, key: str, value: object, default: str
) -> Iterable[tuple[str, str, tuple[str | int, ...]]]:
    if isinstance(value, str):
        return [(default, value, node.at(key))]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [(default, str(value), node.at(key))]
    if not isinstance(value, dict):
        return []
    said = []
    for language, text in value.items():
        ours = OURS.get(language, language) or default
        if isinstance(text, str) and re.fullmatch(LANGUAGE, ours):
            said.append((ours, text, (*node.at(key), language)))
    # A language by its own name goes before the default that may be the same.
    return sorted(said, key=lambda each: each[2][-1] == "default")


def cleaned(text: str, pipe: Pipe, *, marked: bool) -> tuple[str, list[str]]:
    """The text without HTML, with our placeholders, and what had to change."""
    changes: list[str] = []
    lines = text.replace("\r\n", "\n")
    seen = _UNSEEN.sub("", lines)
    if seen != lines:
        changes.append("characters that cannot be seen are left out")
    if _LOOKS_LIKE_HTML.search(seen):
        plain, dropped = without_html(seen, marked=marked)
        if plain != seen.strip():
            without = f", without {', '.join(dropped)}" if dropped else ""
            changes.append(f"HTML became plain text{without}")
        seen = plain
    piped = _IN_BRACES.sub(lambda found: _placeholder(found, pipe), seen)
    if piped != seen:
        changes.append("what stands in braces is written in our way")
    safe = _CODE.sub(lambda found: _SAFE.get(found[0], f"{found[0]} "), piped)
    if safe != piped:
        changes.append("what looks like program code is taken apart")
    return safe.strip(), changes


def _placeholder(found: re.Match[str], pipe: Pipe) -> str:
    known = pipe(found[1].strip())
    if known is not None:
        return f"{{{known}|…}}"
    return f"({found[1]})" if PLACEHOLDER.fullmatch(found[0]) else found[0]


def without_html(text: str, *, marked: bool) -> tuple[str, list[str]]:
    """The words of the HTML, and the elements that had more than words; `marked`: with markdown for its emphasis."""
    reading = _Html(marked=marked)
    reading.feed(text)
    reading.close()
    lines = [" ".join(line.split()) for line in "".join(reading.words).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), sorted(reading.dropped)


_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_BREAKS = {"br": "\n", "p": "\n\n", "div": "\n", "ul": "\n", "ol": "\n", "tr": "\n", "table": "\n\n"}
_BREAKS |= {f"h{level}": "\n\n" for level in range(1, 7)}
_SILENT = ("script", "style", "template", "noscript")
_PLAIN = frozenset(
    ["span", "li", "a", "u", "small", "font", "center", "td", "th", "tbody", "thead", "label", "section"]
)
"""Elements that have nothing but their words."""


class _Html(HTMLParser):
    """Collects words; scripts and styles have none."""

    def __init__(self, *, marked: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.marked, self.words, self.silent = marked, [""], 0
        self.dropped: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _MARKS and tag not in _BREAKS and tag not in _PLAIN:
            self.dropped.add(tag[:20])
        self.silent += tag in _SILENT
        self.words.append(_BREAKS.get(tag, ""))
        if tag == "li":
            self.words.append("\n- " if self.marked else "\n")
        self._mark(tag)
        address = next((value for name, value in attrs if name == "href" and value), "")
        if tag == "a" and address.startswith(("https://", "http://", "mailto:")):
            self.words.append(f"({address}) ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        self._mark(tag)
        self.words.append("\n\n" if _BREAKS.get(tag) == "\n\n" else "\n" if tag in ("div", "tr", "ul", "ol") else "")

    def _mark(self, tag: str) -> None:
        if self.marked and tag in _MARKS and not self.silent:
            self.words.append(_MARKS[tag])

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)
