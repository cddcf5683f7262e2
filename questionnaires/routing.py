"""What is visible, what comes next, and what is left out because it was never asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires import formulas
from questionnaires.answers import NOTHING, Answer, Answers, Asked, Setting
from questionnaires.conditions import holds
from questionnaires.definition import Page, Questionnaire
from questionnaires.question_types import BaseQuestion, Calculated, Option, missing_of
from questionnaires.words import Text

WRITTEN = "und"
"""The BCP 47 code of words whose language nobody knows: those of a respondent."""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page that this respondent meets, with the questions asked on it."""

    page: Page
    asked: tuple[Asked, ...]


class Route:
    """The way that these answers lead through a questionnaire.

    An answer to a hidden question counts as not given, so what hangs on it is hidden too. Each question is heard when
    something asks for it, together with those that it hangs on and no others: the cost of a step follows what hangs
    together, not how long the questionnaire is.
    """

    def __init__(self, questionnaire: Questionnaire, answers: Answers, setting: Setting) -> None:
        self.questionnaire, self.answers, self.setting = questionnaire, answers, setting
        self._heard: dict[str, Answer] = {}
        self._known: set[str] = set()
        self._opened: dict[int, bool] = {}

    def again(self, answers: Answers, page_id: str) -> Route:
        """The way once the answers of one page are others: what comes before that page is as it was."""
        first = self._number(page_id)
        before = {name for name in self._known if self.questionnaire.places[name][0] < first}
        route = Route(self.questionnaire, answers, self.setting)
        route._known = before
        route._heard = {name: answer for name, answer in self._heard.items() if name in before}
        route._opened = {number: opened for number, opened in self._opened.items() if number <= first}
        return route

    def pages(self) -> tuple[ShownPage, ...]:
        """The pages and questions that the respondent meets, in order; a page with nothing to meet is not there."""
        return tuple(self._shown_from(range(len(self.questionnaire.all_pages))))

    def page(self, page_id: str) -> ShownPage | None:
        """The page as it is shown; None if it is hidden now. Raises UnknownPageError."""
        page = self.questionnaire.page(page_id)
        shown = self._shown_from(range(self._number(page.id), self._number(page.id) + 1))
        return next(shown, None)

    def next_page(self, after: str | None) -> str | None:
        """The id of the first page shown after `after` (None: from the start); None when only the check is left."""
        first = 0 if after is None else self._number(after) + 1
        coming = self._shown_from(range(first, len(self.questionnaire.all_pages)))
        return next((shown.page.id for shown in coming), None)

    def previous_page(self, before: str | None) -> str | None:
        """The id of the last page shown before `before` (None: before the check); None at the first page."""
        end = len(self.questionnaire.all_pages) if before is None else self._number(before)
        return next((shown.page.id for shown in self._shown_from(range(end - 1, -1, -1))), None)

    def answer(self, variable: str, slot: str | None = None) -> object:
        """The answer to `B1`, `E1.row`, `earlier.B1` or `round`, or to a question asked for the same item."""
        question_id, _, part = variable.partition(".")
        if question_id == "earlier":
            return _part_of(
                self.setting.earlier, part, slot if part.partition(".")[0] in self.questionnaire.repeated else None
            )
        if question_id == "round":
            return self.setting.round_number
        self._find_out(question_id)
        return _part_of(self._heard, variable, slot if question_id in self.questionnaire.repeated else None)

    def items(self, page: Page) -> list[tuple[str | None, str | Text]]:
        """Once, or once for each item of the list that the page repeats for."""
        if page.for_each is None:
            return [(None, "")]
        if page.for_each in self.questionnaire.scales:
            return [(option.code, option.label) for option in self.questionnaire.scales[page.for_each].choices]
        return [(option.code, _item(option)) for option in self._brought_by(page.for_each)]

    def heard(self, asked: Asked) -> Answer | None:
        """The answer to something that is asked, or the value it comes to."""
        self.answer(asked.question.id)
        return asked.answer_in(self._heard)

    def kept(self) -> dict[str, Answer]:
        """The answers that count at submission: those to questions that are shown, and what is worked out of them."""
        counted: dict[str, Answer] = {}
        for asked in self.asked():
            asked.put(counted, self.heard(asked))
        return counted

    def asked(self) -> Iterator[Asked]:
        """All that is asked or worked out, in order, whether or not the respondent sees it."""
        for number in range(len(self.questionnaire.all_pages)):
            yield from self._asked_on(number)

    def _number(self, page_id: str) -> int:
        return self.questionnaire.page_numbers[self.questionnaire.page(page_id).id]

    def _shown_from(self, numbers: range) -> Iterator[ShownPage]:
        for number in numbers:
            asked = tuple(one for one in self._asked_on(number) if one.is_met)
            if asked:
                yield ShownPage(self.questionnaire.all_pages[number], asked)

    def _find_out(self, question_id: str) -> None:
        """Hear a question once what it hangs on is heard; with a list of its own, as chains may be long."""
        known, hangs_on = self._known, self.questionnaire.hangs_on
        if question_id in known or question_id not in hangs_on:
            return
        waiting = [question_id]
        while waiting:
            first = waiting[-1]
            lacking = [needed for needed in hangs_on[first] if needed not in known]
            if lacking and first not in known:
                waiting += lacking
                continue
            waiting.pop()
            if first not in known:
                known.add(first)
                self._hear(*self.questionnaire.places[first])

    def _hear(self, number: int, question: Any) -> None:
        if not self._is_open(number):
            return
        page = self.questionnaire.all_pages[number]
        if page.for_each is None and not isinstance(question, Calculated):
            # The plain way of most questions: a chain of conditions passes here once for each link.
            answer = self.answers.get(question.id)
            if answer not in NOTHING and self._holds(question, None):
                self._heard[question.id] = answer  # type: ignore[assignment]
            return
        for slot, item in self.items(page):
            if self._holds(question, slot):
                one = Asked(question, slot, item)
                one.put(self._heard, self._heard_of(one))

    def _is_open(self, number: int) -> bool:
        if number not in self._opened:
            self._opened[number] = holds(self.questionnaire.all_pages[number].show_when, self.answer)
        return self._opened[number]

    def _asked_on(self, number: int) -> Iterator[Asked]:
        page = self.questionnaire.all_pages[number]
        if number in self.questionnaire.unconditional:
            yield from page.asked_of_all
            return
        if not self._is_open(number):
            return
        for slot, item in self.items(page):
            for question in page.asked:
                if self._holds(question, slot):
                    asked = Asked(question, slot, item, self._offered(question, slot), self._ways_out(question, slot))
                    # Where all the choices are gone there is nothing to ask.
                    if asked.offered != ():
                        yield asked

    def _holds(self, question: BaseQuestion, slot: str | None) -> bool:
        return question.show_when is None or holds(question.show_when, lambda variable: self.answer(variable, slot))

    def _heard_of(self, asked: Asked) -> Answer | None:
        question = asked.question
        if isinstance(question, Calculated):
            value = formulas.worked_out(question.value, lambda variable: self.answer(variable, asked.slot))
            if value is None:
                return None
            return round(value, question.decimals) if question.decimals else round(value)
        return asked.answer_in(self.answers)

    def _brought_by(self, question_id: str) -> tuple[Option, ...]:
        """What a question has brought so far: the choices that were made in it, or the items that were written."""
        given = self.answer(question_id)
        if isinstance(given, Mapping):
            in_order = sorted(given.items(), key=lambda pair: int(pair[0]) if pair[0].isdigit() else 0)
            return tuple(_written(slot, str(words)) for slot, words in in_order)
        chosen = given if isinstance(given, list | tuple) else [given]
        return tuple(option for option in self.questionnaire.could_give(question_id) if option.code in chosen)

    def _offered(self, question: Any, slot: str | None) -> tuple[Option, ...] | None:
        if getattr(question, "choices_from", None) is not None:
            return self._brought_by(question.choices_from)
        return self._those_shown(getattr(question, "choices", ()), slot)

    def _ways_out(self, question: Any, slot: str | None) -> tuple[Option, ...] | None:
        return self._those_shown(missing_of(question), slot)

    def _those_shown(self, options: tuple[Option, ...], slot: str | None) -> tuple[Option, ...] | None:
        """The options that are there now; None when that hangs on nothing."""
        if not any(option.show_when for option in options):
            return None
        return tuple(
            option for option in options if holds(option.show_when, lambda variable: self.answer(variable, slot))
        )


def _written(slot: str, words: str) -> Option:
    """An item as a choice. The words are the respondent's own, whatever they are, so nothing is checked or trimmed."""
    return Option.model_construct(code=slot, label=Text.model_construct({WRITTEN: words}))


def _item(option: Option) -> str | Text:
    return option.label.root.get(WRITTEN, option.label)


def _part_of(heard: Answers, variable: str, slot: str | None) -> object:
    question_id, _, part = variable.partition(".")
    answer = heard.get(question_id)
    if answer is None:
        return None
    if part:
        return answer.get(part) if isinstance(answer, Mapping) else None
    if slot is not None and isinstance(answer, Mapping):
        return answer.get(slot)
    return None if answer in NOTHING else answer
