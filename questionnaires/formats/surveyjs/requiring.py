"""What must be answered: one question by itself, one of several that belong together, or that on a condition."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.formats.surveyjs.book import Book, Question, both
from questionnaires.formats.surveyjs.conditions import answered
from questionnaires.formats.surveyjs.ledger import Node
from questionnaires.formats.surveyjs.texts import Words

EACH_ROW = ("eachRowRequired", "isAllRowRequired")


def parts(found: list[Question]) -> Iterator[str]:
    """The variables that hold the answer."""
    for question in found:
        if question["type"] == "grid":
            yield from (f"{question['id']}.{row['code']}" for row in question["rows"])
        elif question["type"] not in ("information", "calculated"):
            yield question["id"]


def require(book: Book, node: Node, found: list[Question], variables: tuple[str, ...]) -> None:
    """Make what must be answered required, with the words for when it is not."""
    if not variables:
        return
    each_row, always = node.flag(*EACH_ROW), node.flag("isRequired")
    shown, wanted = node.peek("visibleIf"), node.peek("requiredIf")
    if isinstance(wanted, str) and wanted == shown:  # required of all who meet it
        node.carried("requiredIf")
        always = True
    condition = book.condition(node, "requiredIf") if wanted != shown else None
    if condition is not None and always:
        node.changed("isRequired", "It is required when its condition holds, as SurveyJS has it")
    if each_row or (always and condition is None and len(variables) == 1):
        each(book, node, found)
    elif always or condition is not None:
        at = variables[0].partition(".")[0]
        nothing = {"not": answered(variables)}
        key = "isRequired" if condition is None else "requiredIf"
        book.check(node.at(key), at, both(condition, nothing) or nothing, _words(book, node))


def each(book: Book, node: Node, found: list[Question]) -> None:
    """Make every one of these required."""
    words = _words(book, node)
    for question in found:
        if question["type"] not in ("information", "calculated"):
            question |= {"required": True, "when_empty": words}


def _words(book: Book, node: Node) -> Words:
    said = book.words(node, "requiredErrorText")
    if said is None:
        text = "What to say when it is not answered is ours: the file has no words for it"
        node.ledger.tell(node.path, "when_empty", "changed", text)
    return said or book.own("empty")
