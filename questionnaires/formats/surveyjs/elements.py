"""The simple questions of SurveyJS, each as one question of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from questionnaires.formats.surveyjs.book import Book, Question
from questionnaires.formats.surveyjs.choices import Options, listed, options
from questionnaires.formats.surveyjs.conditions import Known
from questionnaires.formats.surveyjs.ledger import Node

LOW_END = ("minRateDescription", "mininumRateDescription")
HIGH_END = ("maxRateDescription", "maximumRateDescription")
"""What the words at the ends of a rating are called, now and in older surveys (misspelled there)."""

LONGEST_RATING = 20
"""Steps from one end of a rating to the other."""


@dataclass(frozen=True, slots=True)
class Element:
    """One question of SurveyJS that is being read.

    `name`: how expressions call it; `id`: what we call it; `words`: its text and help, ours already.
    """

    node: Node
    book: Book
    name: str
    id: str
    words: Question

    def made(self, kind: str, **more: Any) -> Question:
        """A question of ours with the words of this one."""
        return {
            "id": self.id,
            "type": kind,
            **self.words,
            **{key: value for key, value in more.items() if value is not None},
        }

    def is_known(self, kind: Any, found: Options | None = None) -> None:
        """Let what comes later ask for the answer."""
        self.book.know(self.name, found.known(self.id, kind) if found else Known(self.id, kind, {}, self.id))


def choice(element: Element) -> list[Question]:
    """One choice out of a list."""
    if element.node.peek("type") == "imagepicker" and element.node.flag("multiSelect"):
        return choices(element)
    found = options(element.book, element.node, element.id, several=False)
    if not found.choices and found.source is None:
        return _without_choices(element)
    element.is_known("code", found)
    return [element.made("choice", **_chosen(found))]


def choices(element: Element) -> list[Question]:
    """Several choices out of a list."""
    found = options(element.book, element.node, element.id, several=True)
    if not found.choices and found.source is None:
        return _without_choices(element)
    least, most = _how_many(element, found)
    element.is_known("codes", found)
    return [element.made("choices", at_least=least, at_most=most, **_chosen(found))]


def _chosen(found: Options) -> Question:
    given: Question = {"choices": found.choices} if found.source is None else {"choices_from": found.source}
    return given | ({"missing": found.missing} if found.missing else {})


def _without_choices(element: Element) -> list[Question]:
    element.node.changed("type", "There are no choices in the file: it became a line of text")
    element.is_known("text")
    return [element.made("short_text")]


def _how_many(element: Element, found: Options) -> tuple[int | None, int | None]:
    """How many to choose, by the question itself or by its validator."""
    node, top = element.node, len(found.choices) or 20
    rules = [rule for rule in node.nodes("validators") if rule.peek("type") == "answercount"]
    for rule in rules:
        rule.carried("type")
    least = next((n for n in (each.whole(key, 1, top) for each, key in _asks(node, rules, "min")) if n), None)
    most = next((n for n in (each.whole(key, 1, top) for each, key in _asks(node, rules, "max")) if n), None)
    if least is not None and most is not None and least > most:
        for each, key in _asks(node, rules, "min"):
            each.lost(key, "It is more than may be chosen")
        least = None
    return least, most


def _asks(node: Node, rules: list[Node], end: str) -> list[tuple[Node, str]]:
    return [(node, f"{end}SelectedChoices"), *((rule, f"{end}Count") for rule in rules)]


def ranking(element: Element) -> list[Question]:
    """Choices to put in order."""
    found = options(element.book, element.node, element.id, several=False, plain=True)
    if not found.choices and found.source is None:
        return _without_choices(element)
    _least, most = _how_many(element, found)
    element.is_known("text")
    return [element.made("ranking", at_most=most, **_chosen(found))]


def boolean(element: Element) -> list[Question]:
    """Yes or no, with the words of the file if it has them."""
    node, book = element.node, element.book
    found = Options()
    for ours, label, value in (("yes", "labelTrue", "valueTrue"), ("no", "labelFalse", "valueFalse")):
        found.choices.append({"code": ours, "label": book.words(node, label) or book.own(ours)})
        found.codes["true" if ours == "yes" else "false"] = ours
        if isinstance(node.peek(value), str | int | float):
            found.codes.setdefault(str(node.peek(value)), ours)
            node.changed(value, f"It has the code {ours}")
    element.is_known("code", found)
    return [element.made("choice", choices=found.choices)]


def rating(element: Element) -> list[Question]:
    """Points on a line; with words for every point, a scale of its own."""
    node, book = element.node, element.book
    found = Options()
    listed(book, node, "rateValues", found, shown=False)
    low = node.whole("rateMin", -1000, 1000)
    low = 1 if low is None else low
    count = node.whole("rateCount", 2, 100)
    high = node.whole("rateMax", -1000, 1000)
    high = (low + count - 1 if count else 5) if high is None else high
    step = node.whole("rateStep", 1, 100) or 1
    if count is not None and count != high - low + 1:
        node.lost("rateCount", "The points go from the first to the last")
    if len(found.choices) >= 2:
        scale = book.scale(element.id, found.choices, [])
        element.is_known("code", found)
        return [element.made("grade", scale=scale)]
    if not 0 < high - low <= LONGEST_RATING or step != 1:
        for number_of in list(range(low, high + 1, step))[:100] or [low, low + 1]:
            found.add(number_of, book.plain(str(number_of)))
        node.changed("type", "The points became choices")
        element.is_known("code", found)
        return [element.made("choice", choices=found.choices)]
    ends = [
        {"code": str(point), "label": said}
        for point, keys in ((low, LOW_END), (high, HIGH_END))
        if (said := next((words for key in keys if (words := book.words(node, key))), None)) is not None
    ]
    codes = {str(point): str(point) for point in range(low, high + 1)}
    book.know(element.name, Known(element.id, "points", codes, element.id))
    return [element.made("rating", ends=ends or None, **{"from": low, "to": high})]


def html(element: Element) -> list[Question]:
    """Something to read."""
    for key in ("title", "description"):
        element.node.lost(key, "Something to read has only its own words")
    said = element.book.words(element.node, "html", marked=True)
    if said is None:
        return []
    return [{"id": element.id, "type": "information", "text": said}]


def calculated(element: Element) -> list[Question]:
    """A number that other answers come to."""
    value = element.book.formula(element.node, "expression")
    if value is None:
        return []
    element.is_known("number")
    return [element.made("calculated", value=value, decimals=2)]
