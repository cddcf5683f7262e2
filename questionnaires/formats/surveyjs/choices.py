"""The choices of a question: written out, taken from another question, counted up, and the special ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats.surveyjs.book import Book, Question, both
from questionnaires.formats.surveyjs.conditions import Known, key_of
from questionnaires.formats.surveyjs.ledger import Node
from questionnaires.formats.surveyjs.names import code_for

MOST = 500
"""Choices of one question; a longer list is for a search, not for a form."""


@dataclass(slots=True)
class Options:
    """Choices as we write them, the code that each value of SurveyJS became, and the value of each code."""

    choices: list[Question] = field(default_factory=list)
    missing: list[Question] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    source: str | None = None

    def known(self, variable: str, kind: Any) -> Known:
        """How later expressions may ask for the answer."""
        return Known(variable, kind, dict(self.codes), variable.partition(".")[0], tuple(self.choices))

    def add(self, value: object, label: dict[str, str], **flags: Any) -> str:
        """One more choice; returns its code."""
        code = code_for(key_of(value), self.used)
        self.codes.setdefault(key_of(value), code)
        self.values[code] = key_of(value)
        self.choices.append({"code": code, "label": label, **flags})
        return code


def options(book: Book, node: Node, question_id: str, *, several: bool, plain: bool = False) -> Options:
    """All the choices of a question; `plain`: with no text of their own and no special choice."""
    found = Options()
    _from_question(book, node, found, plain=plain)
    forwarded = bool(found.choices or found.source is not None)
    if forwarded:
        node.lost("choices", "Those of the earlier question go before them")
    else:
        listed(book, node, "choices", found, shown=not plain)
    if not found.choices and found.source is None:
        _counted(book, node, found)
    if not plain and found.source is None:
        _shown_when(book, node, found, forwarded=forwarded)
    _special(book, node, found, question_id, several=several, plain=plain)
    return found


def _shown_when(book: Book, node: Node, found: Options, *, forwarded: bool) -> None:
    """One condition for all the choices: `{helpers} contains {item}`; one that has its own keeps to that."""
    shown = [choice for choice in found.choices if forwarded or "show_when" not in choice]
    conditions = book.conditions(node, "choicesVisibleIf", [found.values[choice["code"]] for choice in shown])
    for choice, condition in zip(shown, conditions or (), strict=False):
        choice["show_when"] = both(choice.get("show_when"), condition)


def listed(book: Book, node: Node, key: str, found: Options, *, shown: bool = True) -> None:
    """The items of a list: a value by itself, or with its text and when it is shown."""
    items = node.peek(key)
    if isinstance(items, list) and not items:
        node.carried(key)
    for number, item in enumerate(items if isinstance(items, list) else ()):
        path = (*node.at(key), number)
        if len(found.choices) >= MOST:
            book.ledger.lose(path, item, f"A question has at most {MOST} choices")
        elif isinstance(item, dict) and item:
            _item(book, Node(item, path, book.ledger), found, shown=shown)
        elif isinstance(item, str) and "|" in item[1:]:
            value, _mark, text = item.partition("|")
            code = found.add(value, book.plain(text or value))
            book.ledger.claim(path, "changed", f"What stands after the line is its text, and its code is {code}")
        elif isinstance(item, str | int | float):
            _claim(book, path, item, found.add(item, book.plain(key_of(item))))


def _item(book: Book, item: Node, found: Options, *, shown: bool) -> None:
    label = book.words(item, "text")
    value = item.peek("value")
    if value is None and label is not None:
        value = next(iter(label.values()))
    if value is None:
        return
    code = found.add(value, label or book.plain(key_of(value)))
    if not isinstance(value, dict | list):
        _claim(book, item.at("value"), item.peek("value"), code)
    elif value:
        item.changed("value", f"It has the code {code}")
    item.lost("elements", "Questions inside a choice are not read: move them after the question")
    condition = book.condition(item, "visibleIf") if shown else None
    if condition is not None:
        found.choices[-1]["show_when"] = condition


def _claim(book: Book, path: tuple[str | int, ...], value: object, code: str) -> None:
    if key_of(value) == code:
        book.ledger.claim(path, "carried")
    elif value is not None:
        book.ledger.claim(path, "changed", f"{key_of(value)[:60]!r} has the code {code}")


def _counted(book: Book, node: Node, found: Options) -> None:
    """The numbers from `choicesMin` to `choicesMax`."""
    low, high = node.whole("choicesMin", -10_000, 10_000), node.whole("choicesMax", -10_000, 10_000)
    if high is None:
        return
    step = node.whole("choicesStep", 1, 10_000) or 1
    for number in list(range(low or 0, high + 1, step))[:MOST]:
        found.add(number, book.plain(str(number)))


def _from_question(book: Book, node: Node, found: Options, *, plain: bool) -> None:
    """The choices of an earlier question: those that were chosen, those that were not, or all."""
    name = node.word("choicesFromQuestion")
    if name is None:
        return
    source, mode = book.find(name), node.word("choicesFromQuestionMode")
    if source is None or not source.offers:
        node.lost("choicesFromQuestion", "It is no earlier question with choices that were carried")
        return
    if mode == "selected" and source.kind == "codes" and (plain or node.peek("choicesVisibleIf") is None):
        found.source = source.question
        found.codes = dict(source.codes)
        return
    for offered in source.offers:
        code = offered["code"]
        value = next((key for key, held in source.codes.items() if held == code), code)
        chosen: Question = {source.variable: code}
        modes: dict[object, Question] = {"selected": chosen, "unselected": {"not": chosen}}
        found.add(value, offered["label"], **({"show_when": modes[mode]} if mode in modes and not plain else {}))
    node.changed("choicesFromQuestion", f"The choices of '{source.question}' stand here too")
    if mode in ("selected", "unselected") and plain:
        node.lost("choicesFromQuestionMode", "All the choices are shown")


SPECIAL = (
    ("other", ("showOtherItem", "hasOther"), "otherText"),
    ("none", ("showNoneItem", "hasNone"), "noneText"),
)
"""What is added to the choices: our code, how SurveyJS says so (its new name and its old), and where its words are."""
NO_ANSWER = (("refused", "showRefuseItem", "refuseText"), ("dont_know", "showDontKnowItem", "dontKnowText"))


def _special(book: Book, node: Node, found: Options, question_id: str, *, several: bool, plain: bool) -> None:
    for name, flags, text in SPECIAL:
        if plain or found.source is not None or not node.flag(*flags):
            continue
        label = book.words(node, text) or book.own(name)
        code = found.add(name, label)
        if name == "none" and several:
            found.choices[-1]["exclusive"] = True
        elif name == "other" and book.names.take_exactly(f"{question_id}_{code}"):
            found.choices[-1]["own_text"] = True
            book.know(f"{node.peek('name')}-Comment", Known(f"{question_id}_{code}", "text"))
    for name, flag, text in NO_ANSWER:
        if node.flag(flag):
            label = book.words(node, text) or book.own(name)
            code = code_for(name, found.used)
            found.codes.setdefault(key_of(name if name != "dont_know" else "dontknow"), code)
            found.missing.append({"code": code, "label": label})
