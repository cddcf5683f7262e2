"""One page of a questionnaire as a form: what was asked in it, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from questionnaires.answers import Answer, Answers, Asked
from questionnaires.checks import problems_with
from questionnaires.definition import Page
from questionnaires.question_types import Calculated, OwnList, Ranking, ShortText, SuppliedList
from questionnaires.rules import AnswerProblem
from surveyapp.models.errors import UnknownAnswerError
from surveyapp.services.answering import Draft
from surveyapp.services.answering.saving import NOT_FROM_OUR_FORM, Sent
from surveyapp.web.fields import FIELDS, AnswerField
from surveyapp.web.knowing import known_to
from surveyapp.web.languages import speak

KEEP_THEIRS = "theirs"
"""The choice to let the other's answer stand, for a field that somebody else changed at the same time."""


class PageForm(BaseForm):
    """The fields of a page, by the names of their variables; every question of the page has its fields here.

    The form carries what it was made from: `revision`, and in `shown` the questions that the person saw.
    `alone` is the question that stands alone, where one is asked at a time; nothing when the whole page stands there.
    `only`: the fields that were sent one by one; all others stand as they are stored.
    `_told` are those that the person was told are empty. `_clash` are the fields that somebody else had changed at the
    same time, and `_keep.FIELD` says whose answer is to stand; `mine` are the words that still wait for that.
    """

    def __init__(
        self,
        draft: Draft,
        page: Page,
        *,
        sent: MultiDict[str, str] | None = None,
        alone: str = "",
        only: frozenset[str] | None = None,
    ) -> None:
        self.draft, self.page, self._only = draft, page, only
        self.alone = alone if sent is None else sent.get("_alone", "")
        self.asked = tuple(asked for asked in _asked(page, draft) if not is_locked(asked, draft))
        # A field without a form is an unbound one, which its type does not tell.
        fields: dict[str, Any] = {
            name: FIELDS[type(asked.question)](asked, draft.setting) for asked, name in self._names()
        }
        super().__init__(fields)
        self.sent = MultiDict[str, str]() if sent is None else sent
        stored = dict(_stored(self.asked, draft.answers))
        self.process(sent, data=stored)
        self.mine = {name: self.field(name).given for name in self.unsettled}
        unsent = frozenset() if only is None else {name for name in self._fields if name not in only}
        for name in self.unsettled | self.yielded | unsent:
            self.field(name).process_data(stored.get(name))

    def _names(self) -> Iterator[tuple[Asked, str]]:
        for asked in self.asked:
            for name in names_of(asked):
                yield asked, name

    def field(self, name: str) -> AnswerField:
        """The field with this name; raises KeyError."""
        return cast(AnswerField, self[name])

    @property
    def revision(self) -> int:
        """The revision that the form was made from."""
        written = self.sent.get("revision", "")
        if not written.isascii() or not written.isdigit() or len(written) > 9:
            raise UnknownAnswerError("The form does not say which revision it was made from. Open the page again.")
        return int(written)

    @property
    def shown(self) -> frozenset[str]:
        """The questions that stood on the page."""
        if self._only is not None:
            return frozenset(asked.field for asked in self.asked)
        return frozenset(self.sent.get("shown", "").split())

    @property
    def told(self) -> frozenset[str]:
        """The required questions that the person has been told are empty."""
        return frozenset(self.sent.get("_told", "").split())

    @property
    def unsettled(self) -> frozenset[str]:
        """Fields in conflict for which nothing was chosen yet."""
        return frozenset(name for name in self._clashed() if not self.sent.get(f"_keep.{name}"))

    @property
    def yielded(self) -> frozenset[str]:
        """Fields in conflict for which the other's answer was chosen."""
        return frozenset(name for name in self._clashed() if self.sent.get(f"_keep.{name}") == KEEP_THEIRS)

    def _clashed(self) -> Iterator[str]:
        return (name for name in self.sent.get("_clash", "").split() if name in self)

    @property
    def answers(self) -> dict[str, Any]:
        """The answers to the questions that stood on the page, as a document.

        Raises `UnknownAnswerError` for an answer to what the page does not ask, or no longer asks.
        """
        questions = {question.id for question in self.page.asked}
        for name, words in self.sent.items(multi=True):
            if words and name.partition(".")[0] in questions and name not in self:
                raise UnknownAnswerError(f"{name}: the page does not ask this now.")
        said: dict[str, Any] = {}
        shown = self.shown
        for asked, name in self._names():
            answer = self.field(name).data
            if asked.field not in shown or answer is None or not self._applies(asked):
                continue
            question_id, _, part = name.partition(".")
            if part:
                said.setdefault(question_id, {})[part] = answer
            elif question_id in said:
                # Both places and a way of not answering: the rule-book tells that they don't go together.
                said[question_id][answer] = answer
            else:
                said[question_id] = answer
        return said

    def _applies(self, asked: Asked) -> bool:
        """Whether what it belongs to is chosen: the own text of a choice stands on the page beside its button."""
        parent, question = asked.question.companion_of, asked.question
        if parent is None or not isinstance(question, ShortText):
            return True
        given = self.field(parent if asked.slot is None else f"{parent}.{asked.slot}").given
        return question.id.removeprefix(f"{parent}_") in given

    def fields_of(self, asked: Asked) -> dict[str, AnswerField]:
        """The fields of one question, by name; none for what is only read."""
        return {name: self.field(name) for name in names_of(asked) if name in self}

    def companions_of(self, asked: Asked) -> tuple[Asked, ...]:
        """What belongs to this question, shown or hidden now."""
        beside = (one for one in self.asked if one.question.companion_of == asked.question.id)
        return tuple(one for one in beside if one.slot == asked.slot)

    def catch_up(self, answers: Answers, keep: frozenset[str]) -> None:
        """Put in what is stored now, but leave what stands in the fields to `keep`: they are wrong, or in conflict."""
        stored = dict(_stored(self.asked, answers))
        for name in self._fields.keys() - keep:
            # A problem with a question as a whole keeps all of it.
            if name.partition(".")[0] not in keep:
                self.field(name).process_data(stored.get(name))

    def forged(self) -> tuple[AnswerProblem, ...]:
        """Answers that the page never offered."""
        said = self.answers
        return tuple(
            problem
            for asked in self.asked
            for problem in problems_with(asked, asked.answer_in(said), self.draft.setting)
            if problem.kind in NOT_FROM_OUR_FORM
        )

    def clear(self, name: str) -> None:
        """Take out the answer in one field."""
        if name in self:
            self.field(name).process_data(None)


class FormReader:
    """Reads a page that was sent, once the draft that it belongs to is there; `form` is what it read.

    `clear`: the field whose answer the person takes back.
    """

    form: PageForm

    def __init__(self, sent: MultiDict[str, str], clear: str = "") -> None:
        self._sent, self._clear = sent, clear

    def __call__(self, draft: Draft, page: Page) -> Sent:
        speak(draft.questionnaire)
        self.form = PageForm(draft, page, sent=self._sent)
        self.form.clear(self._clear)
        only = self.form.shown if self.form.alone else None
        return Sent(self.form.answers, self.form.revision, only, known_to(self.form, self._sent.get("_known", "")))


def names_of(asked: Asked) -> tuple[str, ...]:
    """The fields of one question on the page: one, or one per row, slot or choice to place."""
    question = asked.question
    if isinstance(question, OwnList):
        return tuple(f"{question.id}.{slot}" for slot in question.slots)
    if isinstance(question, Ranking) and question.missing:
        return (*asked.fields, asked.field)
    return asked.fields


def is_locked(asked: Asked, draft: Draft) -> bool:
    """Whether the answer is given by the invitation or an earlier round, and shown as text."""
    return asked.question.id in draft.setting.carried or isinstance(asked.question, SuppliedList | Calculated)


def _asked(page: Page, draft: Draft) -> Iterator[Asked]:
    """All that the page may ask, shown or hidden now: another tab may have changed what is shown."""
    shown = draft.route.page(page.id)
    met = {asked.field: asked for asked in (shown.asked if shown else ())}
    for slot, item in draft.route.items(page):
        for question in page.asked:
            if question.asks:
                field = question.id if slot is None else f"{question.id}.{slot}"
                yield met.get(field) or Asked(question, slot, item)


def _stored(asked: tuple[Asked, ...], answers: Answers) -> Iterator[tuple[str, Answer]]:
    for one in asked:
        for name in names_of(one):
            question_id, _, part = name.partition(".")
            answer = answers.get(question_id)
            if part:
                answer = answer.get(part) if isinstance(answer, Mapping) else None
            if answer is not None and not isinstance(answer, Mapping):
                yield name, answer
