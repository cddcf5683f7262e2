"""Conditions that can be said but never hold: they are taken out, and told, so that the rest can be used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questionnaires.checker import Finding, findings
from questionnaires.definition import Questionnaire
from questionnaires.formats.surveyjs.book import Book
from questionnaires.formats.surveyjs.parsing import Steps

MOST_ROUNDS = 20
"""Taking one condition out may show that another never holds."""


def mended(content: dict[str, Any], book: Book) -> Questionnaire:
    """The questionnaire without the conditions and checks that its checker refuses; raises ValidationError."""
    for _round in range(MOST_ROUNDS):
        questionnaire = Questionnaire.model_validate(content)
        wrong = list(_dead(questionnaire))
        if not wrong:
            return questionnaire
        for found in wrong:
            _take_out(content, found, book)
    return Questionnaire.model_validate(content)


def _dead(questionnaire: Questionnaire) -> Iterator[Finding]:
    for found in findings(questionnaire):
        if found.level == "error" and ("show_when" in found.path or found.path[0] == "checks"):
            yield found


def _take_out(content: dict[str, Any], found: Finding, book: Book) -> None:
    if found.path[0] == "checks":
        name = str(found.path[1])
        if content["checks"].pop(name, None) is not None:
            _tell(book, book.places[name], f"The check is left out. {found.text}")
        return
    holder: Any = content
    name = ""
    for step in found.path[: found.path.index("show_when")]:
        holder = holder[step]
        name = holder["id"] if isinstance(holder, dict) and "id" in holder else name
    if holder.pop("show_when", None) is not None:
        _tell(book, (*book.places.get(name, ()), "visibleIf"), f"It is shown to all. {found.text}")


def _tell(book: Book, path: Steps, why: str) -> None:
    """Both of the condition, if it stands there, and of the element."""
    book.ledger.disown(path, why)
    book.ledger.tell(path[:-1], str(path[-1]), "not carried", why)
