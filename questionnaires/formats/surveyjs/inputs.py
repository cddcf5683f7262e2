"""The fields of SurveyJS to write in: text of one line or several, numbers, dates and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from questionnaires.conditions import MOMENT
from questionnaires.formats.surveyjs.book import Question
from questionnaires.formats.surveyjs.elements import Element
from questionnaires.formats.surveyjs.ledger import Node

LONGEST_LINE, LONGEST_TEXT = 1000, 10_000


def text(element: Element) -> list[Question]:
    """A line of text, or what its `inputType` makes of it."""
    node = element.node
    kind = node.peek("inputType")
    by_rule = [rule.peek("type") for rule in node.nodes("validators")]
    if kind in (None, "text") and "email" in by_rule:
        kind = "email"
        _claim_rule(node, "email")
    elif kind in (None, "text") and "numeric" in by_rule:
        kind = "number"
    reader = INPUTS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        if isinstance(kind, str) and kind != "text":
            node.changed("inputType", f"'{kind[:40]}' became a line of text")
        else:
            node.carried("inputType")
        return [_line(element)]
    node.carried("inputType")
    return [reader(element)]


def _claim_rule(node: Node, kind: str) -> None:
    for rule in node.nodes("validators"):
        if rule.peek("type") == kind:
            rule.carried("type")


def _line(element: Element) -> Question:
    most = longest(element, LONGEST_TEXT)
    element.is_known("text")
    if most is not None and most > LONGEST_LINE:
        return element.made("long_text", at_most=most)
    return element.made("short_text", at_most=most)


def longest(element: Element, bound: int) -> int | None:
    """The characters that the answer may have: of the question itself, or of its validator."""
    for node in (element.node, *element.node.nodes("validators")):
        if node is not element.node and node.peek("type") != "text":
            continue
        found = node.whole("maxLength", -1, 10_000_000)
        if found is not None and found > 0:
            if node is not element.node:
                node.carried("type")
            if found > bound:
                node.changed("maxLength", f"A text may have {bound} characters")
            return min(found, bound)
    return None


def comment(element: Element) -> list[Question]:
    """Several lines of text."""
    element.node.lost("rows", "How many lines are seen is decided by where it is shown")
    element.is_known("text")
    return [element.made("long_text", at_most=longest(element, LONGEST_TEXT))]


def number(element: Element) -> Question:
    """A number; how many decimals is what its step has."""
    node = element.node
    low, high = _end(element, "min", "minValue"), _end(element, "max", "maxValue")
    if low is not None and high is not None and low >= high:
        node.lost("max", "The largest number must be larger than the smallest")
        high = None
    decimals = _decimals(node)
    if node.peek("step") is None:
        node.ledger.tell(node.path, "step", "changed", "No step is given: the number may have two decimals")
    element.is_known("number")
    return element.made("number", decimals=decimals, **{"from": low, "to": high})


def _end(element: Element, key: str, of_rule: str) -> float | None:
    """One bound of a number: its own, or that of its validator."""
    found = element.node.number(key)
    for rule in element.node.nodes("validators"):
        if rule.peek("type") == "numeric":
            rule.carried("type")
            other = rule.number(of_rule) if found is None else None
            found = other if found is None else found
    return found


def _decimals(node: Node) -> int:
    step = node.number("step")
    if step is None:
        return 2
    shown = f"{step:.6f}".rstrip("0")
    if set(shown.replace(".", "").strip("0")) != {"1"}:
        node.changed("step", "Only how many decimals it has is kept")
    return len(shown.partition(".")[2])


def _moment(kind: str, pattern: str) -> Callable[[Element], Question]:
    def read(element: Element) -> Question:
        ends: dict[str, str] = {}
        for key, ours in (("min", "from"), ("max", "to")):
            value = element.node.peek(key)
            if isinstance(value, str) and re.fullmatch(pattern, value) and _is_real(value):
                element.node.carried(key)
                ends[ours] = value
        if len(ends) == 2 and ends["from"] >= ends["to"]:
            element.node.lost("max", "The end must be later than the beginning")
            del ends["to"]
        element.is_known("moment")
        return element.made(kind, **ends)

    return read


def _is_real(moment: str) -> bool:
    """Whether there is such a day; the pattern has seen to months and times."""
    try:
        date.fromisoformat(moment if len(moment) == 10 else f"{moment}-01" if "-" in moment else "2000-01-01")
    except ValueError:
        return False
    return MOMENT.fullmatch(moment) is not None


DAY, MONTH, TIME = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d", r"([01]\d|2[0-3]):[0-5]\d"


def _day_of(element: Element) -> Question:
    element.node.changed("inputType", "Only the day is asked for, not the time")
    return _moment("date", DAY)(element)


def _slider(element: Element) -> Question:
    element.node.changed("inputType", "The slider became a number to write")
    return number(element)


def _reached(kind: str) -> Callable[[Element], Question]:
    def read(element: Element) -> Question:
        element.is_known("text")
        return element.made(kind)

    return read


INPUTS: dict[str, Callable[[Element], Question]] = {
    "number": number,
    "range": _slider,
    "date": _moment("date", DAY),
    "datetime": _day_of,
    "datetime-local": _day_of,
    "month": _moment("month", MONTH),
    "time": _moment("time", TIME),
    "email": _reached("email"),
    "tel": _reached("phone"),
}
"""What each kind of input is; the others are a line of text."""


def slider(element: Element) -> list[Question]:
    """A slider, as a number to write; one with two ends has no place here."""
    node = element.node
    if node.peek("sliderType") == "range":
        return []
    node.carried("sliderType")
    keys = ("rangeMin", "rangeMax") if node.peek("rangeMax") is not None else ("min", "max")
    low, high = (node.number(key) for key in keys)
    low, high = low if low is not None else 0, high if high is not None else 100
    if low >= high:
        node.lost(keys[1], "The largest number must be larger than the smallest")
    node.changed("type", "The slider became a number to write")
    element.is_known("number")
    ends = {"from": low, "to": high} if low < high else {"from": low}
    return [element.made("number", decimals=_decimals(node) if node.peek("step") is not None else 0, **ends)]
