"""The words of a question, and the small items inside one that only say something about it."""

from __future__ import annotations

from typing import Any

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.forms import Form, controls
from questionnaires.formats.fhir.languages import Words
from questionnaires.formats.fhir.ledger import Node

HELP = ("help", "flyover", "prompt")
NUMERIC = ("number", "calculated")


def text_of(form: Form, item: Node, name: str) -> Words:
    """What the question says, with its number before it."""
    words = form.speech.words(item, "text")
    if words is None:
        item.tell("text", "changed", f"'{name}' has no words in the form; it is given some.")
        words = form.speech.say("question", name)
    return _numbered(form, item, words)


def titled(form: Form, item: Node) -> Words | None:
    """What stands over a group, or is read by itself, with its number before it."""
    words = form.speech.words(item, "text")
    return None if words is None else _numbered(form, item, words)


def _numbered(form: Form, item: Node, words: Words) -> Words:
    prefix = form.speech.words(item, "prefix")
    return words if prefix is None else form.speech.joined(prefix, words, " ")


def message_of(form: Form, item: Node, question: dict[str, Any]) -> None:
    """What stands under the question, how to write the answer, and what is said when it is lacking."""
    for url, key in (
        (urls.SUBLABEL, "valueMarkdown"),
        (urls.SUBLABEL, "valueString"),
        (urls.ENTRY_FORMAT, "valueString"),
    ):
        extension = item.extension(url)
        words = form.speech.words(extension, key) if extension else None
        if extension is not None and words is not None:
            extension.take("url")
            question["help"] = form.speech.joined(question.get("help"), words, "\n\n")
    extension = item.extension(urls.VALIDATION_TEXT)
    if extension is None or not question.get("required"):
        return
    words = form.speech.words(extension, "valueString")
    if words is not None:
        extension.take("url")
        question["when_empty"] = words


def is_aside(form: Form, child: Node, question: dict[str, Any]) -> bool:
    """Put what a small item inside a question says where the question has room for it; False when it has none."""
    codes = controls(child)
    reads = child.peek("type") == "display" or (child.peek("type") == "text" and any(code in HELP for code in codes))
    if not reads or child.peek("enableWhen") or child.peek("item") or child.extension(urls.OWN_QUESTION, urls.OWN_PART):
        return False
    if "unit" in codes:
        return _put(form, child, question, "unit") if question["type"] in NUMERIC and "unit" not in question else False
    for code, end in (("lower", "from"), ("upper", "to")):
        if code in codes:
            return _end(form, child, question, end)
    words = form.speech.words(child, "text")
    if words is None:
        return False
    question["help"] = form.speech.joined(question.get("help"), words, "\n\n")
    take_display(child)
    return True


def _put(form: Form, child: Node, question: dict[str, Any], key: str) -> bool:
    words = form.speech.words(child, "text")
    if words is not None:
        question[key] = words
        take_display(child)
    return words is not None


def _end(form: Form, child: Node, question: dict[str, Any], end: str) -> bool:
    if question["type"] != "rating":
        return False
    words = form.speech.words(child, "text")
    if words is not None:
        question.setdefault("ends", []).append({"code": str(question[end]), "label": words})
        take_display(child)
    return words is not None


def take_display(child: Node) -> None:
    """An item whose words are now a part of another."""
    child.take("linkId", "type", "required", "repeats", "readOnly")
    for extension in controls(child).values():
        extension.take_all()
