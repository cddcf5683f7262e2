"""What a questionnaire is: pages of questions, with the scores, checks and words around them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from questionnaires.answers import Asked
from questionnaires.companions import companions_of, role_page
from questionnaires.conditions import Condition, asks_for, bound_variables
from questionnaires.question_types import (
    Calculated,
    Consent,
    Grade,
    Grid,
    Option,
    OwnList,
    Question,
    Scale,
    SuppliedList,
    _Choosing,
    missing_of,
)
from questionnaires.words import Better, Frozen, Id, Language, Role, Text, Unit, Whole


class Page(Frozen):
    """Questions that stand together; with `for_each`, asked once per item of a list."""

    id: Id
    title: Text
    intro: Text | None = None
    for_each: Id | None = None
    show_when: Condition | None = None
    questions: tuple[Question, ...] = Field(min_length=1)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions, each with its companions after it: what an own-text choice is, how much a grade matters."""
        return tuple(one for question in self.questions for one in (question, *companions_of(question)))

    @cached_property
    def asked_of_all(self) -> tuple[Asked, ...]:
        """The same, as all meet it where nothing on the page hangs on an answer."""
        return tuple(map(Asked, self.asked))


class Threshold(Frozen):
    """A change that counts, with where the number comes from."""

    value: float = Field(gt=0)
    source: Annotated[str, Field(min_length=1)]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


VariableName = Annotated[str, Field(pattern=r"^[A-Za-z]\w{0,59}(\.\w{1,60})?$")]
Items = Annotated[tuple[VariableName, ...], BeforeValidator(_listed)]


class Score(Frozen):
    """The mean or sum of several answers; `over`: of one question, over the items of a list.

    `reverse` are the items that point the other way. `at_least` are the items that must be answered: one for a mean,
    all for a sum; a sum of fewer is their mean times all. `as: 0-100` is per cent of the possible range (POMP).
    """

    label: Text
    mean_of: Items = ()
    sum_of: Items = ()
    over: Id | None = None
    reverse: Items = ()
    at_least: int | None = Field(default=None, ge=1)
    scaled: Literal["0-100"] | None = Field(default=None, alias="as")
    better: Better = "higher"
    thresholds: dict[Id, Threshold] = Field(default_factory=dict)

    @property
    def items(self) -> tuple[str, ...]:
        """What it is the mean or sum of, as the file names it."""
        return self.mean_of or self.sum_of


class Check(Frozen):
    """What should not be true of several answers together; told at one question, as a warning or a refusal."""

    when: Condition
    at: Id
    level: Literal["warn", "refuse"] = "warn"
    say: Text


class Instrument(Frozen):
    """Where an instrument comes from and which way it points."""

    name: str
    version: str
    source: str


class Questionnaire(Frozen):
    """A whole questionnaire: what is asked, in which words, in which order.

    `minutes`: how long it takes most people. `retired`: question or variable of the last version -> why it is no longer
    asked.
    """

    id: Id
    title: Text
    languages: tuple[Language, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = ()
    unit: Unit
    about: Text
    minutes: Whole | None = Field(default=None, ge=1, le=240)
    instrument: Instrument | None = None
    scales: dict[Id, Scale] = Field(default_factory=dict)
    pages: tuple[Page, ...] = Field(min_length=1)
    scores: dict[Id, Score] = Field(default_factory=dict)
    checks: dict[Id, Check] = Field(default_factory=dict)
    retired: dict[VariableName, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _bind(self) -> Self:
        for question in self.questions():
            if isinstance(question, Grade | Grid):
                question.bind(self.scales.get(question.scale))
            elif isinstance(question, _Choosing) and question.choices_from is not None:
                question.draw_from(self.could_give(question.choices_from))
        return self

    @cached_property
    def all_pages(self) -> tuple[Page, ...]:
        """The pages in the order they are asked; the first asks for the role, where there are several."""
        return (role_page(Page, self.roles), *self.pages) if len(self.roles) > 1 else self.pages

    @cached_property
    def places(self) -> dict[str, tuple[int, Question]]:
        """Question id -> the number of its page in `all_pages`, and the question; the first of several alike."""
        found: dict[str, tuple[int, Question]] = {}
        for number, page in enumerate(self.all_pages):
            for question in page.asked:
                found.setdefault(question.id, (number, question))
        return found

    @cached_property
    def page_numbers(self) -> dict[str, int]:
        """Page id -> its number in `all_pages`."""
        return {page.id: number for number, page in enumerate(self.all_pages)}

    @cached_property
    def hangs_on(self) -> dict[str, tuple[str, ...]]:
        """Question id -> the earlier questions whose answers decide whether it is asked, and for what."""
        found: dict[str, tuple[str, ...]] = {}
        for page in self.all_pages:
            of_page = (*asks_for(page.show_when), *((page.for_each,) if page.for_each else ()))
            for question in page.asked:
                asked = (*of_page, *asks_for(question.show_when))
                if isinstance(question, Calculated):
                    asked = (*asked, *bound_variables(question.value))
                names = dict.fromkeys(name.partition(".")[0] for name in asked)
                found.setdefault(question.id, tuple(name for name in names if name in found))
        return found

    @cached_property
    def unconditional(self) -> frozenset[int]:
        """The numbers of the pages in `all_pages` on which nothing hangs on answers: all are met, with all choices."""
        return frozenset(number for number, page in enumerate(self.all_pages) if not _hangs_on_answers(page))

    @cached_property
    def has_easy_words(self) -> bool:
        """Whether any text is said in easy words too."""
        return '.easy":' in self.canonical_json()

    @cached_property
    def repeated(self) -> frozenset[str]:
        """The questions that are asked for each item of a list."""
        return frozenset(question.id for page in self.all_pages if page.for_each for question in page.asked)

    @cached_property
    def opening_consents(self) -> tuple[Consent, ...]:
        """What must be agreed to before anything else is asked: the required consents of the author's first page."""
        first = self.pages[0]
        if first.show_when or first.for_each:
            return ()
        return tuple(
            one for one in first.questions if isinstance(one, Consent) and one.required and one.show_when is None
        )

    @cached_property
    def contact_questions(self) -> frozenset[str]:
        """The questions whose answers tell how to reach a person."""
        return frozenset(question.id for question in self.questions() if question.contact)

    @cached_property
    def asks_earlier(self) -> frozenset[str]:
        """The questions whose answers in the earlier round decide something in this one."""
        asked = [name for page in self.all_pages for name in _conditions_and_bounds(page)]
        asked += [name for check in self.checks.values() for name in asks_for(check.when)]
        changes = (
            question.id
            for question in self.questions()
            for limit in (question.warn_if, question.refuse_if)
            if limit is not None and limit.change_over is not None
        )
        named = (name.split(".")[1] for name in asked if name.startswith("earlier."))
        return frozenset((*named, *changes))

    @cached_property
    def checks_at(self) -> dict[str, tuple[Check, ...]]:
        """Question id -> the checks that are told there."""
        found: dict[str, tuple[Check, ...]] = {}
        for check in self.checks.values():
            found[check.at] = (*found.get(check.at, ()), check)
        return found

    def could_give(self, source_id: str) -> tuple[Option, ...]:
        """All that `choices_from` or `for_each` of this question or scale could bring; none for what has no items."""
        if source_id in self.scales:
            return self.scales[source_id].choices
        if not self.has(source_id):
            return ()
        source = self.question(source_id)
        if isinstance(source, _Choosing):
            return source.all_choices
        if isinstance(source, OwnList | SuppliedList):
            return tuple(
                Option(code=slot, label=Text({"nb": f"Nummer {slot}", "en": f"Number {slot}"})) for slot in source.slots
            )
        return ()

    def questions(self) -> Iterator[Question]:
        """Every question, in the order it is asked."""
        for page in self.all_pages:
            yield from page.asked

    def has(self, variable: str) -> bool:
        """Whether there is a question for this variable."""
        return variable.partition(".")[0] in self.places

    def question(self, question_id: str) -> Question:
        """The question with this id."""
        if question_id not in self.places:
            raise UnknownQuestionError(f"Questionnaire {self.id!r} has no question {question_id!r}.")
        return self.places[question_id][1]

    def page(self, page_id: str) -> Page:
        """The page with this id."""
        if page_id not in self.page_numbers:
            raise UnknownPageError(f"Questionnaire {self.id!r} has no page {page_id!r}.")
        return self.all_pages[self.page_numbers[page_id]]

    def page_of(self, question_id: str) -> Page:
        """The page that asks this question."""
        self.question(question_id)
        return self.all_pages[self.places[question_id][0]]

    def canonical_json(self) -> str:
        """The one text that stands for this content: what a published version stores and hashes."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True)


def _hangs_on_answers(page: Page) -> bool:
    """Whether an answer decides what the page asks, how often, or what it offers."""
    return bool(page.show_when or page.for_each) or any(
        question.show_when
        or isinstance(question, Calculated)
        or (isinstance(question, _Choosing) and question.choices_from is not None)
        or any(option.show_when for option in (*getattr(question, "choices", ()), *missing_of(question)))
        for question in page.asked
    )


def _conditions_and_bounds(page: Page) -> Iterator[str]:
    """Every variable that a condition, a limit or a worked-out value of the page speaks of."""
    yield from asks_for(page.show_when)
    for question in page.asked:
        yield from asks_for(question.show_when)
        for limit in (question.warn_if, question.refuse_if):
            for bound in limit.bounds.values() if limit else ():
                yield from bound_variables(bound)
        options = (*getattr(question, "choices", ()), *missing_of(question))
        yield from (name for option in options for name in asks_for(option.show_when))
        if isinstance(question, Calculated):
            yield from bound_variables(question.value)


class UnknownQuestionError(LookupError):
    """No question of the questionnaire has this id."""


class UnknownPageError(LookupError):
    """No page of the questionnaire has this id."""
