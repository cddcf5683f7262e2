"""Saving one page: what is right is kept, what is wrong is told, nobody's answer is written over unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from questionnaires.answers import Answer, Answers, Asked
from questionnaires.checks import page_problems, problems_with
from questionnaires.definition import Page
from questionnaires.question_types import SuppliedList
from questionnaires.routing import Route
from questionnaires.rules import AnswerProblem
from surveyapp.models.errors import UnknownAnswerError
from surveyapp.models.ids import ResponseKey
from surveyapp.models.transactions import writing
from surveyapp.services.answering.drafts import Draft, load
from surveyapp.services.answering.merging import Conflict, Known, as_answers, as_fields, at_base, merge
from surveyapp.services.answering.storing import elsewhere, fields_on, later_changes, page_of, store

NOT_FROM_OUR_FORM = ("not_in_list", "locked")
"""Problems that no form of ours can give rise to."""

LEFT_EMPTY = ("empty", "row_empty", "too_few_items", "too_few", "rank_all")
"""Problems of what is not there: nothing is wrong with storing it as it is, until it is handed in."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a page. Without problem or conflict, go on to `next_page` (None: the check page).

    `draft` is as it is stored now; a field with a problem or a conflict keeps what it had.
    """

    draft: Draft
    problems: tuple[AnswerProblem, ...]
    conflicts: tuple[Conflict, ...]
    next_page: str | None

    @property
    def answers(self) -> dict[str, Any]:
        """What is stored now."""
        return self.draft.answers

    @property
    def revision(self) -> int:
        """The number of the last save."""
        return self.draft.revision


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form of one page says: a document with only the page's questions.

    `revision`: the one that the form was made from. `only`: the questions that stood in the form, where it held a part
    of the page: the others stay as they are. `known`: what the browser knows to be stored of what it saved meanwhile.
    """

    answers: Mapping[str, Answer]
    revision: int
    only: frozenset[str] | None = None
    known: Known = field(default_factory=dict)


def save_page(
    session: Session,
    key: ResponseKey,
    page_id: str,
    answers: Mapping[str, Answer],
    *,
    revision: int,
    now: datetime,
    only: frozenset[str] | None = None,
) -> Saved:
    """Save what the form of one page holds; what it does not hold is taken out.

    The arguments are those of `Sent`. Raises what `open_draft` raises, and `UnknownAnswerError` for what our form
    cannot send.
    """
    return save_read(session, key, page_id, lambda _draft, _page: Sent(answers, revision, only), now=now)


def save_read(
    session: Session, key: ResponseKey, page_id: str, read: Callable[[Draft, Page], Sent], *, now: datetime
) -> Saved:
    """The same, for whoever needs the draft itself to read what was sent: it is loaded once, and held meanwhile."""
    with writing(session):
        draft = load(session, key, now=now, lock=True)
        page = page_of(draft, page_id)
        sent = read(draft, page)
        mine = _with_carried(draft, page, sent.answers)
        wrong = wrong_fields(draft, page, mine)
        theirs = fields_on(draft, page)
        later = later_changes(session, draft, sent.revision)
        base = at_base(theirs, later)
        made_from = _made_from(draft, later)
        posted = as_fields(mine)
        fields = {*_shown_fields(made_from, page, sent.only), *posted}
        if sent.only is not None:
            beside = {one: given for one, given in theirs.items() if one not in fields}
            mine = as_answers({**beside, **posted})
        # What is wrong with a question as a whole keeps all of it as it was.
        kept = {one for one in fields if wrong & {one, one.partition(".")[0]}}
        merged = merge(sorted(fields - kept), base=base, mine=posted, theirs=theirs, known=sent.known)
        stored, number = store(session, draft, page, theirs, merged.changes)
    as_posted = draft.route.again(elsewhere(draft, page) | mine, page_id)
    # The same answers lead the same way, and mostly what was posted is what was stored.
    as_stored = as_posted if as_posted.answers == stored else draft.route.again(stored, page_id)
    shown, told = as_posted.page(page_id), fields if sent.only is not None else None
    return Saved(
        draft=draft.saved(as_stored, number),
        problems=tuple(_told(page_problems(as_posted, shown), told)) if shown else (),
        conflicts=merged.conflicts,
        next_page=as_stored.next_page(page_id),
    )


def _with_carried(draft: Draft, page: Page, answers: Answers) -> dict[str, Answer]:
    """The posted answers; a locked list is shown as text, so the form need not send it."""
    questions = {question.id for question in page.asked if question.asks or isinstance(question, SuppliedList)}
    strange = answers.keys() - questions
    if strange:
        raise UnknownAnswerError(f"Page {page.id!r} does not ask {', '.join(sorted(strange))}.")
    locked = {name: draft.setting.carried[name] for name in questions & draft.setting.carried.keys()}
    return {**locked, **answers}


def wrong_fields(draft: Draft, page: Page, mine: Answers) -> set[str]:
    """The posted fields that may not be stored; raises if our form could not have sent them."""
    wrong = set()
    for asked in _posted(draft, page, mine):
        for problem in problems_with(asked, asked.answer_in(mine), draft.setting):
            if problem.kind in NOT_FROM_OUR_FORM and not _hangs_on_answers(asked):
                raise UnknownAnswerError(f"{problem.field}: this answer is not one that the page offers.")
            if problem.kind not in LEFT_EMPTY:
                wrong.add(problem.field)
    return wrong


def _hangs_on_answers(asked: Asked) -> bool:
    """Whether the choices themselves hang on answers, so that our own form may have offered what is gone now."""
    return getattr(asked.question, "choices_from", None) is not None


def _posted(draft: Draft, page: Page, mine: Answers) -> Iterator[Asked]:
    items = dict(draft.route.items(page))
    for question in page.asked:
        if question.id not in mine:
            continue
        if page.for_each is None:
            yield Asked(question)
            continue
        given = mine[question.id]
        if not isinstance(given, Mapping) or given.keys() - items.keys():
            raise UnknownAnswerError(f"{question.id}: the list has no such item.")
        yield from (Asked(question, slot, items[slot]) for slot in given)


def _made_from(draft: Draft, later: list[dict[str, list[Any]]]) -> Route:
    """The way as it was when the form was made: before what others have saved since."""
    if not later:
        return draft.route
    before = as_answers(at_base(as_fields(draft.answers), later))
    return Route(draft.questionnaire, before, draft.setting)


def _told(problems: Iterable[AnswerProblem], fields: set[str] | None) -> Iterator[AnswerProblem]:
    """The problems with what stood in the form; all of them when it held the whole page."""
    whole = {field.partition(".")[0] for field in fields or ()}
    for problem in problems:
        if fields is None or problem.field in fields or problem.field in whole:
            yield problem


def _shown_fields(made_from: Route, page: Page, only: frozenset[str] | None) -> set[str]:
    """The fields that the form had: those that the answers it was made from lead to."""
    shown = made_from.page(page.id)
    fields: set[str] = set()
    for asked in shown.asked if shown else ():
        if only is not None and asked.field not in only:
            continue
        slots = getattr(asked.question, "slots", ())
        fields.update(f"{asked.question.id}.{slot}" for slot in slots)
        fields.update((asked.field,) if slots else (asked.field, *asked.fields))
    return fields
