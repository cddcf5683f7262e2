"""Pages and panels of SurveyJS: what stands on them, in order, and when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from questionnaires.formats.surveyjs import elements, inputs, requiring, tables
from questionnaires.formats.surveyjs.book import Book, Question, both
from questionnaires.formats.surveyjs.conditions import Known, Lines
from questionnaires.formats.surveyjs.elements import Element
from questionnaires.formats.surveyjs.ledger import Node
from questionnaires.formats.surveyjs.texts import Words

MOST_COPIES = 10
"""Copies of a panel that the respondent may repeat."""

READERS: dict[str, Callable[[Element], list[Question]]] = {
    "text": inputs.text,
    "comment": inputs.comment,
    "radiogroup": elements.choice,
    "dropdown": elements.choice,
    "buttongroup": elements.choice,
    "imagepicker": elements.choice,
    "checkbox": elements.choices,
    "tagbox": elements.choices,
    "ranking": elements.ranking,
    "boolean": elements.boolean,
    "rating": elements.rating,
    "nouislider": inputs.slider,
    "slider": inputs.slider,
    "html": elements.html,
    "expression": elements.calculated,
    "matrix": tables.matrix,
    "matrixdropdown": tables.dropdowns,
    "matrixdynamic": tables.dynamic,
    "multipletext": tables.fields,
}
"""How each type of question is read. Files, signatures and pictures have no place here."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the elements of a panel have in common: when it is shown, and how expressions name what is in it."""

    show: Lines | None = None
    prefix: str = ""
    copy: int | None = None


def page(book: Book, node: Node, own_elements: tuple[str, ...] = ("elements", "questions")) -> list[Question]:
    """The questions of one page, in order."""
    found: list[Question] = []
    for key in own_elements:
        for element in node.nodes(key):
            found += read(book, element, Scope())
    return found


def read(book: Book, node: Node, scope: Scope) -> list[Question]:
    """One element: a question, or a panel with all that is in it."""
    kind = node.peek("type")
    if node.peek("visible") is False and not node.peek("visibleIf"):
        book.ledger.lose(node.path, node.value, "It is hidden, and no condition of its own shows it")
        return []
    if isinstance(node.peek("visible"), bool):
        node.carried("visible")
    if kind == "panel":
        return _panel(book, node, scope)
    if kind == "paneldynamic":
        return _repeated(book, node, scope)
    reader = READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        book.ledger.lose(node.path, node.value, f"There is no question of the type '{str(kind)[:40]}' here")
        return []
    return _question(book, node, scope, reader)


def _panel(book: Book, node: Node, scope: Scope) -> list[Question]:
    show = both(scope.show, book.condition(node, "visibleIf"))
    inner = Scope(show, scope.prefix, scope.copy)
    heading = _heading(book, node, inner)
    found = [each for element in node.nodes("elements") for each in read(book, element, inner)]
    if not found and not heading:
        book.ledger.lose(node.path, node.value, "Nothing in the panel was carried")
        return []
    node.changed("type", "What is in the panel stands on the page by itself")
    return [*heading, *found]


def _heading(book: Book, node: Node, scope: Scope) -> list[Question]:
    """The words of a panel, to be read before what is in it."""
    title, more = book.words(node, "title"), book.words(node, "description", marked=True)
    if title is None and more is None:
        node.lost("name", "A panel without a title leaves nothing of itself")
        return []
    name = node.peek("name")
    heading_id = book.names.take(name if isinstance(name, str) else "panel", "panel")
    node.changed("name", f"Its heading has the id {heading_id}")
    shown: Question = {"id": heading_id, "type": "information", "text": title or more}
    shown |= {"help": more} if title and more else {}
    book.places[heading_id] = node.path
    return [shown | ({"show_when": scope.show} if scope.show else {})]


def _repeated(book: Book, node: Node, scope: Scope) -> list[Question]:
    """A panel that the respondent repeats: as many copies as the file begins with."""
    name = node.peek("name") if isinstance(node.peek("name"), str) else "panel"
    show = both(scope.show, book.condition(node, "visibleIf"))
    counts = [node.whole(key, 0, 1000) or 0 for key in ("panelCount", "minPanelCount")]
    copies = min(max(*counts, 1), MOST_COPIES)
    found = _heading(book, node, Scope(show))
    headed = len(found)
    for copy in range(copies):
        inner = Scope(show, f"{name}[{copy}].", copy + 1)
        for element in node.nodes("templateElements"):
            found += read(book, element, inner)
        for key in [key for key in book.known if key.startswith("panel.")]:
            del book.known[key]
    if len(found) == headed:
        book.ledger.lose(node.path, node.value, "Nothing in the panel was carried")
        return []
    node.changed("type", f"The respondent cannot repeat the panel here: it stands {copies} time(s)")
    return found


def _question(book: Book, node: Node, scope: Scope, reader: Callable[[Element], list[Question]]) -> list[Question]:
    show = both(scope.show, book.condition(node, "visibleIf"))
    name = node.peek("name")
    name = name if isinstance(name, str) and name.strip() else "question"
    question_id = book.names.take(name if scope.copy in (None, 1) else f"{name}_{scope.copy}")
    called = _called(node, name)
    element = Element(node, book, scope.prefix + called, question_id, _words(book, node, name))
    node.carried("type")
    found = reader(element)
    if not found:
        why = "Nothing of it could be carried"
        book.ledger.lose(node.path, node.value, why)
        return []
    _claim_name(node, name, question_id)
    parts = tuple(requiring.parts(found))
    if parts and (len(found) > 1 or found[0]["type"] == "grid"):
        book.know(element.name, Known(found[0]["id"], "other", parts=parts))
    requiring.require(book, node, found, parts)
    found += _comment(element)
    _rules(element, found[0])
    if scope.copy is not None and element.name in book.known:
        book.known[f"panel.{called}"] = book.known[element.name]
    book.places |= {question["id"]: node.path for question in found}
    return [question | {"show_when": both(show, question.get("show_when"))} if show else question for question in found]


def _called(node: Node, name: str) -> str:
    """How expressions name the answer."""
    called = node.peek("valueName")
    if not isinstance(called, str) or not called.strip():
        return name
    node.changed("valueName", "Expressions find the answer by it; it is held under the id of the question")
    return called


def _claim_name(node: Node, name: str, question_id: str) -> None:
    if name == question_id:
        node.carried("name")
    else:
        node.changed("name", f"It has the id {question_id}")


def _words(book: Book, node: Node, name: str) -> Question:
    words: Question = {"text": book.words(node, "title") or book.plain(name)}
    more = book.words(node, "description", marked=True)
    return words | ({"help": more} if more else {})


def _comment(element: Element) -> list[Question]:
    """The field for a comment that any question may have."""
    node, book = element.node, element.book
    if not node.flag("showCommentArea", "hasComment"):
        return []
    comment_id = book.names.take(f"{element.id}_comment")
    book.know(f"{element.name}-Comment", Known(comment_id, "text", {}, comment_id))
    text: Words = book.words(node, "commentText") or book.own("comment")
    return [{"id": comment_id, "type": "long_text", "text": text}]


def _rules(element: Element, question: Question) -> None:
    """Validators that are expressions: a check that refuses the answer when it does not hold."""
    known = element.book.find(element.name)
    for rule in element.node.nodes("validators"):
        if rule.peek("type") != "expression" or known is None or known.variable != question["id"]:
            continue
        must = element.book.condition(rule, "expression") if known.kind != "other" else None
        if must is None:
            continue
        rule.carried("type")
        when = {"all": [{known.variable: {"answered": True}}, {"not": must}]}
        say = element.book.words(rule, "text") or element.book.own("check")
        element.book.check(rule.at("expression"), question["id"], when, say)
