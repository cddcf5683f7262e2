"""From a draft and a form to the pages that a respondent sees."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from questionnaires.answers import Asked
from questionnaires.checks import AnswerProblem
from questionnaires.routing import ShownPage, previous_page, shown_page, shown_pages
from surveyapp.services.answering import Conflict, Draft
from surveyapp.services.answering.saving import LEFT_EMPTY
from surveyapp.web.fields import NumberField
from surveyapp.web.forms import PageForm, is_locked, names_of
from surveyapp.web.languages import language
from surveyapp.web.markup import html_of
from surveyapp.web.pages import Answered, CheckPage, ErrorLink, QuestionPage, Section
from surveyapp.web.questions import Clash, Control, QuestionView, Situation, locked_view, question_view, text_of
from surveyapp.web.wording import answer_in_words, field_in_words

FORM = "answers"
"""The id of the form on a page of questions."""


def question_page(
    draft: Draft,
    form: PageForm,
    *,
    problems: tuple[AnswerProblem, ...] = (),
    conflicts: tuple[Conflict, ...] = (),
    new: frozenset[str] = frozenset(),
    notes: tuple[str, ...] = (),
    back_to_check: bool = False,
) -> QuestionPage:
    """The page as the draft shows it now, with what stands in the form and what is wrong with it."""
    spoken = language()
    shown = shown_page(draft.questionnaire, draft.answers, form.page.id) or ShownPage(form.page, ())
    clashes = dict(_clashes(draft, form, conflicts))
    situation = Situation(
        language=spoken,
        setting=draft.setting,
        errors=_errors(form, problems),
        clashes=clashes,
        new=new,
    )
    questions = tuple(_views(draft, form, shown, situation))
    errors = tuple(_error_links(questions, problems))
    return QuestionPage(
        title=form.page.title.in_language(spoken),
        part_of=draft.survey_title,
        owner=draft.owner,
        synthetic=draft.synthetic,
        failed=bool(errors),
        form=FORM,
        # An address of its own: the one in the browser may end in a place on the page, which keeps errors from focus.
        address=url_for("respond.save", response_id=draft.key.id, page_id=form.page.id),
        intro=html_of(form.page.intro.in_language(spoken)) if form.page.intro else None,
        place=_place(draft, form.page.id),
        questions=questions,
        errors=errors,
        notes=notes,
        revision=draft.revision,
        shown=" ".join(question.name for question in questions),
        told=" ".join(sorted(form.told | _told_empty(form, problems))),
        clashed=" ".join(sorted(clashes)),
        back_to_check=back_to_check,
        first=previous_page(draft.questionnaire, draft.answers, form.page.id) is None,
    )


def _views(draft: Draft, form: PageForm, shown: ShownPage, situation: Situation) -> Iterator[QuestionView]:
    for asked in shown.asked:
        if is_locked(asked, draft):
            words = answer_in_words(asked, asked.answer_in(draft.answers), situation.language, draft.setting)
            yield locked_view(asked, words, situation)
        elif all(name in form for name in names_of(asked)):
            yield question_view(asked, {name: form.field(name) for name in names_of(asked)}, situation)


def _errors(form: PageForm, problems: tuple[AnswerProblem, ...]) -> dict[str, str]:
    """Field -> what to do. That both a number and a reason for having none were given, only the form can know."""
    errors: dict[str, str] = {}
    for problem in problems:
        field = form.field(problem.field) if problem.field in form else None
        if isinstance(field, NumberField) and len(field.given) > 1:
            errors[problem.field] = str(_("Du har både skrevet et tall og krysset av. Velg én av delene."))
        else:
            errors.setdefault(problem.field, problem.text(language()))
    return errors


def _clashes(draft: Draft, form: PageForm, conflicts: tuple[Conflict, ...]) -> Iterator[tuple[str, Clash]]:
    """Fields that were changed by two at the same time: those just found, and those still not chosen for."""
    asked = {name: one for one in form.asked for name in names_of(one)}
    found = {
        conflict.field: (conflict.theirs, conflict.yours, form.field(conflict.field).given) for conflict in conflicts
    }
    for name, given in form.mine.items():
        field = form.field(name)
        found[name] = (field.data, field.read(given) if given else None, given)
    for name, (theirs, mine, hidden) in found.items():
        question = asked[name].question
        in_words = [field_in_words(question, answer, language(), draft.setting) for answer in (theirs, mine)]
        yield name, Clash(in_words[0], in_words[1], hidden)


def _told_empty(form: PageForm, problems: tuple[AnswerProblem, ...]) -> set[str]:
    """The questions that these problems tell are empty."""
    empty = {problem.field for problem in problems if problem.kind in LEFT_EMPTY}
    return {asked.field for asked in form.asked if empty & {asked.field, *names_of(asked)}}


def _error_links(questions: tuple[QuestionView, ...], problems: tuple[AnswerProblem, ...]) -> Iterator[ErrorLink]:
    clear = {problem.field for problem in problems if tells_itself(problem)}
    for question in questions:
        # The same words for each item of a list tell nothing without the item.
        alone = "." not in question.name
        if question.error:
            about = "" if alone and question.name in clear else question.text
            yield ErrorLink(f"#{question.first_id}", question.error, about)
        for control in question.controls:
            if text := _trouble(control):
                about = "" if alone and control.name in clear else question.text
                yield ErrorLink(f"#{control.first_id}", text, about)


def tells_itself(problem: AnswerProblem) -> bool:
    """Whether its words name the question or row, so that they can stand alone in a list."""
    return "own" in problem.words or "row" in problem.words


def _trouble(control: Control) -> str:
    return str(_("Velg hvilket svar som skal gjelde.")) if control.clash else control.error


def _place(draft: Draft, page_id: str) -> tuple[int, int] | None:
    """Which page of how many; only where no answer changes how many there are."""
    pages = draft.questionnaire.pages
    if any(page.show_when for page in pages):
        return None
    return [page.id for page in pages].index(page_id) + 1, len(pages)


def check_page(draft: Draft, problems: tuple[AnswerProblem, ...], *, refused: bool) -> CheckPage:
    """All that was asked and answered; `refused`: the person tried to hand it in with something missing."""
    spoken = language()
    texts: dict[str, str] = {}
    for problem in problems:
        texts.setdefault(problem.field, problem.text(spoken))
    clear = {problem.field for problem in problems if tells_itself(problem)}
    pages = shown_pages(draft.questionnaire, draft.answers)
    response_id = draft.key.id
    return CheckPage(
        title=str(_("Se over svarene")),
        part_of=draft.survey_title,
        owner=draft.owner,
        synthetic=draft.synthetic,
        failed=refused,
        sections=tuple(
            Section(
                page.page.title.in_language(spoken),
                tuple(_answered(draft, page, asked, texts) for asked in page.asked),
            )
            for page in pages
        ),
        errors=tuple(
            ErrorLink(
                _edit(draft, page, name),
                texts[name],
                "" if name in clear and asked.slot is None else text_of(asked, spoken, draft.setting),
            )
            for page in pages
            for asked in page.asked
            for name in dict.fromkeys((asked.field, *names_of(asked)))
            if name in texts
        ),
        refused=refused,
        submit_to=url_for("respond.hand_in", response_id=response_id),
        previous=url_for("respond.page", response_id=response_id, page_id=pages[-1].page.id),
        later=url_for("respond.later", response_id=response_id),
    )


def _answered(draft: Draft, page: ShownPage, asked: Asked, texts: dict[str, str]) -> Answered:
    names = (asked.field, *names_of(asked))
    return Answered(
        text=text_of(asked, language(), draft.setting),
        lines=answer_in_words(asked, asked.answer_in(draft.answers), language(), draft.setting),
        href="" if is_locked(asked, draft) else _edit(draft, page, asked.field),
        problem=next((texts[name] for name in names if name in texts), ""),
    )


def _edit(draft: Draft, page: ShownPage, name: str) -> str:
    """The address of the question on its page, from which the person comes back to the check page."""
    return url_for("respond.page", response_id=draft.key.id, page_id=page.page.id, back="check", _anchor=name)
