"""From a draft and a form to the pages that a respondent sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _

from questionnaires.answers import Asked
from questionnaires.companions import ROLE
from questionnaires.question_types import Calculated, Information, ShortText
from questionnaires.routing import ShownPage
from questionnaires.rules import AnswerProblem
from surveyapp.services.answering import Conflict, Draft
from surveyapp.services.answering.saving import LEFT_EMPTY
from surveyapp.web.fields import BoxField
from surveyapp.web.forms import PageForm, is_locked, names_of
from surveyapp.web.pages import Answered, Block, CheckPage, ErrorLink, QuestionPage, Section
from surveyapp.web.portions import Portion, portion_at
from surveyapp.web.pressing import answered, lines_for, pressed
from surveyapp.web.progress import progress_at
from surveyapp.web.questions import Situation, locked_view, question_view
from surveyapp.web.reading import reading_now
from surveyapp.web.roles import role_of
from surveyapp.web.speaking import Speaker, speaker_for
from surveyapp.web.steps import CHECK, Step, backwards, ending
from surveyapp.web.views import Clash, Control, QuestionView, Recalled
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
    back: str = "",
) -> QuestionPage:
    """The page as the draft shows it now, or one portion, with what stands in the form and what is wrong with it."""
    speaker = speaker_for(draft)
    portion = portion_at(draft, form.page.id, form.alone) if form.alone else None
    whole = draft.route.page(form.page.id) or ShownPage(form.page, ())
    title = speaker.plain(form.page.title)
    progress = progress_at(draft, form.page, title, portion)
    intro = form.page.intro if portion is None or portion.asked[0] == whole.asked[0] else None
    clashes = dict(_clashes(draft, form, conflicts, speaker))
    hard = tuple(problem for problem in problems if not problem.soft)
    situation = Situation(
        speaker=speaker,
        errors=_errors(form, hard, speaker),
        warnings=_errors(form, tuple(problem for problem in problems if problem.soft), speaker),
        clashes=clashes,
        new=new,
    )
    blocks = tuple(_blocks(draft, form, whole, portion, situation))
    questions = tuple(part for block in blocks for question in block.questions for part in question.parts)
    errors = tuple(_error_links(questions, problems))
    return QuestionPage(
        title=title,
        part_of=draft.survey_title,
        owner=draft.owner,
        look=draft.look,
        synthetic=draft.synthetic,
        failed=any(not error.soft for error in errors),
        form=FORM,
        # An address of its own: the one in the browser may end in a place on the page, which keeps errors from focus.
        address=url_for("respond.save", response_id=draft.key.id, page_id=form.page.id),
        intro=speaker.html(intro) if intro else None,
        place=progress.place,
        blocks=blocks,
        errors=errors,
        notes=notes,
        revision=draft.revision,
        shown=" ".join(question.name for question in questions),
        told=" ".join(sorted(form.told | _told(form, problems))),
        told_empty=any(problem.kind in LEFT_EMPTY for problem in problems),
        clashed=" ".join(sorted(clashes)),
        back=back,
        first=backwards(draft, form.page, portion.name if portion else "") == Step(form.page.id),
        alone=portion.name if portion else "",
        progress=progress,
        role="" if form.page.id == ROLE else role_of(draft.questionnaire, draft.answers),
    )


def _blocks(
    draft: Draft, form: PageForm, whole: ShownPage, portion: Portion | None, situation: Situation
) -> Iterator[Block]:
    """The questions, once or item by item."""
    by_item = [tuple(asked) for _slot, asked in groupby(whole.asked, key=lambda asked: asked.slot)]
    for number, of_item in enumerate(by_item, start=1):
        asked = of_item if portion is None else tuple(one for one in of_item if portion.holds(one.field))
        if not asked:
            continue
        views = tuple(_views(draft, form, asked, situation))
        if asked[0].slot is None:
            yield Block(views)
        else:
            yield Block(views, f"item-{asked[0].slot}", situation.speaker.item(asked[0]), (number, len(by_item)))


def _views(draft: Draft, form: PageForm, shown: tuple[Asked, ...], situation: Situation) -> Iterator[QuestionView]:
    for asked in shown:
        if is_locked(asked, draft):
            words = answer_in_words(asked, draft.route.heard(asked), situation.speaker.voice, draft.setting)
            yield locked_view(asked, words, situation)
        elif asked.question.companion_of is None:
            view = pressed(asked, draft, form, situation) or question_view(
                asked, form.fields_of, situation, form.companions_of(asked)
            )
            if asked.field in draft.recalls:
                number = draft.recalls[asked.field]
                view = replace(view, recalled=Recalled("" if number is None else str(number)), html=None)
            yield view


def _errors(form: PageForm, problems: tuple[AnswerProblem, ...], speaker: Speaker) -> dict[str, str]:
    """Field -> what to do. That both an answer and a reason for having none were given, only the form can know."""
    errors: dict[str, str] = {}
    for problem in problems:
        field = form.field(problem.field) if problem.field in form else None
        if isinstance(field, BoxField) and len(field.given) > 1:
            errors[problem.field] = str(_("Du har både skrevet et svar og krysset av. Velg én av delene."))
        else:
            errors.setdefault(problem.field, problem.text(speaker.voice))
    return errors


def _clashes(
    draft: Draft, form: PageForm, conflicts: tuple[Conflict, ...], speaker: Speaker
) -> Iterator[tuple[str, Clash]]:
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
        in_words = [field_in_words(question, answer, speaker.voice, draft.setting) for answer in (theirs, mine)]
        yield name, Clash(in_words[0], in_words[1], hidden)


def _told(form: PageForm, problems: tuple[AnswerProblem, ...]) -> set[str]:
    """The questions that these problems tell are empty, or worth another look."""
    once = {problem.field for problem in problems if problem.kind in LEFT_EMPTY or problem.soft}
    return {asked.field for asked in form.asked if once & {asked.field, *names_of(asked)}}


def _error_links(questions: tuple[QuestionView, ...], problems: tuple[AnswerProblem, ...]) -> Iterator[ErrorLink]:
    clear = {problem.field for problem in problems if tells_itself(problem)}
    for question in questions:
        # The same words for each item of a list tell nothing without the item.
        alone = "." not in question.name
        if question.error:
            about = "" if alone and question.name in clear else question.named
            yield ErrorLink(f"#{question.first_id}", question.error, about)
        for control in question.controls:
            if text := _trouble(control):
                about = "" if alone and control.name in clear else question.named
                yield ErrorLink(f"#{control.first_id}", text, about)
            elif control.warning:
                yield ErrorLink(f"#{control.first_id}", control.warning, question.named, soft=True)


def tells_itself(problem: AnswerProblem) -> bool:
    """Whether its words name the question or row, so that they can stand alone in a list."""
    return "own" in problem.words or "row" in problem.words


def _trouble(control: Control) -> str:
    return str(_("Velg hvilket svar som skal gjelde.")) if control.clash else control.error


def check_page(draft: Draft, problems: tuple[AnswerProblem, ...], *, refused: bool) -> CheckPage:
    """All that was asked and answered; `refused`: the person tried to hand it in with something missing."""
    speaker = speaker_for(draft)
    texts: dict[str, str] = {}
    for problem in problems:
        texts.setdefault(problem.field, problem.text(speaker.voice))
    clear = {problem.field for problem in problems if tells_itself(problem)}
    pages = draft.route.pages()
    response_id = draft.key.id
    lines = lines_for(draft, speaker.voice)

    def line(page: ShownPage, asked: Asked) -> Answered:
        problem = next((texts[name] for name in (asked.field, *names_of(asked)) if name in texts), "") if texts else ""
        if problem:
            return replace(_answered(draft, page, asked, speaker), problem=problem)
        return answered(asked, draft, lines, lambda: _answered(draft, page, asked, speaker))

    return CheckPage(
        title=str(_("Se over svarene")),
        part_of=draft.survey_title,
        owner=draft.owner,
        look=draft.look,
        synthetic=draft.synthetic,
        failed=refused,
        sections=tuple(
            Section(
                speaker.plain(page.page.title),
                tuple(line(page, asked) for asked in page.asked if not _only_read(asked)),
            )
            for page in pages
        ),
        errors=tuple(
            ErrorLink(
                _edit(page, name),
                texts[name],
                "" if name in clear and asked.slot is None else speaker.named(asked),
            )
            for page in pages
            for asked in page.asked
            for name in dict.fromkeys((asked.field, *names_of(asked)))
            if name in texts
        ),
        refused=refused,
        role=role_of(draft.questionnaire, draft.answers),
        role_at=url_for("respond.page", response_id=response_id, page_id=ROLE, back=CHECK),
        shared=draft.privacy == "identified",
        submit_to=url_for("respond.hand_in", response_id=response_id),
        previous=_address(draft, ending(draft, pages[-1].page.id, alone=reading_now().alone)),
        later=url_for("respond.later", response_id=response_id),
    )


def _answered(draft: Draft, page: ShownPage, asked: Asked, speaker: Speaker) -> Answered:
    lines = answer_in_words(asked, draft.route.heard(asked), speaker.voice, draft.setting)
    own = {speaker.question(one): draft.route.heard(one) for one in page.asked if _is_own_text(one, asked)}
    return Answered(
        text=speaker.named(asked),
        lines=tuple(f"{line}: {own[line]}" if own.get(line) else line for line in lines),
        href="" if is_locked(asked, draft) else _edit(page, asked.field),
        fixed=str(_("Regnet ut")) if isinstance(asked.question, Calculated) else str(_("Låst")),
        problem="",
    )


def _only_read(asked: Asked) -> bool:
    """Whether there is nothing to see over: a text to read, or the own text that stands with its choice."""
    return isinstance(asked.question, Information) or _is_own_text(asked)


def _is_own_text(asked: Asked, of: Asked | None = None) -> bool:
    """Whether it says in own words what a choice is: any choice, or one of those in `of`."""
    if asked.question.companion_of is None or not isinstance(asked.question, ShortText):
        return False
    return of is None or (asked.question.companion_of, asked.slot) == (of.question.id, of.slot)


def _edit(page: ShownPage, name: str) -> str:
    """The way from the check page to the question on its own page, from which the person comes back."""
    alone = f"&sporsmal={name}" if reading_now().alone else ""
    return f"side/{page.page.id}?back={CHECK}{alone}#{name}"


def _address(draft: Draft, step: Step, *, back: str = "") -> str:
    return url_for(
        "respond.page",
        response_id=draft.key.id,
        page_id=step.page_id,
        sporsmal=step.alone or None,
        back=back or None,
        _anchor=step.place or None,
    )
