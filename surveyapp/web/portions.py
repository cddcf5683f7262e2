"""One question at a time: the portions that a page falls into, and what comes before and after each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from questionnaires.answers import Asked
from questionnaires.definition import Page
from questionnaires.routing import Route, ShownPage
from surveyapp.services.answering import Draft
from surveyapp.web.forms import is_locked, names_of


@dataclass(frozen=True, slots=True)
class Portion:
    """What is asked at once: a question, with what is read before it and what belongs to it."""

    asked: tuple[Asked, ...]

    @property
    def name(self) -> str:
        """The field of its question, as addresses name it."""
        return next((one for one in self.asked if one.question.asks), self.asked[0]).field

    def holds(self, field: str) -> bool:
        """Whether this field is asked here."""
        return any(field in (one.field, *names_of(one)) for one in self.asked)


def portions(draft: Draft, shown: ShownPage) -> tuple[Portion, ...]:
    """The page's portions in order; each item of a list begins anew."""
    of_items = groupby(shown.asked, key=lambda asked: asked.slot)
    return tuple(portion for _slot, asked in of_items for portion in _parted(draft, tuple(asked)))


def _parted(draft: Draft, asked: tuple[Asked, ...]) -> Iterator[Portion]:
    parts: list[list[Asked]] = []
    read: list[Asked] = []
    for one in asked:
        if one.question.companion_of is not None and parts:
            parts[-1].append(one)
        elif not one.question.asks or is_locked(one, draft):
            read.append(one)
        else:
            parts.append([*read, one])
            read = []
    # What is only read stands before the question that follows; after the last one, with that.
    if read and parts:
        parts[-1] += read
    elif read:
        parts.append(read)
    return (Portion(tuple(part)) for part in parts)


def portion_at(draft: Draft, page_id: str, field: str) -> Portion | None:
    """The portion of the page with this field, or the first one; None when nothing is shown."""
    shown = draft.route.page(page_id)
    if shown is None:
        return None
    parts = portions(draft, shown)
    return next((part for part in parts if part.holds(field)), parts[0])


def portion_after(draft: Draft, page: Page, field: str) -> Portion | None:
    """The next portion of the page, also when this one is hidden by its own answer; None after the last."""
    shown, here = draft.route.page(page.id), _rank(draft.route, page, field)
    coming = (part for part in portions(draft, shown) if _rank(draft.route, page, part.name) > here) if shown else ()
    return next(iter(coming), None)


def portion_before(draft: Draft, page: Page, field: str) -> Portion | None:
    """The portion before this one on the page; None before the first."""
    shown, here = draft.route.page(page.id), _rank(draft.route, page, field)
    passed = [part for part in portions(draft, shown) if _rank(draft.route, page, part.name) < here] if shown else []
    return passed[-1] if passed else None


def last_portion(draft: Draft, page_id: str) -> Portion | None:
    """The portion that a page ends with."""
    shown = draft.route.page(page_id)
    return portions(draft, shown)[-1] if shown else None


def _rank(route: Route, page: Page, field: str) -> tuple[int, int]:
    """Where a field stands on its page: the number of its item, and of its question."""
    question_id, _, slot = field.partition(".")
    slots = [slot for slot, _item in route.items(page)]
    questions = [question.id for question in page.asked]
    return (
        slots.index(slot) if slot in slots else 0,
        questions.index(question_id) if question_id in questions else -1,
    )
