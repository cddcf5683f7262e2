"""A survey of SurveyJS (the JSON of its form library and its creator) as a questionnaire file.

https://surveyjs.io/form-library/documentation/design-survey/create-a-survey says what the JSON means.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from questionnaires.formats.report import FormatError, Imported
from questionnaires.formats.surveyjs import pages
from questionnaires.formats.surveyjs.book import Book, Question
from questionnaires.formats.surveyjs.languages import default_language, in_all_languages
from questionnaires.formats.surveyjs.ledger import Ledger, Node
from questionnaires.formats.surveyjs.mending import mended
from questionnaires.formats.surveyjs.names import Names
from questionnaires.formats.surveyjs.parsing import parsed
from questionnaires.formats.surveyjs.reasons import REASONS
from questionnaires.formats.surveyjs.texts import Words
from questionnaires.formats.writing import to_yaml
from questionnaires.loading import QuestionnaireError, check

__all__ = ["read_surveyjs"]


def read_surveyjs(data: bytes, *, name: str) -> Imported:
    """The survey as a questionnaire file that loads, and what became of every value; raises FormatError.

    `name` is what the file is called, for problems and for the id of the questionnaire.
    """
    tree = parsed(data, name)
    ledger = Ledger(tree, REASONS)
    survey = Node(tree, (), ledger)
    book = Book(ledger, default_language(survey))
    front = _front(book, survey, PurePath(name).stem)  # before any answer that its texts could ask for
    read = list(_pages(book, survey))
    if not read:
        raise FormatError(name, "$.pages", "The survey has no question that can be carried. Add one, and try again.")
    content = in_all_languages({**front, "scales": book.scales, "pages": read, "checks": book.checks}, book)
    try:
        text = to_yaml(mended(content, book))
        check(text, name)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise FormatError(name, where, f"{first['msg']}. Mend this in the survey, and try again.") from None
    except QuestionnaireError as error:
        wrong = next(problem for problem in error.problems if problem.level == "error")
        raise FormatError(name, "", f"As a questionnaire: {wrong.text} {wrong.hint}".strip()) from None
    return Imported(text, ledger.report())


def _front(book: Book, survey: Node, stem: str) -> dict[str, Any]:
    """What stands before the pages."""
    title = book.words(survey, "title") or book.plain(stem)
    about = book.words(survey, "description", marked=True)
    if about is None:
        book.ledger.tell((), "about", "changed", "The survey has no description: its title stands there")
    book.ledger.tell((), "unit", "changed", "SurveyJS does not say who answers: a person is taken for granted")
    return {"id": Names().take(stem, "survey"), "title": title, "unit": "person", "about": about or title}


def _pages(book: Book, survey: Node) -> Iterator[Question]:
    """The pages with something on them; elements without a page have one of their own, as in old surveys."""
    page_ids = Names()
    for node in survey.nodes("pages"):
        show = book.condition(node, "visibleIf")
        title, intro = book.words(node, "title"), book.words(node, "description", marked=True)
        questions = [] if node.peek("visible") is False and show is None else pages.page(book, node)
        if not questions:
            book.ledger.lose(node.path, node.value, "The page has no question that can be carried")
            continue
        made = _page(page_ids, node.peek("name"), title or book.own("page"), questions)
        node.carried("visible")
        book.places.setdefault(made["id"], node.path)
        if node.peek("name") == made["id"]:
            node.carried("name")
        else:
            node.changed("name", f"It has the id {made['id']}")
        yield made | ({"intro": intro} if intro else {}) | ({"show_when": show} if show else {})
    if questions := pages.page(book, survey):
        yield _page(page_ids, None, book.own("page"), questions)


def _page(page_ids: Names, name: object, title: Words, questions: list[Question]) -> Question:
    page_id = page_ids.take(name if isinstance(name, str) else "page", "page")
    return {"id": page_id, "title": title, "questions": questions}
