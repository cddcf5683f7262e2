"""A filled-in form on paper as one form on the screen: every question, whatever the answers lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from questionnaires.answers import Asked
from questionnaires.checks import problems_with
from questionnaires.companions import ROLE
from questionnaires.definition import Page
from questionnaires.formats.paper.sheet import Sheet
from questionnaires.question_types import ShortText
from questionnaires.rules import AnswerProblem
from questionnaires.words import Voice
from surveyapp.models.errors import UnknownAnswerError
from surveyapp.services.answering import Draft, SheetProblems
from surveyapp.services.answering.saving import NOT_FROM_OUR_FORM
from surveyapp.web.fields import FIELDS, AnswerField
from surveyapp.web.forms import is_locked, names_of
from surveyapp.web.languages import language
from surveyapp.web.pages import Block, ErrorLink
from surveyapp.web.questions import Situation, question_view
from surveyapp.web.speaking import Speaker, speaker_for
from surveyapp.web.views import QuestionView


class SheetForm(BaseForm):
    """The fields of all questions, or of those with the fields in `only`, by the names of their variables."""

    def __init__(
        self, draft: Draft, *, sent: MultiDict[str, str] | None = None, only: frozenset[str] | None = None
    ) -> None:
        self.draft = draft
        self.asked = tuple(
            asked
            for page in draft.questionnaire.all_pages
            for asked in _asked(draft, page)
            if only is None or not only.isdisjoint({asked.field, *names_of(asked)})
        )
        fields: dict[str, Any] = {
            name: FIELDS[type(asked.question)](asked, draft.setting) for asked in self.asked for name in names_of(asked)
        }
        super().__init__(fields)
        self.process(sent)

    def field(self, name: str) -> AnswerField:
        """The field with this name; raises KeyError."""
        return cast(AnswerField, self[name])

    @property
    def answers(self) -> dict[str, Any]:
        """What stands in the fields, as a document."""
        said: dict[str, Any] = {}
        for asked in self.asked:
            for name in names_of(asked):
                answer = self.field(name).data
                if answer is None or not self._applies(asked):
                    continue
                question_id, _dot, part = name.partition(".")
                if part:
                    said.setdefault(question_id, {})[part] = answer
                elif isinstance(said.get(question_id), dict):
                    said[question_id][answer] = answer
                else:
                    said[question_id] = answer
        return said

    def _applies(self, asked: Asked) -> bool:
        """Whether what it belongs to is chosen: words of one's own stand beside a choice."""
        parent = asked.question.companion_of
        if parent is None or not isinstance(asked.question, ShortText):
            return True
        field = parent if asked.slot is None else f"{parent}.{asked.slot}"
        return field not in self or asked.question.id.removeprefix(f"{parent}_") in self.field(field).given

    def require_ours(self) -> None:
        """Raises `UnknownAnswerError` for an answer that the form never offered."""
        said = self.answers
        for asked in self.asked:
            for problem in problems_with(asked, asked.answer_in(said), self.draft.setting):
                if problem.kind in NOT_FROM_OUR_FORM:
                    raise UnknownAnswerError(f"{problem.field}: this answer is not one that the form offers.")

    def fields_of(self, asked: Asked) -> dict[str, AnswerField]:
        """The fields of one question, by name."""
        return {name: self.field(name) for name in names_of(asked) if name in self}

    def companions_of(self, asked: Asked) -> tuple[Asked, ...]:
        """What belongs to this question."""
        beside = (one for one in self.asked if one.question.companion_of == asked.question.id)
        return tuple(one for one in beside if one.slot == asked.slot)

    def clear(self, name: str) -> None:
        """Take out what stands in one field."""
        if name in self:
            self.field(name).process_data(None)


def _asked(draft: Draft, page: Page) -> Iterator[Asked]:
    """All that the page could ask: paper has room for every item of a list, written or not."""
    known = draft.questionnaire
    if page.for_each is None or page.for_each in draft.setting.carried:
        items = draft.route.items(page)
    else:
        items = [(option.code, option.label) for option in known.could_give(page.for_each)]
    for slot, item in items:
        for question in page.asked:
            asked = Asked(question, slot, item)
            if question.asks and not is_locked(asked, draft):
                yield asked


def blocks_of(form: SheetForm, problems: SheetProblems | None) -> tuple[Block, ...]:
    """The questions under the titles of their pages, with the numbers that they have on paper."""
    draft, speaker = form.draft, speaker_for(form.draft)
    situation = Situation(
        speaker=speaker,
        errors=_told(problems.wrong, speaker) if problems else {},
        warnings=_warnings(problems, speaker) if problems else {},
    )
    numbers = _numbers(draft)
    blocks = []
    for place, page in enumerate(draft.questionnaire.all_pages):
        views = tuple(
            _numbered(question_view(one, form.fields_of, situation, form.companions_of(one)), numbers)
            for one in form.asked
            if draft.questionnaire.page_of(one.question.id) is page and one.question.companion_of is None
        )
        if views:
            blocks.append(Block(views, f"part-{place}", speaker.plain(page.title)))
    return tuple(blocks)


def error_links(blocks: tuple[Block, ...]) -> tuple[ErrorLink, ...]:
    """The lines of the error summary."""
    return tuple(
        link for block in blocks for question in block.questions for part in question.parts for link in _links(part)
    )


def _links(question: QuestionView) -> Iterator[ErrorLink]:
    if question.error or question.warning:
        words = question.error or question.warning
        yield ErrorLink(f"#{question.first_id}", words, question.text, soft=not question.error)
    for control in question.controls:
        if control.error or control.warning:
            about = f"{question.text}: {control.label}" if control.label else question.text
            words = control.error or control.warning
            yield ErrorLink(f"#{control.first_id}", words, about, soft=not control.error)


def _told(problems: tuple[AnswerProblem, ...], speaker: Speaker) -> dict[str, str]:
    told: dict[str, str] = {}
    for problem in problems:
        told.setdefault(problem.field, problem.text(speaker.voice))
    return told


def _warnings(problems: SheetProblems, speaker: Speaker) -> Mapping[str, str]:
    past = str(_("Ut fra svarene før skulle dette hoppes over. Svaret blir ikke med."))
    return dict.fromkeys(problems.left_out, past) | _told(problems.look, speaker)


def _numbers(draft: Draft) -> dict[str, int]:
    """Field -> the number of its question on paper, as it is printed for this role."""
    roles = draft.questionnaire.roles or ("self",)
    role = str(draft.answers.get(ROLE, roles[0]))
    sheet = Sheet(draft.questionnaire, Voice(language(), role if role in roles else roles[0]))
    return {
        Asked(one.question, part.slot).field: one.number
        for part in sheet.parts
        for one in part.printed
        if one.number is not None
    }


def _numbered(view: QuestionView, numbers: Mapping[str, int]) -> QuestionView:
    number = numbers.get(view.name)
    return replace(view, text=view.text if number is None else f"{number}. {view.text}")
