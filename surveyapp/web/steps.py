"""Where a person goes after a page: on, back, to the check page, or to the same page again."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.answers import Asked
from questionnaires.definition import Page
from questionnaires.rules import AnswerProblem
from surveyapp.services.answering import Draft, Saved
from surveyapp.services.answering.saving import LEFT_EMPTY
from surveyapp.web.forms import PageForm, is_locked, names_of
from surveyapp.web.portions import last_portion, portion_after, portion_at, portion_before, portions

CHECK = "check"
"""Where a person comes from who changes an answer from the check page."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where to go: to a page (None: the check page) at a place on it, with the questions that are new there.

    `alone`: the question that stands alone, where one is asked at a time.
    """

    page_id: str | None
    place: str = ""
    new: tuple[str, ...] = ()
    alone: str = ""


def blocking(form: PageForm, problems: tuple[AnswerProblem, ...]) -> tuple[AnswerProblem, ...]:
    """The problems that keep a person on the page; what is empty, or only worth another look, does so only once."""
    seen = {name: asked.field for asked in form.asked for name in (asked.field, *names_of(asked))}
    return tuple(
        problem
        for problem in problems
        if (question := seen.get(problem.field)) in form.shown
        and not ((problem.kind in LEFT_EMPTY or problem.soft) and question in form.told)
    )


def wrong(problems: tuple[AnswerProblem, ...]) -> tuple[AnswerProblem, ...]:
    """The problems with what was written, which could not be saved."""
    return tuple(problem for problem in problems if problem.kind not in LEFT_EMPTY and not problem.soft)


def onwards(draft: Draft, form: PageForm, saved: Saved, *, back: str) -> Step:
    """The next page, or the next question of it; the same again when the answers have brought up questions there."""
    here = form.page.id
    shown = draft.route.page(here)
    asked = shown.asked if shown else ()
    if form.alone:
        portion = portion_at(draft, here, form.alone)
        asked = portion.asked if portion and portion.name == form.alone else ()
    stood = form.shown
    new = tuple(one.field for one in asked if one.field not in stood)
    if new:
        return Step(here, place=new[0], new=new, alone=form.alone)
    if back:
        return _returning(draft, back) or Step(saved.next_page)
    following = portion_after(draft, form.page, form.alone) if form.alone else None
    return Step(here, alone=following.name) if following else Step(saved.next_page)


def _returning(draft: Draft, back: str) -> Step | None:
    """To where the person came from, if that is still there."""
    page_id, _, alone = back.partition(":")
    if page_id == CHECK:
        return Step(None)
    return Step(page_id, alone=alone) if page_id in draft.questionnaire.page_numbers else None


def backwards(draft: Draft, page: Page, alone: str) -> Step:
    """The question or the page before; the first stays where it is."""
    if alone and (portion := portion_before(draft, page, alone)):
        return Step(page.id, alone=portion.name)
    before = draft.route.previous_page(page.id)
    return Step(page.id) if before is None else ending(draft, before, alone=bool(alone))


def ending(draft: Draft, page_id: str, *, alone: bool) -> Step:
    """A page, at its last question where one is asked at a time."""
    portion = last_portion(draft, page_id) if alone else None
    return Step(page_id, alone=portion.name if portion else "")


def resuming(draft: Draft, *, alone: bool) -> Step:
    """The first page on which the person has answered nothing; the check page when there is none.

    Where one question is asked at a time: the question after the last one that is answered.
    """
    pages = draft.route.pages()
    if alone:
        stops = [(shown.page.id, part) for shown in pages for part in portions(draft, shown)]
        answered = [number for number, (_, part) in enumerate(stops) if _is_answered(draft, part.asked)]
        coming = stops[max(answered, default=-1) + 1 :]
        return Step(coming[0][0], alone=coming[0][1].name) if coming else Step(None)
    for shown in pages:
        # A consent that was given on the way in is no sign that the rest of its page is answered.
        asked = tuple(one for one in shown.asked if _is_for_the_page(one, draft))
        if asked and not _is_answered(draft, asked):
            return Step(shown.page.id)
    return Step(None)


def _is_for_the_page(asked: Asked, draft: Draft) -> bool:
    given_before = asked.question in draft.questionnaire.opening_consents and asked.answer_in(draft.answers)
    return asked.question.asks and not is_locked(asked, draft) and not given_before


def _is_answered(draft: Draft, asked: tuple[Asked, ...]) -> bool:
    """Whether the person has answered any of these."""
    return any(one.answer_in(draft.answers) is not None for one in asked if not is_locked(one, draft))
