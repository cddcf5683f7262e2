"""Where a person goes after a page: on, back, to the check page, or to the same page again."""

from __future__ import annotations

from dataclasses import dataclass

from questionnaires.routing import Route
from questionnaires.rules import AnswerProblem
from surveyapp.services.answering import Draft, Saved
from surveyapp.services.answering.saving import LEFT_EMPTY
from surveyapp.web.forms import PageForm, is_locked, names_of


@dataclass(frozen=True, slots=True)
class Step:
    """Where to go: to a page (None: the check page) at a place on it, with the questions that are new there."""

    page_id: str | None
    place: str = ""
    new: tuple[str, ...] = ()


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


def onwards(draft: Draft, form: PageForm, saved: Saved, *, back_to_check: bool) -> Step:
    """The next page; the same one again when the answers have brought up questions on it."""
    shown = Route(draft.questionnaire, saved.answers, draft.setting).page(form.page.id)
    new = tuple(asked.field for asked in shown.asked if asked.field not in form.shown) if shown else ()
    if new:
        return Step(form.page.id, place=new[0], new=new)
    return Step(None if back_to_check else saved.next_page)


def backwards(draft: Draft, saved: Saved, page_id: str) -> Step:
    """The page before; the first page stays where it is."""
    return Step(Route(draft.questionnaire, saved.answers, draft.setting).previous_page(page_id) or page_id)


def resuming(draft: Draft) -> Step:
    """The first page on which the person has answered nothing; the check page when there is none."""
    for shown in draft.route.pages():
        asked = [one for one in shown.asked if one.question.asks and not is_locked(one, draft)]
        if asked and all(one.answer_in(draft.answers) is None for one in asked):
            return Step(shown.page.id)
    return Step(None)
