"""A questionnaire laid out for one reader: its parts in order, with the numbers that the questions have on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from questionnaires.companions import ROLE
from questionnaires.conditions import Condition, asks_for, holds
from questionnaires.definition import Page, Questionnaire
from questionnaires.formats.paper.phrases import phrase
from questionnaires.piping import PLACEHOLDER
from questionnaires.question_types import Calculated, MultipleChoice, Option, OwnList, Question, SuppliedList
from questionnaires.words import Text, Voice

Lines = Mapping[str, Any]
Settled = bool | dict[str, Any]
"""A condition as far as it is known: true, false, or what it still hangs on."""

Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Printed:
    """One question on the paper; `number` is None for what is only read, `settled` is what its showing hangs on."""

    question: Question
    number: int | None
    settled: Settled


@dataclass(slots=True)
class Part:
    """A page, or its block for one item of a list, with the questions that stand there."""

    page: Page
    item: Option | None
    settled: Settled
    printed: list[Printed] = field(default_factory=list)

    @property
    def slot(self) -> str | None:
        return self.item.code if self.item else None


class Sheet:
    """The whole form for one voice: who it is for is settled, so that nobody reads what is meant for others."""

    def __init__(self, questionnaire: Questionnaire, voice: Voice) -> None:
        self.questionnaire, self.voice = questionnaire, voice
        self.parts: list[Part] = []
        self._numbers: dict[tuple[str, str | None], int] = {}
        for page in questionnaire.pages:
            for item in self._items(page):
                self._add(page, item)

    def _items(self, page: Page) -> tuple[Option | None, ...]:
        return (None,) if page.for_each is None else self.questionnaire.could_give(page.for_each)

    def _add(self, page: Page, item: Option | None) -> None:
        shown = settle(page.show_when.root if page.show_when else {}, self._role, self._is_role)
        part = Part(page, item, shown)
        for question in page.questions if shown is not False else ():
            settled = settle(question.show_when.root if question.show_when else {}, self._role, self._is_role)
            if settled is False or isinstance(question, Calculated):
                continue
            number = len(self._numbers) + 1 if question.asks else None
            if number is not None:
                self._numbers[question.id, part.slot] = number
            part.printed.append(Printed(question, number, settled))
        if part.printed:
            self.parts.append(part)

    def _is_role(self, variable: str) -> bool:
        return variable == ROLE

    def _role(self, variable: str) -> object:
        return self.voice.role if variable == ROLE else None

    def number(self, question_id: str, part: Part | None) -> int | None:
        """The number of a question on the paper, in the same block if it stands there; None when it does not."""
        held = self._numbers.get((question_id, part.slot if part else None)) or self._numbers.get((question_id, None))
        if held is not None:
            return held
        return next((number for (name, _slot), number in self._numbers.items() if name == question_id), None)

    def phrase(self, name: str, **parts: object) -> str:
        """One of the form's own phrases in the reader's language."""
        return phrase(self.voice.language, name, **parts)

    def said(self, text: Text, part: Part | None = None) -> str:
        """The words for the reader; where an answer goes in, they say where on the paper it stands."""

        def put_in(found: Any) -> str:
            name = found[1]
            if part is not None and part.item is not None and name == part.page.for_each:
                return self.item_words(part)
            if found[2] is not None:
                return str(found[2])
            number = self.number(name.partition(".")[0], part)
            return "…" if number is None else self.phrase("your_answer", number=number)

        return PLACEHOLDER.sub(put_in, text.said(self.voice))

    def is_written(self, part: Part) -> bool:
        """Whether the item of this part is the respondent's own words."""
        source = part.page.for_each
        return source is not None and self.is_list(source)

    def is_list(self, source: str) -> bool:
        """Whether this names a list whose items are not known before it is filled in."""
        known = self.questionnaire
        return source not in known.scales and isinstance(known.question(source), OwnList | SuppliedList)

    def item_words(self, part: Part, name: str = "line_of") -> str:
        """What the block is about: its choice, or where on the paper the respondent wrote it."""
        if part.item is None or part.page.for_each is None:
            return ""
        if not self.is_written(part):
            return part.item.label.said(self.voice)
        return self.phrase(name, line=part.item.code, number=self.number(part.page.for_each, part) or "…")

    def may_be_empty(self, part: Part) -> bool:
        """Whether the respondent may have written nothing on the line that this block is about."""
        if part.item is None or part.page.for_each is None or not self.is_written(part):
            return False
        source = self.questionnaire.question(part.page.for_each)
        return not isinstance(source, OwnList) or not source.required or int(part.item.code) > source.items.low

    def chosen_before(self, part: Part) -> dict[str, Any]:
        """The condition that the item of this part was chosen earlier; none for a fixed list."""
        source = part.page.for_each
        if part.item is None or source is None or source in self.questionnaire.scales:
            return {}
        question = self.questionnaire.question(source)
        return {source: part.item.code} if isinstance(question, MultipleChoice) else {}


def settle(lines: Lines, answer_to: Callable[[str], object], known: Known) -> Settled:
    """A condition with all that is known put in: whether it holds, or what is left to find out."""
    left: dict[str, Any] = {}
    for key, wanted in lines.items():
        found = _settle_line(key, wanted, answer_to, known)
        if found is False:
            return False
        if found is not True:
            left |= found
    return left or True


def _settle_line(key: str, wanted: Any, answer_to: Callable[[str], object], known: Known) -> Settled:
    if key in ("any", "all"):
        branches = [settle(branch, answer_to, known) for branch in wanted]
        decides = key == "any"
        if decides in branches:
            return decides
        open_ones = [branch for branch in branches if not isinstance(branch, bool)]
        return {key: open_ones} if open_ones else not decides
    if key == "not":
        inner = settle(wanted, answer_to, known)
        return not inner if isinstance(inner, bool) else {"not": inner}
    line = Condition({key: wanted})
    return holds(line, answer_to) if all(known(name) for name in asks_for(line)) else {key: wanted}


def together(*settled: Settled) -> Settled:
    """Several conditions that must all hold, as one."""
    if False in settled:
        return False
    left = [each for each in settled if not isinstance(each, bool)]
    if len(left) < 2:
        return left[0] if left else True
    return {"all": left}


def options_of(question: Question) -> Iterator[Option]:
    """Every choice and way of not answering that a question has on the paper."""
    yield from getattr(question, "all_choices", ())
    yield from getattr(question, "missing", ())
