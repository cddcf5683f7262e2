"""What is visible, what comes next, and what is left out because it was never asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.answers import Answer, Answers, Asked
from questionnaires.conditions import holds
from questionnaires.definition import Page, Questionnaire


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page that this respondent meets, with the questions asked on it."""

    page: Page
    asked: tuple[Asked, ...]


def shown_pages(questionnaire: Questionnaire, answers: Answers) -> tuple[ShownPage, ...]:
    """The pages and questions that these answers lead to, in order; a page with nothing to ask is not there.

    An answer to a hidden question counts as not given, so what hangs on it is hidden too.
    """
    heard: dict[str, Answer] = {}
    shown = []
    for page in questionnaire.pages:
        asked = _asked_on(page, answers, heard)
        if asked:
            shown.append(ShownPage(page, tuple(asked)))
    return tuple(shown)


def _asked_on(page: Page, answers: Answers, heard: dict[str, Answer]) -> list[Asked]:
    if not holds(page.show_when, lambda variable: _answer(heard, variable, None)):
        return []
    asked: list[Asked] = []
    for slot, item in _items(page, heard):
        for question in page.questions:
            if not holds(question.show_when, lambda variable, slot=slot: _answer(heard, variable, slot)):  # type: ignore[misc]
                continue
            one = Asked(question, slot, item)
            asked.append(one)
            one.put(heard, one.answer_in(answers))
    return asked


def _items(page: Page, heard: Answers) -> list[tuple[str | None, str]]:
    """Once, or once for each item of the list that the page repeats for."""
    if page.for_each is None:
        return [(None, "")]
    items = heard.get(page.for_each)
    if not isinstance(items, Mapping):
        return []
    return [(slot, str(words)) for slot, words in sorted(items.items(), key=lambda pair: int(pair[0]))]


def _answer(heard: Answers, variable: str, slot: str | None) -> object:
    """The answer to `B1`, `E1.row`, or to a question asked for the same item."""
    question_id, _, part = variable.partition(".")
    answer = heard.get(question_id)
    if part:
        return answer.get(part) if isinstance(answer, Mapping) else None
    if slot is not None and isinstance(answer, Mapping):
        return answer.get(slot)
    return answer


def shown_page(questionnaire: Questionnaire, answers: Answers, page_id: str) -> ShownPage | None:
    """The page as these answers show it; None if it is hidden now."""
    questionnaire.page(page_id)
    return next((shown for shown in shown_pages(questionnaire, answers) if shown.page.id == page_id), None)


def next_page(questionnaire: Questionnaire, answers: Answers, after: str | None) -> str | None:
    """The id of the first page shown after page `after` (None: from the start); None when only the check is left."""
    order = [page.id for page in questionnaire.pages]
    first = 0 if after is None else order.index(questionnaire.page(after).id) + 1
    coming = set(order[first:])
    return next((shown.page.id for shown in shown_pages(questionnaire, answers) if shown.page.id in coming), None)


def previous_page(questionnaire: Questionnaire, answers: Answers, before: str | None) -> str | None:
    """The id of the last page shown before page `before` (None: before the check); None at the first page."""
    order = [page.id for page in questionnaire.pages]
    end = len(order) if before is None else order.index(questionnaire.page(before).id)
    gone = set(order[:end])
    return next(
        (shown.page.id for shown in reversed(shown_pages(questionnaire, answers)) if shown.page.id in gone),
        None,
    )


def kept(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """The answers that count at submission: those to questions that are shown."""
    counted: dict[str, Answer] = {}
    for shown in shown_pages(questionnaire, answers):
        for asked in shown.asked:
            asked.put(counted, asked.answer_in(answers))
    return counted
