"""What a questionnaire is: pages of questions, one class per type of question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from questionnaires.conditions import Condition
from questionnaires.words import Better, Code, Frozen, Id, Language, Merge, Text, Unit

FLAGS = frozenset({"exclusive", "own_text", "show_when", "subgoal", "challenge"})
"""Keys of a choice or row beside its words."""


class Option(Frozen):
    """One answer to choose, or one way of not answering (a missing code)."""

    code: Code
    label: Text
    exclusive: bool = False


class Row(Frozen):
    """One line of a grid."""

    code: Code
    label: Text
    subgoal: tuple[str, ...] = ()
    challenge: tuple[str, ...] = ()


def _named(value: object) -> object:
    """`{a: {nb: Ja}}` as YAML has it -> `[{code: a, label: {nb: Ja}}]`, which keeps its order in any store."""
    if not isinstance(value, Mapping):
        return value
    named = []
    for code, words in value.items():
        if not isinstance(words, Mapping):
            named.append({"code": code, "label": words})
            continue
        flags = {key: flag for key, flag in words.items() if key in FLAGS}
        label = {key: text for key, text in words.items() if key not in FLAGS}
        named.append({"code": code, "label": label, **flags})
    return named


Options = Annotated[tuple[Option, ...], BeforeValidator(_named)]
Rows = Annotated[tuple[Row, ...], BeforeValidator(_named), Field(min_length=1)]


class Scale(Frozen):
    """A code list that several questions share; `better` says which end is good, if any."""

    choices: Annotated[Options, Field(min_length=2)]
    missing: Options = ()
    better: Better = "none"
    ordered: bool = True


class Indicator(Frozen):
    """The share that a report speaks of; `label` completes «Andelen som …»."""

    codes: tuple[Code, ...] = Field(min_length=1)
    label: Text
    better: Literal["higher", "lower"] = "higher"
    of: Literal["answered", "valid"] = "answered"


class BaseQuestion(Frozen):
    """What every question has."""

    id: Id
    text: Text
    help: Text | None = None
    again: Text | None = None
    required: bool = False
    when_empty: Text | None = None
    show_when: Condition | None = None
    subgoal: tuple[Literal["a", "b", "c", "d", "e", "f"], ...] = ()
    challenge: tuple[Literal["BRU", "SAM", "KAP", "KVA"], ...] = ()
    trend: Literal["core"] | None = None
    merge: Merge = "none"
    matters: float | None = Field(default=None, gt=0)


class Choice(BaseQuestion):
    """One answer out of a list."""

    type: Literal["choice"]
    choices: Annotated[Options, Field(min_length=2)]
    missing: Options = ()
    indicator: Indicator | None = None


class MultipleChoice(BaseQuestion):
    """Several answers out of a list; an exclusive one stands alone."""

    type: Literal["choices"]
    choices: Annotated[Options, Field(min_length=2)]
    missing: Options = ()
    at_most: int | None = Field(default=None, ge=1)


class _OnScale(BaseQuestion):
    scale: Id
    indicator: Indicator | None = None
    _scale: Scale | None = PrivateAttr(default=None)

    def bind(self, scale: Scale | None) -> None:
        """Tie the name of the scale to the scale itself; the questionnaire does this once."""
        self._scale = scale

    @property
    def has_scale(self) -> bool:
        """Whether the questionnaire defines the scale that this asks for."""
        return self._scale is not None

    @property
    def choices(self) -> tuple[Option, ...]:
        return self.bound.choices

    @property
    def missing(self) -> tuple[Option, ...]:
        return self.bound.missing

    @property
    def bound(self) -> Scale:
        """The shared scale itself."""
        if self._scale is None:
            raise UnknownScaleError(f"Question {self.id!r} asks for scale {self.scale!r}, which is not there.")
        return self._scale


class Grade(_OnScale):
    """One point on a shared scale."""

    type: Literal["grade"]


class Grid(_OnScale):
    """Several things on the same scale, asked row by row."""

    type: Literal["grid"]
    rows: Rows


class _Numeric(BaseQuestion):
    low: float = Field(alias="from")
    high: float = Field(alias="to")
    unit: Text | None = None
    missing: Options = ()


class Number(_Numeric):
    """A number with decimals."""

    type: Literal["number"]
    decimals: int = Field(default=1, ge=0, le=6)


class NumberGrid(_Numeric):
    """Several numbers of the same kind, asked row by row."""

    type: Literal["number_grid"]
    rows: Rows
    decimals: int = Field(default=0, ge=0, le=6)


class Count(_Numeric):
    """A whole number of something; `small_cell`: smaller counts of persons are not shown outside."""

    type: Literal["count"]
    low: int = Field(default=0, alias="from")
    high: int = Field(default=1_000_000, alias="to")
    small_cell: int | None = Field(default=None, ge=2)
    decimals: ClassVar[int] = 0


class Rating(BaseQuestion):
    """A whole number on a line with words at its ends, such as 0-10."""

    type: Literal["rating"]
    low: int = Field(default=0, alias="from")
    high: int = Field(default=10, alias="to")
    ends: Annotated[Options, Field(max_length=2)] = ()
    missing: Options = ()
    better: Better = "none"


class Year(BaseQuestion):
    """A calendar year; `to: round` means no later than the round's own year."""

    type: Literal["year"]
    low: int = Field(default=1900, alias="from")
    high: int | Literal["round"] = Field(default="round", alias="to")
    missing: Options = ()


class ShortText(BaseQuestion):
    """One line in the respondent's own words; `at_most` in characters."""

    type: Literal["short_text"]
    at_most: int = Field(default=200, ge=1, le=1000)


class LongText(BaseQuestion):
    """Several lines in the respondent's own words; `at_most` in characters."""

    type: Literal["long_text"]
    at_most: int = Field(default=1000, ge=1, le=10_000)


class Municipality(BaseQuestion):
    """A municipality that exists on the round's date; the key that follows it through time."""

    type: Literal["municipality"]


class ListItems(Frozen):
    """How many items the respondent names, and what each one is."""

    low: int = Field(alias="from", ge=0)
    high: int = Field(alias="to", ge=1, le=20)
    each: Literal["short_text"] = "short_text"


class OwnList(BaseQuestion):
    """A list that the respondent makes; each item keeps its slot number as its id for as long as it is followed."""

    type: Literal["own_list"]
    items: ListItems
    carry_forward: bool = False

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(str(number) for number in range(1, self.items.high + 1))


Question = Annotated[
    Choice
    | MultipleChoice
    | Grade
    | Grid
    | Number
    | NumberGrid
    | Count
    | Rating
    | Year
    | ShortText
    | LongText
    | Municipality
    | OwnList,
    Field(discriminator="type"),
]

QUESTION_TYPES: tuple[type[BaseQuestion], ...] = (
    Choice,
    MultipleChoice,
    Grade,
    Grid,
    Number,
    NumberGrid,
    Count,
    Rating,
    Year,
    ShortText,
    LongText,
    Municipality,
    OwnList,
)


class Page(Frozen):
    """Questions that stand together; with `for_each`, asked once per item of an own list."""

    id: Id
    title: Text
    intro: Text | None = None
    for_each: Id | None = None
    show_when: Condition | None = None
    questions: tuple[Question, ...] = Field(min_length=1)


class Threshold(Frozen):
    """A change that counts, with where the number comes from."""

    value: float = Field(gt=0)
    source: Annotated[str, Field(min_length=1)]


class Score(Frozen):
    """The mean of a question over the items of an own list."""

    label: Text
    mean_of: Id
    over: Id
    at_least: int = Field(default=1, ge=1)
    better: Better = "higher"
    thresholds: dict[Id, Threshold] = Field(default_factory=dict)


class Instrument(Frozen):
    """Where an instrument comes from and which way it points."""

    name: str
    version: str
    source: str


class Questionnaire(Frozen):
    """A whole questionnaire: what is asked, in which words, in which order."""

    id: Id
    title: Text
    languages: tuple[Language, ...] = Field(min_length=1)
    unit: Unit
    about: Text
    instrument: Instrument | None = None
    scales: dict[Id, Scale] = Field(default_factory=dict)
    pages: tuple[Page, ...] = Field(min_length=1)
    scores: dict[Id, Score] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _bind_scales(self) -> Self:
        for question in self.questions():
            if isinstance(question, _OnScale):
                question.bind(self.scales.get(question.scale))
        return self

    def questions(self) -> Iterator[Question]:
        """Every question, in the order it is asked."""
        for page in self.pages:
            yield from page.questions

    def question(self, question_id: str) -> Question:
        """The question with this id."""
        for question in self.questions():
            if question.id == question_id:
                return question
        raise UnknownQuestionError(f"Questionnaire {self.id!r} has no question {question_id!r}.")

    def page(self, page_id: str) -> Page:
        """The page with this id."""
        for page in self.pages:
            if page.id == page_id:
                return page
        raise UnknownPageError(f"Questionnaire {self.id!r} has no page {page_id!r}.")

    def page_of(self, question_id: str) -> Page:
        """The page that asks this question."""
        for page in self.pages:
            if any(question.id == question_id for question in page.questions):
                return page
        raise UnknownQuestionError(f"Questionnaire {self.id!r} has no question {question_id!r}.")

    def canonical_json(self) -> str:
        """The one text that stands for this content: what a published version stores and hashes."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True)


class UnknownScaleError(LookupError):
    """A question asks for a scale that the questionnaire does not define."""


class UnknownQuestionError(LookupError):
    """No question of the questionnaire has this id."""


class UnknownPageError(LookupError):
    """No page of the questionnaire has this id."""
