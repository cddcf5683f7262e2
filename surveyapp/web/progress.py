"""How far a person has come, said only where it is certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from questionnaires.conditions import asks_for
from questionnaires.definition import Page
from questionnaires.question_types import Calculated
from questionnaires.routing import Route
from surveyapp.services.answering import Draft
from surveyapp.web.portions import Portion, portions

NEARLY = 3
"""With so many pages left or fewer, it helps to be told."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`place`: (number, of) where both are certain, for a bar; `words` where only something else is."""

    place: tuple[int, int] | None = None
    words: str = ""
    by_question: bool = False


def progress_at(draft: Draft, page: Page, title: str, portion: Portion | None) -> Progress:
    """What is certain at this page, or at this portion of it."""
    pages = draft.questionnaire.all_pages
    if portion is not None:
        counted = _counted(draft)
        if counted and portion.name in counted:
            return Progress((counted.index(portion.name) + 1, len(counted)), by_question=True)
    elif not any(each.show_when for each in pages):
        return Progress((pages.index(page) + 1, len(pages)))
    left = _pages_left(draft.route, page)
    if left == 0:
        return Progress(words=str(_("Dette er den siste delen.")))
    if left is not None and left <= NEARLY:
        return Progress(
            words=str(ngettext("Nesten ferdig: én del igjen.", "Nesten ferdig: %(num)s deler igjen.", left))
        )
    passed = sum(1 for each in pages[: pages.index(page)] if draft.route.page(each.id)) + 1
    return Progress(words=str(_("Del %(number)s: %(title)s", number=passed, title=title)))


def _counted(draft: Draft) -> tuple[str, ...]:
    """Every portion there will be; nothing when answers decide how many."""
    for page in draft.questionnaire.all_pages:
        if page.show_when or page.for_each or any(_hangs(question) for question in page.questions):
            return ()
    return tuple(part.name for shown in draft.route.pages() for part in portions(draft, shown))


def _pages_left(route: Route, page: Page) -> int | None:
    """How many pages come after this; None when an answer here or later decides it."""
    questionnaire = route.questionnaire
    here = questionnaire.page_numbers[page.id]
    later = questionnaire.all_pages[here + 1 :]
    for each in later:
        for name in _decides(each):
            question_id = name.partition(".")[0]
            if questionnaire.has(question_id) and questionnaire.places[question_id][0] >= here:
                return None
    return sum(1 for each in later if route.page(each.id))


def _decides(page: Page) -> tuple[str, ...]:
    """The variables that decide whether anything of a page is shown."""
    decisive = (*asks_for(page.show_when), *((page.for_each,) if page.for_each else ()))
    # A question that is always asked keeps the page there.
    if any(not _hangs(question) and not isinstance(question, Calculated) for question in page.questions):
        return decisive
    return (*decisive, *(name for question in page.questions for name in _hangs(question)))


def _hangs(question: Any) -> tuple[str, ...]:
    """The variables that decide whether a question is asked; one whose choices are all gone is not."""
    source: str | None = getattr(question, "choices_from", None)
    return (*asks_for(question.show_when), *((source,) if source else ()))
